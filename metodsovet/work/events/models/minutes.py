from typing import Self

from django.db import models

from metodsovet.ground.access.models import User
from metodsovet.ground.documents.models import NumberSeries
from metodsovet.work.events.models.meetings import Meeting


class MinutesQuerySet(models.QuerySet["Minutes"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(meeting__in=Meeting.objects.visible_to(user))


class Minutes(models.Model):
    """The minutes of a meeting that is closed: their number, within the community and the school year.

    What is approved of them is a paper: each approval issues an edition under this number.
    """

    meeting = models.OneToOneField(Meeting, models.PROTECT, related_name="minutes", verbose_name="заседание")
    series = models.ForeignKey(NumberSeries, models.PROTECT, related_name="+", verbose_name="ряд номеров")
    number = models.PositiveIntegerField("номер")

    objects = MinutesQuerySet.as_manager()

    class Meta:
        verbose_name = "протокол"
        verbose_name_plural = "протоколы"
        ordering = ["-series__year", "-number"]
        constraints = [models.UniqueConstraint(fields=["series", "number"], name="minutes_numbered_once")]

    def __str__(self) -> str:
        return f"протокол №\u00a0{self.number}"

    def get_absolute_url(self) -> str:
        return self.meeting.get_absolute_url()
