from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.models.assignments import Assignment
from metodsovet.kernel import clock


class ReportQuerySet(models.QuerySet["Report"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(assignment__in=Assignment.objects.visible_to(user))


class Report(models.Model):
    """What was done, told by the executor or written down by the service for one who phoned or wrote."""

    class State(models.TextChoices):
        DRAFT = "draft", "черновик"
        HANDED_IN = "handed_in", "сдан"
        ACCEPTED = "accepted", "принят"
        RETURNED = "returned", "возвращён"
        WITHDRAWN = "withdrawn", "отозван"

    class Source(models.TextChoices):
        SELF = "self", "сам исполнитель"
        PHONE = "phone", "по телефону"
        LETTER = "letter", "письмом"

    assignment = models.ForeignKey(Assignment, models.CASCADE, related_name="reports")
    text = models.TextField("что сделано", blank=True)
    state = models.CharField("состояние", max_length=20, choices=State, default=State.DRAFT)
    source = models.CharField("как получен", max_length=10, choices=Source, default=Source.SELF)
    told_by = models.CharField("кто сообщил", max_length=300, blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто записал"
    )
    handed_in_at = models.DateTimeField("сдан", null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="кто решил"
    )
    decided_at = models.DateTimeField("решено", null=True, blank=True)
    remark = models.TextField("замечание", blank=True)
    changed_at = models.DateTimeField(default=clock.now)
    version = models.PositiveIntegerField(default=1)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = "отчёт"
        verbose_name_plural = "отчёты"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["assignment"], condition=Q(state__in=["draft", "handed_in"]), name="one_report_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"Отчёт: {self.assignment}"

    def get_absolute_url(self) -> str:
        return self.assignment.get_absolute_url()
