"""Rows that go on about a person told of above: one more subject of the same post."""

from collections.abc import Sequence

from metodsovet.ground.directory.reading.columns import Columns
from metodsovet.ground.directory.reading.posts import subjects_of
from metodsovet.ground.directory.reading.values import ColumnKind, Data
from metodsovet.ground.directory.reading.words import key_of, lines_of
from metodsovet.kernel.spreadsheets.grids import SheetRow

Key = tuple[str, ...]
_ASIDE = ("subjects", "posts", "place")


class Repeats:
    """The records of one sheet by place, name and posts; their lists of subjects grow as rows go on."""

    def __init__(self) -> None:
        self._above: dict[Key, tuple[int, Data]] = {}
        self._last: tuple[int, Data] | None = None

    def position_above(self, position: int, data: Data, remarks: Sequence[str] = ()) -> int:
        """The row that this one only adds subjects to; 0 when it says anything else, and then it is remembered."""
        key = (*_key(data), *remarks)
        self._last = (position, data)
        known = self._above.setdefault(key, (position, data))
        if known[0] == position or data.get("is_initials"):
            return 0
        more = [name for name in data.get("subjects", ()) if name not in known[1].get("subjects", ())]
        if not more or any(known[1].get(field) != value for field, value in data.items() if field not in _ASIDE):
            return 0
        known[1]["subjects"] = [*known[1].get("subjects", ()), *more]
        self._last = known
        return known[0]

    def forget_last(self) -> None:
        """Other rows stand between: nothing goes on about the record above."""
        self._last = None

    def take_subjects(self, row: SheetRow, columns: Columns) -> int:
        """Subjects of a row without a name go to the record right above it; answers its row, or 0."""
        if self._last is None:
            return 0
        lines = [line for _, value in columns.all_values(row.values, ColumnKind.SUBJECTS) for line in lines_of(value)]
        position, data = self._last
        data["subjects"] = list(dict.fromkeys((*data.get("subjects", ()), *subjects_of(lines))))
        return position


def _key(data: Data) -> Key:
    names = (data["last_name"], data["first_name"], data.get("patronymic", ""), data.get("place", ""))
    return (*map(key_of, names), *(key_of(post["words"]) for post in data.get("posts", ())))
