from django.db import models

from metodsovet.kernel import clock


class FormKey(models.Model):
    """A one-time key of a create form; the second press meets the first one's result instead of making a double."""

    key = models.CharField(max_length=64, primary_key=True)
    result_url = models.CharField(max_length=500, blank=True)
    used_at = models.DateTimeField(default=clock.now)

    def __str__(self) -> str:
        return self.key
