from django.conf import settings
from django.db import models

from metodsovet.kernel import clock
from metodsovet.work.events.models.meetings import Meeting


class MeetingChange(models.Model):
    """A small change of what is written down at a meeting, under the key that the tablet gave it.

    A change that comes twice, because the answer was lost on the way, is answered as before and not done again.
    """

    class Outcome(models.TextChoices):
        APPLIED = "applied", "записано"
        CONFLICT = "conflict", "изменено другим"
        REFUSED = "refused", "не принято"

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="changes")
    key = models.CharField(max_length=64)
    outcome = models.CharField(max_length=10, choices=Outcome)
    told = models.CharField(max_length=500, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(default=clock.now)

    class Meta:
        verbose_name = "запись в ходе заседания"
        verbose_name_plural = "записи в ходе заседания"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["meeting", "key"], name="change_of_a_meeting_once")]

    def __str__(self) -> str:
        return self.key
