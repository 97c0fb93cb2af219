"""Headings of columns in whatever wording."""

import re
from collections.abc import Sequence
from functools import lru_cache

from metodsovet.ground.directory.reading.forbidden import why_heading
from metodsovet.ground.directory.reading.values import ColumnKind
from metodsovet.ground.directory.reading.words import key_of

K = ColumnKind
LONGEST = 120
# The first that fits decides.
_KINDS: Sequence[tuple[ColumnKind, re.Pattern[str]]] = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        (K.NUMBER, r"^(?:n|no|п ?п|номер(?: п ?п)?|n п ?п|)$"),
        (
            K.CATEGORY_SINCE,
            r"^(?:дата|срок|когда|год|действ|реквизит|приказ).*(?:аттест|категор|присв|соотв)|^(?:аттестаци|"
            r"категори)\w* .*дата (?:присв|аттест)\w*$",
        ),
        (K.TEACHING, r"стаж.*(?:пед|препод|учител|специальн)|(?:пед|препод)\w* ?\w* стаж|педстаж"),
        (K.WORKING, r"общ\w*\b.*стаж|стаж.*общ|трудов\w* стаж|стаж.*трудов"),
        (K.UNKNOWN, r"стаж.*(?:должност|организ|учрежд|данн)|курс|повышени|награ|нагрузк|ставк|учебн\w* степен|звани"),
        (K.TEACHING, r"^стаж(?: работы)?(?: лет)?$"),
        (K.CATEGORY, r"^категория и? ?дата|категор|аттестац|соответств"),
        (K.EDUCATION, r"образование\b|диплом|окончи|\bвуз\b|учебн\w* заведен|специальност|квалификаци"),
        (
            K.SINCE,
            r"принят|дата (?:при[её]м|поступ|начал|трудоустр|назнач|зачисл)|работает с|с какого|при[её]м\w* на работ",
        ),
        (
            K.MAIN,
            r"совмест|основн\w*\b.*(?:мест|раб|сотр)|^основн|занятост|условия (?:привлеч|работ)|штатн|"
            r"внутренн\w* внешн",
        ),
        (K.SUBJECTS, r"предмет|дисциплин|преподаваем|что преподает|^ведет"),
        (
            K.FULL_NAME,
            r"\bф ?и ?о\b|фамили\w*.*(?:имя|имени|инициал|отчеств)|^(?:сотрудник|работник|учител|"
            r"преподавател)\w*$|^педагог(?:и|ическ\w* работник\w*|а|ов)?$",
        ),
        (K.LAST_NAME, r"^фамилия"),
        (K.FIRST_NAME, r"^имя\b"),
        (K.PATRONYMIC, r"^отчество"),
        (K.GENDER, r"^пол$"),
        (K.POST, r"должност|профессия|кем работает|^специалист$"),
        (K.SHORT_NAME, r"(?:кратк|сокращ|коротк)\w*.*(?:наим|назв|орган|учрежд)|^(?:кратк|сокращ|коротк)\w*$"),
        (K.NAME, r"(?:полн|официал)\w*.*(?:наим|назв|орган)|^полное$|юридическ\w* (?:наим|назв)"),
        (K.KIND, r"^(?:вид|тип)\b.*(?:орг|учрежд|оо|оу|)$"),
        (
            K.PLACE,
            r"\b(?:оо|оу|доу|мбоу|маоу|мкоу|мбдоу|сош)\b|организац|учрежден|школ|место работы|детск\w* сад|"
            r"наименован|^название",
        ),
    )
)
_PERSON = (K.FULL_NAME, K.LAST_NAME)
_PLACE = (K.PLACE, K.NAME, K.SHORT_NAME)
_NOT_HEADING = re.compile(r"\d{3}")


@lru_cache(maxsize=4096)
def kind_of_heading(heading: str) -> tuple[ColumnKind, str]:
    """The kind and, of a forbidden one, what it holds."""
    key = key_of(heading)
    if len(heading) > LONGEST:
        return K.UNKNOWN, ""
    why = why_heading(key)
    if why and not re.search(r"принят|при[её]м|аттест|категор", key):
        return K.FORBIDDEN, why
    return next((kind for kind, pattern in _KINDS if pattern.search(key)), K.UNKNOWN), ""


def is_heading_row(texts: Sequence[str]) -> bool:
    """Whether the row heads a table: it names people, or organisations, and something besides."""
    filled = [text for text in texts if text]
    if len(set(filled)) < 2 or any(len(text) > LONGEST for text in filled):
        return False
    kinds = {kind_of_heading(text)[0] for text in set(filled) if not _NOT_HEADING.search(text)}
    told = kinds - {K.UNKNOWN, K.NUMBER}
    if told & set(_PERSON):
        return len(told) > 1 or K.NUMBER in kinds
    return bool(told & set(_PLACE)) and (
        len(told & {*_PLACE, K.KIND, K.FORBIDDEN}) > 1 or len(told) > 1 or K.NUMBER in kinds
    )


def names_people(kinds: Sequence[ColumnKind]) -> bool:
    return any(kind in _PERSON for kind in kinds)
