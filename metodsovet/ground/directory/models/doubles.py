"""Two rows that were one person, and two people who only look like one."""

from django.db import models
from django.db.models import F, Q

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models.people import Person
from metodsovet.kernel import clock


class MergedPerson(models.Model):
    """The id of a double that is no more: its address leads to the kept person."""

    old_id = models.PositiveBigIntegerField("прежний номер", primary_key=True)
    person = models.ForeignKey(Person, models.CASCADE, related_name="merged", verbose_name="кто остался")
    name = models.CharField("имя двойника", max_length=310)
    merged_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="кто объединил")
    merged_at = models.DateTimeField("когда", default=clock.now)

    class Meta:
        verbose_name = "объединённый двойник"
        verbose_name_plural = "объединённые двойники"

    def __str__(self) -> str:
        return self.name


class ToldApart(models.Model):
    """Two people of whom somebody said that they are different: they are proposed as doubles no more."""

    first = models.ForeignKey(Person, models.CASCADE, related_name="+", verbose_name="кто")
    second = models.ForeignKey(Person, models.CASCADE, related_name="+", verbose_name="и кто")
    told_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="кто различил")
    told_at = models.DateTimeField("когда", default=clock.now)

    class Meta:
        verbose_name = "разные люди"
        verbose_name_plural = "разные люди"
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="told_apart_once"),
            models.CheckConstraint(condition=~Q(first=F("second")), name="nobody_is_told_apart_from_himself"),
        ]

    def __str__(self) -> str:
        return f"{self.first} и {self.second}"
