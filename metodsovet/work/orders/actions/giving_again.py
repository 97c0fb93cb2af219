"""What a removal from control had cancelled is given once more, to those who hold it today.

By the rule of succession of plans: a place (an organisation, an association, an office) has its holder of today or is
a visible gap; of people who are named by their post, those who came stand for those who left.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace

from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.actions import AssignmentDraft, give_assignments
from metodsovet.ground.assignments.models import Assignment, Part
from metodsovet.ground.assignments.models.assignments import CANCELLED_KEY, AssignmentQuerySet
from metodsovet.kernel import clock
from metodsovet.work.orders.expansion import PointExpansion, seat_of
from metodsovet.work.orders.models import ControlRemoval, Order
from metodsovet.work.planning.expansion.successions import PERSONAL
from metodsovet.work.planning.expansion.teams import LEADING

Seats = Mapping[str, AssignmentDraft]


def cancelled_by(removal: ControlRemoval) -> AssignmentQuerySet:
    return Assignment.objects.filter(pk__in=removal.cancelled, state=Assignment.State.CANCELLED)


def give_again(order: Order, cancelled: AssignmentQuerySet, *, by: User) -> int:
    """How many were given. A place that is no more, as a closed school, is given nothing."""
    places = {key.partition(CANCELLED_KEY)[0]: place for key, place in cancelled.values_list("key", "organisation")}
    drafts = list(_drafts(order, places)) if places else []
    return give_assignments(drafts, by=by, occasion=f"по документу: {order.requisites}")


def _drafts(order: Order, places: Mapping[str, int]) -> Iterator[AssignmentDraft]:
    """``places`` are organisations by the keys that the cancelled ones had."""
    now = _seats_now(order)
    taken = set(places) | _given({draft.key for seats in now.values() for draft in seats.values()})
    for key, place in sorted(places.items()):
        duty, seat = seat_of(key)
        seats = now[duty]
        if seat in seats:
            yield seats[seat]
        elif seats and seat.startswith(PERSONAL):
            comer = next((one for one in seats.values() if one.key not in taken and _is_led(one)), None)
            draft = comer or _gap(next(iter(seats.values())), key, seat, place)
            taken.add(draft.key)
            yield draft


def _seats_now(order: Order) -> Mapping[str, Seats]:
    """Of every duty of the order, by its seats."""
    found: dict[str, dict[str, AssignmentDraft]] = defaultdict(dict)
    for one in PointExpansion(order, holders_on=clock.today()).given(order.act):
        for draft in one.drafts:
            duty, seat = seat_of(draft.key)
            found[duty][seat] = draft
    return found


def _given(keys: set[str]) -> set[str]:
    return set(Assignment.objects.filter(key__in=keys).values_list("key", flat=True))


def _is_led(draft: AssignmentDraft) -> bool:
    return any(part.person_id is not None for part in draft.parts if part.role in LEADING)


def _gap(like: AssignmentDraft, key: str, seat: str, place: int) -> AssignmentDraft:
    """The seat of somebody who left and whom nobody followed; helpers are those of the others."""
    former = next(part for part in like.parts if part.role in LEADING)
    party = ":".join(former.holder_key.split(":")[:2])
    role = Part.Role.LEAD.value
    empty = replace(former, role=role, person_id=None, organisation_id=place, holder_key=f"{party}:{seat}")
    helpers = [part for part in like.parts if part.role not in LEADING]
    return replace(like, key=key, organisation_id=place, parts=(empty, *helpers))
