"""The label of a term in the year it is read for: its first occurrence and its recurrence."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from metodsovet.kernel.school_year import SchoolYear
from metodsovet.kernel.terms.kinds import TermKind
from metodsovet.kernel.terms.patterns import Span, parse_pattern, resolve_spans
from metodsovet.kernel.terms.values import Term


def labelled(term: Term, year: SchoolYear) -> Term:
    """The term with ``start`` and ``end``; a list without a frequency of its own also gets its DATES."""
    if term.recurrence.startswith("EVERY") and term.recurrence.endswith("Y"):
        count = int(term.recurrence.removeprefix("EVERY:")[:-1])
        return replace(term, start=year.first_day, end=SchoolYear(year.start + count - 1).last_day)
    if term.recurrence.startswith("N/YEAR") or _is_frequency(term):
        return _first_window(term, year)
    spans = parse_pattern(term.pattern or ("/" if term.kind is TermKind.THROUGH_YEAR else ""))
    resolved = sorted(resolve_spans(spans, year), key=lambda item: item[1] or item[2] or date.max)
    if not resolved:
        return term
    recurrence = term.recurrence
    if not recurrence and (len(spans) > 1 or _is_counted(term)):
        recurrence = "DATES:" + ",".join(_dates(*item) for item in resolved)
    return replace(term, start=resolved[0][1], end=resolved[0][2], recurrence=recurrence)


def _is_frequency(term: Term) -> bool:
    return term.recurrence not in ("", "DAILY") and not term.recurrence.startswith(("YEARLY", "DATES"))


def _is_counted(term: Term) -> bool:
    return term.kind is TermKind.N_TIMES_A_YEAR


def _first_window(term: Term, year: SchoolYear) -> Term:
    windows = term.occurrences(year)
    first = parse_pattern(term.pattern)[0].first if term.pattern else None
    if not windows and first is not None and first.is_bound:
        for _, start, end in resolve_spans(parse_pattern(term.pattern), year):
            day = start or end
            windows = windows or (term.occurrences(SchoolYear.of(day)) if day else ())
            windows = windows or (term.occurrences(SchoolYear.of(day).next) if day else ())
    return replace(term, start=windows[0].start, end=windows[0].end) if windows else term


def _dates(span: Span, start: date | None, end: date | None) -> str:
    if span.bound == "<=":
        return f"<={end}"
    if span.bound == ">=":
        return f">={start}"
    assert start is not None
    assert end is not None
    if span.first.kind in ("month", "Q", "HY") and span.last.kind in ("month", "Q", "HY"):
        first, last = f"{start:%Y-%m}", f"{end:%Y-%m}"
    else:
        first, last = str(start), str(end)
    return first if first == last else f"{first}..{last}"


def mixed_label(parts: Sequence[Term]) -> tuple[str, date | None, date | None]:
    """Recurrence and first occurrence of a mixture; dates added to a stretch of the year are its recurrence."""
    dated = [part for part in parts if part.is_dated]
    recurrence = next((part.recurrence for part in parts if part.recurrence), "")
    if not recurrence:
        recurrence = ",".join(
            _dates(*item)
            for part in dated[1:]
            if part.kind is not TermKind.THROUGH_YEAR
            for item in resolve_spans(parse_pattern(part.pattern), SchoolYear.of(part.start or part.end or date.max))
        )
        recurrence = f"DATES:{recurrence}" if recurrence else ""
    if not dated:
        return recurrence, None, None
    return recurrence, dated[0].start, dated[0].end
