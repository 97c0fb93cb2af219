"""Who passes a part of an open assignment to whom when the holders of a duty change; for plans and orders alike."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from metodsovet.ground.assignments.actions import Succession
from metodsovet.ground.assignments.models import Part
from metodsovet.work.planning.expansion.holders import HolderBook
from metodsovet.work.planning.expansion.teams import LEADING
from metodsovet.work.planning.models import NamedParty

# (party id or 0 for the organisation itself, slot)
Seat = tuple[int, str]
# Who sat there (None: a gap) → who sits there now.
Moves = dict[tuple[Seat, int | None], tuple[int, ...]]
PERSONAL = "person:"


def successions(parts: Any, parties: Mapping[int, NamedParty], book: HolderBook) -> list[Succession]:
    """Of the ``parts`` in force of open assignments, to those who hold the duty by the ``book``; ``parties`` by ids.

    What follows no duty, or that of a party which is no more, stays.
    """
    moves: Moves = {}
    for party_id, slots in _seated(parts).items():
        party = parties.get(party_id)
        if party_id and party is None:
            continue
        holders = _holders_now(book, party, slots)
        for slot, people in slots.items():
            for person, successors in _successions(people, holders[slot]):
                moves[(party_id, slot), person] = successors
    return list(_passing(parts, moves)) if moves else []


def _seated(parts: Any) -> dict[int, dict[str, set[int | None]]]:
    """People by party and slot; one row a seat, not one an assignment."""
    rows = parts.exclude(holder_key="").order_by().values_list("holder_key", "person_id").distinct()
    seated: dict[int, dict[str, set[int | None]]] = defaultdict(lambda: defaultdict(set))
    for key, person in rows:
        party_id, slot = _seat_of(key)
        seated[party_id][slot].add(person)
    return seated


def _holders_now(book: HolderBook, party: NamedParty | None, slots: dict[str, set[int | None]]) -> dict[str, list[int]]:
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
        elif slot in now or not slot.startswith(PERSONAL):
            found[slot] = now.get(slot, [])
        else:
            found[slot] = free[:1]
            del free[:1]
    return found


def _successions(seated: set[int | None], now: list[int]) -> Iterator[tuple[int | None, tuple[int, ...]]]:
    """Who passes to whom: leavers to newcomers in order, the only leaver and a gap to all who are there now.

    Of a group where one leaves and others stay, those who stay go on; what he had taken is theirs to take.
    """
    leavers = sorted(person for person in seated if person is not None and person not in now)
    newcomers = [person for person in now if person not in seated]
    for place, leaver in enumerate(leavers):
        if len(leavers) > 1 and place < len(newcomers):
            yield leaver, (newcomers[place],)
        else:
            yield leaver, tuple(newcomers if len(leavers) == 1 and newcomers else now)
    if None in seated and now:
        yield None, tuple(now)


def _passing(parts: Any, moves: Moves) -> Iterator[Succession]:
    keys = {_key_of(seat) for seat, _ in moves}
    for part in parts.filter(holder_key__in=keys).select_related("assignment"):
        seat = _seat_of(part.holder_key)
        if (seat, part.person_id) in moves:
            yield _succession(part, seat, moves[seat, part.person_id])


def _succession(part: Part, seat: Seat, successors: tuple[int, ...]) -> Succession:
    """A seat named by the person is named anew, and so is the assignment that was his own."""
    party, slot = seat
    if not slot.startswith(PERSONAL) or len(successors) != 1:
        return Succession(part.pk, successors)
    new_slot = f"{PERSONAL}{successors[0]}"
    former = part.assignment.key
    key = f"{former.removesuffix(slot)}{new_slot}" if part.role in LEADING and former.endswith(f":{slot}") else ""
    return Succession(part.pk, successors, _key_of((party, new_slot)), key)


def _seat_of(key: str) -> Seat:
    """``party:12:org:7`` → (12, "org:7"); ``org:7``, an organisation's own duty → (0, "org:7")."""
    if not key.startswith("party:"):
        return 0, key
    _, party, slot = key.split(":", 2)
    return int(party), slot


def _key_of(seat: Seat) -> str:
    party, slot = seat
    return f"party:{party}:{slot}" if party else slot
