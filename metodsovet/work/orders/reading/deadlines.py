"""The phrase of a point that says when; what it means is read by ``kernel.terms``."""

import re
from dataclasses import dataclass

from metodsovet.work.orders.reading.words import HIDDEN, open_text, words_of

_MONTH = r"(?:январ|феврал|март|апрел|ма|июн|июл|август|сентябр|октябр|ноябр|декабр)(?:ь|я|е|а|й)?"
_YEAR = (
    r"(?:\s+(?:(?:19|20)\d\d(?:\s*(?:года|году|год|г\.?)(?![а-яё]))?"
    r"|(?:текущего|сего|этого|следующего)\s+(?:календарного\s+)?года|[тс]\.\s?г\.))"
)
_DAY = (
    rf"(?:[«\"]?\d{{1,2}}[»\"]?(?:-?го)?\s+{_MONTH}(?![а-яё]){_YEAR}?"
    r"|\d{1,2}\.\d{1,2}\.(?:\d{4}|\d\d)(?:\s*(?:года|г\.?)(?![а-яё]))?|\d{1,2}\.(?:0[1-9]|1[0-2])(?![\d.]*\d))"
)
_SCHOOL_YEAR = r"(?:19|20)\d\d\s?[/–—-]\s?(?:(?:19|20)\d\d|\d\d)\s+(?:уч(?:ебн\w+|\.)?)\s*(?:год\w*|г\.?)"
_HOUR = r"(?:\d{1,2}[.:-]\d\d\s*(?:час\w*\.?|ч\.?)?\s*)"
_COUNT = (
    r"(?:\d{1,3}|одного|двух|тр[её]х|четыр[её]х|пяти|шести|семи|восьми|девяти|десяти|пятнадцати|двадцати|тридцати)"
    r"(?:\s?-?\s?(?:х|ти|ми|и|го))?(?:\s?\(\w+\))?"
)
_SPAN = rf"{_COUNT}\s+(?:(?:рабоч|календарн|банковск|учебн)\w+\s+)?(?:дн\w+|недел\w+|месяц\w*|час\w*|сут\w+)"
_FROM = r"(?:\s+(?:со дня|с момента|с даты|после|до|от даты)\s+[^.,;:\n]+)"
_OFTEN = r"(?:ежемесячно|ежеквартально|еженедельно|ежегодно|ежедневно)"
_WEEKDAYS = r"(?:понедельник|вторник|сред|четверг|пятниц|суббот)(?:ам)"
_NTH_WEEKDAY = (
    r"(?:перв|втор|трет|четв[её]рт|предпоследн|последн)\w+\s+(?:понедельник|вторник|сред|четверг|пятниц|суббот)\w+"
)
_TAIL = r"[^.,;:\n]+"
_MEETING = r"(?:конференци|совещани|педсовет|педагогическ\w+\s+совет|заседани|съезд)\w+"
_IN_TERM = r"(?:в\s+срок\s*[:,–-]?\s*)"
_END = r"(?:не\s+позднее(?:\s+чем)?|до|к|не\s+позже)"

