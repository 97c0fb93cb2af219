from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from metodsovet.kernel.school_year import SchoolYear
from metodsovet.kernel.terms.kinds import TermKind, Window
from metodsovet.kernel.terms.occurrences import occurrences_of
from metodsovet.kernel.terms.printing import text_of


@dataclass(frozen=True, slots=True)
class Term:
    """A cell «Сроки» as understood.

    ``recurrence``, ``start`` and ``end`` are the label of the year the phrase was read for; ``pattern`` is what holds
    in any year (its grammar: ``terms.patterns``). ``reference`` names the schedule, plan or event the term hangs on.
    ``offset`` is an ISO 8601 duration from that event, negative before it; «P3BD» counts working days.
    ``phrase`` keeps the author's words where no figure says the same («по мере необходимости»).
    """

    source: str
    kind: TermKind
    recurrence: str = ""
    start: date | None = None
    end: date | None = None
    reference: str = ""
    offset: str = ""
    parts: tuple["Term", ...] = ()
    pattern: str = ""
    phrase: str = ""

    @property
    def is_dated(self) -> bool:
        return self.start is not None or self.end is not None

    @property
    def needs_question(self) -> bool:
        """Whether somebody has to be asked before the term can be followed at all."""
        return self.kind is TermKind.UNKNOWN

    def occurrences(
        self,
        year: SchoolYear,
        *,
        terms: Sequence[tuple[date, date]] = (),
        schedules: Mapping[str, Window] = MappingProxyType({}),
    ) -> tuple[Window, ...]:
        """All occurrences of a school year in order; rules: ``terms.occurrences``."""
        return occurrences_of(self, year, terms=terms, schedules=schedules)

    def text(self) -> str:
        """The term in good Russian, readable by ``parse_term`` to the same meaning."""
        return text_of(self)

    def to_json(self) -> dict[str, Any]:
        return {
            "source": self.source,
            "kind": self.kind.value,
            "recurrence": self.recurrence,
            "start": self.start.isoformat() if self.start else None,
            "end": self.end.isoformat() if self.end else None,
            "reference": self.reference,
            "offset": self.offset,
            "parts": [part.to_json() for part in self.parts],
            "pattern": self.pattern,
            "phrase": self.phrase,
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "Term":
        return cls(
            source=value["source"],
            kind=TermKind(value["kind"]),
            recurrence=value["recurrence"],
            start=_day(value["start"]),
            end=_day(value["end"]),
            reference=value["reference"],
            offset=value["offset"],
            parts=tuple(cls.from_json(part) for part in value["parts"]),
            pattern=value["pattern"],
            phrase=value["phrase"],
        )


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
