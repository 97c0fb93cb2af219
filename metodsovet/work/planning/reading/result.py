"""What was read from the file of a plan. Everything is a value; nothing is stored here."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from metodsovet.kernel.parties import Party
from metodsovet.kernel.terms import Term


@dataclass(frozen=True, slots=True)
class ReadWarning:
    """Never blocks. Codes: term_before_act, same_title, act_cites_later_act, number_missing, number_repeated,
    empty_cell, not_understood, hidden_row, section_number, joined_row, no_column, years_over, and those of the file.
    """

    code: str
    text: str

    def to_json(self) -> dict[str, str]:
        return {"code": self.code, "text": self.text}

    @classmethod
    def from_json(cls, value: Mapping[str, str]) -> "ReadWarning":
        return cls(value["code"], value["text"])


@dataclass(frozen=True, slots=True)
class Act:
    """Requisites as printed, empty where the file has none. ``years`` is () or (first, last) calendar years."""

    kind: str = ""
    number: str = ""
    date: datetime.date | None = None
    title: str = ""
    issuer: str = ""
    years: tuple[int, ...] = ()

    def to_json(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "number": self.number,
            "date": self.date.isoformat() if self.date else None,
            "title": self.title,
            "issuer": self.issuer,
            "years": list(self.years),
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "Act":
        day = datetime.date.fromisoformat(value["date"]) if value["date"] else None
        return cls(value["kind"], value["number"], day, value["title"], value["issuer"], tuple(value["years"]))


@dataclass(frozen=True, slots=True)
class ReadSection:
    number: str
    title: str

    @property
    def key(self) -> str:
        return self.number or self.title

    def to_json(self) -> dict[str, str]:
        return {"number": self.number, "title": self.title}


class Role(StrEnum):
    """What a column of the table says."""

    NUMBER = "number"
    SECTION = "section"
    TITLE = "title"
    PERIOD = "period"
    TERM = "term"
    PARTIES = "parties"
    RESULT = "result"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Place:
    """Where an activity stands: the table's number in the file and its rows, from 1."""

    table: int
    rows: tuple[int, ...]
    sheet: str = ""

    def to_json(self) -> dict[str, Any]:
        return {"table": self.table, "rows": list(self.rows), "sheet": self.sheet}

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "Place":
        return cls(value["table"], tuple(value["rows"]), value["sheet"])


@dataclass(frozen=True, slots=True)
class ReadActivity:
    """One line of the plan. ``section`` is the key of its section or empty; ``raw`` holds the cells as printed
    by role, pieces of a cut row joined by line breaks.
    """

    number: str
    section: str
    title: str
    term: Term
    parties: tuple[Party, ...]
    result: str
    other: Mapping[str, str]
    warnings: tuple[ReadWarning, ...]
    place: Place
    raw: Mapping[str, str]

    def to_json(self) -> dict[str, Any]:
        return {
            "number": self.number,
            "section": self.section,
            "title": self.title,
            "term": self.term.to_json(),
            "parties": [party.to_json() for party in self.parties],
            "result": self.result,
            "other": dict(self.other),
            "warnings": [warning.to_json() for warning in self.warnings],
            "place": self.place.to_json(),
            "raw": dict(self.raw),
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "ReadActivity":
        return cls(
            value["number"],
            value["section"],
            value["title"],
            Term.from_json(value["term"]),
            tuple(Party.from_json(party) for party in value["parties"]),
            value["result"],
            value["other"],
            tuple(ReadWarning.from_json(warning) for warning in value["warnings"]),
            Place.from_json(value["place"]),
            value["raw"],
        )


class RowKind(StrEnum):
    """What a row of the source table was taken for."""

    HEADER = "header"
    SECTION = "section"
    PERIOD = "period"
    ACTIVITY = "activity"
    JOINED = "joined"
    PASSED = "passed"


@dataclass(frozen=True, slots=True)
class RowMark:
    """``index`` of the activity or section the row belongs to, None for other kinds."""

    table: int
    row: int
    kind: RowKind
    index: int | None = None

    def to_json(self) -> list[Any]:
        return [self.table, self.row, self.kind.value, self.index]

    @classmethod
    def from_json(cls, value: list[Any]) -> "RowMark":
        table, row, kind, index = value
        return cls(table, row, RowKind(kind), index)


@dataclass(frozen=True, slots=True)
class ReadPlan:
    """``title`` is the plan's own («Дорожная карта …»), the act has another; ``roles`` are the columns' by table."""

    act: Act
    title: str
    sections: tuple[ReadSection, ...]
    activities: tuple[ReadActivity, ...]
    warnings: tuple[ReadWarning, ...]
    marks: tuple[RowMark, ...] = ()
    roles: Mapping[int, tuple[Role, ...]] | None = None

    def to_json(self) -> dict[str, Any]:
        """Lossless, for storing; the answer of the command line is ``answers.answer``."""
        return {
            "act": self.act.to_json(),
            "title": self.title,
            "sections": [section.to_json() for section in self.sections],
            "activities": [activity.to_json() for activity in self.activities],
            "warnings": [warning.to_json() for warning in self.warnings],
            "marks": [mark.to_json() for mark in self.marks],
            "roles": {str(table): [role.value for role in roles] for table, roles in (self.roles or {}).items()},
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "ReadPlan":
        return cls(
            Act.from_json(value["act"]),
            value["title"],
            tuple(ReadSection(**section) for section in value["sections"]),
            tuple(ReadActivity.from_json(activity) for activity in value["activities"]),
            tuple(ReadWarning.from_json(warning) for warning in value["warnings"]),
            tuple(RowMark.from_json(mark) for mark in value["marks"]),
            {int(table): tuple(Role(role) for role in roles) for table, roles in value["roles"].items()},
        )
