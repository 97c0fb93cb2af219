"""Appendices: named by points, or included in the file and read by the reader of their kind."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any, Self

from metodsovet.work.communities.reading import Line as RosterLine
from metodsovet.work.orders.reading.appointed import Appointed
from metodsovet.work.planning.reading import ReadPlan


class AppendixKind(StrEnum):
    NAMED = "named"
    PLAN = "plan"
    ROSTER = "roster"
    REGULATION = "regulation"
    MEMBERS = "members"
    TABLE = "table"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Clause:
    """A heading, a clause or an item of a regulation; ``number`` as printed without its mark, «–» for a dash."""

    number: str
    text: str
    children: tuple["Clause", ...] = ()

    def walk(self) -> Iterator["Clause"]:
        yield self
        for child in self.children:
            yield from child.walk()

    def to_json(self) -> dict[str, Any]:
        return {"number": self.number, "text": self.text, "children": [child.to_json() for child in self.children]}

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Self:
        return cls(value["number"], value["text"], tuple(cls.from_json(child) for child in value["children"]))


@dataclass(frozen=True, slots=True)
class Appendix:
    """``points`` name it; NAMED is what the file does not hold. ``members`` belong to a body, each with
    the office he has in it; ``rows`` are of such a table and of one that no reader knows."""

    number: str
    title: str
    kind: AppendixKind
    points: tuple[str, ...] = ()
    clauses: tuple[Clause, ...] = ()
    plan: ReadPlan | None = None
    roster: tuple[RosterLine, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    members: tuple[Appointed, ...] = ()

    @property
    def is_included(self) -> bool:
        return self.kind is not AppendixKind.NAMED

    def to_json(self) -> dict[str, Any]:
        return {
            "number": self.number,
            "title": self.title,
            "kind": self.kind.value,
            "included": self.is_included,
            "points": list(self.points),
            "clauses": [clause.to_json() for clause in self.clauses],
            "plan": self.plan.to_json() if self.plan else None,
            "roster": [asdict(line) for line in self.roster],
            "rows": [list(row) for row in self.rows],
            "members": [member.to_json() for member in self.members],
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Self:
        return cls(
            number=value["number"],
            title=value["title"],
            kind=AppendixKind(value["kind"]),
            points=tuple(value["points"]),
            clauses=tuple(Clause.from_json(clause) for clause in value["clauses"]),
            plan=ReadPlan.from_json(value["plan"]) if value["plan"] else None,
            roster=tuple(RosterLine(**line) for line in value["roster"]),
            rows=tuple(tuple(row) for row in value["rows"]),
            members=tuple(Appointed.from_json(one) for one in value.get("members", ())),
        )
