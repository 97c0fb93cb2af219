"""Reading a cell «Сроки»: repair it, understand it whole, else free phrases, else labels and comments, else ask."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from metodsovet.kernel.school_year import SchoolYear
from metodsovet.kernel.terms.clauses import Clause, clauses_of
from metodsovet.kernel.terms.combining import Context, combined
from metodsovet.kernel.terms.dependence import Dependence, dependent_clause, find_dependence
from metodsovet.kernel.terms.kinds import TermKind
from metodsovet.kernel.terms.repair import repaired
from metodsovet.kernel.terms.symbols import without_clock
from metodsovet.kernel.terms.values import Term
from metodsovet.kernel.terms.words import SYMBOLS

_LONGEST = 1000
_DEEPEST = 3
_MOST_SPLITS = 16
_NOT_AFTER = "".join(
    rf"(?<!\s{word})"
    for word in ("от", "на", "за", "к", "до", "с", "со", "по", "в", "и", "после", "дня", "даты", "момента", "итогам")
)
_TIMED_WORDS = (
    r"(?:в|до|с|не позднее|не реже|раз)\s|(?:ежегодно|ежемесячно|ежеквартально|еженедельно|ежедневно|постоянно|январь"
    r"|февраль|март|апрель|май|июнь|июль|август|сентябрь|октябрь|ноябрь|декабрь)\b|\d"
)
_BREAK = re.compile(
    rf"\s?[,;(]\s?|\s-\s|\s(?=(?:и|а также)\s)|{_NOT_AFTER}(?<![№\d])\s(?={_TIMED_WORDS})", re.IGNORECASE
)
_COMMENT = re.compile(r"\s?\(([^()]*)\)")
_LABEL_BEFORE = re.compile(r"^([^\d(),;:?]{3,60}?)(?:\s?:\s?|\s-\s)(?=\S)")
_LABEL_AFTER = re.compile(r"(?:\s?:\s?|\s-\s)([^\d(),;:?]{3,60})$")
_DOUBT = re.compile(
    r"\?|\bуточн|ориентировочн|предположительн|предварительн|примерн|возможн|около|\bили\b|\bлибо\b|\bкроме\b|исключ"
    r"|согласован|\bне\b|перенес|отмен",
    re.IGNORECASE,
)
_AFTERWARDS = re.compile(r"(?:^|\s)(?:а )?(?:далее|затем)$", re.IGNORECASE)
_NUMBERED = re.compile(
    r"\b(?:\d{1,2}|[IVX]{1,4})(?:-?[йяе])? ?(?=(?:этап|тур|модул|сесси|занят|заседан|поток|групп|раунд)[а-я]*)",
    re.IGNORECASE,
)
_LABEL_WORDS = 6


def parse_term(source: str, *, year: SchoolYear, years: tuple[int, int] | None = None) -> Term:
    """Understand a phrase; kind ``unknown`` when there is any doubt. ``years``: of the plan, from its title."""
    return _parse(source, year, years)


@lru_cache(maxsize=8192)
def _parse(source: str, year: SchoolYear, years: tuple[int, int] | None) -> Term:
    unknown = Term(source, TermKind.UNKNOWN)
    context = Context(source, year, years)
    term = _understood(source, context)
    if term is None:
        return unknown
    # What does not come back the same from its own Russian was hardly understood: better asked.
    again = _understood(term.text(), context)
    return term if again is not None and _meaning(again) == _meaning(term) else unknown


def _understood(source: str, context: Context) -> Term | None:
    if len(source) > _LONGEST:
        return None
    text = repaired(source).strip(" .,;:-")
    clauses = _read(text, 0)
    if not clauses or "?" in text:
        return None
    return combined(clauses, context)


def _meaning(term: Term) -> tuple[object, ...]:
    parts = tuple(_meaning(part) for part in term.parts)
    return term.kind, term.recurrence, term.start, term.end, term.reference, term.offset, parts


def _read(text: str, depth: int) -> tuple[Clause, ...] | None:
    clauses = clauses_of(text)
    if clauses or depth > _DEEPEST or not text:
        return clauses
    dependence = find_dependence(text)
    if dependence is not None:
        clauses = _around(dependence, text, depth)
    return clauses or _without_comments(text, depth) or _labelled_list(text, depth)


def _around(dependence: Dependence, text: str, depth: int) -> tuple[Clause, ...] | None:
    before = _stripped(text[: dependence.start])
    apart = _AFTERWARDS.search(before)
    before = _stripped(before[: apart.start()]) if apart else before
    leading: tuple[Clause, ...] = ()
    if before:
        is_heading = re.search(r"[-:(]\s*$", text[: dependence.start]) is not None
        read = _read(before, depth + 1) or (_labelled(before) if is_heading else None)
        if read is None:
            return None
        leading = read
    rest = without_clock(text[dependence.start :])
    for phrase, following in _splits(rest, dependence.head_end - dependence.start):
        trailing = _read(following, depth + 1) if following else ()
        if trailing is None:
            continue
        clause = dependent_clause(dependence, phrase)
        if clause is None:
            return None
        return (*leading, replace(clause, is_apart=apart is not None), *trailing)
    return None


def _splits(text: str, head_end: int) -> Iterator[tuple[str, str]]:
    """Where the free phrase may end and a term go on; lastly the phrase is all there is."""
    for count, found in enumerate(_BREAK.finditer(text, head_end)):
        if count == _MOST_SPLITS:
            break
        following = _stripped(text[found.end() :])
        if following and (found[0].strip() or _is_timed(following)):
            yield text[: found.start()], following
    yield text, ""


def _is_timed(text: str) -> bool:
    return clauses_of(text) is not None


def _stripped(text: str) -> str:
    text = re.sub(r"^(?:[\s,;:.)-]|и\s|а также\s)+", "", text)
    text = re.sub(r"(?:[\s,;:(-]|\sи|\sа также)+$", "", text)
    return text if text.count("(") == text.count(")") else text.strip("()").strip()


def _labelled(text: str) -> tuple[Clause, ...] | None:
    """Nothing to add, when the words before a free phrase only name the work («заседания – по плану»)."""
    return () if _is_label(text) else None


def _without_comments(text: str, depth: int) -> tuple[Clause, ...] | None:
    """«ноябрь (школьный этап)» is November; what is doubted or means time is no comment."""
    text = _NUMBERED.sub("", text)
    comments = _COMMENT.findall(text)
    if not comments or not all(_is_label(comment) for comment in comments):
        return None
    return _read(_COMMENT.sub("", text).strip(), depth + 1)


def _labelled_list(text: str, depth: int) -> tuple[Clause, ...] | None:
    """«школьный этап – октябрь, итоги – май»: each part with the name of the work taken off."""
    clauses: list[Clause] = []
    parts = [part.strip() for part in re.split(r"[,;]\s", _NUMBERED.sub("", text))]
    if len(parts) > _MOST_SPLITS:
        return None
    for part in parts:
        bare = _without_label(part)
        if bare == part and len(parts) == 1:
            return None
        read = _read(bare, depth + 1)
        if read is None:
            return None
        clauses.extend(read)
    return tuple(clauses)


def _without_label(part: str) -> str:
    for pattern in (_LABEL_BEFORE, _LABEL_AFTER):
        found = pattern.search(part)
        if found is not None and _is_label(found[1]):
            return part[found.end() :] if pattern is _LABEL_BEFORE else part[: found.start()]
    return part


def _is_label(text: str) -> bool:
    words = re.findall(r"[^\W\d_]+", text.lower().replace("ё", "е"))
    if not 0 < len(words) <= _LABEL_WORDS or re.search(r"\d", text) or _DOUBT.search(text):
        return False
    return not any(word in SYMBOLS and len(word) > 2 for word in words)
