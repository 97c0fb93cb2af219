"""Two school years of the example lived through: reports, acceptance, returns, delays, requests, by a fixed chance."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from django.core.files.base import ContentFile
from django.db.models import F

from metodsovet.demo.town import TIME_ZONE
from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.actions import (
    accept_report,
    add_evidence,
    ask_extension,
    hand_in_report,
    return_report,
    take_assignment,
)
from metodsovet.ground.assignments.models import Assignment, Part
from metodsovet.kernel import clock
from metodsovet.work.planning.example import PlanFile, write_plan_docx

TEXTS = (
    "Выполнено в полном объёме, материалы приложены.",
    "Провели по плану, участвовали все учителя предмета. Итоги обсудили на объединении.",
    "Сделано. Один вопрос перенесли на следующий месяц, остальное закрыто.",
    "Работа закончена, выводы и предложения — в приложенном файле.",
)
REMARKS = (
    "Добавьте выводы: без них непонятно, что изменится в работе.",
    "Приложите протокол, сейчас есть только текст.",
)
ZONE = ZoneInfo(TIME_ZONE)
SHARE_OVERDUE, SHARE_WAITING, SHARE_RETURNED, SHARE_LATE = 0.08, 0.10, 0.05, 0.12
SHARE_EARLY = 0.15
SHOWN_SCHOOL = "СОШ № 1"
SHOWN_FATES = (0.05, 0.20)
"""Whoever logs in as its deputy head sees something overdue and something returned: the two latest duties."""
RECENT_DAYS = 75
"""Only what fell due lately may still be open: older duties of the example were brought to an end."""


def morning(day: date) -> datetime:
    """When people of the example come to work."""
    return datetime.combine(day, time(9, 0), ZONE)


@dataclass(frozen=True, slots=True)
class Deed:
    """What happens at a moment; deeds are done in order of time."""

    moment: datetime
    assignment_id: int
    verb: str


def live(chance: random.Random, *, accepters: tuple[User, User], until: date) -> None:
    """Do everything that happened before ``until``; nobody accepts his own report, the second accepter does."""
    for deed in sorted(_deeds(chance, until), key=lambda one: (one.moment, one.assignment_id, one.verb)):
        with clock.at(deed.moment):
            _do(deed, chance, accepters)


def _deeds(chance: random.Random, until: date) -> Iterator[Deed]:
    rows = Assignment.objects.open().filter(due_on__isnull=False).select_related("organisation")
    shown = iter(SHOWN_FATES)
    for row in rows.order_by("-due_on", "pk"):
        due = row.due_on
        if due is None:
            continue
        if due >= until:
            if row.starts_on and row.starts_on < until and chance.random() < SHARE_EARLY:
                yield _deed(row, "report", until - timedelta(days=1), hour=10)
            continue
        fate = chance.random()
        if row.organisation.short_name == SHOWN_SCHOOL:
            fate = next(shown, fate)
        yield from _past_deeds(chance, row, fate, until)


def _past_deeds(chance: random.Random, row: Assignment, fate: float, until: date) -> Iterator[Deed]:
    due = row.due_on
    assert due is not None
    recent = due >= until - timedelta(days=RECENT_DAYS)
    late_by = chance.randint(1, 9) if fate > 1 - SHARE_LATE else -chance.randint(0, 5)
    reported = min(max(due + timedelta(days=late_by), row.starts_on or due), until - timedelta(days=1))
    reported = max(reported, row.reported_on or reported)  # handed in before the year turned
    if recent and fate < SHARE_OVERDUE:
        if fate < SHARE_OVERDUE / 3:
            yield _deed(row, "ask", due - timedelta(days=1), hour=9)
        return
    yield _deed(row, "report", reported, hour=9 + chance.randint(0, 6))
    if recent and fate < SHARE_OVERDUE + SHARE_WAITING:
        return
    decided = min(reported + timedelta(days=chance.randint(1, 4)), until - timedelta(days=1))
    verb = "return" if recent and fate < SHARE_OVERDUE + SHARE_WAITING + SHARE_RETURNED else "accept"
    yield _deed(row, verb, decided, hour=16)


def _deed(row: Assignment, verb: str, day: date, *, hour: int) -> Deed:
    return Deed(datetime.combine(day, time(hour, 5), ZONE), row.pk, verb)


def _do(deed: Deed, chance: random.Random, accepters: tuple[User, User]) -> None:
    assignment = Assignment.objects.get(pk=deed.assignment_id)
    executor = _executor(assignment)
    if executor is None or not assignment.is_open:
        return
    accepter = accepters[1] if executor == accepters[0] else accepters[0]
    is_asked = assignment.state in (Assignment.State.GIVEN, Assignment.State.RETURNED)
    if deed.verb == "report" and is_asked:
        _report(assignment, chance, executor)
    elif deed.verb == "ask" and is_asked and assignment.due_on:
        until = assignment.due_on + timedelta(days=14)
        ask_extension(assignment, until=until, reason="Учитель на больничном, заменить некем.", by=executor)
    elif deed.verb == "accept" and assignment.state == Assignment.State.REPORTED:
        accept_report(assignment, by=accepter)
    elif deed.verb == "return" and assignment.state == Assignment.State.REPORTED:
        return_report(assignment, remark=chance.choice(REMARKS), by=accepter)


def _executor(assignment: Assignment) -> User | None:
    """The account of the lead; where a group has not decided, its first member takes the work."""
    parts = assignment.parts.filter(until=None, person__user__isnull=False).select_related("person__user")
    lead = parts.filter(role=Part.Role.LEAD).first()
    if lead is not None and lead.person is not None:
        return lead.person.user
    candidate = parts.filter(role=Part.Role.CANDIDATE).order_by(F("person_id")).first()
    if candidate is None or candidate.person is None or candidate.person.user is None:
        return None
    take_assignment(assignment, by=candidate.person.user)
    return candidate.person.user


def _report(assignment: Assignment, chance: random.Random, executor: User) -> None:
    kind = chance.random()
    if kind < 1 / 3:
        add_evidence(assignment, file=_protocol(assignment), title="Материалы.docx", by=executor)
    links = [f"https://example.org/materials/{assignment.pk}"] if kind > 1 / 2 else []
    hand_in_report(assignment, text=chance.choice(TEXTS), by=executor, links=links)


def _protocol(assignment: Assignment) -> "ContentFile[bytes]":
    return ContentFile(_protocol_of(assignment.title, clock.today().replace(day=1)), name="Материалы.docx")


@cache
def _protocol_of(title: str, day: date) -> bytes:
    """Of one month, since every school brings the same."""
    file = PlanFile(
        issuer="Методический кабинет",
        act_kind="Протокол",
        act_date=day,
        act_number="1",
        title=title,
        signed_by="руководителя",
        sections=(("", (("1", title, "", "", "Обсудили, решили продолжить."),)),),
    )
    return write_plan_docx(file)
