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
        (K.POST, r"должност\w*.*предмет|предмет\w*.*должност"),
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
_DIGIT = re.compile(r"\d")


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
    """Whether the row heads a table: it names people, or organisations, and something besides, and few numbers."""
    filled = {text for text in texts if text}
    plain = {text for text in filled if not _DIGIT.search(text)}
    if len(filled) < 2 or len(plain) * 2 < len(filled) or any(len(text) > LONGEST for text in filled):
        return False
    told = {kind_of_heading(text)[0] for text in plain} - {K.UNKNOWN, K.NUMBER}
    is_numbered = any(kind_of_heading(text)[0] is K.NUMBER for text in filled)
    if told & set(_PERSON):
        return len(told) > 1 or is_numbered
    return bool(told & set(_PLACE)) and (len(told) > 1 or is_numbered)


def names_people(kinds: Sequence[ColumnKind]) -> bool:
    return any(kind in _PERSON for kind in kinds)
