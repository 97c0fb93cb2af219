"""How long a category lasts: by the law of the day it was given, not by what a list says."""

from dataclasses import dataclass
from datetime import date

from metodsovet.ground.directory.models import Category, ReferenceNumber
from metodsovet.kernel.days import years_after

_CODES = {
    Category.Kind.FIRST: "category_years",
    Category.Kind.HIGHEST: "category_years",
    Category.Kind.CONFORMITY: "attestation_every_years",
}


@dataclass(frozen=True, slots=True)
class _Term:
    years: int
    valid_from: date
    valid_until: date | None

    def covers(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)


class CategoryTerms:
    """Terms of law by kind; a day that no term covers gave categories without end."""

    def __init__(self) -> None:
        self._terms: dict[str, list[_Term]] = {code: [] for code in _CODES.values()}
        self._ends: dict[tuple[str, date | None, date | None], date | None] = {}
        rows = ReferenceNumber.objects.filter(code__in=self._terms).order_by("valid_from")
        for code, value, valid_from, valid_until in rows.values_list("code", "value", "valid_from", "valid_until"):
            self._terms[code].append(_Term(int(value), valid_from, valid_until))

    def end_of(self, kind: str, *, since: date | None, told: date | None) -> date | None:
        """The last day; ``told`` is the end that the list names, believed only where the law gives an end."""
        asked = (kind, since, told)
        if asked not in self._ends:  # days of one commission repeat
            self._ends[asked] = self._end_of(kind, since, told)
        return self._ends[asked]

    def _end_of(self, kind: str, since: date | None, told: date | None) -> date | None:
        terms = self._terms.get(_CODES.get(Category.Kind(kind), ""), [])
        if since is None:
            return told if told and any(term.covers(years_after(told, -term.years)) for term in terms) else None
        term = next((term for term in terms if term.covers(since)), None)
        if term is None:
            return None
        return told if told and told >= since else years_after(since, term.years)
