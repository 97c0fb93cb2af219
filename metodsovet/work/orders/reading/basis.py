"""Acts that the preamble stands on: kind, issuer, date, number, title."""

import re
from datetime import date

from metodsovet.kernel.russian import nominative_of, read_date, short_date
from metodsovet.kernel.russian.morphology import word_forms
from metodsovet.work.orders.reading.result import BasisAct
from metodsovet.work.orders.reading.words import depths_of, open_text

_STEMS = {
    "приказ": "приказ",
    "распоряжени": "распоряжение",
    "постановлени": "постановление",
    "решени": "решение",
    "закон": "закон",
    "указ": "указ",
    "письм": "письмо",
    "протокол": "протокол",
    "устав": "устав",
    "положени": "положение",
    "порядк": "порядок",
    "порядок": "порядок",
    "программ": "программа",
    "соглашени": "соглашение",
    "договор": "договор",
    "регламент": "регламент",
    "концепци": "концепция",
    "стратеги": "стратегия",
    "план": "план",
    "дорожн": "дорожная карта",
    "кодекс": "кодекс",
    "поручени": "поручение",
}
_ENDINGS = r"(?:а|у|ом|ем|е|и|ы|ю|я|ей|ой|ою|ами|ями|ам|ям|ью)?"
_HEAD = re.compile(
    r"(?<![\wА-Яа-яЁё-])(?P<adjectives>(?:федеральн|муниципальн|государственн|областн|краев|национальн|трудов|бюджетн|гражданск"
    r"|совместн|региональн|комплексн)\w+\s)?(?P<stem>" + "|".join(_STEMS) + rf"){_ENDINGS}(?![\wА-Яа-яЁё-])"
    r"(?P<card>\s+карт\w+)?",
    re.IGNORECASE,
)
_DATED = re.compile(
    r"(?:от\s*)?(?P<date>[«\"]?\s*\d{1,2}\s*[»\"]?\s*(?:[./]\s*\d{1,2}\s*[./]?|[а-яё]{3,9})\s*(?:19|20)\d\d"
    r"|\d{1,2}\.\d{1,2}\.\d\d(?![\d.]))\s*(?:года|год|г\.?)?",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?:№+|\bN(?=\s?\d))\s*(?P<number>[\w./-]*\d[\w./-]*)")
_ABOUT = re.compile(r"^(?:об?|обо)\s", re.IGNORECASE)
_LINKS = re.compile(
    r"(?:в соответствии со?|на основании|во исполнение|руководствуясь|согласно|в рамках|реализации|исполнения|с учётом"
    r"|с учетом|выполнения|утвержд[её]нн\w+|изложенн\w+|в связи со?|пунктом \S+|пункта \S+|стать\w+ [\d.,\s]+|[,;и]"
    r"|п\. ?\S+|ст\. ?\S+)\s*$",
    re.IGNORECASE,
)
_PLAIN = frozenset({"положение", "порядок", "устав", "регламент", "концепция", "стратегия"})
_PLANS = frozenset({"программа", "план", "дорожная карта", "соглашение", "договор", "поручение", "кодекс"})
_ISSUER_END = re.compile(r"\s*(?:,|\bот\s+[«\"]?\s*\d|№|[«\"(]|\bутвержд|\bоб?\s)", re.IGNORECASE)
_OPENING = ("«", '"', "“")
_TITLE_END = re.compile(
    r",\s*(?=утвержд|в (?:целях|соответствии|связи)|с целью|руководств|на основании|согласно"
    r"|для\s)|;|\bутвержд|\bот \d|№|\s\("
)
_LONGEST_ISSUER = 200
_LINK_CHARACTERS = 60
_READ_CHARACTERS = 20_000  # five pages of bases


def read_basis(preamble: str) -> tuple[BasisAct, ...]:
    preamble = preamble[:_READ_CHARACTERS]
    opened = open_text(preamble, with_acts=True)
    heads = [found for found in _HEAD.finditer(preamble) if opened[found.start()] == preamble[found.start()]]
    answer: list[BasisAct] = []
    for place, head in enumerate(heads):
        end = heads[place + 1].start() if place + 1 < len(heads) else len(preamble)
        found = _act(preamble, head, preamble[head.end() : end])
        if found is not None and found not in answer:
            answer.append(found)
    return tuple(answer)


