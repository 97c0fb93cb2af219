"""Open assignments follow when the holder of a duty changes."""

from datetime import date

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import QuerySet

from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.actions import replace_holders
from metodsovet.ground.assignments.models import Assignment, Part
from metodsovet.work.planning.actions.locking import held_plan
from metodsovet.work.planning.expansion.holders import HolderBook
from metodsovet.work.planning.expansion.successions import successions
from metodsovet.work.planning.models import ActivityParty, Occurrence, Plan


def follow_holders(*, day: date, by: User | None = None) -> int:
    """Pass the parts of those who no longer hold the duty to whoever holds it, or leave a visible gap.

    The number of parts that passed. Parts handed over by people carry no ``holder_key`` and follow no duty.
    """
    plans = Plan.objects.filter(state=Plan.State.ACCEPTED).order_by("pk")
    return sum(_follow_in(plan, day, by) for plan in plans)


@transaction.atomic
def _follow_in(plan: Plan, day: date, by: User | None) -> int:
    return follow_in(held_plan(plan), day, by=by)


def follow_in(plan: Plan, day: date, *, by: User | None) -> int:
    """The same for one plan; the caller holds it."""
    parties = {party.pk: party for party in ActivityParty.objects.filter(activity__plan=plan)}
    moves = successions(_current_parts(plan), parties, HolderBook(plan, day))
    return replace_holders(moves, by=by) if moves else 0


def _current_parts(plan: Plan) -> QuerySet[Part]:
    """Of open assignments. A join by named occurrences: a planner without fresh statistics nests subqueries."""
    occurrences = list(Occurrence.objects.filter(activity__plan=plan).values_list("pk", flat=True))
    return Part.objects.filter(
        until=None,
        assignment__content_type=ContentType.objects.get_for_model(Occurrence),
        assignment__object_id__in=occurrences,
        assignment__state__in=Assignment.OPEN,
        assignment__removed_from_control_at=None,
    )
