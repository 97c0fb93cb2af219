"""What functions and bodies the words of a party speak of, by their dictionary forms."""

import re
from dataclasses import dataclass

from metodsovet.ground.directory.models import Position
from metodsovet.kernel.russian import lemmas
from metodsovet.work.communities.models import CommunityKind

Function = Position.Function

_SCHOOL_ASSOCIATION = re.compile(r"\bшмо\b|школьн\w+ (?:предметн\w+ )?методическ\w+ объединени")
_CITY_ASSOCIATION = re.compile(
    r"\b(?:гмо|рмо|ммо|пмс|омо|умо)\b"
    r"|(?:городск|районн|муниципальн|окружн)\w+ (?:предметн\w+ )?методическ\w+ объединени"
    r"|ассоциаци|профессиональн\w+ (?:методическ\w+ |педагогическ\w+ )?сообществ"
)
_ANY_ASSOCIATION = re.compile(r"\bмо\b|методическ\w+ объединени")
_COUNCIL = re.compile(r"\bсовет\w*\b")
_WORKING_GROUP = re.compile(r"(?:рабоч|творческ|проблемн|экспертн)\w* групп")
_OUTSIDE = re.compile(
    r"обучающ|учащ|ученик|учениц|школьник|воспитанник|\bдет(?:и|ям|ей)\b|родител|законн\w+ представител|выпускник"
    r"|\bкласс(?:ы|ов)?\b|волонт|студент|профком|\bпс\b|дворник|завхоз|инспектор|жител|общественност"
)
_GENERIC = re.compile(
    r"\b(?:оо|оу|доу|доо|ооо|удод|мо?уо)\b|(?:образовательн|общеобразовательн|дошкольн)\w+ (?:организаци|учреждени)"
    r"|\bшкол(?:ы|а|ам|ах)?\b|детск\w+ сад(?:ы|а|ов|ам)?\b|учреждени\w+ образования"
)
_HEADS = frozenset({"директор", "руководитель", "начальник", "заведующий", "заведовать", "председатель"})
_DEPUTIES = frozenset({"заместитель", "замдиректора", "завуч", "зам"})
_TEACHERS = frozenset(
    {
        "учитель", "учитель-предметник", "педагог", "воспитатель", "преподаватель", "предметник", "тьютор", "наставник",
        "библиотекарь", "куратор", "вожатый", "вожатая", "советник", "логопед", "дефектолог", "психолог",
        "педагог-психолог", "педагог-организатор", "учитель-логопед", "учитель-дефектолог", "педагог-библиотекарь",
    }
)  # fmt: skip
_ORDINARY_TEACHERS = frozenset({"учитель", "воспитатель", "преподаватель", "предметник", "классный"})
_SPECIALISTS = frozenset({"специалист", "инженер", "консультант", "аналитик"})


@dataclass(frozen=True, slots=True)
class Meaning:
    """``associations`` is a community kind, «any» or empty; ``function`` of a post or empty."""

    function: str = ""
    associations: str = ""
    is_outside: bool = False
    is_generic: bool = False
    is_ordinary_teacher: bool = False


ANY_ASSOCIATION = "any"


def meaning_of(text: str) -> Meaning:
    lowered = text.lower().replace("ё", "е")
    associations = _associations(lowered)
    function = "" if associations else _function(lowered)
    return Meaning(
        function,
        associations,
        is_outside=bool(_OUTSIDE.search(lowered)) and function in ("", Function.OTHER),
        is_generic=bool(_GENERIC.search(lowered)),
        is_ordinary_teacher=function == Function.TEACHER and _teaches(lowered),
    )


def _teaches(text: str) -> bool:
    """Teachers and educators of groups, not the specialists beside them («учитель-логопед», «старший воспитатель»)."""
    words = lemmas(text.replace("-", " "))
    is_special = any(word in words for word in ("логопед", "дефектолог", "старший", "организатор"))
    return not is_special and any(word in _ORDINARY_TEACHERS for word in words)


def is_audience(text: str) -> bool:
    """«ОО», «общеобразовательные организации», «школы»: everyone the plan is for, nobody by name."""
    return bool(_GENERIC.search(text.lower())) and "№" not in text and "«" not in text and '"' not in text


def body_kind(text: str) -> str:
    """Kind of community of a body («методический совет», «рабочая группа …»), or empty."""
    lowered = text.lower()
    if _WORKING_GROUP.search(lowered):
        return CommunityKind.Code.WORKING_GROUP.value
    return CommunityKind.Code.COUNCIL.value if _COUNCIL.search(lowered) else ""


def _associations(text: str) -> str:
    if not re.search(r"руководител|председател|\bглав|\bчлен", text):
        return ""
    if _SCHOOL_ASSOCIATION.search(text):
        return CommunityKind.Code.SCHOOL_ASSOCIATION.value
    if _CITY_ASSOCIATION.search(text):
        return CommunityKind.Code.CITY_ASSOCIATION.value
    return ANY_ASSOCIATION if _ANY_ASSOCIATION.search(text) else ""


def _function(text: str) -> str:
    words = frozenset(lemmas(text))
    by_words = (
        (_DEPUTIES, Function.DEPUTY),
        (frozenset({"методист"}), Function.METHODIST),
        (_TEACHERS, Function.TEACHER),
        (_SPECIALISTS, Function.SPECIALIST),
    )
    if "классный" in words and "руководитель" in words:
        return Function.TEACHER.value
    if "музыкальный" in words or "физический" in words:
        return Function.TEACHER.value
    for known, function in by_words:
        if words & known:
            return function.value
    return Function.HEAD.value if words & _HEADS else ""
