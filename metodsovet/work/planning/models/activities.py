from typing import Self

from django.contrib.postgres.indexes import GinIndex
from django.db import models

from metodsovet.ground.access.models import User
from metodsovet.ground.documents.models import Act
from metodsovet.kernel.addresses import address_of
from metodsovet.kernel.searching.expressions import Words
from metodsovet.kernel.terms import Term
from metodsovet.work.planning.models.goals import Goal, Indicator
from metodsovet.work.planning.models.plans import Plan, plans_seen_by


class Section(models.Model):
    """A direction of a plan."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="sections")
    position = models.PositiveIntegerField()
    number = models.CharField("номер", max_length=20, blank=True)
    title = models.CharField("название", max_length=1000)

    class Meta:
        verbose_name = "направление"
        verbose_name_plural = "направления"
        ordering = ["position"]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}" if self.number else self.title


class ActivityQuerySet(models.QuerySet["Activity"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(plans_seen_by(user, "plan__"))

    def active(self) -> Self:
        return self.filter(state=Activity.State.ACTIVE)


class Activity(models.Model):
    """A line of a plan: what, when (a ``Term`` as JSON), who (parties), with what result, and how it is controlled.

    ``source_index`` is its place among the activities of the file it was read from.
    """

    class Control(models.TextChoices):
        LEAD_REPORTS = "lead_reports", "отчитывается первый исполнитель"
        EVERY_ORGANISATION = "every_organisation", "отчитывается каждая организация"
        NO_REPORT = "no_report", "без отчёта"

    class State(models.TextChoices):
        ACTIVE = "active", "в плане"
        CANCELLED = "cancelled", "исключено"

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="activities")
    section = models.ForeignKey(Section, models.PROTECT, null=True, blank=True, related_name="activities")
    position = models.PositiveIntegerField()
    number = models.CharField("номер", max_length=20, blank=True)
    title = models.CharField("мероприятие", max_length=2000)
    term_json = models.JSONField("срок")
    result = models.CharField("результат", max_length=2000, blank=True)
    other = models.JSONField("прочие столбцы", default=dict, blank=True)
    need = models.CharField("на какую потребность отвечает", max_length=500, blank=True)
    need_goal = models.ForeignKey(
        Goal, models.PROTECT, null=True, blank=True, related_name="answered_by", verbose_name="цель"
    )
    need_indicator = models.ForeignKey(
        Indicator, models.PROTECT, null=True, blank=True, related_name="answered_by", verbose_name="показатель"
    )
    need_act = models.ForeignKey(
        Act, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="документ о потребности"
    )
    control = models.CharField("контроль", max_length=20, choices=Control, default=Control.LEAD_REPORTS)
    serves = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="served_by", verbose_name="служит мероприятию"
    )
    state = models.CharField("состояние", max_length=20, choices=State, default=State.ACTIVE)
    moved_from = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="выделено из"
    )
    source_index = models.PositiveIntegerField("строка файла", null=True, blank=True, editable=False)
    is_term_confirmed = models.BooleanField(default=True)
    warnings = models.JSONField(default=list, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name = "мероприятие"
        verbose_name_plural = "мероприятия"
        ordering = ["position"]
        indexes = [
            models.Index(fields=["plan", "position"], name="activity_in_plan"),
            GinIndex(Words("title", "result", "need"), name="activity_words"),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}" if self.number else self.title

    def get_absolute_url(self) -> str:
        return address_of("show_activity", self.pk)

    @property
    def need_link(self) -> Goal | Indicator | Act | None:
        """What the need comes from; asks the database unless it is joined."""
        return self.need_indicator or self.need_goal or self.need_act

    @property
    def term(self) -> Term:
        return Term.from_json(self.term_json)

    @term.setter
    def term(self, value: Term) -> None:
        self.term_json = value.to_json()
