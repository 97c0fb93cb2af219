"""What the methodist decides about a report. Removing from control is another office: see control."""

from collections.abc import Iterable

from django.db import transaction

from metodsovet.ground.access.history import record_action
from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.actions.locking import held, moved, person_id_of
from metodsovet.ground.assignments.actions.requests import close_requests
from metodsovet.ground.assignments.actions.telling import executors_of, tell
from metodsovet.ground.assignments.models import Assignment, Part, Report
from metodsovet.ground.assignments.models.substitutions import acting_as
from metodsovet.ground.notifications.models import Topic
from metodsovet.kernel import clock
from metodsovet.kernel.errors import DomainError, require_words


@transaction.atomic
def accept_report(assignment: Assignment, *, by: User, remark: str = "", version: int | None = None) -> Assignment:
    """DomainError ``own_report`` when one decides about oneself, ``move_not_allowed`` when nothing is handed in."""
    assignment = held(assignment, version)
    Assignment.workflow.check("accept_report", assignment.state)
    report = _decided(assignment, Report.State.ACCEPTED, remark.strip(), by)
    assignment.accepted_on = clock.today()
    moved(assignment, "accept_report", "accepted_on")
    close_requests(assignment, "Отчёт принят.", by=by)
    record_action("accept_report", assignment, _with_remark("Отчёт принят", report.remark), by=by)
    _tell_executor(assignment, report, "Отчёт принят", by)
    return assignment


@transaction.atomic
def accept_reports(assignments: Iterable[Assignment], by: User) -> list[Assignment]:
    """Accept all of them or none; in one order, so that two who accept at once do not wait in a ring."""
    return [accept_report(assignment, by=by) for assignment in sorted(assignments, key=lambda one: one.pk)]


@transaction.atomic
def return_report(assignment: Assignment, *, remark: str, by: User, version: int | None = None) -> Assignment:
    """Return to mend. DomainError ``no_remark``, ``own_report``, ``move_not_allowed``."""
    remark = require_words(remark, "no_remark", "Напишите, что исправить: без замечания отчёт не возвращают.")
    assignment = held(assignment, version)
    Assignment.workflow.check("return_report", assignment.state)
    report = _decided(assignment, Report.State.RETURNED, remark, by)
    assignment.reported_on = None
    moved(assignment, "return_report", "reported_on")
    record_action("return_report", assignment, _with_remark("Отчёт возвращён", remark), by=by)
    _tell_executor(assignment, report, "Отчёт возвращён", by)
    return assignment


@transaction.atomic
def mark_not_applicable(assignment: Assignment, *, reason: str, by: User) -> Assignment:
    """Say that the assignment does not concern this organisation. DomainError ``no_reason``, ``move_not_allowed``."""
    reason = require_words(reason, "no_reason", "Напишите, почему поручение к этой организации не относится.")
    assignment = moved(held(assignment), "mark_not_applicable")
    close_requests(assignment, "Поручение к вам не относится.", by=by)
    record_action("mark_not_applicable", assignment, f"Не относится: {reason}", by=by)
    text = f"Поручение к вам не относится: «{assignment.title[:250]}». {reason}"
    tell(assignment, executors_of(assignment), key=_key(assignment), text=text, by=by)
    return assignment


@transaction.atomic
def reopen_assignment(assignment: Assignment, *, reason: str, by: User) -> Assignment:
    """Take back an acceptance or «не относится»: the work goes on; the accepted report stays as it was."""
    reason = require_words(reason, "no_reason", "Напишите, почему работу нужно продолжить.")
    assignment = held(assignment)
    assignment.reported_on = assignment.accepted_on = None
    moved(assignment, "reopen_assignment", "reported_on", "accepted_on")
    record_action("reopen_assignment", assignment, f"Возобновлено: {reason}", by=by)
    text = f"Поручение снова в работе: «{assignment.title[:250]}». {reason}"
    tell(assignment, executors_of(assignment), key=_key(assignment), text=text, by=by)
    return assignment


def _decided(assignment: Assignment, state: str, remark: str, by: User) -> Report:
    report = assignment.reports.get(state=Report.State.HANDED_IN)
    _refuse_own(assignment, report, by)
    report.state, report.remark = state, remark
    report.decided_by, report.decided_at = by, clock.now()
    report.version += 1
    report.save(update_fields=["state", "remark", "decided_by", "decided_at", "version"])
    return report


def _refuse_own(assignment: Assignment, report: Report, by: User) -> None:
    """The lead, whoever stands in for him, and the author of the report do not decide about it."""
    person = person_id_of(by)
    me = acting_as(person) if person else []
    is_lead = assignment.parts.filter(role=Part.Role.LEAD, until=None, person__in=me).exists()
    is_author = report.source == Report.Source.SELF and report.written_by_id == by.pk
    if is_lead or is_author:
        raise DomainError("own_report", "О своём отчёте не решают: его примет другой методист.")


def _tell_executor(assignment: Assignment, report: Report, beginning: str, by: User) -> None:
    text = _with_remark(f"{beginning}: «{assignment.title[:200]}»", report.remark)
    tell(assignment, executors_of(assignment), key=f"report_decided:{report.pk}", text=text, by=by, topic=Topic.REPORTS)


def _with_remark(text: str, remark: str) -> str:
    return f"{text}. Замечание: {remark}" if remark else text


def _key(assignment: Assignment) -> str:
    return f"assignment:{assignment.pk}:{assignment.version}"
