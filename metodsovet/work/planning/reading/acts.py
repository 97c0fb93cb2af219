"""Requisites of the act from the text around the table."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from metodsovet.kernel.russian import nominative_of, read_date, unspaced, written_dates
from metodsovet.work.planning.reading.letter_case import as_sentence, together
from metodsovet.work.planning.reading.result import Act

_KINDS = ("приказ", "распоряжение", "постановление", "решение")
_NUMBER = re.compile(r"(?:№|\bN)\s*(?P<number>[\w./-]*\d[\w./-]*)")
_HEAD = re.compile(
    r"^\W*(?P<kind>" + "|".join(_KINDS) + r")\b(?P<rest>(?:\s*(?:от\b|№|N\b|\d|[«\"]).*)?)\W*$", re.IGNORECASE
)
_BASIS = re.compile(
    r"\b(?P<kind>приказ|распоряжени|постановлени|решени)(?:ом|ем|у|ю|а|я)\b(?P<between>.{0,300}?)"
    r"(?:\bот\s*(?P<dated>.{6,40}?)\s*(?P<numbered>(?:№|\bN)\s*[\w./-]*\d[\w./-]*)"
    r"|(?P<numbered_first>(?:№|\bN)\s*[\w./-]*\d[\w./-]*)\s*от\s*(?P<dated_last>.{6,25}))",
    re.IGNORECASE | re.DOTALL,
)
_STAMP = re.compile(r"\b(?:утвержд\w+|приложение)\b", re.IGNORECASE)
_APPROVED = re.compile(r"^\W*утверждаю\b", re.IGNORECASE)
_ABOUT = re.compile(r"^(?:\*\*)?(?:Об?|О внесении)\s+[«а-яё]")
_BODY = re.compile(
    r"^(?:в целях|в соответствии|на основании|во исполнение|с целью|для |руководствуясь|приказываю|обязываю|\d+\.\s)",
    re.IGNORECASE,
)
_PLAN = re.compile(
    r"^(?:приложение\b.{0,12}\s)?"
    r"(?:(?:\w+\s){0,3}?план\b|план-|(?:муниципальн\w+ |комплексн\w+ )?(?:дорожная карта|программа)|"
    r"комплекс мер|циклограмма|медиаплан|сетевой график|перечень мероприятий|календарь|"
    r"график (?:работы|мероприятий|проведения))",
    re.IGNORECASE,
)
_SENTENCE = re.compile(
    r"[.;:]$|^(?:цел[ьи]|задач|основн|пояснит|раздел|направлени|блок|модул|\d+\.\s|[-–•]|20\d\d/\d\d\s*:)",
    re.IGNORECASE,
)
_NO_ISSUER = re.compile(r"\d|^(?:российская федерация|г\.|город |с\.|п\.|проект|исх)|@|тел", re.IGNORECASE)
_YEARS = re.compile(
    r"(?P<first>(?:19|20)\d\d)(?:\s*(?P<mark>[-–—/]|по|и)\s*(?P<last>(?:19|20)?\d\d))?\s*"
    r"(?P<tail>(?:уч\w*\.?\s*|у\.\s*)?(?:г\.?\s?г\.?|г\.|год\w*))",
    re.IGNORECASE,
)
_FOR_YEARS = re.compile(r"\bна (?:[а-яё]+ ){0,2}" + _YEARS.pattern, re.IGNORECASE)
_CITED = re.compile(
    r"\bот\s+(?P<dated>[«\"]?\s*\d.{5,25}?)\s*(?:года|год|г\.?)?\s*(?P<number>№\s*[\w./-]*\d[\w./-]*)", re.IGNORECASE
)
_NEAR_LINES = 12
_TITLE_LINES = 8


@dataclass(frozen=True, slots=True)
class Requisites:
    act: Act
    plan_title: str
    cited_later: tuple[tuple[date, str], ...] = ()
    speaks_of_school_years: bool = False


def read_requisites(texts: Sequence[str], body: str) -> Requisites:
    """``texts`` stand before the table in order; ``body`` is the whole file's text, which shows how names are spelt."""
    lines = [unspaced(line.strip(" *_")) for text in texts for line in text.split("\n")]
    lines = [line for line in lines if line]
    plan_title = as_sentence(_plan_title(lines), body)
    act = _headed_act(lines, body) or _based_act(lines, plan_title, body) or _approved_act(lines, plan_title)
    years = _years((plan_title, act.title)) or _years(_spoken_years(lines[-_TITLE_LINES:]))
    act = Act(act.kind, act.number, act.date, act.title or plan_title, act.issuer, years)
    is_school = re.search(r"\d\s*уч", f"{plan_title} {act.title}") is not None
    return Requisites(act, plan_title or act.title, tuple(_later(lines, act)), is_school)


