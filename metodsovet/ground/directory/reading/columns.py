"""Which column says what, under one heading of a sheet."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from metodsovet.ground.directory.reading.forbidden import why_values
from metodsovet.ground.directory.reading.headings import kind_of_heading
from metodsovet.ground.directory.reading.values import ColumnKind
from metodsovet.ground.directory.reading.words import words_of
from metodsovet.kernel.spreadsheets.excel.values import Value
from metodsovet.kernel.spreadsheets.grids import SheetRow

K = ColumnKind
PROBED_ROWS = 200
_FREE = (K.UNKNOWN, K.NUMBER)
# A column of days may be the day of hiring: only its heading tells.
_TOLD_BY_VALUES = {
    K.UNKNOWN: (),
    K.NUMBER: ("дата рождения", "ИНН"),
    K.FULL_NAME: (),
    K.SINCE: ("дата рождения",),
    K.CATEGORY: ("дата рождения",),
    K.CATEGORY_SINCE: ("дата рождения",),
    K.TEACHING: ("дата рождения",),
    K.WORKING: ("дата рождения",),
}


@dataclass(slots=True)
class Columns:
    headings: list[str]
    kinds: list[ColumnKind]
    whys: list[str]
    _place: dict[ColumnKind, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for index, kind in enumerate(self.kinds):
            self._place.setdefault(kind, index)

    def has(self, kind: ColumnKind) -> bool:
        return kind in self._place

    def value(self, values: Sequence[Value], kind: ColumnKind) -> Value:
        index = self._place.get(kind)
        return values[index] if index is not None and index < len(values) else ""

    def heading(self, kind: ColumnKind) -> str:
        index = self._place.get(kind)
        return self.headings[index] if index is not None else ""


def columns_of(headings: list[str], rows: Sequence[SheetRow]) -> Columns:
    """Headings first; the look of the values under them can only forbid."""
    kinds: list[ColumnKind] = []
    whys: list[str] = []
    for index, heading in enumerate(headings):
        kind, why = kind_of_heading(heading)
        if kind is not K.FORBIDDEN:
            why = _why_by_values(kind, index, rows)
            kind = K.FORBIDDEN if why else kind
        kinds.append(kind)
        whys.append(why)
    return Columns(headings, kinds, whys)


def _why_by_values(kind: ColumnKind, index: int, rows: Sequence[SheetRow]) -> str:
    texts = (words_of(row.values[index]) for row in rows[:PROBED_ROWS] if index < len(row.values))
    why = why_values(texts)
    return "" if why in _TOLD_BY_VALUES.get(kind, ()) else why
