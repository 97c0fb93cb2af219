"""Headings of columns in whatever wording."""

import re
from collections.abc import Sequence
from functools import lru_cache

from metodsovet.ground.directory.reading.forbidden import why_heading
from metodsovet.ground.directory.reading.names import looks_like_person
from metodsovet.ground.directory.reading.values import ColumnKind
from metodsovet.ground.directory.reading.words import key_of

K = ColumnKind
LONGEST = 120
LONGEST_OF_ALL = 600  # forms of sites quote whole paragraphs of the order in their headings
# The first that fits decides.
_KINDS: Sequence[tuple[ColumnKind, re.Pattern[str]]] = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        (K.NUMBER, r"^(?:n|no|п ?п|номер(?: п ?п)?|n п ?п|)$"),
        (
            K.UNKNOWN,
            r"образовательн\w* программ|переподгот|повышени|следующ\w* аттест|план\w* аттест|"
            r"ф ?и ?о (?:директор|заведующ|наставник|родител|ребен|куратор)",
        ),
        (
            K.CATEGORY_UNTIL,
            r"^(?:(?:квалификац|категор|аттестац)\w* )?(?:аттестован\w*|действ\w*) до$|"
            r"^(?:действ\w* до|до какого|(?:дата|срок)\w* (?:оконч|истеч|действ)\w*|срок\w*).*"
            r"(?:аттест|категор|\bкат\b)|"
            r"^(?:\w+ )?категори\w* (?:срок\w*(?: действ\w*)?|(?:действ\w* )?до|оконч\w*.*)$",
        ),
        (
            K.CATEGORY_SINCE,
            r"^(?:дата|когда|год|реквизит|приказ).*(?:аттест|категор|присв|соотв)|^(?:аттестаци|"
            r"категори)\w* (?:.*дата (?:присв|аттест)\w*|с какого.*|дата|с|от|когда|год)$",
        ),
        (K.TEACHING, r"(?:продолжительност|период)\w* опыта|опыт\w* работы"),
        (K.SERVICE, r"стаж.*\bобщ\w* .*пед|стаж.*\bпед\w* .*\bобщ"),
        (K.TEACHING, r"стаж.*(?:пед|препод|учител|специальн)|(?:пед|препод)\w* ?\w* стаж|педстаж"),
        (K.WORKING, r"общ\w*\b.*стаж|стаж.*общ|трудов\w* стаж|стаж.*трудов"),
        (K.FULL_NAME, r"^(?:ф ?и ?о\b|фамили|педагог\b|сотрудник\b|работник\b|учител\w*\b).*должност"),
        (K.POST, r"должност\w*.*предмет|предмет\w*.*должност"),
        (
            K.POST,
            r"^(?!.*(?:стаж|соответ|аттест|категор|дата|принят|назнач|курс|работает .* с$|^в должност)).*"
            r"(?:должност|\bдолжн\b|професси[яи]$|кем (?:и с как\w+ \w+ )?работает)",
        ),
        (K.SUBJECTS, r"^(?!.*курсы (?:пк|повыш)).*(?:предмет|дисциплин)|^предм\b|что вед|^ведет|преподаваем|преподает"),
        (K.UNKNOWN, r"стаж.*(?:должност|организ|учрежд|данн)|курс|награ|нагрузк|ставк|учебн\w* степен|звани"),
        (K.TEACHING, r"^стаж(?: работы)?(?: лет)?$"),
        (K.CATEGORY, r"^категория и? ?дата|катег(?:ор|\b)|аттестац|соответств|\bкат\b"),
        (
            K.EDUCATION,
            r"(?<!учреждени[ея] )(?<!организаци[яи] )(?<!отдел )(?<!управление )образовани|диплом|окончи|\bвуз\b|"
            r"учебн\w* заведен|специальност|квалификаци|^обр(?:аз|азов)?(?: е)?$",
        ),
        (K.UNTIL, r"увол|дата оконч\w* (?:работ|трудов)|\bвыбы"),
        (
            K.SINCE,
            r"принят|дата (?:при[её]м|поступ|начал|трудоустр|назнач|зачисл)|работает\b.* с$|с какого|"
            r"при[её]м\w* на работ|^в (?:оо|оу|доу|организации|учреждении|должности)(?: работает)? с$",
        ),
        (
            K.MAIN,
            r"совмест|\bсовм\b|основн\w*\b.*(?:мест|раб|сотр)|^основн|занятост|условия (?:привлеч|работ)|штатн|"
            r"внутренн\w* внешн",
        ),
        (K.NOTE, r"^(?:прим|примечани\w*|состояние|статус|отметк\w*|комментари\w*)$"),
        (
            K.FULL_NAME,
            r"\bф ?и ?о\b|фамили\w*.*(?:имя|имени|инициал|отчеств)|^(?:сотрудник|работник|учител|воспитател|"
            r"преподавател)\w*$|^педагог(?:и|ическ\w* работник\w*|а|ов)?$|^кто$|"
            r"^(?!.*(?:числ|колич|кол во)).* (?:сотрудник|работник)$",
        ),
        (K.LAST_NAME, r"^фамилия|\bфамилия$"),
        (K.FIRST_NAME, r"^имя\b|\bимя$"),
        (K.PATRONYMIC, r"^отчество|\bотчество$"),
        (K.GENDER, r"^пол$"),
        (K.POST, r"^специалист$"),
        (K.SHORT_NAME, r"(?:кратк|сокращ|коротк)\w*.*(?:наим|назв|орган|учрежд)|^(?:кратк|сокращ|коротк)\w*$"),
        (K.NAME, r"(?:полн|официал)\w*.*(?:наим|назв|орган)|^полное$|юридическ\w* (?:наим|назв)"),
        (K.KIND, r"^(?:вид|тип)\b.*(?:орг|учрежд|оо|оу|)$"),
        (
            K.PLACE,
            r"\b(?:оо|оу|доу|мбоу|маоу|мкоу|мбдоу|сош)\b|организац|учрежден|школ|место работы|где работает|"
            r"детск\w* сад|наименован|^название",
        ),
    )
)
NOT_HELD = "не переносится: "
# Columns that schools send and the register has no place for.
_NOT_HELD: Sequence[tuple[str, re.Pattern[str]]] = tuple(
    (f"{NOT_HELD}{why}", re.compile(pattern))
    for why, pattern in (
        ("ставок справочник не хранит", r"\bставк|^(?:кол(?:во|ичество)?|доля) став"),
        ("нагрузку справочник не хранит", r"нагрузк"),
        ("отпусков справочник не хранит, человек остаётся на месте работы", r"отпуск|декрет|уход\w* за реб"),
        ("наград и званий справочник не хранит", r"наград|\bзвани"),
        ("курсы ведут в повышении квалификации, а не в списке людей", r"\bкурс|повышени\w* квалиф|переподгот"),
    )
)
_PERSON = (K.FULL_NAME, K.LAST_NAME)
_PLACE = (K.PLACE, K.NAME, K.SHORT_NAME)
_DIGIT = re.compile(r"\d")


