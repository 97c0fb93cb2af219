"""Terms made of spans alone: months, days, weeks, quarters, halves, years, deadlines and lists of them."""

import re
from collections.abc import Sequence

from metodsovet.kernel.school_year import SchoolYear
from metodsovet.kernel.terms.kinds import TermKind
from metodsovet.kernel.terms.labelling import labelled
from metodsovet.kernel.terms.patterns import Span, parse_pattern, resolve_span
from metodsovet.kernel.terms.pieces import bound_span
from metodsovet.kernel.terms.values import Term

_UNITS = {"Q": TermKind.QUARTER, "HY": TermKind.HALF_YEAR, "T": TermKind.TERM, "year": TermKind.YEAR_RANGE,
          "school_year": TermKind.YEAR_RANGE, "month": TermKind.MONTH}  # fmt: skip
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def kind_of_span(span: Span) -> TermKind:
    kinds = {span.first.kind, span.last.kind}
    if span.bound == "<=":
        return TermKind.TERM if "T" in kinds else TermKind.DEADLINE
    if len(kinds) == 1 and (unit := _UNITS.get(span.first.kind)) is not None:
        return unit
    is_one_day = span.first == span.last and span.first.kind in ("day", *_WEEKDAYS)
    return TermKind.DATE if is_one_day and not span.bound else TermKind.DATE_RANGE


def family_of_span(text: str) -> TermKind:
    """What may stand in one list: days and stretches of days may."""
    kind = kind_of_span(parse_pattern(text)[0])
    return TermKind.DATE if kind is TermKind.DATE_RANGE else kind


def bound_spans(
    spans: Sequence[str], year: SchoolYear, calendar_year: int | None, *, named: bool = False
) -> list[str] | None:
    """Spans of a list with the years the phrase (or a plan for one calendar year) gives them; None if they clash.

    A year at the end of a list goes back over it («октябрь, апрель 2026 г.»), one at its head goes on.
    """
    if named:
        return _all([bound_span(span, year.start, school=True) for span in spans])
    years = [_year_of(span) for span in spans]
    if any(number is not None for number in years):
        spans = _spread(list(spans), years)
    elif calendar_year is not None:
        return _all([_in_calendar_plan(span, calendar_year) for span in spans])
    return list(spans) if all(_is_sound(span, year) for span in spans) else None


def _in_calendar_plan(span: str, year: int) -> str | None:
    parsed = parse_pattern(span)[0]
    if parsed.first.kind in ("T", "school_year", "year"):
        return span
    crosses = parsed.first.first_month > parsed.last.first_month and parsed.first.kind != "HY"
    return bound_span(span, year + 1 if crosses else year)


def _all(spans: Sequence[str | None]) -> list[str] | None:
    return [span for span in spans if span] if all(spans) else None


def _year_of(span: str) -> int | None:
    return parse_pattern(span)[0].first.year


def _spread(spans: list[str], years: list[int | None]) -> list[str]:
    for index in range(len(spans) - 2, -1, -1):
        following = years[index + 1]
        if years[index] is None and following is not None:
            is_later = _month(spans[index], last=True) > _month(spans[index + 1])
            spans[index], years[index] = _in(spans[index], following - is_later)
    for index in range(1, len(spans)):
        previous = years[index - 1]
        if years[index] is None and previous is not None:
            is_earlier = _month(spans[index]) < _month(spans[index - 1], last=True)
            spans[index], years[index] = _in(spans[index], previous + is_earlier)
    return spans


def _month(span: str, *, last: bool = False) -> int:
    parsed = parse_pattern(span)[0]
    return parsed.last.first_month if last else parsed.first.first_month


def _in(span: str, year: int) -> tuple[str, int | None]:
    bound = bound_span(span, year)
    return (bound, year) if bound else (span, None)


def _is_sound(span: str, year: SchoolYear) -> bool:
    """A range must not end before it begins."""
    parsed = parse_pattern(span)[0]
    return parsed.first.kind == "T" or resolve_span(parsed, year) is not None or parsed.first.kind == "W"


def spans_term(spans: Sequence[str], is_yearly: bool, source: str, year: SchoolYear) -> Term | None:
    parsed = [parse_pattern(span)[0] for span in spans]
    kinds = {kind_of_span(span) for span in parsed}
    kind = kinds.pop() if len(kinds) == 1 else TermKind.DATE_RANGE
    pattern = ",".join(spans)
    recurrence = ""
    if is_yearly:
        if kind is TermKind.YEAR_RANGE:
            recurrence = "YEARLY"
        else:
            recurrence = f"YEARLY:{_without_years(spans)}"
            kind = TermKind.YEARLY_MONTHS if kind is TermKind.MONTH else kind
    elif kind is TermKind.TERM and len(spans) > 1:
        recurrence = f"TERMLY:{','.join(str(span.first.number) for span in parsed)}"
        return Term(source, kind, recurrence)
    return labelled(Term(source, kind, recurrence, pattern=pattern), year)


def _without_years(spans: Sequence[str]) -> str:
    """«YEARLY:» with each stretch once: the years of «ежегодно, июнь 2024–2026» only bound it."""
    return ",".join(dict.fromkeys(re.sub(r"\d{4}(?:-|/)?(?=\d\d|Q|HY|T)", "", span) for span in spans))
