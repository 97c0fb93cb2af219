import re
from dataclasses import dataclass
from datetime import date

_SPELLING = re.compile(r"(?P<start>[0-9]{4})(?:\s*[/\-–—]\s*(?P<end>[0-9]{4}|[0-9]{2}))?")


@dataclass(frozen=True, slots=True, order=True)
class SchoolYear:
    """The year from 1 September of ``start`` to 31 August of the next one."""

    start: int

    @property
    def first_day(self) -> date:
        return date(self.start, 9, 1)

    @property
    def last_day(self) -> date:
        return date(self.start + 1, 8, 31)

    @property
    def last_teaching_day(self) -> date:
        """31 May: what happens «раз в месяц» does not happen in the summer."""
        return date(self.start + 1, 5, 31)

    @property
    def next(self) -> "SchoolYear":
        return SchoolYear(self.start + 1)

    @property
    def previous(self) -> "SchoolYear":
        return SchoolYear(self.start - 1)

    def __contains__(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day

    def __str__(self) -> str:
        return f"{self.start}/{(self.start + 1) % 100:02d}"

    @classmethod
    def of(cls, day: date) -> "SchoolYear":
        return cls(day.year if day.month >= 9 else day.year - 1)

    @classmethod
    def parse(cls, text: str) -> "SchoolYear":
        """Read «2025/26», «2025/2026», «2025-2026» or «2025»; ValueError for the rest."""
        match = _SPELLING.fullmatch(text.strip())
        if match is None:
            raise ValueError(f"not a school year: {text!r}")
        start = int(match["start"])
        end = match["end"] or str(start + 1)
        if not 1900 <= start <= 2999 or not str(start + 1).endswith(end):
            raise ValueError(f"not a school year: {text!r}")
        return cls(start)

    def text(self) -> str:
        return f"{self} учебный год"
