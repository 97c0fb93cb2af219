"""Clauses put together: which is the term, which only bounds or repeats it, and when they make a mixture."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from metodsovet.kernel.school_year import SchoolYear
from metodsovet.kernel.terms.clauses import Clause
from metodsovet.kernel.terms.kinds import TermKind
from metodsovet.kernel.terms.labelling import labelled, mixed_label
from metodsovet.kernel.terms.span_terms import bound_spans, family_of_span, spans_term
from metodsovet.kernel.terms.values import Term

_QUALIFIERS = ("YEARLY", "ALWAYS", "THROUGH", "CALENDAR", "PLAN", "DAILY")
_THROUGH = ("THROUGH", "CALENDAR", "PLAN")
_KINDS = {
    "MONTHLY": TermKind.MONTHLY,
    "N/MONTH": TermKind.MONTHLY,
    "WEEKLY": TermKind.WEEKLY,
    "N/WEEK": TermKind.WEEKLY,
    "QUARTERLY": TermKind.QUARTER,
    "N/QUARTER": TermKind.QUARTER,
    "HALFYEARLY": TermKind.HALF_YEAR,
    "N/HALFYEAR": TermKind.HALF_YEAR,
    "TERMLY": TermKind.TERM,
    "N/TERM": TermKind.TERM,
    "N/YEAR": TermKind.N_TIMES_A_YEAR,
}
_CONTRADICTORY = frozenset({"MONTHLY", "WEEKLY", "QUARTERLY", "N/MONTH", "N/WEEK"})
_EVERY = {"W": TermKind.WEEKLY, "M": TermKind.MONTHLY, "Y": TermKind.N_TIMES_A_YEAR}
_HALVES = {"six": "09..02,03..08", "end": "12,05", "begin": "09,01"}
_TERM_PHRASES = {"results": "по итогам", "end": "в конце", "begin": "в начале"}
_ROMAN = {"1": "I", "2": "II", "3": "III", "4": "IV"}


@dataclass(frozen=True, slots=True)
class Context:
    """What the cell was read for: the school year, and the calendar years of the plan when its title names them."""

    source: str
    year: SchoolYear
    years: tuple[int, int] | None = None

    @property
    def calendar_year(self) -> int | None:
        return self.years[0] if self.years and self.years[0] == self.years[1] else None


def combined(clauses: Sequence[Clause], context: Context) -> Term | None:
    """None when the clauses contradict each other."""
    apart = next((index for index, clause in enumerate(clauses) if index and clause.is_apart), None)
    if apart is not None:
        head = combined(clauses[:apart], context)
        tail = combined([replace(clauses[apart], is_apart=False), *clauses[apart + 1 :]], context)
        return mixture([head, tail], context) if head and tail else None
    dependent = [clause for clause in clauses if clause.kind is not None]
    if dependent:
        return _with_dependence(dependent, [clause for clause in clauses if clause.kind is None], context)
    return _timed(clauses, context)


def mixture(parts: Sequence[Term], context: Context) -> Term:
    flat = [piece for part in parts for piece in (part.parts if part.kind is TermKind.MIXED else (part,))]
    if len(flat) == 1:
        return flat[0]
    recurrence, start, end = mixed_label(flat)
    return Term(context.source, TermKind.MIXED, recurrence, start, end, parts=tuple(flat))


def _with_dependence(dependent: Sequence[Clause], rest: Sequence[Clause], context: Context) -> Term | None:
    first = dependent[0]
    assert first.kind is not None
    if len({clause.kind for clause in dependent}) > 1:
        parts = [combined([clause], context) for clause in (*dependent, *rest)]
        return mixture([part for part in parts if part], context) if all(parts) else None
    yearly = "YEARLY" if any(clause.mark == "YEARLY" for clause in rest) else ""
    others = [clause for clause in rest if clause.mark != "YEARLY"]
    phrase = ", ".join(clause.phrase for clause in dependent)
    recurrence = next((clause.mark for clause in dependent if clause.mark), yearly)
    term = Term(context.source, first.kind, recurrence, None, None, first.reference, first.offset, (), "", phrase)
    if not others:
        return term
    timed = _timed(others, context)
    if timed is None:
        return None
    if first.kind in (TermKind.BY_PLAN, TermKind.BY_SCHEDULE) and _is_plain(timed):
        frequency = timed.recurrence if not timed.recurrence.startswith("DATES") else ""
        pattern = timed.pattern or ("/" if timed.kind is TermKind.THROUGH_YEAR else "")
        bounds = (timed.start, timed.end) if pattern else (None, None)
        return replace(term, recurrence=recurrence or frequency, pattern=pattern, start=bounds[0], end=bounds[1])
    if yearly and timed.kind not in (TermKind.CONTINUOUS, TermKind.THROUGH_YEAR):
        timed = _timed([*others, Clause(mark="YEARLY")], context)
        term = replace(term, recurrence=first.mark)
    return mixture([timed, term], context) if timed else None


def _is_plain(term: Term) -> bool:
    return term.kind not in (TermKind.MIXED, TermKind.CONTINUOUS) and term.phrase in ("", "не реже")


def _timed(clauses: Sequence[Clause], context: Context) -> Term | None:
    marked = [clause for clause in clauses if clause.mark]
    frequencies = _merged([clause for clause in marked if clause.mark.partition(":")[0] not in _QUALIFIERS])
    if frequencies is None:
        return None
    spans = [clause.span for clause in clauses if clause.span]
    marks = [clause for clause in clauses if clause.mark.partition(":")[0] in _QUALIFIERS]
    through = [clause for clause in marks if clause.mark.startswith(_THROUGH)]
    is_yearly = any(clause.mark == "YEARLY" for clause in marks)
    if len(through) > 1 or len(frequencies) > 1:
        return _mixed_frequencies(clauses, frequencies, context) if not through else None
    stretch = _through_pattern(through[0], context) if through else ""
    if stretch is None:
        return None
    if frequencies:
        return _frequency(frequencies[0], spans, stretch, context)
    if spans:
        return _dated(clauses, marks, stretch, is_yearly, context)
    return _undated(marks, through, stretch, is_yearly, context)


def _mixed_frequencies(clauses: Sequence[Clause], frequencies: Sequence[Clause], context: Context) -> Term | None:
    """«ежемесячно, раз в четверть»: told apart only when nothing else is said."""
    if any(clause not in frequencies or "(" in clause.joint for clause in clauses):
        return None
    parts = [_frequency(clause, [], "", context) for clause in frequencies]
    return mixture([part for part in parts if part], context) if all(parts) else None


def _merged(frequencies: Sequence[Clause]) -> list[Clause] | None:
    """«ежемесячно, до 25 числа» is one frequency; «ежеквартально, до 25 числа» does not say of which month."""
    merged: list[Clause] = []
    for clause in frequencies:
        if merged:
            both = _pair(merged[-1], clause) or _pair(clause, merged[-1])
            if both is not None:
                merged[-1] = both
                continue
            names = {merged[-1].mark.partition(":")[0], clause.mark.partition(":")[0]}
            if names <= _CONTRADICTORY:
                return None
        merged.append(clause)
    return merged


def _pair(plain: Clause, telling: Clause) -> Clause | None:
    name, _, detail = telling.mark.partition(":")
    if plain.mark == "QUARTERLY" and telling.mark.startswith("MONTHLY:<=+"):
        return replace(telling, mark=f"QUARTERLY:{detail}")
    if plain.mark == telling.mark or plain.mark == name:
        return telling
    base, _, count = plain.mark.partition(":")
    counted = {"N/WEEK": "WEEKLY", "N/MONTH": "MONTHLY"}.get(base)
    if counted == name and len(detail.split(",")) == int(count):
        return telling
    if (base, count, name) in (("N/YEAR", "4", "QUARTERLY"), ("N/YEAR", "2", "HALFYEARLY")):
        return telling
    return None


def _through_pattern(clause: Clause, context: Context) -> str | None:
    name, _, year = clause.mark.partition(":")
    if name == "PLAN" and context.years:
        first, last = context.years
        return f"{first}..{last}" if first < last else str(first)
    if name == "CALENDAR" and context.calendar_year is None:
        return None
    if name != "PLAN" and not year and context.calendar_year is not None:
        return str(context.calendar_year)
    return year or "/"


def _frequency(clause: Clause, spans: Sequence[str], stretch: str, context: Context) -> Term | None:
    name, _, detail = clause.mark.partition(":")
    if name == "TERM":
        return _school_term(clause, detail, context) if not spans else None
    kind = _EVERY[detail[-1]] if name == "EVERY" else _KINDS[name]
    phrase = "не реже" if "min" in clause.note else ""
    if name == "TERMLY" and clause.note in _TERM_PHRASES:
        phrase = f"{_TERM_PHRASES[clause.note]} {'' if clause.note == 'results' else 'каждой '}четверти"
    note = clause.note.partition(";")[0]
    if name == "HALFYEARLY" and note in _HALVES:
        recurrence = clause.mark if note == "six" else ""
        term = Term(context.source, kind, recurrence, pattern=_HALVES[note], phrase=phrase)
        return None if spans else labelled(term, context.year)
    bounds = bound_spans(spans, context.year, context.calendar_year)
    if bounds is None or (bounds and stretch not in ("", "/") and "/" not in stretch):
        return None
    if bounds and not _are_bounds(bounds, clause.mark):
        if name == "N/YEAR" and len(bounds) != int(detail):
            return None
        return labelled(Term(context.source, kind, "", pattern=",".join(bounds)), context.year)
    pattern = ",".join(bounds) or ("" if stretch == "/" else stretch)
    if not pattern and context.calendar_year is not None:
        pattern = str(context.calendar_year)
    return labelled(Term(context.source, kind, clause.mark, pattern=pattern, phrase=phrase), context.year)


def _are_bounds(spans: Sequence[str], mark: str) -> bool:
    """Whether months bound a frequency («ежемесячно, сентябрь – май») or are its occurrences («2 раза в год: …»)."""
    if len(spans) > 1:
        return mark.startswith(("WEEKLY", "N/WEEK"))
    return mark != "N/YEAR:1" or family_of_span(spans[0]) is TermKind.YEAR_RANGE


def _school_term(clause: Clause, detail: str, context: Context) -> Term:
    phrase = ""
    if clause.note in _TERM_PHRASES:
        phrase = f"{_TERM_PHRASES[clause.note]} {_ROMAN[detail[1]]} четверти"
    elif not detail:
        phrase = "в течение четверти"
    return Term(context.source, TermKind.TERM, pattern=detail, phrase=phrase)


def _dated(
    clauses: Sequence[Clause], marks: Sequence[Clause], stretch: str, is_yearly: bool, context: Context
) -> Term | None:
    names = {clause.mark.partition(":")[0] for clause in marks}
    spans = [clause.span for clause in clauses if clause.span]
    is_through = bool(stretch)
    if stretch.endswith("/") and stretch != "/":
        year = SchoolYear(int(stretch[:4]))
        bound = bound_spans(spans, year, None, named=True)
        return spans_term(bound, is_yearly, context.source, context.year) if bound else None
    bounds = bound_spans(spans, context.year, context.calendar_year if not is_yearly else None)
    if not bounds or not _are_joined([clause for clause in clauses if clause.span]):
        return None
    if is_through or len({family_of_span(span) for span in bounds}) > 1:
        bounds[0] = _august_before(bounds[0])
    groups = [list(group) for _, group in groupby(bounds, key=family_of_span)]
    parts: list[Term | None] = [spans_term(group, is_yearly, context.source, context.year) for group in groups]
    if is_through:
        rest = _undated([mark for mark in marks if mark.mark != "YEARLY"], [], stretch, False, context)
        parts.insert(0 if clauses[0].mark.startswith(_THROUGH) else len(parts), rest)
    if "DAILY" in names and len(parts) == 1 and parts[0] is not None and not parts[0].recurrence:
        return replace(parts[0], recurrence="DAILY")
    if "ALWAYS" in names and not is_through and not bounds[-1].startswith(">="):
        parts.append(Term(context.source, TermKind.CONTINUOUS, phrase="постоянно"))
    if not all(parts):
        return None
    return mixture([part for part in parts if part], context)


def _are_joined(spans: Sequence[Clause]) -> bool:
    """Unlike things are a mixture only after a comma; a dash or «и» between them, or nothing, is a doubt."""
    for previous, clause in pairwise(spans):
        before, after = family_of_span(previous.span), family_of_span(clause.span)
        if TermKind.YEAR_RANGE in (before, after) and before is not after:
            return False
        if before is TermKind.DATE and after is TermKind.MONTH:
            # «третья неделя сентября, января»: the month may want the week as well.
            return False
        is_list = before is after and "=" not in previous.span + clause.span
        is_parted = not set(clause.joint).isdisjoint(",;(")
        is_paired = is_list or ("и" in clause.joint and before is after)
        if clause.joint == "-" or not (is_parted or is_paired):
            return False
    return True


def _august_before(span: str) -> str:
    """What is added to August in a mixture comes after it, so this August precedes the school year."""
    return f"^{span}" if span == "08" or span.startswith(("08-", "08..")) else span


def _undated(
    marks: Sequence[Clause], through: Sequence[Clause], stretch: str, is_yearly: bool, context: Context
) -> Term | None:
    names = {clause.mark.partition(":")[0] for clause in marks}
    daily = "DAILY" if "DAILY" in names else ""
    if stretch or is_yearly:
        phrase = next((clause.phrase for clause in through if clause.phrase), "")
        if not phrase and any(clause.mark == "PLAN" for clause in through):
            phrase = "весь период реализации"
        pattern = "" if stretch in ("", "/") else stretch
        if pattern.isdigit() and not phrase:
            phrase = "в течение года"
        recurrence = "YEARLY" if is_yearly else daily
        term = Term(context.source, TermKind.THROUGH_YEAR, recurrence, pattern=pattern, phrase=phrase)
        return labelled(term, context.year)
    if daily or "ALWAYS" in names:
        return Term(context.source, TermKind.CONTINUOUS, daily)
    return None