# The more binding comes first: of several phrases the point has one term.
_LEVELS: tuple[tuple[str, ...], ...] = (
    (
        rf"{_IN_TERM}?со?\s+{_DAY}\s+(?:по|до)\s+{_DAY}",
        rf"{_IN_TERM}?со?\s+\d{{1,2}}\s+(?:по|до)\s+{_DAY}",
        rf"(?:{_OFTEN},?\s+)?{_IN_TERM}?{_END}\s+{_HOUR}?(?:\d{{1,2}}(?:-?го)?\s+числа(?:\s+(?:кажд\w+|след\w+|отч[её]тн\w+|последн\w+|текущ\w+|перв\w+\s+месяц)[^.,;:\n]*)?(?:\s+месяца)?(?:,?\s+следующего\s+за\s+отч[её]тным(?:\s+\w+)?)?)",
        rf"(?:{_OFTEN},?\s+)?{_IN_TERM}?{_END}\s+{_HOUR}?{_DAY}",
        rf"{_IN_TERM}?{_END}\s+{_NTH_WEEKDAY}\s+{_MONTH}(?![а-яё]){_YEAR}?",
        rf"{_IN_TERM}?{_END}\s+середин\w+\s+{_MONTH}(?![а-яё]){_YEAR}?",
        rf"{_IN_TERM}по\s+{_DAY}",
        rf"{_IN_TERM}?(?:не\s+позднее(?:\s+чем)?|не\s+позже)(?:\s+за)?\s+(?:следующ\w+\s+дн\w+|{_SPAN}){_FROM}?",
        rf"{_IN_TERM}?(?:не\s+позднее(?:\s+чем)?|не\s+позже)\s+{_SPAN}",
        rf"в\s+течение\s+{_SPAN}{_FROM}?",
        rf"{_IN_TERM}до\s+{_SPAN}",
        r"в\s+день\s+(?:подписан|издан|регистрац|получен)\w+(?:\s+(?:настоящ\w+\s+)?(?:приказ|распоряж|постановл)\w*)?",
        rf"за\s+(?:{_SPAN}|недел[юи]|месяц|день|сутки)\s+до\s+{_TAIL}",
        rf"в\s+(?:\d{{1,2}}-?х?\s?-?\s?|[а-яё]*)(?:дневн|недельн|месячн)\w+\s+срок{_FROM}?",
        rf"{_IN_TERM}?(?:до|к)\s+(?:начал|оконч|конц|заверш)\w+\s+{_TAIL}",
        rf"{_IN_TERM}?{_END}\s+{_MONTH}(?![а-яё]){_YEAR}?",
        r"(?:со\s+дня|с\s+момента|с\s+даты|после)\s+(?:его\s+|е[её]\s+|их\s+)?(?:официальн\w+\s+)?(?:подписан|опубликован|обнародован|издан|регистрац)"
        r"\w+(?:\s+(?:настоящ\w+\s+)?(?:приказ|распоряж|постановл)\w*)?",
    ),
    (
        rf"(?<!от )(?<!по )(?:\d{{1,2}}(?:\s?,\s?|\s+и\s+|\s?[-–—]\s?))*{_DAY}"
        rf"(?:(?:\s?,\s?|\s+и\s+|\s?[-–—]\s?){_DAY})*",
        rf"со?\s+{_DAY}",
    ),
    (
        rf"(?:в\s+течение|на\s+протяжении|в)\s+{_SCHOOL_YEAR}",
        r"(?:в\s+течение|на\s+протяжении)\s+(?:всего\s+|текущего\s+)?(?:учебного\s+|календарного\s+)?(?:года|полугодия|четверти|месяца|лета|недели)",
        rf"(?:в|на\s+протяжении|в\s+течение)\s+{_MONTH}(?![а-яё])(?:\s?(?:[-–—]|и|,)\s?{_MONTH}(?![а-яё]))*{_YEAR}?",
        rf"с\s+{_MONTH}(?![а-яё])\s+по\s+{_MONTH}(?![а-яё]){_YEAR}?",
        rf"(?:в|во)\s+(?:[IVX]{{1,3}}|\d|перв\w+|втор\w+|треть\w+|четв[её]рт\w+)(?:-?\w{{1,2}})?\s+(?:квартал|полугоди|четверт|декад)\w*(?:\s+{_MONTH}(?![а-яё]))?{_YEAR}?",
        r"в\s+(?:19|20)\d\d\s*(?:году|г\.)",
    ),
    (
        rf"{_OFTEN}(?:\s+по\s+{_WEEKDAYS}(?:(?:\s?,\s?|\s+и\s+){_WEEKDAYS})*)?",
        r"(?:на\s+постоянной\s+основе|в\s+постоянном\s+режиме|постоянно|незамедлительно|немедленно|систематически|регулярно)",
        r"(?:дважды|трижды)\s+в\s+(?:год|месяц|квартал|неделю|полугодие|четверть|учебный\s+год)",
        r"(?:не\s+(?:реже|менее)\s+)?(?:\d|одного|двух|одного|тр[её]х|один|два|три)?\s?раза?\s+в\s+(?:год|месяц|квартал|неделю|полугодие|четверть|учебный\s+год)",
    ),
    (
        r"в\s+пути\s+следования(?:\s+и\s+обратно)?(?:\s+и\s+(?:во\s+время|в\s+период)\s+(?:(?!\sна\s)[^.,;:\n])+)?",
        r"(?:согласно|в\s+соответствии\s+с|по)\s+(?:[а-яё-]+(?:ому|ему|ым|им)\s+)*(?:план|график|план-график|планом-график|расписани)\w*"
        rf"(?:\s+(?!{_MONTH})[а-яё]+){{0,6}}?(?=[.,;:\n]|$)",
        rf"(?:(?:в|на)\s+(?:весь\s+)?|весь\s+)период\s+{_TAIL}",
        rf"к\s+(?:[а-яё-]+(?:ому|ему|ой|ей)\s+){{0,2}}?{_MEETING}(?:\s+[а-яё-]+(?:ого|его|ой|ей|а|я|и|ов)(?![а-яё])){{0,3}}?(?=\s*(?:[.,;(\n{HIDDEN}]|$))",
        rf"в\s+сроки,\s+(?:установленн|определ[её]нн|указанн)\w+\s+{_TAIL}",
        rf"(?:во\s+время|на\s+время)\s+{_TAIL}",
        rf"по\s+мере\s+{_TAIL}",
        r"при\s+необходимости|по\s+необходимости",
        r"в\s+(?:установленн|определ[её]нн|указанн)\w+\s+срок\w*",
    ),
)
_PATTERNS = tuple(
    tuple(re.compile(rf"(?<![\w№/-]){pattern}(?![а-яё])", re.IGNORECASE) for pattern in level) for level in _LEVELS
)
_IN_MONTHS = re.compile(rf"\s*\(\s*{_MONTH}(?:(?:\s*,\s*|\s+и\s+){_MONTH})*\s*\)", re.IGNORECASE)
# Days of what is spoken of: «занятие, назначенное на 14.10.2025», «перенести с 16 на 23 октября».
_OF_ANOTHER = re.compile(
    rf"(?:назначенн|запланированн|намеченн|состоявш|проведённ|проведенн|утвержд[её]нн)\w+\s+(?:на\s+)?{_DAY}"
    rf"|(?<![а-яё])со?\s+(?:\d{{1,2}}|{_DAY})\s+на\s+{_DAY}",
    re.IGNORECASE,
)
# «Материалы к совещанию»: what they are for, not when.
_MEANT_FOR = re.compile(
    r"(?:рекомендаци|материал|вопрос|доклад|информаци|предложени|подготов|готовит|выступлени|проект|допуск|участи)\w*\s+"
    rf"к\s+(?:[а-яё-]+(?:ому|ему|ой|ей)\s+){{0,2}}?{_MEETING}",
    re.IGNORECASE,
)
_FOR_YEAR = re.compile(rf"(?<![\w№/-])на\s+{_SCHOOL_YEAR}(?![а-яё])", re.IGNORECASE)
_DATED_PAPER = re.compile(
    r"\b(?:план|график|программ|циклограмм|карт|состав|спис[ок]|расписан|заявк|комплектован|смет|перечень|нагрузк|задани|отч[её]т)",
    re.IGNORECASE,
)
_NAMED_BEFORE = 50
_ALL = range(len(_LEVELS))
_BOUND = (0,)
LABELLED = re.compile(
    r"(?:^|(?<=[.;,(\n])\s*)срок(?:и)?(?:\s+(?:исполнения|выполнения|проведения|реализации|представления))?\s*[:–—-]\s*(?P<term>[^\n;)]+?)\s*(?=[;)\n]|\.\s*(?:$|\n|[А-ЯЁ])|\.?$)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Phrase:
    text: str
    start: int
    end: int


def deadline_in(text: str, *, names_years: bool = False) -> Phrase | None:
    """The phrase letter for letter; the years of what is approved or quoted say nothing of the point."""
    labelled = LABELLED.search(text)
    if labelled is not None:
        return Phrase(labelled["term"].strip(), labelled.start(), labelled.end())
    text = text.split("\n", 1)[0]  # a list under the point has terms of its own
    opened = open_text(text)
    for pattern in (_OF_ANOTHER, _MEANT_FOR):
        opened = pattern.sub(lambda found: HIDDEN * len(found.group()), opened)
    for level in _BOUND if names_years else _ALL:
        found = _earliest(opened, level)
        if found is not None:
            phrase = _phrase(text, found)
            return Phrase(phrase, found.start(), found.start() + len(phrase))
    return None if names_years else _for_year(text, opened)


def _for_year(text: str, opened: str) -> Phrase | None:
    """«организовать работу центров на 2025/26 учебный год»; after a plan or a list the year is its name."""
    for found in _FOR_YEAR.finditer(opened):
        if not _DATED_PAPER.search(opened[max(0, found.start() - _NAMED_BEFORE) : found.start()]):
            return Phrase(text[found.start() : found.end()], found.start(), found.end())
    return None


def without_deadlines(text: str) -> str:
    """The text with every phrase of time cut out, for whoever must read around them."""
    opened = open_text(text)
    spans = []
    for level in _PATTERNS:
        for pattern in level:
            for found in pattern.finditer(opened):
                spans.append((found.start(), found.start() + len(_phrase(text, found))))
    for start, end in reversed(_merged(spans)):
        text = text[:start] + text[end:]
    return text


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    answer: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if answer and start <= answer[-1][1]:
            answer[-1] = (answer[-1][0], max(end, answer[-1][1]))
        else:
            answer.append((start, end))
    return answer


def _earliest(opened: str, level: int) -> re.Match[str] | None:
    """Patterns of a level are in order of precision: a longer one that begins as early wins."""
    found = [match for pattern in _PATTERNS[level] if (match := pattern.search(opened)) is not None]
    return min(found, key=lambda match: (match.start(), -match.end()), default=None)


def _phrase(text: str, found: re.Match[str]) -> str:
    """«дважды в год (декабрь, май)» has its months in brackets."""
    months = _IN_MONTHS.match(text, found.end())
    return text[found.start() : months.end()] if months else _cut(text[found.start() : found.end()])


def _cut(phrase: str) -> str:
    """A free tail ends where the point goes on with its verb."""
    for word in words_of(phrase):
        if word.start and word.part == "INFN":
            phrase = phrase[: word.start]
            break
    phrase = re.sub(r"[\s,;:–—-]+$|\s+и\s*$", "", phrase)
    return phrase if re.search(r"(?<![а-яё])г\.$", phrase) else phrase.rstrip(".")
