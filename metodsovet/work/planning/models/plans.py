from datetime import date
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Organisation, Person
from metodsovet.ground.directory.models.organisations import covers_all, home_paths, ids_under
from metodsovet.ground.directory.models.role_kinds import LEADS, SERVICE
from metodsovet.ground.directory.standing import standing_of
from metodsovet.ground.documents.models import Act
from metodsovet.kernel.addresses import address_of
from metodsovet.kernel.looking_up import AmongIds
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.kernel.searching.expressions import Words
from metodsovet.kernel.workflow import workflow
from metodsovet.work.communities.models import Community, belonging_of
from metodsovet.work.planning.models.themes import Theme

AUTHORS = (*SERVICE, *LEADS)


class PlanQuerySet(models.QuerySet["Plan"]):
    def visible_to(self, user: User) -> Self:
        """Everything of the nodes one acts for and of the communities one runs; accepted plans of one's workplaces, of
        the nodes above them and of the communities one belongs to.
        """
        return self.filter(plans_seen_by(user))

    def of_community_year(self, year: SchoolYear) -> Self:
        """Year plans of communities that live: drafts, handed in and accepted."""
        return self.filter(community__isnull=False, school_year=year.start, state__in=Plan.LIVE)


def plans_seen_by(user: User, to: str = "") -> Q:
    """``visible_to`` as a condition on rows of a plan; ``to`` leads to it («activity__plan__»). By ids: ADR 15."""
    standing = standing_of(user)
    acts_at = standing.paths_of(AUTHORS)
    if covers_all(user, acts_at):
        return Q()
    communities = belonging_of(user)
    public_at = ids_under(user, standing.workplaces) | _nodes_above(user)
    acts = Q(AmongIds(f"{to}organisation", ids_under(user, acts_at)))
    reads = Q(AmongIds(f"{to}organisation", public_at)) | Q(AmongIds(f"{to}community", communities.joined))
    return acts | Q(AmongIds(f"{to}community", communities.runs)) | (Q(**{f"{to}state__in": Plan.PUBLISHED}) & reads)


def _nodes_above(user: User) -> frozenset[int]:
    """Where one works or acts and the nodes above it, up to the municipality."""
    nodes = (tuple(path.split(".")[:-1]) for path in standing_of(user).all_paths)
    ways = {node[:length] for node in nodes for length in range(1, len(node) + 1)}
    homes = home_paths(user)
    return frozenset(int(way[-1]) for way in ways if f"{'.'.join(way)}.".startswith(homes))


class Plan(models.Model):
    """A roadmap, year plan or month plan of a node: sections of activities, executed from an accepted school year.

    The year plan of a ``community`` is for one ``school_year``: its head hands it in, and approving accepts it.
    """

    class Kind(models.TextChoices):
        ROADMAP = "roadmap", "дорожная карта"
        YEAR_PLAN = "year_plan", "план работы на год"
        MONTH_PLAN = "month_plan", "план на месяц"
        PROGRAMME = "programme", "программа"

    class State(models.TextChoices):
        DRAFT = "draft", "черновик"
        HANDED_IN = "handed_in", "сдан на утверждение"
        ACCEPTED = "accepted", "принят"
        ARCHIVED = "archived", "в архиве"
        DISCARDED = "discarded", "отложен навсегда"

    PUBLISHED = (State.ACCEPTED, State.ARCHIVED)
    LIVE = (State.DRAFT, State.HANDED_IN, State.ACCEPTED)
    workflow = workflow(
        dict(State.choices),
        accept_plan=("draft", "accepted"),
        archive_plan=(("draft", "accepted"), "archived"),
        discard_plan=("draft", "discarded"),
        extend_plan=(("draft", "archived"), "draft"),
        hand_in_plan=("draft", "handed_in"),
        take_back_plan=("handed_in", "draft"),
        return_plan=("handed_in", "draft"),
        approve_plan=("handed_in", "accepted"),
    )

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="plans", verbose_name="чей")
    community = models.ForeignKey(
        Community, models.PROTECT, null=True, blank=True, related_name="plans", verbose_name="какого объединения"
    )
    school_year = models.PositiveSmallIntegerField("на учебный год", null=True, blank=True)
    kind = models.CharField("вид", max_length=20, choices=Kind, default=Kind.ROADMAP)
    title = models.CharField("название", max_length=1000)
    state = models.CharField("состояние", max_length=20, choices=State, default=State.DRAFT)
    act = models.ForeignKey(Act, models.PROTECT, null=True, blank=True, related_name="plans", verbose_name="утверждён")
    first_day = models.DateField("действует с", null=True, blank=True)
    last_day = models.DateField("действует по", null=True, blank=True)
    executed_from = models.PositiveSmallIntegerField("исполняется с учебного года", null=True, blank=True)
    audience_kinds = ArrayField(
        models.CharField(max_length=20), verbose_name="для каких организаций", default=list, blank=True
    )
    audience = models.ManyToManyField(
        Organisation, blank=True, related_name="+", verbose_name="для названных организаций"
    )
    theme = models.ForeignKey(
        Theme, models.PROTECT, null=True, blank=True, related_name="plans", verbose_name="тема года"
    )
    accepter = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="принимает отчёты"
    )
    controller = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="контролирует"
    )
    amends = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="amended_drafts",
        verbose_name="новая редакция плана",
    )
    version = models.PositiveIntegerField(default=1)

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = "план"
        verbose_name_plural = "планы"
        ordering = ["-first_day", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="accepted") | Q(executed_from__isnull=False),
                name="accepted_plan_is_executed_from_a_year",
            ),
            models.CheckConstraint(
                condition=Q(community__isnull=True, school_year__isnull=True)
                | Q(community__isnull=False, school_year__isnull=False),
                name="plan_of_community_is_for_a_year",
            ),
            models.UniqueConstraint(
                fields=["community", "school_year"],
                condition=Q(community__isnull=False, state__in=("draft", "handed_in", "accepted")),
                name="community_has_one_plan_a_year",
            ),
        ]
        indexes = [GinIndex(Words("title"), name="plan_words")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return address_of("show_plan", self.pk)

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT

    @property
    def is_handed_in(self) -> bool:
        return self.state == self.State.HANDED_IN

    def years_are_over(self, day: date) -> bool:
        return self.last_day is not None and self.last_day < day

    @property
    def executed_years(self) -> tuple[SchoolYear, ...]:
        """School years from the first executed one to the plan's end (that one year where no end is known)."""
        if self.executed_from is None:
            return ()
        last = SchoolYear.of(self.last_day).start if self.last_day else self.executed_from
        return tuple(SchoolYear(start) for start in range(self.executed_from, max(last, self.executed_from) + 1))
