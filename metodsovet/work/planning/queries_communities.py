"""Year plans of communities: of one, and of many in a number of queries that does not depend on them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, IntegerField, OuterRef, Q, QuerySet, Subquery, When

from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.models import Assignment
from metodsovet.ground.directory.models import Person
from metodsovet.kernel import clock
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.work.communities.models import Community, Office
from metodsovet.work.communities.queries.picture import kept_communities
from metodsovet.work.planning.models import Activity, ActivityParty, Plan, PlanDeadline, PlanTemplate, Submission, Theme
from metodsovet.work.planning.queries_review import activities_above

Holder = ActivityParty.Holder
NONE, DRAFT, RETURNED, HANDED_IN, APPROVED = "none", "draft", "returned", "handed_in", "approved"
WORDS = {
    NONE: "нет",
    DRAFT: "черновик",
    RETURNED: "возвращён",
    HANDED_IN: "сдан",
    APPROVED: "утверждён",
}
TONES = {NONE: "bad", DRAFT: "", RETURNED: "wait", HANDED_IN: "wait", APPROVED: "good"}
FIRST = (HANDED_IN, NONE, RETURNED, DRAFT, APPROVED)
SOON = timedelta(days=62)
"""How long before 1 September plans of the coming year are spoken of."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the plan of a community for a year stands; without a plan it has only the day by which it is due."""

    state: str
    plan: Plan | None = None
    due_on: date | None = None

    @property
    def word(self) -> str:
        return WORDS[self.state]

    @property
    def is_owed(self) -> bool:
        return self.state in (NONE, DRAFT, RETURNED)

    def is_late(self, day: date) -> bool:
        return self.is_owed and self.due_on is not None and self.due_on < day


@dataclass(frozen=True, slots=True)
class YearPlanRow:
    """A line of the list of all; ``duty`` is the open assignment to hand the plan in."""

    community: Community
    standing: Standing
    head: Person | None
    duty_id: int | None
    is_reminded: bool

    @property
    def plan(self) -> Plan | None:
        return self.standing.plan


def planning_year(day: date) -> SchoolYear:
    """The year whose plans are made on the day: the present one, from July on the coming one."""
    year = SchoolYear.of(day)
    return year.next if day >= year.next.first_day - SOON else year


def standings_of(communities: Sequence[Community], year: SchoolYear) -> Mapping[int, Standing]:
    """By ids; organisations are read. Two queries whatever the number."""
    last = Submission.objects.filter(plan=OuterRef("pk")).order_by("-handed_in_at", "-pk").values("outcome")
    rows = Plan.objects.of_community_year(year).filter(community__in=[one.pk for one in communities])
    plans = {plan.community_id: plan for plan in rows.annotate(last_outcome=Subquery(last[:1]))}
    due = due_days(communities, year)
    return {one.pk: Standing(_state(plans.get(one.pk)), plans.get(one.pk), due.get(one.pk)) for one in communities}


def due_days(communities: Sequence[Community], year: SchoolYear) -> Mapping[int, date]:
    """The day by which each plan is due, where the nearest node above it has said one; one query."""
    nodes = {node for one in communities for node in one.organisation.ancestor_ids}
    rows = PlanDeadline.objects.filter(organisation__in=nodes, school_year=year.start)
    days = dict(rows.values_list("organisation_id", "due_on"))
    found = {}
    for one in communities:
        near = next((days[node] for node in reversed(one.organisation.ancestor_ids) if node in days), None)
        if near is not None and one.kind.is_standing:
            found[one.pk] = near
    return found


def year_plans_of(user: User, year: SchoolYear) -> list[YearPlanRow]:
    """Standing communities that the user keeps, and those that have begun a plan nevertheless; whatever waits for
    somebody stands first.
    """
    communities = kept_communities(user)
    standings = standings_of(communities, year)
    heads = _heads([one.pk for one in communities])
    duties = _duties(year)
    rows = [
        YearPlanRow(one, standings[one.pk], heads.get(one.pk), *duties.get(one.pk, (None, False)))
        for one in communities
        if one.kind.is_standing or standings[one.pk].plan is not None
    ]
    return sorted(rows, key=lambda row: FIRST.index(row.standing.state))


def last_plan_of(community: Community, year: SchoolYear) -> Plan | None:
    """The latest accepted or archived plan of an earlier year."""
    rows = community.plans.filter(state__in=Plan.PUBLISHED, school_year__lt=year.start)
    return rows.order_by("-school_year", "-pk").first()


def templates_for(community: Community) -> QuerySet[PlanTemplate]:
    return PlanTemplate.objects.for_community(community)


def themes_for(community: Community, year: SchoolYear) -> QuerySet[Theme]:
    """Of its node and of those above, the nearest first."""
    rows = Theme.objects.filter(organisation__in=community.organisation.ancestor_ids, school_year=year.start)
    return rows.order_by("-organisation__path")


def upper_for(community: Community, year: SchoolYear) -> QuerySet[Activity]:
    """Activities of plans above that are meant for this community in the year: its heads, or its whole organisation.

    Those that name communities come first, as ``is_named``.
    """
    names_it = Q(parties__holder=Holder.COMMUNITY_HEADS) & (
        Q(parties__community=community)
        | Q(parties__community=None, parties__community_kind__in=("", community.kind.code))
    )
    rows = activities_above(community.organisation, community).filter(
        Q(plan__last_day=None) | Q(plan__last_day__gte=year.first_day),
        plan__executed_from__lte=year.start,
    )
    named = rows.filter(names_it).values("pk")
    wanted = Q(pk__in=named)
    if community.kind.level == community.kind.Level.ORGANISATION:
        covers = Q(plan__audience_kinds__contains=[community.organisation.kind]) | Q(
            plan__audience=community.organisation
        )
        everywhere = Q(parties__holder__in=(Holder.AUDIENCE, Holder.FUNCTION_IN_AUDIENCE))
        wanted |= Q(pk__in=rows.filter(covers & everywhere).values("pk"))
    first = Case(When(pk__in=named, then=0), default=1, output_field=IntegerField())
    return rows.filter(wanted).annotate(later=first).order_by("later", "plan", "position")


def submissions_of(plan: Plan) -> QuerySet[Submission]:
    return plan.submissions.select_related("handed_in_by__person", "decided_by__person")


def _state(plan: Plan | None) -> str:
    """A draft whose last handing in came back with a note is «возвращён»."""
    if plan is None:
        return NONE
    if plan.state == Plan.State.ACCEPTED:
        return APPROVED
    if plan.is_handed_in:
        return HANDED_IN
    return RETURNED if vars(plan)["last_outcome"] == Submission.Outcome.RETURNED else DRAFT


def _heads(communities: Sequence[int]) -> Mapping[int, Person]:
    offices = Office.objects.today().filter(community__in=communities, kind=Office.Kind.HEAD)
    return {office.community_id: office.person for office in offices.select_related("person")}


def _duties(year: SchoolYear) -> Mapping[int, tuple[int, bool]]:
    """Open assignments of the year by communities: id, and whether its executor was reminded today."""
    kind = ContentType.objects.get_for_model(PlanDeadline)
    deadlines = PlanDeadline.objects.filter(school_year=year.start).values("pk")
    rows = Assignment.objects.open().filter(content_type=kind, object_id__in=deadlines)
    told = rows.filter(reminders__day=clock.today()).values_list("pk", flat=True)
    reminded = frozenset(told)
    return {int(key.split(":")[1]): (pk, pk in reminded) for pk, key in rows.values_list("pk", "key")}
