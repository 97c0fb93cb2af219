from django.db import models

from metodsovet.ground.access.models.users import User


class RecoveryCode(models.Model):
    """A code that stands for the phone once; a used one is deleted."""

    user = models.ForeignKey(User, models.CASCADE, related_name="recovery_codes")
    code_hash = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "code_hash"], name="recovery_code_is_one")]

    def __str__(self) -> str:
        return f"{self.user}: {self.code_hash[:4]}…"
