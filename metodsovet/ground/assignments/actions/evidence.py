"""What shows that the work was done: records of the product, files, addresses."""

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.core.files.base import File
from django.core.validators import URLValidator
from django.db import transaction
from django.db.models import Model

from metodsovet.ground.access.history import record_action
from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.actions.locking import held, require_work_in_progress
from metodsovet.ground.assignments.models import Assignment, Evidence
from metodsovet.ground.files.actions import store_file
from metodsovet.ground.files.models import StoredFile
from metodsovet.kernel import clock
from metodsovet.kernel.errors import DomainError

is_address = URLValidator(schemes=["http", "https"])


@transaction.atomic
def add_evidence(
    assignment: Assignment,
    *,
    by: User | None,
    record: Model | None = None,
    file: "File[bytes] | None" = None,
    link: str = "",
    title: str = "",
) -> Evidence:
    """Add exactly one of record, file, link; a record or an address added before is returned as it is.

    DomainError ``closed`` (cancelled or not applicable), ``bad_link``, ``no_evidence``, or what the file is refused
    for. Records may come at any time, the rest while the assignment is open.
    """
    assignment = held(assignment)
    _require_place(assignment, is_record=record is not None)
    if record is not None:
        return _attach_record(assignment, record, title or str(record), by)
    if file is not None:
        return _attach_file(assignment, file, title, by)
    if link.strip():
        return attach_link(assignment, link, title=title, by=by)
    raise DomainError("no_evidence", "Выберите файл или вставьте ссылку.")


@transaction.atomic
def remove_evidence(evidence: Evidence, *, by: User) -> None:
    """Take away what was added by mistake, until the report is handed in; the file goes with it."""
    assignment = held(evidence.assignment)
    require_work_in_progress(assignment)
    content_type = ContentType.objects.get_for_model(Evidence)
    StoredFile.objects.filter(content_type=content_type, object_id=evidence.pk).delete()
    Evidence.objects.filter(pk=evidence.pk).delete()
    record_action("remove_evidence", assignment, f"Убрано подтверждение: {evidence.title}", by=by)


def attach_link(assignment: Assignment, link: str, *, title: str, by: User | None) -> Evidence:
    address = link.strip()
    try:
        is_address(address)
    except ValidationError:
        raise DomainError(
            "bad_link", "Ссылка должна начинаться с http:// или https://. Скопируйте её целиком."
        ) from None
    known = assignment.evidence.filter(kind=Evidence.Kind.LINK, url=address).first()
    if known is not None:
        return known
    name = (title.strip() or address)[:300]
    return _add(Evidence(assignment=assignment, kind=Evidence.Kind.LINK, url=address, title=name, added_by=by), by)


def _require_place(assignment: Assignment, *, is_record: bool) -> None:
    closed = (Assignment.State.CANCELLED, Assignment.State.NOT_APPLICABLE)
    if assignment.state in closed or (not is_record and not assignment.is_open):
        raise DomainError(
            "closed", f"Поручение закрыто: «{assignment.get_state_display()}». Подтверждение добавить нельзя."
        )


def _attach_record(assignment: Assignment, record: Model, title: str, by: User | None) -> Evidence:
    content_type = ContentType.objects.get_for_model(record)
    known = assignment.evidence.filter(content_type=content_type, object_id=record.pk).first()
    if known is not None:
        return known
    evidence = Evidence(assignment=assignment, kind=Evidence.Kind.RECORD, title=title[:300], added_by=by)
    evidence.content_type, evidence.object_id = content_type, record.pk
    return _add(evidence, by)


def _attach_file(assignment: Assignment, file: "File[bytes]", title: str, by: User | None) -> Evidence:
    name = (title.strip() or file.name or "файл")[:300]
    evidence = _add(Evidence(assignment=assignment, kind=Evidence.Kind.FILE, title=name, added_by=by), by)
    store_file(file, owner=evidence, by=by)
    return evidence


def _add(evidence: Evidence, by: User | None) -> Evidence:
    evidence.added_at = clock.now()
    evidence.save()
    record_action("add_evidence", evidence.assignment, f"Добавлено подтверждение: {evidence.title}", by=by)
    return evidence
