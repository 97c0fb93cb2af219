"""What the executor says: draft, report, taking it back, acknowledgement."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from metodsovet.ground.access.history import record_action
from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.actions.evidence import attach_link
from metodsovet.ground.assignments.actions.locking import held, moved, require_work_in_progress
from metodsovet.ground.assignments.actions.requests import close_requests
from metodsovet.ground.assignments.actions.telling import accepters_of, executors_of, tell
from metodsovet.ground.assignments.models import Assignment, Report
from metodsovet.ground.notifications.models import Topic
from metodsovet.kernel import clock
from metodsovet.kernel.errors import DomainError


@dataclass(frozen=True, slots=True)
class _Told:
    """How a report came and by whom it was told."""

    source: str = Report.Source.SELF
    told_by: str = ""


@transaction.atomic
def write_report(assignment: Assignment, *, text: str, by: User, version: int | None = None) -> Report:
    """Save the draft; ``version`` is that of the draft seen, 0 when there was none.

    DomainError ``edited_by_other``: somebody else of the organisation wrote meanwhile.
    """
    assignment = held(assignment)
    require_work_in_progress(assignment)
    report = _draft_of(assignment, by, version, text)
    if not report.version or report.text != text:
        _write(report, text, by)
    return report


@transaction.atomic
def hand_in_report(
    assignment: Assignment, *, text: str, by: User, version: int | None = None, links: Iterable[str] = ()
) -> Report:
    """Hand in the draft with this text. DomainError ``empty_report``, ``edited_by_other``, ``move_not_allowed``."""
    assignment = held(assignment)
    Assignment.workflow.check("report", assignment.state)
    for link in links:
        attach_link(assignment, link, title="", by=by)
    report = _hand_in(assignment, _draft_of(assignment, by, version, text), text, by, _Told())
    record_action("hand_in_report", assignment, "Отчёт сдан", by=by)
    sentence = f"Сдан отчёт: {assignment.organisation}, «{assignment.title[:300]}»"
    tell(
        assignment,
        accepters_of(assignment),
        key=f"report_handed_in:{report.pk}",
        text=sentence,
        by=by,
        topic=Topic.REPORTS,
    )
    return report


@transaction.atomic
def record_report(assignment: Assignment, *, text: str, source: str, told_by: str, by: User) -> Report:
    """Write down what the executor told by phone or letter, and hand it in for him.

    DomainError ``no_teller``, ``wrong_source``, ``empty_report``, ``move_not_allowed``. A draft of the executor's own
    is kept: its text stands before what was told.
    """
    if source not in (Report.Source.PHONE, Report.Source.LETTER):
        raise DomainError("wrong_source", "Укажите, как получен отчёт: по телефону или письмом.")
    if not told_by.strip():
        raise DomainError("no_teller", "Укажите, кто сообщил: фамилию и должность.")
    assignment = held(assignment)
    Assignment.workflow.check("report", assignment.state)
    draft = _draft_of(assignment, by, None, text)
    whole = "\n\n".join(part for part in (draft.text.strip(), text.strip()) if part)
    report = _hand_in(assignment, draft, whole, by, _Told(source, told_by.strip()))
    how = report.get_source_display()
    record_action("record_report", assignment, f"Отчёт записан {how}, сообщил: {report.told_by}", by=by)
    sentence = f"За вас записан отчёт {how}: «{assignment.title[:300]}»"
    tell(
        assignment,
        executors_of(assignment),
        key=f"report_recorded:{report.pk}",
        text=sentence,
        by=by,
        topic=Topic.REPORTS,
    )
    return report


@transaction.atomic
def withdraw_report(assignment: Assignment, *, by: User) -> Assignment:
    """Take the report back to mend it, until it is accepted or returned."""
    assignment = held(assignment)
    assignment.reported_on = None
    moved(assignment, "withdraw_report", "reported_on")
    report = assignment.reports.get(state=Report.State.HANDED_IN)
    report.state = Report.State.WITHDRAWN
    report.version += 1
    report.save(update_fields=["state", "version"])
    record_action("withdraw_report", assignment, "Отчёт отозван", by=by)
    text = f"Отчёт отозван: {assignment.organisation}, «{assignment.title[:300]}»"
    tell(
        assignment, accepters_of(assignment), key=f"report_withdrawn:{report.pk}", text=text, by=by, topic=Topic.REPORTS
    )
    return assignment


@transaction.atomic
def acknowledge_assignment(assignment: Assignment, *, by: User) -> Assignment:
    """Say that one has read it: nobody has to accept that. DomainError ``not_to_acknowledge``."""
    assignment = held(assignment)
    if assignment.kind != Assignment.Kind.ACKNOWLEDGE:
        raise DomainError("not_to_acknowledge", "Это поручение исполняют: сдайте по нему отчёт.")
    assignment.reported_on = assignment.accepted_on = clock.today()
    moved(assignment, "acknowledge_assignment", "reported_on", "accepted_on")
    close_requests(assignment, "Ознакомление подтверждено.", by=by)
    record_action("acknowledge_assignment", assignment, "Ознакомление подтверждено", by=by)
    return assignment


def _draft_of(assignment: Assignment, by: User, version: int | None, text: str) -> Report:
    """The draft to write the text into; another version of the same words loses nothing."""
    report = assignment.reports.filter(state=Report.State.DRAFT).first()
    is_other = version is not None and version != (report.version if report else 0)
    if is_other and (report.text.strip() if report else "") != text.strip():
        raise DomainError(
            "edited_by_other",
            "Пока вы писали, отчёт изменили в другом месте. Сравните оба текста и сохраните нужный.",
        )
    return report or Report(assignment=assignment, written_by=by, version=0)


def _write(report: Report, text: str, by: User) -> None:
    report.text = text
    report.written_by = by
    report.changed_at = clock.now()
    report.version += 1
    report.save()


def _hand_in(assignment: Assignment, report: Report, text: str, by: User, told: _Told) -> Report:
    if not text.strip() and not assignment.evidence.exists():
        raise DomainError("empty_report", "Напишите, что сделано, или приложите подтверждение.")
    report.state = Report.State.HANDED_IN
    report.source, report.told_by = told.source, told.told_by
    report.handed_in_at = clock.now()
    _write(report, text.strip(), by)
    assignment.reported_on = clock.today()
    moved(assignment, "report", "reported_on")
    return report
