"""What is understood of a file."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypedDict


class RosterKind(StrEnum):
    STAFF = "staff"
    ORGANISATIONS = "organisations"


class ColumnKind(StrEnum):
    """What a column says; the value names it to people."""

    FULL_NAME = "ФИО"
    LAST_NAME = "фамилия"
    FIRST_NAME = "имя"
    PATRONYMIC = "отчество"
    GENDER = "пол"
    PLACE = "организация"
    POST = "должность"
    SUBJECTS = "предметы"
    MAIN = "основное место или совместительство"
    SINCE = "принят с"
    UNTIL = "уволен с"
    WORKING = "общий стаж"
    TEACHING = "педагогический стаж"
    SERVICE = "общий и педагогический стаж"
    EDUCATION = "образование"
    CATEGORY = "категория"
    CATEGORY_SINCE = "дата категории"
    CATEGORY_UNTIL = "категория действует до"
    NOTE = "примечание о совместительстве и увольнении"
    NAME = "полное название"
    SHORT_NAME = "короткое название"
    KIND = "вид организации"
    NUMBER = "номер по порядку"
    UNKNOWN = "не загружается"
    FORBIDDEN = "не хранится"


NAMEABLE = {
    RosterKind.STAFF: (
        ColumnKind.FULL_NAME,
        ColumnKind.LAST_NAME,
        ColumnKind.FIRST_NAME,
        ColumnKind.PATRONYMIC,
        ColumnKind.PLACE,
        ColumnKind.POST,
        ColumnKind.SUBJECTS,
        ColumnKind.MAIN,
        ColumnKind.SINCE,
        ColumnKind.UNTIL,
        ColumnKind.WORKING,
        ColumnKind.TEACHING,
        ColumnKind.SERVICE,
        ColumnKind.EDUCATION,
        ColumnKind.CATEGORY,
        ColumnKind.CATEGORY_SINCE,
        ColumnKind.CATEGORY_UNTIL,
        ColumnKind.GENDER,
        ColumnKind.NOTE,
    ),
    RosterKind.ORGANISATIONS: (ColumnKind.NAME, ColumnKind.SHORT_NAME, ColumnKind.KIND, ColumnKind.PLACE),
}
"""What a person may call a column of the list, in the order of the choice."""


class Post(TypedDict):
    """A post in its wording; ``is_main`` is None where the file does not say."""

    words: str
    is_main: bool | None


class Data(TypedDict, total=False):
    """A row as it is kept for the review. Days are ISO; an experience is [years, months or None] or a day.

    ``unnamed_under``: the row has no name, this one stands in the row of that number.
    """

    last_name: str
    first_name: str
    patronymic: str
    is_initials: bool
    former_name: str
    gender: str
    place: str
    posts: list[Post]
    subjects: list[str]
    since: str
    is_gone: bool
    gone_on: str
    teaching: str | list[int | None]
    working: str | list[int | None]
    education_level: str
    education: str
    unnamed_under: int
    category: str
    category_since: str
    category_until: str
    name: str
    short_name: str
    kind: str


@dataclass(frozen=True, slots=True)
class ReadRow:
    """``refusal`` says why the row can never be applied; ``remarks`` what of it was not understood."""

    sheet: str
    position: int
    data: Data
    remarks: tuple[str, ...] = ()
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class ReadColumn:
    """``kind`` is a ColumnKind, ``why`` tells what a forbidden one holds, ``hidden`` is the letter of a hidden one."""

    sheet: str
    header: str
    kind: str
    why: str = ""
    hidden: str = ""


@dataclass(frozen=True, slots=True)
class SkippedRow:
    """A row that speaks of nobody: a heading, a total, a signature. Its words are not kept."""

    sheet: str
    position: int
    why: str


@dataclass(frozen=True, slots=True)
class ReadRoster:
    kind: RosterKind
    rows: tuple[ReadRow, ...]
    columns: tuple[ReadColumn, ...]
    skipped: tuple[SkippedRow, ...]

    def to_json(self) -> dict[str, Any]:
        return {
            "kind": self.kind.value,
            "rows": [[row.sheet, row.position, row.data, row.remarks, row.refusal] for row in self.rows],
            "columns": [[one.sheet, one.header, one.kind, one.why, one.hidden] for one in self.columns],
            "skipped": [[one.sheet, one.position, one.why] for one in self.skipped],
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "ReadRoster":
        return cls(
            RosterKind(value["kind"]),
            tuple(
                ReadRow(sheet, position, data, tuple(remarks), refusal)
                for sheet, position, data, remarks, refusal in value["rows"]
            ),
            tuple(ReadColumn(*column) for column in value["columns"]),
            tuple(SkippedRow(*row) for row in value["skipped"]),
        )
