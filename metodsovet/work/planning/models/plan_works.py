"""Work over a plan that is too long for a page: the worker does it, its page shows how far it is."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models.organisations import subtree_q
from metodsovet.ground.directory.standing import standing_of
from metodsovet.kernel import clock
from metodsovet.kernel.addresses import address_of
from metodsovet.kernel.progress import ProgressRow, is_silent_since
from metodsovet.kernel.russian import plural
from metodsovet.work.planning.models.plans import AUTHORS, Plan

DONE = {
    "accept_plan": "План принят",
    "archive_plan": "План сдан в архив",
    "make_school_year": "Поручения розданы",
}
UNDONE = {
    "accept_plan": "План не принят",
    "archive_plan": "План не сдан в архив",
    "make_school_year": "Поручения не розданы",
}


class PlanWorkQuerySet(models.QuerySet["PlanWork"]):
    def visible_to(self, user: User) -> Self:
        """Of the plans that the user makes."""
        return self.filter(subtree_q(standing_of(user).paths_of(AUTHORS), "plan__organisation__path"))

    def under_way(self) -> Self:
        return self.filter(ended_at=None)


class PlanWork(models.Model):
    """A verb asked of a plan with its words; ``ended_at`` is written together with what the verb has made."""

    class Verb(models.TextChoices):
        ACCEPT_PLAN = "accept_plan", "План принимается"
        ARCHIVE_PLAN = "archive_plan", "План сдаётся в архив"
        MAKE_SCHOOL_YEAR = "make_school_year", "Раздаются поручения"

    plan = models.ForeignKey(Plan, models.PROTECT, related_name="works", verbose_name="план")
    verb = models.CharField("что делается", max_length=20, choices=Verb)
    school_year = models.PositiveSmallIntegerField("учебный год", null=True)
    version = models.PositiveIntegerField("какой план видели")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто попросил"
    )
    asked_at = models.DateTimeField("когда", default=clock.now)
    ended_at = models.DateTimeField("когда закончено", null=True)
    number = models.PositiveIntegerField("поручений", null=True)
    trouble = models.CharField("почему не вышло", max_length=500, blank=True)

    objects = PlanWorkQuerySet.as_manager()

    class Meta:
        verbose_name = "долгая работа с планом"
        verbose_name_plural = "долгая работа с планами"
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["plan"], condition=Q(ended_at=None), name="plan_work_one_at_a_time"),
            models.CheckConstraint(
                condition=Q(verb="archive_plan") | Q(school_year__isnull=False), name="plan_work_names_its_year"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_verb_display()}: {self.plan}"

    def get_absolute_url(self) -> str:
        return address_of("show_plan_work", self.pk)

    @property
    def is_under_way(self) -> bool:
        return self.ended_at is None

    @property
    def heading(self) -> str:
        """What is being done, what was done, or what was not."""
        if self.is_under_way:
            return self.get_verb_display()
        return (UNDONE if self.trouble else DONE)[self.verb]

    @property
    def done_text(self) -> str:
        """«Роздано 270 000 поручений.»"""
        if self.verb == self.Verb.ARCHIVE_PLAN:
            return "Открытые поручения по плану закрыты, исполненные и отчёты остались."
        number = self.number or 0
        given = f"{number:,}\u00a0{plural(number, 'поручение', 'поручения', 'поручений')}".replace(",", "\u00a0")
        return f"Роздано {given}."

    @property
    def is_stalled(self) -> bool:
        """Under way, and nothing was heard of it for long: the worker does not run. Asks the database."""
        heard = PlanWorkProgress.objects.filter(work=self).values_list("told_at", flat=True).first() or self.asked_at
        return self.is_under_way and is_silent_since(heard)


class PlanWorkProgress(ProgressRow):
    work = models.OneToOneField(PlanWork, models.CASCADE, related_name="progress", verbose_name="работа")

    class Meta:
        verbose_name = "ход работы с планом"
        verbose_name_plural = "ход работы с планами"