def _act(preamble: str, head: re.Match[str], tail: str) -> BasisAct | None:
    kind = _kind(head)
    numbered = _NUMBER.search(tail)
    dated = _DATED.search(tail)
    title = _title(kind, tail)
    is_linked = _LINKS.search(preamble[max(0, head.start() - _LINK_CHARACTERS) : head.start()]) is not None
    is_named = is_linked and kind in _PLAIN | _PLANS and (title != "" or kind == "устав")
    if not (numbered or dated or is_named):
        return None
    return BasisAct(
        kind=kind,
        title=title,
        number=numbered["number"].strip(".-/,") if numbered else "",
        date=_day(dated["date"]) if dated else None,
        issuer=_issuer(kind, tail),
    )


def _day(text: str) -> date | None:
    short = short_date(text)
    return short.day if short else read_date(text)


def _kind(head: re.Match[str]) -> str:
    """«Федеральным законом» → «федеральный закон»; of other acts the adjective says nothing."""
    kind = _STEMS[head["stem"].lower()]
    if kind not in ("закон", "кодекс") or not head["adjectives"]:
        return kind
    phrase = head.group().lower()
    case = next((form.tag.case for form in word_forms(phrase.split()[-1]) if form.tag.case), "nomn")
    return nominative_of(phrase, case)


def _title(kind: str, tail: str) -> str:
    """In quotes after the number; a regulation is named without them: «Положением об управлении …»."""
    if kind == "устав":
        return ""
    numbered = _NUMBER.search(tail)
    quoted = _quoted(tail[numbered.end() :]) if numbered else ""
    if not quoted:
        before = _quoted(tail)
        # In quotes before the number may stand the issuer: «приказом МБУ «Центр» от …».
        quoted = before if not numbered or _ABOUT.match(before) else ""
    if quoted and (kind not in _PLAIN or not _ABOUT.match(tail.strip())):
        after = tail[tail.find(quoted) + len(quoted) + 1 :]
        years = re.match(r"\s*(на (?:19|20)\d\d\s?[-–—/]\s?(?:19|20)?\d\d (?:гг?\.?|годы|учебн\w+ год\w*))", after)
        return f"{quoted} {years[1]}".strip() if kind in _PLANS and years else quoted
    if kind in _PLAIN | _PLANS:
        plain = re.sub(r"[\s,.;:]+(?:и\s*)?$", "", _TITLE_END.split(tail, maxsplit=1)[0]).strip()
        return f"{plain[:1].upper()}{plain[1:]}" if _ABOUT.match(plain) else ""
    return ""


def _quoted(tail: str) -> str:
    """The first thing in quotes, with what is quoted inside it."""
    start = min((place for sign in _OPENING if (place := tail.find(sign)) >= 0), default=-1)
    if start < 0:
        return ""
    text = tail[start:].replace("(", " ").replace(")", " ")
    end = next((place for place, depth in enumerate(depths_of(text)) if place and not depth), 0)
    return tail[start + 1 : start + end]


def _issuer(kind: str, tail: str) -> str:
    if kind == "устав":
        words = re.split(r",|\s(?:в|с) цел|;", tail, maxsplit=1)[0].strip(" .:")
        named = nominative_of(words, "gent")
        return f"{named[:1].upper()}{named[1:]}" if len(words) <= _LONGEST_ISSUER else ""
    if kind in _PLAIN | _PLANS or "закон" in kind or "кодекс" in kind:
        return ""
    end = _ISSUER_END.search(tail)
    words = tail[: end.start()] if end else ""
    # A body may be named in quotes: «приказом МБУ «Методический центр» от …».
    if end and tail[end.start() :].lstrip().startswith("«") and words.strip() and not words.strip()[-1].isdigit():
        closing = tail.find("»", end.start())
        dated = tail.find(" от ", closing)
        if 0 <= closing < dated and dated - closing < 40:
            words = tail[:dated]
    words = " ".join(words.split()).strip(" ,.;:-–")
    if not words or len(words) > _LONGEST_ISSUER:
        return ""
    named = nominative_of(words, "gent")
    return f"{named[:1].upper()}{named[1:]}"
