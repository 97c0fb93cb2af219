"""What the meeting mode draws, in a number of queries that does not depend on how many people came."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from metodsovet.ground.directory.case_forms import CaseBook
from metodsovet.ground.directory.models import Organisation, Person
from metodsovet.ground.directory.queries_places import workplaces_on
from metodsovet.ground.documents.queries import next_number
from metodsovet.kernel import clock
from metodsovet.kernel.russian import Case, short_name
from metodsovet.work.events.models import AgendaItem, Attendance, Decision, Meeting
from metodsovet.work.events.papers import MINUTES
from metodsovet.work.events.queries.decisions import DecisionState, decisions_of
from metodsovet.work.events.queries.people import candidates_for, heads_of
from metodsovet.work.events.queries.quorum import Quorum, quorum_from


@dataclass(frozen=True, slots=True)
class Choice:
    """A person in the lists of the screen; ``dative`` goes into «Станет поручением …»."""

    person: Person
    place: str
    dative: str


@dataclass(frozen=True, slots=True)
class HeldItem:
    item: AgendaItem
    earlier: Sequence[DecisionState]


@dataclass(frozen=True, slots=True)
class Attending:
    row: Attendance
    place: str


@dataclass(frozen=True, slots=True)
class HeldPage:
    meeting: Meeting
    number: int
    items: Sequence[HeldItem]
    members: Sequence[Attending]
    guests: Sequence[Attending]
    choices: Sequence[Choice]
    quorum: Quorum
    controller: str
    is_correction: bool
    drawn_at: int


def held_page(meeting: Meeting) -> HeldPage:
    row = Meeting.objects.select_related("community__organisation", "minutes", "chair").get(pk=meeting.pk)
    attendance = list(row.attendance.select_related("person"))
    people = list(candidates_for(row))
    places = workplaces_on([person.pk for person in people], row.held_on)
    members = [one for one in attendance if not one.is_guest]
    heads = heads_of(row.community, row.held_on)
    cases = CaseBook(people)
    return HeldPage(
        meeting=row,
        number=row.number or _next_number(row),
        items=_items(row),
        members=[Attending(one, _place(places, one.person_id)) for one in members],
        guests=[Attending(one, _place(places, one.person_id)) for one in attendance if one.is_guest],
        choices=[_choice(person, places, cases) for person in people],
        quorum=quorum_from([one.mark for one in members], row.quorum),
        controller=heads[0].short_name if heads else "",
        is_correction=row.number is not None,
        drawn_at=moment_number(),
    )


def moment_number() -> int:
    """Milliseconds, to tell the newer of two pictures of the same meeting."""
    return int(clock.now().timestamp() * 1000)


def values_of(meeting: Meeting) -> Mapping[str, Mapping[str, object]]:
    """All that the screen may have changed, by kind and uid, as the fields of the page write it; four queries."""
    values: dict[str, dict[str, object]] = {}
    for item in meeting.items.prefetch_related("talks", "decisions").order_by("position", "pk"):
        values[f"item/{item.uid}"] = {
            "title": item.title,
            "heard": item.heard,
            "is_considered": "yes" if item.is_considered else "",
        }
        for talk in item.talks.all():
            values[f"talk/{talk.uid}"] = {
                "item": str(item.uid),
                "kind": talk.kind,
                "person": str(talk.person_id or ""),
                "who": talk.who,
                "text": talk.text,
            }
        for decision in item.decisions.all():
            values[f"decision/{decision.uid}"] = {"item": str(item.uid), **_decision_values(decision)}
    for row in meeting.attendance.all():
        values[f"attendance/{row.uid}"] = {
            "mark": row.mark,
            "reason": row.reason,
            "guest_name": row.guest_name,
            "is_guest": "yes" if row.is_guest else "",
        }
    return values


def _decision_values(decision: Decision) -> dict[str, object]:
    return {
        "text": decision.text,
        "responsible": str(decision.responsible_id or ""),
        "due_on": decision.due_on.isoformat() if decision.due_on else "",
        "votes_for": "" if decision.votes_for is None else str(decision.votes_for),
        "votes_against": str(decision.votes_against),
        "votes_abstained": str(decision.votes_abstained),
    }


def _items(meeting: Meeting) -> list[HeldItem]:
    rows = meeting.items.prefetch_related("talks__person", "decisions__responsible")
    items = list(rows.order_by("position", "pk"))
    earlier = decisions_of({item.about_id for item in items if item.about_id})
    return [
        HeldItem(item, [one for one in earlier.get(item.about_id or 0, ()) if one.decision.is_duty]) for item in items
    ]


def _next_number(meeting: Meeting) -> int:
    community = meeting.community
    return int(next_number(MINUTES, community.organisation, meeting.held_on, scope=community))


def _choice(person: Person, places: Mapping[int, Organisation], cases: CaseBook) -> Choice:
    return Choice(person, _place(places, person.pk), cases.with_initials(person, Case.DATV, short_name))


def _place(places: Mapping[int, Organisation], person: int | None) -> str:
    place = places.get(person or 0)
    return place.short_name if place else ""
