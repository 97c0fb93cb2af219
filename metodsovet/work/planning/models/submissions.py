from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from metodsovet.ground.access.models import User
from metodsovet.kernel import clock
from metodsovet.kernel.russian import date_text
from metodsovet.work.planning.models.plans import Plan


class SubmissionQuerySet(models.QuerySet["Submission"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(plan__in=Plan.objects.visible_to(user))

    def waiting(self) -> Self:
        return self.filter(outcome="")


class Submission(models.Model):
    """One handing in of a community's year plan, and what came of it: approved, returned with a note, taken back.

    ``considered_at`` is where the plan was considered («на заседании методического совета»), with the minutes.
    """

    class Outcome(models.TextChoices):
        APPROVED = "approved", "утверждён"
        RETURNED = "returned", "возвращён"
        TAKEN_BACK = "taken_back", "забран на доработку"

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="submissions", verbose_name="план")
    handed_in_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто сдал"
    )
    handed_in_at = models.DateTimeField("когда сдан", default=clock.now)
    outcome = models.CharField("чем кончилось", max_length=20, choices=Outcome, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="кто решил"
    )
    decided_at = models.DateTimeField("когда решено", null=True, blank=True)
    note = models.CharField("замечание", max_length=1000, blank=True)
    considered_at = models.CharField("где рассмотрен", max_length=200, blank=True)
    minutes_number = models.CharField("номер протокола", max_length=20, blank=True)
    minutes_on = models.DateField("дата протокола", null=True, blank=True)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = "сдача плана"
        verbose_name_plural = "сдачи планов"
        ordering = ["-handed_in_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan"], condition=Q(outcome=""), name="plan_waits_once"),
            models.CheckConstraint(
                condition=Q(outcome="", decided_at=None) | (~Q(outcome="") & Q(decided_at__isnull=False)),
                name="submission_is_decided_at_a_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.plan}: {self.get_outcome_display() or 'ждёт утверждения'}"

    @property
    def considered_text(self) -> str:
        """«на заседании методического совета, протокол № 1 от 28 августа 2026 г.», empty where nothing is said."""
        number = f"№\u00a0{self.minutes_number}" if self.minutes_number else ""
        day = f"от {date_text(self.minutes_on)}" if self.minutes_on else ""
        minutes = " ".join(part for part in (number, day) if part)
        return ", ".join(part for part in (self.considered_at, f"протокол {minutes}" if minutes else "") if part)
