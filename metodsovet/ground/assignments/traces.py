"""What the ledger of assignments keeps about a person."""

from typing import Any

from django.db.models import Q

from metodsovet.ground.assignments.models import (
    Assignment,
    Directive,
    Evidence,
    Extension,
    InterimDate,
    Part,
    Reminder,
    Report,
    Substitution,
)
from metodsovet.ground.assignments.models.assignments import CANCELLED_KEY
from metodsovet.kernel import clock
from metodsovet.kernel.russian import date_text
from metodsovet.kernel.traces import EVERYTHING, Clash, KeptIn, declare, on_merge

DUTY = "поручение и его исполнение — документ организации; имя из него убирается"


def report_kept_in(report: Any) -> KeptIn:
    assignment = report.assignment
    day = assignment.reported_on
    handed_in = f", сдан {date_text(day)}" if day else ""
    return KeptIn(f"Отчёт по поручению «{assignment.title}»{handed_in}", day, _basis(assignment))


def part_kept_in(part: Any) -> KeptIn | None:
    if part.role != Part.Role.LEAD or part.assignment.state != Assignment.State.ACCEPTED:
        return None
    assignment = part.assignment
    return KeptIn(f"Исполненное поручение «{assignment.title}»", assignment.accepted_on, _basis(assignment))


def _basis(assignment: Assignment) -> str:
    return assignment.basis.requisites if assignment.basis else assignment.origin


declare(Part, "person", "Участие в поручениях", because=DUTY, hidden=("holder_key",), kept_in=part_kept_in)
declare(Assignment, "accepter", "Поручения, по которым принимает отчёты", because=DUTY, hidden=("key",))
declare(Assignment, "controller", "Поручения на контроле", because=DUTY, hidden=("key",))
declare(
    Report,
    "written_by",
    "Записанные отчёты",
    because="сданный отчёт — документ организации",
    goes=Q(state=Report.State.DRAFT),
    kept_in=report_kept_in,
)
declare(Report, "decided_by", "Решения по отчётам", because=DUTY)
declare(Extension, "asked_by", "Просьбы о продлении", because=DUTY)
declare(Extension, "decided_by", "Решения о продлении", because=DUTY)
declare(Evidence, "added_by", "Приложенные подтверждения", because=DUTY)
declare(Substitution, "absent", "Замещения: на время отсутствия", goes=EVERYTHING, clash=Clash.DROP)
declare(Substitution, "substitute", "Замещения: за других", goes=EVERYTHING, clash=Clash.DROP)
declare(InterimDate, "done_by", "Отмеченные промежуточные сроки", because=DUTY)
declare(Directive, "accepter", "Поручения организациям, по которым принимает отчёты", because=DUTY)
declare(Directive, "controller", "Задания на контроле", because=DUTY)
declare(Directive, "given_by", "Поручения, данные организациям", because=DUTY)
declare(Reminder, "by", "Напоминания другим", because=DUTY)

ORDER = (Part.Role.LEAD, Part.Role.CANDIDATE, Part.Role.CO_EXECUTOR, Part.Role.INFORMED)


@on_merge
def join_readings(kept_id: int, doubled_id: int) -> None:
    """What both were asked to read as people is asked of one; whoever of them has read it has."""
    rows = Assignment.objects.filter(kind=Assignment.Kind.ACKNOWLEDGE, key__endswith=f":person:{doubled_id}")
    for row in rows:
        key = row.key.removesuffix(str(doubled_id)) + str(kept_id)
        own = Assignment.objects.filter(key=key).first()
        if own is None:
            Assignment.objects.filter(pk=row.pk).update(key=key)
            continue
        read = row if row.state == Assignment.State.ACCEPTED else own
        Assignment.objects.filter(pk=own.pk).update(
            state=read.state, reported_on=read.reported_on, accepted_on=read.accepted_on
        )
        Assignment.objects.filter(pk=row.pk).update(
            state=Assignment.State.CANCELLED, key=f"{row.key}{CANCELLED_KEY}{row.pk}"
        )


@on_merge
def join_parts(kept_id: int, doubled_id: int) -> None:
    """One part of one person in an assignment: the strongest stays, the others end today."""
    parts = Part.objects.filter(person=kept_id, until=None).order_by("pk")
    strongest: dict[int, Part] = {}
    for part in sorted(parts, key=lambda one: ORDER.index(Part.Role(one.role))):
        strongest.setdefault(part.assignment_id, part)
    stay = [part.pk for part in strongest.values()]
    parts.exclude(pk__in=stay).update(until=clock.today())
