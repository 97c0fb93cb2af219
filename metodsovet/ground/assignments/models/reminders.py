from typing import Self

from django.conf import settings
from django.db import models

from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.models.assignments import Assignment
from metodsovet.kernel import clock


class ReminderQuerySet(models.QuerySet["Reminder"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(assignment__in=Assignment.objects.visible_to(user))


class Reminder(models.Model):
    """Those who hold an assignment were reminded of it on a day: once a day at most, whoever reminds."""

    assignment = models.ForeignKey(Assignment, models.CASCADE, related_name="reminders")
    day = models.DateField("день")
    at = models.DateTimeField("когда", default=clock.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто напомнил")
    people = models.PositiveSmallIntegerField("скольким", default=0)

    objects = ReminderQuerySet.as_manager()

    class Meta:
        verbose_name = "напоминание"
        verbose_name_plural = "напоминания"
        ordering = ["-at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["assignment", "day"], name="reminded_once_a_day")]

    def __str__(self) -> str:
        return f"{self.day:%d.%m.%Y}"
