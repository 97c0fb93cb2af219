from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models.organisations import subtree_q
from metodsovet.ground.directory.models.role_kinds import LEADS, SERVICE
from metodsovet.ground.directory.standing import standing_of
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.kernel.workflow import workflow
from metodsovet.work.communities.models.communities import Community
from metodsovet.work.communities.models.memberships import Membership
from metodsovet.work.communities.models.offices import Office


class AnalysisQuerySet(models.QuerySet["Analysis"]):
    def visible_to(self, user: User) -> Self:
        """Whoever keeps or runs the community today; its people once it is handed in."""
        standing = standing_of(user)
        kept = subtree_q(standing.paths_of((*SERVICE, *LEADS)), "community__organisation__path")
        offices = Office.objects.today().filter(person=standing.person_id, community__closed_on=None)
        runs = Q(community__in=offices.exclude(kind=Office.Kind.CURATOR).values("community"))
        members = Membership.objects.today().filter(person=standing.person_id, community__closed_on=None)
        belongs = Q(community__in=members.values("community")) | Q(community__in=offices.values("community"))
        return self.filter(kept | runs | (belongs & Q(state__in=Analysis.TOLD)))


class Analysis(models.Model):
    """What a community did in a school year: figures of what happened, and what its head says of them.

    ``figures`` are frozen when it is handed in, with the day: a list of {name, label, group, value, rows}. ``version``
    grows with every change of the text.
    """

    class State(models.TextChoices):
        DRAFT = "draft", "черновик"
        HANDED_IN = "handed_in", "сдан"
        RETURNED = "returned", "возвращён"
        ACCEPTED = "accepted", "принят"

    TOLD = (State.HANDED_IN, State.ACCEPTED)
    workflow = workflow(
        dict(State.choices),
        complete_analysis=(("draft", "returned"), "draft"),
        hand_in_analysis=(("draft", "returned"), "handed_in"),
        accept_analysis=("handed_in", "accepted"),
        return_analysis=(("handed_in", "accepted"), "returned"),
    )

    community = models.ForeignKey(Community, models.PROTECT, related_name="analyses", verbose_name="объединение")
    school_year = models.PositiveSmallIntegerField("учебный год")
    state = models.CharField("состояние", max_length=20, choices=State, default=State.DRAFT)
    figures = models.JSONField("показатели на день сдачи", default=list)
    handed_in_on = models.DateField("сдан", null=True, blank=True)
    handed_in_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="сдал"
    )
    accepted_on = models.DateField("принят", null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="принял"
    )
    return_reason = models.CharField("почему возвращён", max_length=500, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = AnalysisQuerySet.as_manager()

    class Meta:
        verbose_name = "анализ за год"
        verbose_name_plural = "анализы за год"
        ordering = ["-school_year", "community"]
        constraints = [
            models.UniqueConstraint(fields=["community", "school_year"], name="community_analysed_once_a_year"),
            models.CheckConstraint(
                condition=Q(state__in=("draft", "returned"))
                | Q(handed_in_on__isnull=False, handed_in_by__isnull=False),
                name="analysis_is_handed_in_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"Анализ за {self.year}"

    def get_absolute_url(self) -> str:
        return reverse("show_analysis", args=[self.pk])

    @property
    def year(self) -> SchoolYear:
        return SchoolYear(self.school_year)

    @property
    def is_told(self) -> bool:
        return self.state in self.TOLD


class AnalysisSection(models.Model):
    """A heading that the kind asks for and what the head writes under it."""

    analysis = models.ForeignKey(Analysis, models.CASCADE, related_name="sections", verbose_name="анализ")
    position = models.PositiveSmallIntegerField("место")
    title = models.CharField("раздел", max_length=150)
    text = models.TextField("текст", max_length=10_000, blank=True)

    class Meta:
        verbose_name = "раздел анализа"
        verbose_name_plural = "разделы анализа"
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["analysis", "position"], name="section_of_analysis_once")]

    def __str__(self) -> str:
        return self.title