def _headed_act(lines: Sequence[str], body: str) -> Act | None:
    heads = ((index, match) for index, line in enumerate(lines) if (match := _HEAD.match(line)))
    index, match = next(heads, (0, None))
    if match is None:
        return None
    near = [match["rest"], *lines[index + 1 : index + _NEAR_LINES]]
    stop = next((i for i, text in enumerate(near) if _BODY.match(text)), len(near))
    head = near[:stop]
    numbers = " ".join(text for text in head if not _ABOUT.match(text))
    number = _NUMBER.search(numbers)
    return Act(
        kind=match["kind"].lower(),
        number=number["number"].strip(".-/") if number else "",
        date=read_date(numbers),
        title=as_sentence(_about(lines[index + 1 :]), body),
        issuer=as_sentence(_issuer(lines[:index]), body),
    )


def _about(lines: Sequence[str]) -> str:
    for index, line in enumerate(lines[:_NEAR_LINES]):
        if _ABOUT.match(line):
            end = next(
                (i for i in range(index + 1, len(lines)) if _BODY.match(lines[i]) or _is_dated(lines[i])), len(lines)
            )
            return together(lines[index : min(end, index + _TITLE_LINES)])
    return ""


def _is_dated(line: str) -> bool:
    return any(found.start == 0 for found in written_dates(line))


def _issuer(lines: Sequence[str]) -> str:
    """Lines of the letterhead just above the kind of the act."""
    taken: list[str] = []
    for line in reversed(lines):
        if _NO_ISSUER.search(line) or len(taken) == 6:
            break
        taken.insert(0, line)
    return together(taken)


def _based_act(lines: Sequence[str], plan_title: str, body: str) -> Act | None:
    """«УТВЕРЖДЕНО приказом … от … № …», «Приложение к приказу …»."""
    for index, line in enumerate(lines):
        if not _STAMP.search(line):
            continue
        match = _BASIS.search("\n".join(lines[index : index + _TITLE_LINES]))
        if match is None:
            continue
        kind = next(kind for kind in _KINDS if kind.startswith(match["kind"].lower()))
        number = _NUMBER.search(match["numbered"] or match["numbered_first"])
        issuer = together([part.strip(" ,") for part in match["between"].split("\n") if part.strip(" ,")])
        return Act(
            kind=kind,
            number=number["number"].strip(".-/") if number else "",
            date=read_date(match["dated"] or match["dated_last"] or ""),
            title=plan_title,
            issuer=_nominative(as_sentence(issuer, body)),
        )
    return None


def _nominative(issuer: str) -> str:
    """«приказом управления образования …»: the body is named in the genitive."""
    named = nominative_of(issuer, "gent")
    return f"{named[:1].upper()}{named[1:]}"


def _approved_act(lines: Sequence[str], plan_title: str) -> Act:
    for index, line in enumerate(lines):
        if _APPROVED.match(line):
            dates = (read_date(text) for text in lines[index : index + _TITLE_LINES])
            return Act(date=next((day for day in dates if day), None), title=plan_title)
    return Act(title=plan_title)


def _plan_title(lines: Sequence[str]) -> str:
    """The last heading before the table that names a plan, with the lines that go on with it.

    The bare word «План» heads a column of figures as well, so a heading of more words goes before it.
    """
    starts = [i for i in range(len(lines) - 1, -1, -1) if _PLAN.match(lines[i]) and not _reads_as_text(lines[i])]
    titles = [together(_title_lines(lines[start : start + _TITLE_LINES])) for start in starts]
    return next((title for title in titles if " " in title), titles[0] if titles else "")


def _title_lines(lines: Sequence[str]) -> list[str]:
    ends = (
        index
        for index, line in enumerate(lines)
        if index and (_reads_as_text(line) or _HEAD.match(line) or _APPROVED.match(line))
    )
    return list(lines[: next(ends, len(lines))])


def _reads_as_text(line: str) -> bool:
    return _SENTENCE.search(line) is not None or len(line) > 300


def _years(texts: Sequence[str]) -> tuple[int, ...]:
    """First and last calendar year: (2021, 2024); of one school year its two years."""
    for text in texts:
        for match in _YEARS.finditer(text):
            first = int(match["first"])
            last = match["last"]
            if last is None:
                return (first, first)
            final = int(last) if len(last) == 4 else first // 100 * 100 + int(last)
            if first <= final <= first + 20:
                return (first, final)
    return ()


def _spoken_years(lines: Sequence[str]) -> list[str]:
    """«на 2025/26 учебный год» in the text; the year of a date says nothing about the plan."""
    return [match.group() for line in lines for match in _FOR_YEARS.finditer(line)]


def _later(lines: Sequence[str], act: Act) -> list[tuple[date, str]]:
    if act.date is None:
        return []
    text = " ".join(lines)
    cited = (
        (read_date(match["dated"]), match["number"].replace(" ", "").rstrip(".")) for match in _CITED.finditer(text)
    )
    found = [(day, number) for day, number in cited if day is not None and day > act.date]
    return list(dict.fromkeys(found))
