"""A term in Russian as people write it; ``parse_term`` reads the text back to the same meaning."""

from typing import TYPE_CHECKING

from metodsovet.kernel.terms.kinds import TermKind
from metodsovet.kernel.terms.patterns import parse_pattern
from metodsovet.kernel.terms.printing_frequencies import frequency_text
from metodsovet.kernel.terms.printing_spans import spans_text

if TYPE_CHECKING:
    from metodsovet.kernel.terms.values import Term

_DEPENDENT = (TermKind.BY_SCHEDULE, TermKind.BY_PLAN, TermKind.RELATIVE, TermKind.ON_DEMAND)
_BARE_FREQUENCIES = {
    "MONTHLY": "ежемесячно",
    "QUARTERLY": "ежеквартально",
    "WEEKLY": "еженедельно",
    "YEARLY": "ежегодно",
}


def text_of(term: "Term") -> str:
    if term.kind is TermKind.UNKNOWN:
        return term.source
    if term.kind is TermKind.MIXED:
        return _mixed(term)
    if term.kind in _DEPENDENT:
        return _dependent(term)
    if term.kind is TermKind.CONTINUOUS:
        return "ежедневно" if term.recurrence == "DAILY" else "постоянно"
    if term.kind is TermKind.THROUGH_YEAR:
        return _through(term)
    if term.kind is TermKind.TERM and term.phrase and not term.recurrence:
        return term.phrase
    if _is_frequency(term.recurrence):
        return frequency_text(term)
    return _dated(term)


def _is_frequency(recurrence: str) -> bool:
    return recurrence not in ("", "DAILY") and not recurrence.startswith(("YEARLY", "DATES"))


def _dated(term: "Term") -> str:
    spans = parse_pattern(term.pattern)
    if term.kind is TermKind.N_TIMES_A_YEAR:
        return f"{_times(len(spans))} в год: {spans_text(spans)}"
    if term.kind is TermKind.QUARTER and spans and spans[0].first.kind != "Q":
        return f"ежеквартально: {spans_text(spans)}"
    if term.kind is TermKind.MONTHLY:
        return f"ежемесячно: {spans_text(spans)}"
    if term.kind is TermKind.HALF_YEAR and spans and spans[0].first.kind != "HY":
        halves = {"12,05": "в конце каждого полугодия", "09,01": "в начале каждого полугодия"}
        return halves.get(term.pattern) or f"раз в полугодие: {spans_text(spans)}"
    if term.kind is TermKind.TERM and spans and spans[0].first.kind != "T":
        return f"раз в четверть: {spans_text(spans)}"
    text = spans_text(spans)
    if term.recurrence == "DAILY":
        return f"ежедневно {text}"
    return f"{text}, ежегодно" if term.recurrence.startswith("YEARLY") else text


def _times(count: int) -> str:
    return f"{count} раза" if count % 10 in (2, 3, 4) and count not in (12, 13, 14) else f"{count} раз"


def _through(term: "Term") -> str:
    if term.phrase:
        text = term.phrase
    elif not term.pattern:
        text = "ежегодно" if term.recurrence == "YEARLY" else "в течение года"
        return text if term.recurrence != "DAILY" else "ежедневно в течение года"
    else:
        text = spans_text(parse_pattern(term.pattern))
    if term.recurrence == "DAILY":
        return f"ежедневно, {text}"
    return f"{text}, ежегодно" if term.recurrence == "YEARLY" else text


def _dependent(term: "Term") -> str:
    text = term.phrase
    if term.pattern:
        text += ", " + ("в течение года" if term.pattern == "/" else spans_text(parse_pattern(term.pattern)))
    named = term.recurrence and not any(stem in term.phrase.lower() for stem in _stems(term.recurrence))
    return f"{text}, {_BARE_FREQUENCIES.get(term.recurrence) or frequency_text(term)}" if named else text


def _stems(recurrence: str) -> tuple[str, ...]:
    return {
        "MONTHLY": ("ежемесячн", "месяц"),
        "YEARLY": ("ежегодн",),
        "WEEKLY": ("еженедельн", "недел"),
        "QUARTERLY": ("ежеквартальн", "квартал"),
        "TERMLY": ("четверт",),
        "HALFYEARLY": ("полугоди",),
    }.get(recurrence, ())


def _mixed(term: "Term") -> str:
    text = term.parts[0].text()
    for part in term.parts[1:]:
        text += f", далее {part.text()}" if _needs_afterwards(part) else f"; {part.text()}"
    return text


def _needs_afterwards(part: "Term") -> bool:
    """A frequency or a schedule would otherwise be taken for something said of the part before it."""
    return _is_frequency(part.recurrence) or part.kind in (TermKind.BY_SCHEDULE, TermKind.BY_PLAN)
