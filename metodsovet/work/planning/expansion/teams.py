"""Who executes one assignment together: the same for lines of plans and for points of orders."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from metodsovet.ground.assignments.actions import PartDraft
from metodsovet.ground.assignments.models import Part
from metodsovet.work.planning.expansion.holders import HolderBook, Slot
from metodsovet.work.planning.matching import HolderChoice
from metodsovet.work.planning.models import NamedParty

WHOLE_PARTY = "lead"
"""The end of the key of an assignment that is not of one organisation, person or association."""
LEADING = (Part.Role.LEAD.value, Part.Role.CANDIDATE.value)
_ROLES = {
    NamedParty.Part.CO_EXECUTOR.value: Part.Role.CO_EXECUTOR.value,
    NamedParty.Part.INFORMED.value: Part.Role.INFORMED.value,
}
PeopleByPlace = dict[int, list[tuple[int, str]]]
"""Organisation → people with their seats."""


@dataclass(frozen=True, slots=True)
class Team:
    """Executors of one assignment: the same in each occurrence of its line."""

    key: str
    organisation_id: int
    parts: tuple[PartDraft, ...]

    @property
    def is_gap(self) -> bool:
        """Whether nobody leads it and nobody may take it."""
        return all(part.person_id is None for part in self.parts if part.role in LEADING)


class TeamMaker:
    """Makes teams of the places of a leading party and of the others that are named beside it."""

    def __init__(self, book: HolderBook) -> None:
        self.book = book
        self._duties: dict[int, str] = {}
        self._people: dict[tuple[HolderChoice, str], PeopleByPlace] = {}

    def teams(self, slots: Iterable[Slot], lead: NamedParty | None, beside: Sequence[NamedParty]) -> Iterator[Team]:
        """One for each slot; of those ``beside`` only who helps or is informed."""
        others = [(party, self._people_by_place(party)) for party in beside if party.part in _ROLES]
        for slot in slots:
            yield self._team(slot, lead, others)

    def _team(self, slot: Slot, lead: NamedParty | None, others: list[tuple[NamedParty, PeopleByPlace]]) -> Team:
        holder_key = f"party:{lead.pk}:{slot.key}" if lead else slot.key
        duty = self._duty(lead) if lead else ""
        parts = list(_lead_parts(slot, duty, holder_key))
        busy = {part.person_id for part in parts}
        is_local = slot.organisation_id in self._audience
        for party, people in others:
            places = [slot.organisation_id] if is_local else list(people)
            for place in places:
                for person, seat in people.get(place, ()):
                    if person not in busy:
                        busy.add(person)
                        key = f"party:{party.pk}:{seat}"
                        parts.append(PartDraft(_ROLES[party.part], person, place, self._duty(party), key))
        return Team(slot.key or WHOLE_PARTY, slot.organisation_id, tuple(parts))

    def _people_by_place(self, party: NamedParty) -> PeopleByPlace:
        key = HolderChoice.of(party), party.acts_as
        if key not in self._people:
            people: PeopleByPlace = defaultdict(list)
            for slot in self.book.all_slots(party):
                people[slot.organisation_id].extend((person, slot.key) for person in slot.person_ids)
            self._people[key] = people
        return self._people[key]

    def _duty(self, party: NamedParty) -> str:
        if party.pk not in self._duties:
            self._duties[party.pk] = party.party.print()[:500]
        return self._duties[party.pk]

    @property
    def _audience(self) -> frozenset[int]:
        return self.book.audience_set if self.book.is_of_service else frozenset()


def _lead_parts(slot: Slot, duty: str, holder_key: str) -> Iterator[PartDraft]:
    if len(slot.person_ids) <= 1:
        person = slot.person_ids[0] if slot.person_ids else None
        yield PartDraft(Part.Role.LEAD.value, person, slot.organisation_id, duty, holder_key)
        return
    for person in slot.person_ids:
        yield PartDraft(Part.Role.CANDIDATE.value, person, slot.organisation_id, duty, holder_key)
