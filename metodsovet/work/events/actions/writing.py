"""The rows behind the meeting mode and the values that each of their fields takes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Max

from metodsovet.ground.directory.models import Person
from metodsovet.kernel.errors import DomainError
from metodsovet.kernel.numbers import id_from
from metodsovet.kernel.russian import date_text
from metodsovet.work.events.actions.agenda import renumber
from metodsovet.work.events.models import AgendaItem, Attendance, Decision, Meeting, Talk
from metodsovet.work.events.queries.decisions import assignments_of_decisions
from metodsovet.work.events.queries.people import candidates_for

Row = AgendaItem | Talk | Decision | Attendance
MODELS: Mapping[str, type[Row]] = {"item": AgendaItem, "talk": Talk, "decision": Decision, "attendance": Attendance}
MOST_VOTES = 9999
GONE = DomainError("row_is_gone", "Этой строки больше нет: её убрали на другом устройстве.")


class Conflict(Exception):
    """Somebody else has changed the field meanwhile; ``current`` is what stands there, as the page writes it."""

    def __init__(self, current: str) -> None:
        super().__init__(current)
        self.current = current


@dataclass(frozen=True, slots=True)
class Written:
    """How a field is read from the page and written to it."""

    read: Callable[[Meeting, Any], Any]
    write: Callable[[Any], str] = str
    plain: Callable[[Any], str] = str
    """What was on the page, as it would have been kept: without it a space at the end were a conflict."""


def text_up_to(length: int) -> Written:
    def plain(value: Any) -> str:
        return str(value).replace("\r\n", "\n").strip()[:length]

    return Written(lambda _, value: plain(value), plain=plain)


def one_of(*values: str) -> Written:
    def read(_: Meeting, value: Any) -> str:
        if value not in values:
            raise DomainError("bad_value", "Такого значения нет: обновите страницу.")
        return str(value)

    return Written(read)


def _person(meeting: Meeting, value: Any) -> Person | None:
    if value in ("", None):
        return None
    person = candidates_for(meeting).filter(pk=id_from(str(value)) or 0).first()
    if person is None:
        raise DomainError("stranger", "Этот человек не из объединения и не приглашён: выберите другого.")
    return person


def _day(meeting: Meeting, value: Any) -> date | None:
    if value in ("", None):
        return None
    try:
        day = date.fromisoformat(str(value))
    except ValueError:
        raise DomainError("bad_day", "Такого дня нет: проверьте срок.") from None
    if day < meeting.held_on:
        raise DomainError(
            "term_is_past", f"Срок раньше заседания ({date_text(meeting.held_on)}): поставьте более поздний день."
        )
    return day


def _votes(_: Meeting, value: Any) -> int | None:
    if value in ("", None):
        return None
    number = id_from(str(value))
    if number is None or number > MOST_VOTES:
        raise DomainError("bad_votes", "Число голосов — целое, без знаков и букв.")
    return number


PERSON = Written(_person, lambda person: str(person.pk) if person else "")
DAY = Written(_day, lambda day: day.isoformat() if day else "")
VOTES = Written(_votes, lambda number: "" if number is None else str(number))
# A vote that was never counted and a zero are told apart only for «за».
SOME_VOTES = Written(lambda meeting, value: _votes(meeting, value) or 0)
FLAG = Written(lambda _, value: value in (True, "true", "yes"), lambda value: "yes" if value else "")

FIELDS: Mapping[str, Mapping[str, Written]] = {
    "item": {"title": text_up_to(500), "heard": text_up_to(10_000), "is_considered": FLAG},
    "talk": {"person": PERSON, "who": text_up_to(200), "text": text_up_to(5000)},
    "decision": {
        "text": text_up_to(2000),
        "responsible": PERSON,
        "due_on": DAY,
        "votes_for": VOTES,
        "votes_against": SOME_VOTES,
        "votes_abstained": SOME_VOTES,
    },
    "attendance": {"mark": one_of("", "present", "absent"), "reason": text_up_to(300), "guest_name": text_up_to(200)},
}
GIVEN = frozenset({"text", "responsible", "due_on"})
"""Fields of a decision that its assignment has taken over."""


def set_value(meeting: Meeting, place: tuple[str, str, str], value: Any, base: Any) -> None:
    """Write one field of one row; ``place`` is kind, uid and name.

    Conflict when the field is neither what the writer saw nor what he writes. DomainError ``row_is_gone``,
    ``bad_value`` and the like, ``decision_is_given``.
    """
    kind, uid, name = place
    written = FIELDS.get(kind, {}).get(name)
    if written is None:
        raise DomainError("unknown_change", "Эта страница устарела: обновите её.")
    row = _row(meeting, kind, uid)
    current, new = getattr(row, name), written.read(meeting, value)
    if current == new:
        return
    if written.write(current) != written.plain(base):
        raise Conflict(written.write(current))
    if isinstance(row, Decision) and name in GIVEN:
        _require_not_given(row)
    setattr(row, name, new)
    row.save(update_fields=[name])


def add_row(meeting: Meeting, kind: str, uid: str, values: Mapping[str, Any]) -> None:
    """A new row under the uid that the page gave it. DomainError ``row_is_gone``, ``unknown_change``, ``no_name``."""
    new = _uid(uid)
    if kind in MODELS and MODELS[kind]._default_manager.filter(uid=new).exists():
        _row(meeting, kind, uid)
        return
    match kind:
        case "item":
            last = meeting.items.aggregate(last=Max("position"))["last"] or 0
            title = str(values.get("title") or "Новый вопрос").strip()[:500]
            AgendaItem.objects.create(meeting=meeting, uid=new, position=last + 1, title=title)
        case "talk":
            Talk.objects.create(item=_item(meeting, values), uid=new, kind=Talk.Kind.SPEECH)
        case "decision":
            Decision.objects.create(meeting=meeting, item=_item(meeting, values), uid=new)
        case "attendance":
            _add_guest(meeting, new, str(values.get("guest_name", "")))
        case _:
            raise DomainError("unknown_change", "Эта страница устарела: обновите её.")


def remove_row(meeting: Meeting, kind: str, uid: str) -> None:
    """Take a row away; one that is gone already is no fault. DomainError ``decision_is_given``, ``has_decisions``."""
    try:
        row = _row(meeting, kind, uid)
    except DomainError:
        return
    if isinstance(row, Decision):
        _require_not_given(row)
    if isinstance(row, AgendaItem) and row.decisions.exists():
        raise DomainError("has_decisions", "По этому вопросу есть решения: сначала уберите их.")
    if isinstance(row, Attendance) and not row.is_guest:
        raise DomainError("is_member", "Участника не убирают: отметьте, что его нет.")
    row.delete()
    if isinstance(row, AgendaItem):
        renumber(meeting.items.all())


def _add_guest(meeting: Meeting, uid: UUID, name: str) -> None:
    name = " ".join(name.split())[:200]
    if not name:
        raise DomainError("no_name", "Напишите, кто приглашён.")
    Attendance.objects.create(meeting=meeting, uid=uid, is_guest=True, guest_name=name, mark=Attendance.Mark.PRESENT)


def _row(meeting: Meeting, kind: str, uid: str) -> Row:
    """Only of this meeting: a uid of another one is as unknown as any."""
    key = _uid(uid)
    row: Row | None = None
    match kind:
        case "item":
            row = AgendaItem.objects.filter(meeting=meeting, uid=key).first()
        case "talk":
            row = Talk.objects.filter(item__meeting=meeting, uid=key).first()
        case "decision":
            row = Decision.objects.filter(meeting=meeting, uid=key).first()
        case "attendance":
            row = Attendance.objects.filter(meeting=meeting, uid=key).first()
    if row is None:
        raise GONE
    return row


def _item(meeting: Meeting, values: Mapping[str, Any]) -> AgendaItem:
    row = _row(meeting, "item", str(values.get("item", "")))
    assert isinstance(row, AgendaItem)
    return row


def _uid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise GONE from None


def _require_not_given(decision: Decision) -> None:
    """After the first approval the duty lives in the ledger: there it is extended, handed over, cancelled."""
    if assignments_of_decisions([decision.pk]).exists():
        raise DomainError(
            "decision_is_given",
            "По этому решению уже дано поручение: срок и исполнителя меняют в нём, а решение остаётся как принято.",
        )
