"""What planning keeps about a person, and how its keys follow one who was merged."""

from typing import Any

from django.db.models import F, Model, Value
from django.db.models.functions import Replace

from metodsovet.ground.assignments.models import Assignment, Part
from metodsovet.kernel.traces import EVERYTHING, declare, on_merge
from metodsovet.work.planning.models import (
    ActivityParty,
    IndicatorYear,
    PartyMatch,
    Plan,
    PlanWork,
    Reading,
    Revision,
    Submission,
    YearResult,
)

PAPER = "план утверждён и хранится как документ организации"

declare(ActivityParty, "person", "Строки планов, где назван ответственным", because=PAPER)
declare(Plan, "accepter", "Планы, по которым принимает отчёты", because=PAPER)
declare(Plan, "controller", "Планы на контроле", because=PAPER)
declare(PartyMatch, "person", "Запомненные слова планов", goes=EVERYTHING)
declare(PlanWork, "asked_by", "Долгая работа с планами", because=PAPER)
declare(Reading, "read_by", "Загруженные планы", because=PAPER, hidden=("rows", "act", "warnings"))
declare(IndicatorYear, "entered_by", "Внесённые факты показателей", because=PAPER)
declare(Submission, "handed_in_by", "Сданные планы объединений", because=PAPER)
declare(Submission, "decided_by", "Решения о планах объединений", because=PAPER)
declare(Revision, "made_by", "Внесённые редакции планов", because=PAPER)
declare(YearResult, "closed_by", "Подведённые итоги программ", because=PAPER)


@on_merge
def rename_keys(kept_id: int, doubled_id: int) -> None:
    """Keys of duties name the person («…:person:12»); one that is taken already stays as it was."""
    old, new = f":person:{doubled_id}", f":person:{kept_id}"
    _rename(Part, "holder_key", old, new)
    taken = {
        key.removesuffix(new) for key in Assignment.objects.filter(key__endswith=new).values_list("key", flat=True)
    }
    free = Assignment.objects.filter(key__endswith=old).values_list("key", flat=True)
    rows = Assignment.objects.filter(key__in=[key for key in free if key.removesuffix(old) not in taken])
    rows.update(key=Replace(F("key"), Value(old), Value(new)))


def _rename(model: type[Model], field: str, old: str, new: str) -> None:
    rows: Any = model._base_manager.filter(**{f"{field}__endswith": old})
    rows.update(**{field: Replace(F(field), Value(old), Value(new))})
