"""Days before the deadline: set by whoever looks after the work, marked by whoever does it."""

from datetime import date

from django.db import transaction

from metodsovet.ground.access.history import record_action
from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.actions.locking import held, require_work_in_progress
from metodsovet.ground.assignments.actions.telling import accepters_of, executors_of, tell
from metodsovet.ground.assignments.models import Assignment, InterimDate
from metodsovet.kernel import clock
from metodsovet.kernel.errors import DomainError, require_words
from metodsovet.kernel.russian import date_text


@transaction.atomic
def set_interim_date(assignment: Assignment, *, due_on: date, title: str, by: User) -> InterimDate:
    """DomainError ``no_title``, ``not_before_deadline``, ``already_set``, ``move_not_allowed``."""
    title = require_words(title, "no_title", "Напишите, что должно быть готово к этому дню.")[:300]
    assignment = held(assignment)
    require_work_in_progress(assignment)
    require_before_deadline(due_on, assignment.due_on)
    interim, is_new = assignment.interim_dates.get_or_create(due_on=due_on, title=title)
    if not is_new:
        raise DomainError("already_set", "Такой промежуточный срок уже есть.")
    record_action("set_interim_date", assignment, f"Промежуточный срок {date_text(due_on)}: {title}", by=by)
    text = f"Промежуточный срок {date_text(due_on)}: {title}. «{assignment.title[:200]}»"
    tell(assignment, executors_of(assignment), key=f"interim_set:{interim.pk}", text=text, by=by)
    return interim


@transaction.atomic
def mark_interim_date(interim: InterimDate, *, by: User) -> InterimDate:
    """Say that it is ready. DomainError ``already_marked``, ``move_not_allowed``, ``removed_from_control``."""
    assignment = held(interim.assignment)
    require_work_in_progress(assignment)
    interim = InterimDate.objects.get(pk=interim.pk)
    if interim.done_on is not None:
        raise DomainError("already_marked", "Это уже отмечено. Обновите страницу.")
    interim.done_on, interim.done_by = clock.today(), by
    interim.save(update_fields=["done_on", "done_by"])
    record_action("mark_interim_date", assignment, f"Готово: {interim.title}", by=by)
    text = f"Готово: {interim.title}. {assignment.organisation}, «{assignment.title[:200]}»"
    tell(assignment, accepters_of(assignment), key=f"interim_marked:{interim.pk}", text=text, by=by)
    return interim


@transaction.atomic
def remove_interim_date(interim: InterimDate, *, by: User) -> None:
    """DomainError ``already_marked`` once it is done: what was done stays."""
    assignment = held(interim.assignment)
    row = InterimDate.objects.filter(pk=interim.pk).first()
    if row is None or row.done_on is not None:
        raise DomainError("already_marked", "Этого срока уже нет или по нему отчитались. Обновите страницу.")
    row.delete()
    record_action("remove_interim_date", assignment, f"Промежуточный срок убран: {row.title}", by=by)


def require_before_deadline(due_on: date, deadline: date | None) -> None:
    if due_on < clock.today() or (deadline is not None and due_on >= deadline):
        raise DomainError(
            "not_before_deadline", "Промежуточный срок ставят не раньше сегодняшнего дня и до срока всего поручения."
        )
