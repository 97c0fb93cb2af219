from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone


class DemoBuild(models.Model):
    """The one making of the example, as the page that waits for it shows it."""

    class State(models.TextChoices):
        WAITING = "waiting", "ждёт очереди"
        BUILDING = "building", "создаётся"
        DONE = "done", "готов"
        FAILED = "failed", "не получился"

    STALE_AFTER = timedelta(minutes=3)

    state = models.CharField("состояние", max_length=10, choices=State, default=State.WAITING)
    line = models.CharField("что делается", max_length=300, blank=True)
    asked_at = models.DateTimeField("начат", default=timezone.now)
    told_at = models.DateTimeField("последнее известие", default=timezone.now)

    class Meta:
        verbose_name = "создание примера"
        verbose_name_plural = "создание примера"
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="demo_build_is_one")]

    def __str__(self) -> str:
        return self.line or self.get_state_display()

    @property
    def is_under_way(self) -> bool:
        """Waiting or building, and heard of lately: a silent one may be asked for again."""
        is_open = self.state in (self.State.WAITING, self.State.BUILDING)
        return is_open and timezone.now() - self.told_at < self.STALE_AFTER
