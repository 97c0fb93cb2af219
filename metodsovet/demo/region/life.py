"""What became of tens of thousands of assignments: shares as in the small example, reports and states by COPY."""

import random
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from metodsovet.demo.life import (
    RECENT_DAYS,
    REMARKS,
    SHARE_EARLY,
    SHARE_LATE,
    SHARE_OVERDUE,
    SHARE_RETURNED,
    SHARE_WAITING,
    TEXTS,
    ZONE,
)
from metodsovet.ground.assignments.actions import ask_extension, cancel_assignment, mark_not_applicable
from metodsovet.ground.assignments.models import Assignment, Part, Report
from metodsovet.ground.directory.models import Organisation
from metodsovet.kernel import clock
from metodsovet.kernel.bulk import copy_rows, update_rows

State = Assignment.State
RARE = 3
"""So many assignments of the first municipality are asked to be put off, are not applicable, are cancelled."""


@dataclass(frozen=True, slots=True)
class Duty:
    pk: int
    starts_on: date | None
    due_on: date
    executor: int
    accepter: int


@dataclass(frozen=True, slots=True)
class Fate:
    """The state and its days; ``decided`` is the day of acceptance or return."""

    state: str
    reported: date
    decided: date | None = None


def live_in_bulk(chance: random.Random, *, until: date) -> None:
    """Report, accept and return what fell due before the day, and a share of what is under way."""
    reports, moved = [], []
    for duty in _duties():
        fate = _fate(chance, duty, until)
        if fate is not None and duty.executor != duty.accepter:
            reports.append(_report(duty, fate, chance))
            moved.append(_moved(duty, fate))
    written = ("assignment_id", "text", "state", "written_by_id", "handed_in_at", "changed_at")
    copy_rows(Report, (*written, "decided_by_id", "decided_at", "remark"), reports)
    update_rows(Assignment, {"state": "varchar", "reported_on": "date", "accepted_on": "date"}, moved)


def live_rarely(first: Organisation) -> None:
    """Deeds that are too few for a bulk, in one municipality, by their own actions."""
    today = clock.today()
    rows = Assignment.objects.open().filter(
        state=State.GIVEN, organisation__path__startswith=first.path, due_on__gt=today, accepter__user__isnull=False
    )
    seated = rows.filter(parts__until=None, parts__role=Part.Role.LEAD, parts__person__user__isnull=False)
    chosen = list(seated.select_related("accepter__user").order_by("due_on", "pk").distinct()[: RARE * 3])
    for index, row in enumerate(chosen):
        accepter = row.accepter.user if row.accepter else None
        lead = row.parts.get(until=None, role=Part.Role.LEAD).person
        if accepter is None or lead is None or lead.user is None or row.due_on is None:
            continue
        if index % RARE == 0:
            ask_extension(row, until=row.due_on + timedelta(days=14), reason="Педагог на больничном.", by=lead.user)
        elif index % RARE == 1:
            mark_not_applicable(row, reason="Молодых педагогов в организации нет.", by=accepter)
        else:
            cancel_assignment(row, reason="Сведения собраны в другом поручении.", by=accepter)


def _duties() -> list[Duty]:
    leads = dict(
        Part.objects.filter(until=None, role=Part.Role.LEAD, person__user__isnull=False).values_list(
            "assignment_id", "person__user_id"
        )
    )
    rows = Assignment.objects.open().filter(
        kind=Assignment.Kind.EXECUTE, state=State.GIVEN, due_on__isnull=False, accepter__user__isnull=False
    )
    columns = rows.order_by("pk").values_list("pk", "starts_on", "due_on", "accepter__user_id")
    return [Duty(pk, starts, due, leads[pk], accepter) for pk, starts, due, accepter in columns if due and pk in leads]


def _fate(chance: random.Random, duty: Duty, until: date) -> Fate | None:
    yesterday, draw, late = until - timedelta(days=1), chance.random(), chance.random()
    late_by = chance.randint(1, 9) if late < SHARE_LATE else -chance.randint(0, 5)
    wait = timedelta(days=chance.randint(1, 4))
    if duty.due_on >= until:
        is_under_way = duty.starts_on is not None and duty.starts_on < until
        return Fate(State.REPORTED, yesterday) if is_under_way and draw < SHARE_EARLY else None
    reported = min(max(duty.due_on + timedelta(days=late_by), duty.starts_on or duty.due_on), yesterday)
    decided = min(reported + wait, yesterday)
    if duty.due_on < until - timedelta(days=RECENT_DAYS):
        return Fate(State.ACCEPTED, reported, decided)
    if draw < SHARE_OVERDUE:
        return None
    if draw < SHARE_OVERDUE + SHARE_WAITING:
        return Fate(State.REPORTED, reported)
    is_returned = draw < SHARE_OVERDUE + SHARE_WAITING + SHARE_RETURNED
    return Fate(State.RETURNED if is_returned else State.ACCEPTED, reported, decided)


def _report(duty: Duty, fate: Fate, chance: random.Random) -> tuple[Any, ...]:
    state = {State.REPORTED: Report.State.HANDED_IN, State.RETURNED: Report.State.RETURNED}.get(
        State(fate.state), Report.State.ACCEPTED
    )
    remark = chance.choice(REMARKS) if state == Report.State.RETURNED else ""
    handed_in = datetime.combine(fate.reported, time(9 + chance.randint(0, 6), 5), ZONE)
    decided = datetime.combine(fate.decided, time(16, 5), ZONE) if fate.decided else None
    decider = duty.accepter if decided else None
    return duty.pk, chance.choice(TEXTS), state, duty.executor, handed_in, handed_in, decider, decided, remark


def _moved(duty: Duty, fate: Fate) -> tuple[Any, ...]:
    """A returned report is not reported any more, as the action of returning leaves it."""
    reported = None if fate.state == State.RETURNED else fate.reported
    return duty.pk, fate.state, reported, fate.decided if fate.state == State.ACCEPTED else None
