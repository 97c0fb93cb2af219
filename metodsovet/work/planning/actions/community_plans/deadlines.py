"""Plans of communities are asked for by a day: each head gets the duty to hand his in."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q

from metodsovet.ground.access.history import record_action
from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.actions import (
    AssignmentDraft,
    PartDraft,
    Succession,
    follow_source,
    give_assignments,
    replace_holders,
)
from metodsovet.ground.assignments.models import Assignment, Part
from metodsovet.ground.directory.models import Organisation
from metodsovet.kernel import clock
from metodsovet.kernel.errors import DomainError
from metodsovet.kernel.russian import date_text, plural
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.work.communities.models import Community
from metodsovet.work.planning.actions.community_plans.duties import duty_key
from metodsovet.work.planning.actions.community_plans.people import approvers_of_all, heads_of_all
from metodsovet.work.planning.models import Plan, PlanDeadline

HEAD_KEY = "community_head:"
DUTY = "руководитель объединения"


@transaction.atomic
def ask_year_plans(organisation: Organisation, *, year: SchoolYear, due_on: date, by: User) -> int:
    """Everyone below the node who has not handed in his plan has to by the day; the number of those asked anew.

    Said again with another day it moves the open duties; a node below that has its own day keeps it.
    DomainError ``due_in_the_past``, ``outside_school_year``.
    """
    if due_on < clock.today():
        raise DomainError("due_in_the_past", "Срок уже прошёл: поставьте сегодняшний день или позже.")
    if not SchoolYear(year.start - 1).first_day <= due_on <= year.last_day:
        raise DomainError("outside_school_year", f"Планы на {year.text()} сдают не позже его конца: проверьте день.")
    deadline, _ = PlanDeadline.objects.update_or_create(
        organisation=organisation, school_year=year.start, defaults={"due_on": due_on}
    )
    communities = list(_asked(deadline, year))
    drafts = list(_drafts(deadline, communities, year))
    follow_source(drafts, by=by)
    number = give_assignments(drafts, by=by)
    words = f"{number}\u00a0{plural(number, 'объединению', 'объединениям', 'объединениям')}"
    record_action(
        "ask_year_plans", deadline, f"Планы на {year.text()} сдать до {date_text(due_on)}; поручено: {words}", by=by
    )
    return number


def follow_heads(*, day: date, by: User | None = None) -> int:
    """Open duties pass to whoever heads the community now, or show a gap; the number of parts that passed."""
    parts = Part.objects.filter(
        until=None,
        holder_key__startswith=HEAD_KEY,
        assignment__content_type=ContentType.objects.get_for_model(PlanDeadline),
        assignment__in=Assignment.objects.open(),
    )
    seats = {pk: (int(key.removeprefix(HEAD_KEY)), person) for pk, key, person in parts.values_list(*_SEAT)}
    heads = heads_of_all(sorted({community for community, _ in seats.values()}))
    moves = []
    for pk, (community, person) in seats.items():
        head = heads.get(community)
        if head != person:
            moves.append(Succession(pk, () if head is None else (head,)))
    return replace_holders(moves, by=by) if moves else 0


_SEAT = ("pk", "holder_key", "person_id")


def _asked(deadline: PlanDeadline, year: SchoolYear) -> Sequence[Community]:
    """Standing communities that work in the year and have not handed in, but for nodes with a day of their own."""
    rows = Community.objects.filter(
        Q(runs_until=None) | Q(runs_until__gte=year.first_day),
        organisation__path__startswith=deadline.organisation.path,
        closed_on=None,
        kind__is_standing=True,
    )
    handed_in = Plan.objects.of_community_year(year).exclude(state=Plan.State.DRAFT).values("community")
    nearer = PlanDeadline.objects.filter(
        school_year=year.start, organisation__path__startswith=deadline.organisation.path
    ).exclude(pk=deadline.pk)
    for path in nearer.values_list("organisation__path", flat=True):
        rows = rows.exclude(organisation__path__startswith=path)
    return list(rows.exclude(pk__in=handed_in).select_related("kind", "organisation").order_by("pk"))


def _drafts(deadline: PlanDeadline, communities: Sequence[Community], year: SchoolYear) -> Iterator[AssignmentDraft]:
    source = ContentType.objects.get_for_model(PlanDeadline).pk, deadline.pk
    heads, approvers = heads_of_all([one.pk for one in communities]), approvers_of_all(communities)
    for one in communities:
        yield AssignmentDraft(
            key=duty_key(one.pk, year.start),
            title=f"Сдать план на {year.text()}: {one.name}",
            organisation_id=one.organisation_id,
            issuer_id=deadline.organisation_id,
            origin=str(deadline),
            source=source,
            accepter_id=_accepter(one, approvers),
            starts_on=clock.today(),
            due_on=deadline.due_on,
            parts=(PartDraft(Part.Role.LEAD, heads.get(one.pk), one.organisation_id, DUTY, f"{HEAD_KEY}{one.pk}"),),
        )


def _accepter(community: Community, approvers: Mapping[int, Sequence[int]]) -> int | None:
    """Who approves the plan of a school's community accepts; of the town's any methodist does."""
    found = approvers.get(community.pk, ())
    return None if community.kind.is_of_town or not found else found[0]