@lru_cache(maxsize=4096)
def kind_of_heading(heading: str) -> tuple[ColumnKind, str]:
    """The kind and what a forbidden column holds, or why one that is understood is not loaded."""
    key = key_of(heading)
    if len(heading) > LONGEST_OF_ALL or (heading and not key and "№" not in heading):
        return K.UNKNOWN, ""
    why = why_heading(key)
    if why and not re.search(r"принят|при[её]м|аттест|категор", key):
        return K.FORBIDDEN, why
    kind = next((kind for kind, pattern in _KINDS if pattern.search(key)), K.UNKNOWN)
    return kind, why_not_held(key) if kind is K.UNKNOWN else ""


def why_not_held(key: str) -> str:
    """Why a column that is understood is not loaded all the same; empty when its heading tells nothing."""
    return next((why for why, pattern in _NOT_HELD if pattern.search(key)), "")


def is_heading_row(texts: Sequence[str]) -> bool:
    """Whether the row heads a table: it names people, or organisations, and something besides, and few numbers."""
    filled = {text for text in texts if text}
    plain = {text for text in filled if not _DIGIT.search(text)}
    if len(filled) < 2 or len(plain) * 2 < len(filled) or any(len(text) > LONGEST_OF_ALL for text in filled):
        return False
    if sum(len(text) > LONGEST for text in filled) * 2 > len(filled) or any(map(looks_like_person, plain)):
        return False
    told = {kind_of_heading(text)[0] for text in plain} - {K.UNKNOWN, K.NUMBER, K.NOTE}
    is_numbered = any(kind_of_heading(text)[0] is K.NUMBER for text in filled)
    if told & set(_PERSON):
        return len(told) > 1 or is_numbered
    return bool(told & set(_PLACE)) and (len(told) > 1 or is_numbered)


def names_people(kinds: Sequence[ColumnKind]) -> bool:
    """A column of names, or of posts where nothing tells a list of organisations."""
    if any(kind in _PERSON for kind in kinds):
        return True
    return K.POST in kinds and not any(kind in (K.NAME, K.SHORT_NAME, K.KIND) for kind in kinds)


def may_be_named(header: str) -> bool:
    """Whether a person may say what the column holds: not of what its heading itself forbids to keep."""
    return kind_of_heading(header)[0] is not K.FORBIDDEN


def told_columns(texts: Sequence[str]) -> int:
    """How many of the headings say what their column holds."""
    return sum(kind_of_heading(text)[0] not in (K.UNKNOWN, K.NUMBER) for text in texts if text)
