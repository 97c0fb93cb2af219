"""The history of one record as people read it: who, when, what, and what the fields were and became."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from textwrap import shorten
from typing import Any

from django.db.models import Field, ForeignKey, Model
from django.utils.timezone import localtime

from metodsovet.ground.access.history.kept import Kept, kept_tables
from metodsovet.ground.access.history.records import history_of
from metodsovet.ground.access.models import RowChange, User
from metodsovet.kernel.russian import date_text

SAME_DEED = timedelta(seconds=2)
LONGEST_VALUE = 300
NOTHING = "не указано"


@dataclass(frozen=True, slots=True)
class FieldChange:
    label: str
    was: str
    became: str


@dataclass(slots=True)
class HistoryLine:
    """``who`` is empty for what the product did by itself."""

    text: str
    made_at: datetime
    who: str
    by_id: int | None
    changes: list[FieldChange] = field(default_factory=list)


def lines_of(subject: Model, most: int) -> list[HistoryLine]:
    """The newest first; whoever may see the history may see all of it. Its number of queries does not grow with it."""
    lines = [
        HistoryLine(record.text, record.made_at, who(record.by), record.by_id) for record in history_of(subject)[:most]
    ]
    owned = RowChange.objects.filter(owner_table=subject._meta.db_table, owner_id=subject.pk)
    changes = list(owned.select_related("by__person")[:most])
    names = _names(changes)
    for change in changes:
        _line_for(change, lines).changes.extend(_fields(change, names))
    told = [line for line in lines if line.text or line.changes]
    return sorted(told, key=lambda line: line.made_at, reverse=True)[:most]


def who(user: User | None) -> str:
    person = getattr(user, "person", None)
    return str(person.short_name) if person else (user.login if user else "")


def _line_for(change: RowChange, lines: list[HistoryLine]) -> HistoryLine:
    """The verb of the same deed; an edit without one becomes a line of its own."""
    same = (
        line for line in lines if abs(line.made_at - change.made_at) <= SAME_DEED and line.by_id in (change.by_id, None)
    )
    nearest = min(same, key=lambda line: abs(line.made_at - change.made_at), default=None)
    if nearest is None:
        nearest = HistoryLine("", change.made_at, who(change.by), change.by_id)
        lines.append(nearest)
    return nearest


def _fields(change: RowChange, names: Names) -> list[FieldChange]:
    kept = kept_tables().get(change.row_table)
    if kept is None:
        return []
    about = "" if kept.model is kept.owner else f"{str(kept.model._meta.verbose_name).capitalize()}: "
    if change.became is None:
        whole = ", ".join(text for text in _texts(kept, change.was, names).values() if text != NOTHING)
        return [FieldChange(f"{about}удалено", shorten(whole, LONGEST_VALUE, placeholder="…"), "")]
    was, became = _texts(kept, change.was, names), _texts(kept, change.became, names)
    return [
        FieldChange(f"{about}{label}", was[label], became[label])
        for label in was
        if label in became and was[label] != became[label]
    ]


def _texts(kept: Kept, values: dict[str, Any], names: Names) -> dict[str, str]:
    """Values in words by the labels of their fields; columns without a label of ours say nothing to a reader."""
    found = {}
    for one in kept.model._meta.concrete_fields:
        column = str(one.column)
        if column in values and _is_labelled(one):
            value = values[column]
            text = kept.words[column](value) if column in kept.words and value is not None else _text(one, value, names)
            found[str(one.verbose_name)] = shorten(text, LONGEST_VALUE, placeholder="…")
    return found


def _text(one: Field[Any, Any], value: Any, names: Names) -> str:
    choices = dict(one.flatchoices)
    if isinstance(value, str) and value in choices:
        return str(choices[value])
    if value is None or value == "":
        return NOTHING
    if isinstance(one, ForeignKey):
        return names.get((one.related_model, value), f"№\u00a0{value}")
    if isinstance(value, bool):
        return "да" if value else "нет"
    return _moment(one, str(value))


def _moment(one: Field[Any, Any], value: str) -> str:
    if one.get_internal_type() == "DateField":
        return date_text(date.fromisoformat(value))
    if one.get_internal_type() == "DateTimeField":
        return f"{localtime(datetime.fromisoformat(value)):%d.%m.%Y %H:%M}"
    return value


Names = dict[tuple[type[Model], Any], str]


def _names(changes: Sequence[RowChange]) -> Names:
    """Names of the rows that foreign keys of the changes point to, one query a model."""
    wanted: dict[type[Model], set[Any]] = defaultdict(set)
    for change in changes:
        kept = kept_tables().get(change.row_table)
        for column, value in [*change.was.items(), *(change.became or {}).items()] if kept else ():
            one = _field(kept.model, column) if kept else None
            if isinstance(one, ForeignKey) and value is not None:
                wanted[one.related_model].add(value)
    return {
        (model, row.pk): who(row) if isinstance(row, User) else str(row)
        for model, keys in wanted.items()
        for row in _rows(model, keys)
    }


def _rows(model: type[Model], keys: Iterable[Any]) -> Iterable[Model]:
    rows = model._default_manager.filter(pk__in=keys)
    return rows.select_related("person") if model is User else rows


def _field(model: type[Model], column: str) -> Field[Any, Any] | None:
    return next((one for one in model._meta.concrete_fields if one.column == column), None)


def _is_labelled(one: Field[Any, Any]) -> bool:
    """Django makes a label of the name when there is none: it is in English."""
    return not one.primary_key and str(one.verbose_name) != one.name.replace("_", " ")
