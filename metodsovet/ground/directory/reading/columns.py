"""Which column says what, under one heading of a sheet."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from metodsovet.ground.directory.reading.forbidden import why_values, without_forbidden
from metodsovet.ground.directory.reading.headings import kind_of_heading, may_be_named
from metodsovet.ground.directory.reading.names import looks_like_person
from metodsovet.ground.directory.reading.posts import looks_like_post
from metodsovet.ground.directory.reading.values import ColumnKind
from metodsovet.ground.directory.reading.words import key_of, words_of
from metodsovet.kernel.spreadsheets.excel.values import Value
from metodsovet.kernel.spreadsheets.grids import SheetRow

K = ColumnKind
PROBED_ROWS = 200
LONGEST_SHOWN = 80
BY_HAND, SECOND = "названо вами", "такой столбец уже есть"
_MANY = (K.POST, K.SUBJECTS)  # «Основная должность» and «Должность по совместительству» stand side by side
_SILENT = (K.UNKNOWN, K.NUMBER, K.FORBIDDEN)
_OF_PEOPLE = (K.FULL_NAME, K.LAST_NAME)
_MOST = 0.5
# A column of days may be the day of hiring: only its heading tells.
_TOLD_BY_VALUES = {
    K.UNKNOWN: (),
    K.NUMBER: ("дата рождения", "ИНН"),
    K.FULL_NAME: (),
    K.SINCE: ("дата рождения",),
    K.UNTIL: ("дата рождения",),
    K.CATEGORY: ("дата рождения",),
    K.CATEGORY_SINCE: ("дата рождения",),
    K.CATEGORY_UNTIL: ("дата рождения",),
    K.TEACHING: ("дата рождения",),
    K.WORKING: ("дата рождения",),
    K.SERVICE: ("дата рождения",),
}
Named = Mapping[str, str]
"""Names of ColumnKind by the key of a heading as it is shown: what a person said the columns hold."""


@dataclass(slots=True)
class Columns:
    headings: list[str]
    kinds: list[ColumnKind]
    whys: list[str]
    _places: dict[ColumnKind, list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for index, kind in enumerate(self.kinds):
            self._places.setdefault(kind, []).append(index)

    def has(self, kind: ColumnKind) -> bool:
        return kind in self._places

    def places(self, kind: ColumnKind) -> Sequence[int]:
        return self._places.get(kind, ())

    def value(self, values: Sequence[Value], kind: ColumnKind) -> Value:
        places = self._places.get(kind)
        return values[places[0]] if places and places[0] < len(values) else ""

    def all_values(self, values: Sequence[Value], kind: ColumnKind) -> list[tuple[str, Value]]:
        """(heading, value) of every column of the kind."""
        return [(self.headings[place], values[place]) for place in self._places.get(kind, ()) if place < len(values)]

    def heading(self, kind: ColumnKind) -> str:
        places = self._places.get(kind)
        return self.headings[places[0]] if places else ""

    def shown(self, index: int) -> str:
        """The heading as people are shown it and call it; a column without one has its letter."""
        return without_forbidden(self.headings[index], keeps_days=True)[0][:LONGEST_SHOWN] or (
            f"столбец {letter_of(index)}, без заголовка"
        )


def columns_of(headings: list[str], rows: Sequence[SheetRow], named: Named, *, is_staff: bool) -> Columns:
    """What a person said first, then headings; the look of the values under them can only forbid."""
    answer = Columns(headings, [K.UNKNOWN] * len(headings), [""] * len(headings))
    for index, heading in enumerate(headings):
        kind, why = kind_of_heading(heading)
        if kind is K.NUMBER and not heading and _has_words(index, rows):
            kind = K.UNKNOWN
        said = named.get(key_of(answer.shown(index)))
        if said is not None and may_be_named(heading):
            kind, why = ColumnKind[said], BY_HAND
        if kind is not K.FORBIDDEN and (found := _why_by_values(kind, index, rows)):
            kind, why = K.FORBIDDEN, found
        answer.kinds[index], answer.whys[index] = kind, why
    if is_staff:
        _recognise(answer, rows)
        _take_place(answer)
    _part_doubles(answer)
    return Columns(headings, answer.kinds, answer.whys)


def _recognise(columns: Columns, rows: Sequence[SheetRow]) -> None:
    """Names and posts are known by themselves when no heading tells them; a lone day of category is its column."""
    kinds = columns.kinds
    for wanted, looks in ((_OF_PEOPLE, looks_like_person), ((K.POST,), looks_like_post)):
        if not any(kind in wanted for kind in kinds):
            free = (index for index, kind in enumerate(kinds) if kind in (K.UNKNOWN, K.NUMBER))
            found = [index for index in free if columns.whys[index] != BY_HAND and _are_mostly(looks, index, rows)]
            if found:
                kinds[found[0]], columns.whys[found[0]] = wanted[0], ""
    for lone in (K.CATEGORY_SINCE, K.CATEGORY_UNTIL):
        if K.CATEGORY not in kinds and lone in kinds and columns.whys[kinds.index(lone)] != BY_HAND:
            kinds[kinds.index(lone)] = K.CATEGORY


def _take_place(columns: Columns) -> None:
    """A list of people has one column of organisations, whatever kind of name it holds."""
    kinds = columns.kinds
    named = [kinds.index(kind) for kind in (K.PLACE, K.SHORT_NAME, K.NAME) if kind in kinds]
    for index in (index for index, kind in enumerate(kinds) if kind in (K.SHORT_NAME, K.NAME)):
        kinds[index], columns.whys[index] = (K.PLACE, "") if index == named[0] else (K.UNKNOWN, SECOND)


def _has_words(index: int, rows: Sequence[SheetRow]) -> bool:
    values = (row.values[index] for row in rows[:PROBED_ROWS] if index < len(row.values))
    return any(isinstance(value, str) and any(map(str.isalpha, value)) for value in values)


def _are_mostly(looks: Callable[[str], bool], index: int, rows: Sequence[SheetRow]) -> bool:
    texts = [words_of(row.values[index]) for row in rows[:PROBED_ROWS] if index < len(row.values)]
    filled = [text for text in texts if text]
    return bool(filled) and sum(looks(text) for text in filled) >= len(filled) * _MOST


def _part_doubles(columns: Columns) -> None:
    """Of two columns of one kind the one named by hand is taken, else the first; the other is told as not loaded."""
    by_kind: dict[ColumnKind, list[int]] = {}
    for index, kind in enumerate(columns.kinds):
        if kind not in _SILENT and kind not in _MANY:
            by_kind.setdefault(kind, []).append(index)
    for places in by_kind.values():
        kept = next((place for place in places if columns.whys[place] == BY_HAND), places[0])
        for place in places:
            if place != kept:
                columns.kinds[place] = K.UNKNOWN
                columns.whys[place] = "" if columns.headings[place] == columns.headings[kept] else SECOND


def _why_by_values(kind: ColumnKind, index: int, rows: Sequence[SheetRow]) -> str:
    texts = (words_of(row.values[index]) for row in rows[:PROBED_ROWS] if index < len(row.values))
    why = why_values(texts)
    return "" if why in _TOLD_BY_VALUES.get(kind, ()) else why


def letter_of(index: int) -> str:
    """«C» of the third column."""
    letters = ""
    number = index + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
