from django.db import models


class Guess(models.Model):
    """Failed logins in a row of one account, or of one account from one address; ``key`` is their hash."""

    key = models.CharField(max_length=64, primary_key=True)
    failures = models.PositiveIntegerField(default=0)
    last_failed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.key[:8]}…: {self.failures}"
