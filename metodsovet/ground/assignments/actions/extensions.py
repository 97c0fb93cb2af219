"""A later deadline: asked by the executor, granted or refused by whoever accepts or controls."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from metodsovet.ground.access.history import record_action
from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.actions.locking import held, require_work_in_progress, saved
from metodsovet.ground.assignments.actions.telling import deciders_of, executors_of, tell
from metodsovet.ground.assignments.models import Assignment, Extension
from metodsovet.ground.notifications.models import Topic
from metodsovet.kernel import clock
from metodsovet.kernel.errors import DomainError, require_words
from metodsovet.kernel.russian import date_text


@transaction.atomic
def ask_extension(assignment: Assignment, *, until: date, reason: str, by: User) -> Extension:
    """DomainError ``no_reason``, ``no_deadline``, ``not_later``, ``already_asked``, ``move_not_allowed``."""
    reason = require_words(reason, "no_reason", "Напишите, почему срока не хватает.")
    assignment = held(assignment)
    require_work_in_progress(assignment)
    _require_later(assignment, until)
    if assignment.extensions.filter(state=Extension.State.ASKED).exists():
        raise DomainError("already_asked", "Продление уже попросили: дождитесь ответа.")
    extension = assignment.extensions.create(until=until, reason=reason[:500], asked_by=by, asked_at=clock.now())
    record_action("ask_extension", assignment, f"Просят продлить до {date_text(until)}: {reason}", by=by)
    text = f"Просят продлить до {date_text(until)}: {assignment.organisation}, «{assignment.title[:250]}»"
    tell(
        assignment,
        deciders_of(assignment),
        key=f"extension_asked:{extension.pk}",
        text=text,
        by=by,
        topic=Topic.REPORTS,
    )
    return extension


@transaction.atomic
def grant_extension(extension: Extension, *, by: User, until: date | None = None, answer: str = "") -> Extension:
    """Move the deadline to the asked day or to another later one. DomainError ``already_decided``, ``own_request``."""
    assignment = held(extension.assignment)
    extension = _asked(extension, by)
    day = until or extension.until
    _require_later(assignment, day)
    assignment.first_due_on = assignment.first_due_on or assignment.due_on
    assignment.due_on = day
    saved(assignment, "first_due_on", "due_on")
    extension.until = day
    _decide(extension, Extension.State.GRANTED, answer, by)
    record_action("grant_extension", assignment, f"Срок продлён до {date_text(day)}", by=by)
    text = f"Срок продлён до {date_text(day)}: «{assignment.title[:300]}»"
    tell(
        assignment,
        executors_of(assignment),
        key=f"extension_decided:{extension.pk}",
        text=text,
        by=by,
        topic=Topic.REPORTS,
    )
    return extension


@transaction.atomic
def grant_extensions(extensions: Iterable[Extension], *, by: User) -> list[Extension]:
    """Grant each to the day it asks for, all of them or none; in one order, so that two who decide do not deadlock."""
    return [grant_extension(one, by=by) for one in sorted(extensions, key=lambda one: one.assignment_id)]


@transaction.atomic
def refuse_extension(extension: Extension, *, answer: str, by: User) -> Extension:
    """DomainError ``no_reason``, ``already_decided``, ``own_request``."""
    answer = require_words(answer, "no_reason", "Напишите, почему срок остаётся прежним.")
    assignment = held(extension.assignment)
    extension = _asked(extension, by)
    _decide(extension, Extension.State.REFUSED, answer, by)
    record_action("refuse_extension", assignment, f"В продлении отказано: {answer}", by=by)
    text = f"В продлении отказано: «{assignment.title[:200]}». {answer}"
    tell(
        assignment,
        executors_of(assignment),
        key=f"extension_decided:{extension.pk}",
        text=text,
        by=by,
        topic=Topic.REPORTS,
    )
    return extension


def _require_later(assignment: Assignment, until: date) -> None:
    if assignment.due_on is None:
        raise DomainError("no_deadline", "У поручения нет срока: продлевать нечего.")
    if until <= assignment.due_on or until < clock.today():
        raise DomainError(
            "not_later", f"Новый срок должен быть позже прежнего, {date_text(assignment.due_on)}, и не в прошлом."
        )


def _asked(extension: Extension, by: User) -> Extension:
    """The row as it is now: its assignment is locked already."""
    extension = Extension.objects.get(pk=extension.pk)
    if extension.state != Extension.State.ASKED:
        raise DomainError("already_decided", "На эту просьбу уже ответили. Обновите страницу.")
    if extension.asked_by_id == by.pk:
        raise DomainError("own_request", "О своей просьбе не решают: ответит другой.")
    return extension


def _decide(extension: Extension, state: str, answer: str, by: User) -> None:
    extension.state, extension.answer = state, answer.strip()[:500]
    extension.decided_by, extension.decided_at = by, clock.now()
    extension.save()
