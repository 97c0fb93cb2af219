"""Minutes as they are printed: everything that practice asks of them, in words that need no mending."""

from collections.abc import Sequence
from dataclasses import dataclass

from metodsovet.kernel.russian import date_text
from metodsovet.work.events.models import AgendaItem, Attendance, Decision, Minutes, Talk
from metodsovet.work.events.papers.people import PeopleOfDay
from metodsovet.work.events.queries.decisions import DecisionState, decisions_of
from metodsovet.work.events.queries.quorum import quorum_from

NOBODY = "нет"
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
    chair_signs: str = ""
    secretary_signs: str = ""


def minutes_paper(minutes: Minutes) -> MinutesPaper:
    """From the rows as they are now, people as they were on the day; a constant number of queries."""
    meeting = minutes.meeting
    attendance = list(meeting.attendance.all())
    items = list(meeting.items.prefetch_related("talks", "decisions", "about__minutes"))
    earlier = decisions_of({item.about_id for item in items if item.about_id})
    before = [one for states in earlier.values() for one in states]
    people = PeopleOfDay(meeting, attendance, items, before)
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
        chair=people.name(meeting.chair_id),
        secretary=people.name(meeting.secretary_id),
        present=", ".join(people.expected(row) for row in present) or NOBODY,
        present_count=len(present),
        expected_count=len(members),
        quorum="кворум имеется" if quorum.is_reached and meeting.quorum is not None else "",
        absent="; ".join(_absent(row, people) for row in members if row not in present) or NOBODY,
        guests="; ".join(people.introduced(row) for row in attendance if row.is_guest) or NOBODY,
        agenda=tuple(AgendaLine(item.position, item.title, people.speakers(item)) for item in items),
        items=tuple(_part(item, people, earlier.get(item.about_id or 0, ())) for item in items),
        chair_signs=people.signature(meeting.chair_id),
        secretary_signs=people.signature(meeting.secretary_id),
    )


def _absent(row: Attendance, people: PeopleOfDay) -> str:
    name = people.expected(row)
    return f"{name} ({row.why})" if row.why else name


def _part(item: AgendaItem, people: PeopleOfDay, earlier: Sequence[DecisionState]) -> ItemPart:
    speeches = [talk for talk in item.talks.all() if talk.kind == Talk.Kind.SPEECH]
    heard = ": ".join(part for part in (people.heard(item), item.heard.strip()) if part)
    heard = f"{heard}." if heard and heard[-1] not in ".!?" else heard
    return ItemPart(
        item.position,
        item.title,
        heard,
        tuple(_became(one, people) for one in earlier if one.decision.is_duty),
        tuple(_speech(talk, people) for talk in speeches if people.spoke(talk) or talk.text),
        tuple(_decided(item, one, order, people) for order, one in enumerate(item.decisions.all(), start=1)),
    )


def _became(state: DecisionState, people: PeopleOfDay) -> str:
    """«Собрать банк задач (Рябов К.И., до 25 декабря 2026 г.) — исполнено»"""
    decision = state.decision
    who = people.name(decision.responsible_id)
    due_on = f", до {date_text(decision.due_on)}" if decision.due_on else ""
    word = BECAME[state.standing] if state.assignment else "поручение не дано"
    return f"{decision.text.strip().rstrip('.')} ({who}{due_on}) — {word}"


def _speech(talk: Talk, people: PeopleOfDay) -> str:
    who = people.spoke(talk)
    return f"{who}: {talk.text.strip()}" if who and talk.text.strip() else who or talk.text.strip()


def _decided(item: AgendaItem, decision: Decision, order: int, people: PeopleOfDay) -> DecisionLine:
    duty = ""
    if decision.is_duty and decision.responsible_id and decision.due_on:
        duty = f"Ответственный: {people.responsible(decision.responsible_id)}. Срок: до {date_text(decision.due_on)}"
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
