"""Minutes as they are printed: everything that practice asks of them, in words that need no mending."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from metodsovet.ground.directory.case_forms import CaseBook
from metodsovet.ground.directory.models import Organisation, Person, Position
from metodsovet.ground.documents.printing import render_docx
from metodsovet.kernel.russian import Case, date_text, decline_name
from metodsovet.work.events.models import AgendaItem, Attendance, Decision, Minutes, Talk
from metodsovet.work.events.queries.decisions import DecisionState, decisions_of
from metodsovet.work.events.queries.people import posts_on, workplaces_on
from metodsovet.work.events.queries.quorum import quorum_from

TEMPLATE = Path(__file__).resolve().parent / "paper_templates" / "minutes.docx"
NOBODY = "нет"
LONGEST_NAME_WORDS = 3
BECAME = {
    "done": "исполнено",
    "late_done": "исполнено с опозданием",
    "waiting": "отчёт сдан, ждёт приёмки",
    "returned": "возвращено на доработку",
    "overdue": "срок истёк",
    "not_applicable": "снято",
    **dict.fromkeys(("on_track", "at_risk", "ahead"), "исполняется"),
}
"""What became of an earlier decision, in the words of minutes."""


@dataclass(frozen=True, slots=True)
class AgendaLine:
    number: int
    title: str
    speakers: str


@dataclass(frozen=True, slots=True)
class DecisionLine:
    number: str
    text: str
    duty: str
    vote: str


@dataclass(frozen=True, slots=True)
class ItemPart:
    """``heard`` is who (in the accusative) and what, ``spoke`` one line for each, ``decided`` what came of it.

    ``earlier`` is what became of the decisions that the question is about.
    """

    number: int
    title: str
    heard: str
    earlier: tuple[str, ...]
    spoke: tuple[str, ...]
    decided: tuple[DecisionLine, ...]


@dataclass(frozen=True, slots=True)
class MinutesPaper:
    organisation: str
    community: str
    together: str
    number: int
    day: str
    starts_at: str
    place: str
    form: str
    topic: str
    chair: str
    secretary: str
    present: str
    present_count: int
    expected_count: int
    quorum: str
    absent: str
    guests: str
    agenda: tuple[AgendaLine, ...]
    items: tuple[ItemPart, ...]


def minutes_paper(minutes: Minutes) -> MinutesPaper:
    """From the rows as they are now; a constant number of queries."""
    meeting = minutes.meeting
    attendance = list(meeting.attendance.select_related("person"))
    items = list(meeting.items.prefetch_related("talks__person", "decisions__responsible", "about__minutes"))
    people = _People(meeting.held_on, attendance, items)
    earlier = decisions_of({item.about_id for item in items if item.about_id})
    members = [row for row in attendance if not row.is_guest]
    present = [row for row in members if row.mark == Attendance.Mark.PRESENT]
    quorum = quorum_from([row.mark for row in members], meeting.quorum)
    together = [community.name for community in meeting.together.all()]
    return MinutesPaper(
        organisation=meeting.community.organisation.name,
        community=meeting.community.name,
        together="; ".join(together),
        number=minutes.number,
        day=date_text(meeting.held_on),
        starts_at=f"{meeting.starts_at:%H:%M}",
        place="; ".join(one for one in (meeting.place, meeting.link) if one),
        form=meeting.get_form_display(),
        topic=meeting.topic,
        chair=meeting.chair.list_name if meeting.chair else "",
        secretary=meeting.secretary.list_name if meeting.secretary else "",
        present=", ".join(str(row) for row in present) or NOBODY,
        present_count=len(present),
        expected_count=len(members),
        quorum="кворум имеется" if quorum.is_reached and meeting.quorum is not None else "",
        absent="; ".join(_absent(row) for row in members if row not in present) or NOBODY,
        guests="; ".join(people.introduced(row) for row in attendance if row.is_guest) or NOBODY,
        agenda=tuple(AgendaLine(item.position, item.title, people.speakers(item)) for item in items),
        items=tuple(_part(item, people, earlier.get(item.about_id or 0, ())) for item in items),
    )


def print_minutes(paper: MinutesPaper) -> bytes:
    return render_docx(TEMPLATE, paper)


class _People:
    """Posts and places of everybody named in the minutes, on the day, and their cases; four queries."""

    def __init__(self, day: date, attendance: Sequence[Attendance], items: Sequence[AgendaItem]) -> None:
        named = {row.person_id for row in attendance if row.person_id}
        named |= {talk.person_id for item in items for talk in item.talks.all() if talk.person_id}
        named |= {one.responsible_id for item in items for one in item.decisions.all() if one.responsible_id}
        self.places: Mapping[int, Organisation] = workplaces_on(named, day)
        self.posts: Mapping[int, Position] = posts_on(named, day)
        reporters = [talk.person for item in items for talk in _reports(item) if talk.person]
        self.cases = CaseBook([*reporters, *self.posts.values()])

    def introduced(self, row: Attendance) -> str:
        """«Иванов П.С., психолог, СОШ № 2»"""
        return self._with_post(row.person) if row.person else row.guest_name

    def speakers(self, item: AgendaItem) -> str:
        """«Докладывает: Лебедева О.В., методист, ЦРО.»; nothing where nobody is named."""
        names = [self._with_post(talk.person) if talk.person else talk.who for talk in _reports(item)]
        word = "Докладывает" if len(names) == 1 else "Докладывают"
        return f"{word}: {'; '.join(names)}." if names else ""

    def heard(self, item: AgendaItem) -> str:
        """«Лебедеву О.В., методиста, ЦРО»"""
        return "; ".join(self._accusative(talk) for talk in _reports(item))

    def responsible(self, person: Person) -> str:
        place = self.places.get(person.pk)
        return f"{person.list_name}{f' ({place.short_name})' if place else ''}"

    def _with_post(self, person: Person) -> str:
        post, place = self.posts.get(person.pk), self.places.get(person.pk)
        parts = (person.list_name, post.name if post else "", place.short_name if place else "")
        return ", ".join(part for part in parts if part)

    def _accusative(self, talk: Talk) -> str:
        person = talk.person
        if person is None:
            return decline_words(talk.who)
        post, place = self.posts.get(person.pk), self.places.get(person.pk)
        parts = (
            self.cases.with_initials(person, Case.ACCS),
            self.cases.of(post, Case.ACCS) if post else "",
            place.short_name if place else "",
        )
        return ", ".join(part for part in parts if part)


def decline_words(words: str) -> str:
    """Only a name is declined: «Иванов П.С., психолог» → «Иванова П.С., психолог»."""
    name, comma, rest = words.partition(",")
    is_name = "." in name and len(name.split()) <= LONGEST_NAME_WORDS
    return f"{decline_name(name, Case.ACCS) if is_name else name}{comma}{rest}"


def _reports(item: AgendaItem) -> list[Talk]:
    return [talk for talk in item.talks.all() if talk.kind == Talk.Kind.REPORT]


def _absent(row: Attendance) -> str:
    return f"{row} ({row.why})" if row.why else str(row)


def _part(item: AgendaItem, people: _People, earlier: Sequence[DecisionState]) -> ItemPart:
    speeches = [talk for talk in item.talks.all() if talk.kind == Talk.Kind.SPEECH]
    heard = ": ".join(part for part in (people.heard(item), item.heard.strip()) if part)
    heard = f"{heard}." if heard and heard[-1] not in ".!?" else heard
    return ItemPart(
        item.position,
        item.title,
        heard,
        tuple(_became(one) for one in earlier if one.decision.is_duty),
        tuple(_speech(talk) for talk in speeches if str(talk) or talk.text),
        tuple(_decided(item, one, order, people) for order, one in enumerate(item.decisions.all(), start=1)),
    )


def _became(state: DecisionState) -> str:
    """«Собрать банк задач (Рябов К.И., до 25 декабря 2026 г.) — исполнено»"""
    decision = state.decision
    who = decision.responsible.list_name if decision.responsible else ""
    due_on = f", до {date_text(decision.due_on)}" if decision.due_on else ""
    word = BECAME[state.standing] if state.assignment else "поручение не дано"
    return f"{decision.text.strip().rstrip('.')} ({who}{due_on}) — {word}"


def _speech(talk: Talk) -> str:
    who = talk.person.list_name if talk.person else talk.who
    return f"{who}: {talk.text.strip()}" if who and talk.text.strip() else who or talk.text.strip()


def _decided(item: AgendaItem, decision: Decision, order: int, people: _People) -> DecisionLine:
    duty = ""
    if decision.is_duty and decision.responsible and decision.due_on:
        duty = f"Ответственный: {people.responsible(decision.responsible)}. Срок: до {date_text(decision.due_on)}"
    return DecisionLine(f"{item.position}.{order}", decision.text.strip(), duty, vote_text(decision))


def vote_text(decision: Decision) -> str:
    """«Голосовали: «за» — 16, «против» — нет, «воздержались» — 1. Решение принято большинством голосов.»"""
    if decision.votes_for is None:
        return ""
    against, abstained = decision.votes_against, decision.votes_abstained
    counted = (
        f"«за» — {decision.votes_for or NOBODY}, «против» — {against or NOBODY}, «воздержались» — {abstained or NOBODY}"
    )
    if not decision.is_passed:
        outcome = "Решение не принято"
    elif against or abstained:
        outcome = "Решение принято большинством голосов"
    else:
        outcome = "Решение принято единогласно"
    return f"Голосовали: {counted}. {outcome}."
