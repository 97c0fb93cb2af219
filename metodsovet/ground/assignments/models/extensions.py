from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.models.assignments import Assignment
from metodsovet.kernel import clock


class ExtensionQuerySet(models.QuerySet["Extension"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(assignment__in=Assignment.objects.visible_to(user))


class Extension(models.Model):
    """A later deadline asked with a reason, granted or refused by whoever accepts or controls."""

    class State(models.TextChoices):
        ASKED = "asked", "просят"
        GRANTED = "granted", "продлено"
        REFUSED = "refused", "отказано"

    assignment = models.ForeignKey(Assignment, models.CASCADE, related_name="extensions")
    until = models.DateField("продлить до")
    reason = models.CharField("причина", max_length=500)
    state = models.CharField("решение", max_length=10, choices=State, default=State.ASKED)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=clock.now)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField("ответ", max_length=500, blank=True)

    objects = ExtensionQuerySet.as_manager()

    class Meta:
        verbose_name = "продление"
        verbose_name_plural = "продления"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["assignment"], condition=Q(state="asked"), name="one_extension_is_asked")
        ]

    def __str__(self) -> str:
        return f"до {self.until:%d.%m.%Y}"

    def get_absolute_url(self) -> str:
        return self.assignment.get_absolute_url()
