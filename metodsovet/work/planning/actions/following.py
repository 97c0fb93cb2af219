"""Open assignments follow when the holder of a duty changes."""

from collections import defaultdict
from datetime import date

from django.db import transaction
from django.db.models import QuerySet

from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.actions import replace_holder
from metodsovet.ground.assignments.models import Part
from metodsovet.ground.directory.models import Person
from metodsovet.work.planning.actions.seating import end_part
from metodsovet.work.planning.expansion.holders import HolderBook
from metodsovet.work.planning.expansion.sources import assignments_of_plan
from metodsovet.work.planning.models import ActivityParty, Plan

# (party id or 0 for the organisation itself, slot)
Seat = tuple[int, str]


def follow_holders(*, day: date, by: User | None = None) -> int:
    """Pass the parts of those who no longer hold the duty to whoever holds it, or leave a visible gap.

    The number of parts that passed. Parts handed over by people are left alone: they carry no ``holder_key``.
    """
    plans = Plan.objects.filter(state=Plan.State.ACCEPTED).select_related("organisation__parent")
    return sum(_follow_in(plan, day, by) for plan in plans)


@transaction.atomic
def _follow_in(plan: Plan, day: date, by: User | None) -> int:
    seats = _seated(plan)
    if not seats:
        return 0
    book = HolderBook(plan, day)
    parties = {party.pk: party for party in ActivityParty.objects.filter(activity__plan=plan)}
    moves: dict[tuple[Seat, int | None], int | None] = {}
    for party_id, slots in seats.items():
        party = parties.get(party_id)
        if party_id and party is None:
            continue
        holders = _holders_now(book, party, slots)
        for slot, people in slots.items():
            for person, successor in _successions(people, holders[slot]):
                moves[(party_id, slot), person] = successor
    return _pass_on(plan, moves, by)


def _seated(plan: Plan) -> dict[int, dict[str, set[int | None]]]:
    """People by party and slot in open assignments of the plan; one row a seat, not one an assignment."""
    rows = _current_parts(plan).order_by().values_list("holder_key", "person_id").distinct()
    seated: dict[int, dict[str, set[int | None]]] = defaultdict(lambda: defaultdict(set))
    for key, person in rows:
        party_id, slot = _seat_of(key)
        seated[party_id][slot].add(person)
    return seated


def _holders_now(
    book: HolderBook, party: ActivityParty | None, slots: dict[str, set[int | None]]
) -> dict[str, list[int]]:
    if party is None:
        return {slot: list(book.organisation_slot(int(slot.partition(":")[2])).person_ids) for slot in slots}
    now = {slot.key: list(slot.person_ids) for slot in book.all_slots(party)}
    everyone = list(dict.fromkeys(person for people in now.values() for person in people))
    seated = {person for people in slots.values() for person in people}
    free = [person for person in everyone if person not in seated]
    found = {}
    for slot in slots:
        if slot == "":
            found[slot] = everyone
        elif slot in now or not slot.startswith("person:"):
            found[slot] = now.get(slot, [])
        else:
            found[slot] = free[:1]
            del free[:1]
    return found


def _successions(seated: set[int | None], now: list[int]) -> list[tuple[int | None, int | None]]:
    """Who passes to whom: leavers to newcomers in order, a leaver without a newcomer to nobody, a gap to a newcomer.

    Of a group where one leaves and others stay, those who stay go on and nobody is called in.
    """
    leavers: list[int | None] = [*sorted(person for person in seated if person is not None and person not in now)]
    newcomers = [person for person in now if person not in seated]
    gaps: list[int | None] = [None] if None in seated and now else []
    if gaps and len(now) > 1:
        gaps = []
    staying = [person for person in now if person in seated]
    pairs: list[tuple[int | None, int | None]] = []
    for place, leaver in enumerate([*leavers, *gaps]):
        successor = newcomers[place] if place < len(newcomers) else None
        if successor is None and len(staying) == 1:
            successor = staying[0]
        if leaver is not None or successor is not None:
            pairs.append((leaver, successor))
    return pairs


def _pass_on(plan: Plan, moves: dict[tuple[Seat, int | None], int | None], by: User | None) -> int:
    if not moves:
        return 0
    people = Person.objects.in_bulk([person for person in moves.values() if person is not None])
    passed = 0
    keys = {_key_of(seat) for seat, _ in moves}
    for part in _current_parts(plan).filter(holder_key__in=keys).select_related("assignment"):
        move = (_seat_of(part.holder_key), part.person_id)
        if move in moves:
            successor = moves[move]
            passed += _pass_part(part, people.get(successor) if successor else None, by)
    return passed


def _pass_part(part: Part, successor: Person | None, by: User | None) -> bool:
    """Only a duty that somebody must do leaves a gap; a helper or one of several candidates just leaves."""
    others = part.assignment.parts.filter(role=part.role, until=None).exclude(pk=part.pk)
    is_spare = part.role in (Part.Role.CO_EXECUTOR, Part.Role.INFORMED) or (
        part.role == Part.Role.CANDIDATE and others.exists()
    )
    if successor is None and is_spare:
        return end_part(part)
    return replace_holder(part, successor, by=by) is not None


def _current_parts(plan: Plan) -> QuerySet[Part]:
    rows = Part.objects.filter(until=None, assignment__in=assignments_of_plan(plan).open())
    return rows.exclude(holder_key="")


def _seat_of(key: str) -> Seat:
    """``party:12:org:7`` → (12, "org:7"); ``org:7``, an organisation's own duty → (0, "org:7")."""
    if not key.startswith("party:"):
        return 0, key
    _, party, slot = key.split(":", 2)
    return int(party), slot


def _key_of(seat: Seat) -> str:
    party, slot = seat
    return f"party:{party}:{slot}" if party else slot
