"""Repair of what a typist, a scanner or a narrow cell did to the phrase, before it is read."""

import re

from metodsovet.kernel.parties.capitals import in_small_letters
from metodsovet.kernel.parties.tracing import TracedText
from metodsovet.kernel.parties.vocabulary import BODIES, POSTS
from metodsovet.kernel.russian.letters import CUT, joined_cut, unlatin
from metodsovet.kernel.russian.morphology import is_word, word_forms

_ODD_SPACES = re.compile(r"[\u00a0\u2007\u2009\u200a\u202f\t\r\n\v\f]")
_INVISIBLE = re.compile(r"[\u00ad\u200b\u200c\u200d\u2060\ufeff]")
_BULLET = re.compile(r"(?:^|(?<=\n))[ \t]*[-–—*](?=[ \t]*[А-Яа-яЁё])|[•·▪●]|\n[ \t]*\n")
_NUMBERED = re.compile(r"(?:^|(?<=[\s;,.]))(?<!№ )\d{1,2}[.)](?=\s*[А-ЯЁа-яё]{2})")
_GLUED_WORD = re.compile(r"([А-ЯЁ]?[а-яё]{2,})([А-ЯЁ](?:[А-ЯЁа-яё]+|\.))")
_GLUED_POST = re.compile(
    r"\b(зам|зав|соц|муз)(?=директор|начальник|зав|педагог|рук\b|библиотек|кафедр|отдел|сектор)", re.IGNORECASE
)
_GLUED_ORGANISER = re.compile(r"\b(пед)(?=организатор)", re.IGNORECASE)
_BROKEN = re.compile(r"(?=\b([А-ЯЁ]?[а-яё]{1,12}) ([а-яё]{2,14})\b)")
_BROKEN_SURNAME = re.compile(r"(?=\b([А-ЯЁ][а-яё]{1,8}) ([а-яё]{2,12}) [А-ЯЁ]\. ?[А-ЯЁ]\.)")
_COMPOUND = re.compile(
    r"\b((?:педагог|учител|преподавател|инструктор)[а-яё]*)(?: ?[-–—] ?| )"
    r"((?:организатор|психолог|библиотекар|логопед|дефектолог|предметник|методист)[а-яё]*)\b",
    re.IGNORECASE,
)
_CONTRACTION = re.compile(r"\b(рук|уч|зам|воспит|препод)-(л(?:ь|и|ям|ей|ями|я|ю|ем))\b", re.IGNORECASE)
_CONTRACTED = {"рук": "руководите", "уч": "учите", "зам": "заместите", "воспит": "воспитате", "препод": "преподавате"}
_KINSHIP = re.compile(r"(?<=[А-ЯЁ]\.)[- ]?(?:кызы|оглы|гызы|улы)\b", re.IGNORECASE)
_ACTING = re.compile(r"\b(?i:и\. ?о\.?|врио|вр\. ?и\. ?о\.|ио) ?(?=[а-яё]{3})")
_ADDITIONAL = re.compile(r"\bДОП\.?(?= ?образован)")
_COMMISSION = re.compile(r"\bКДН ?(?:и|И) ?ЗП\b")
_SPACES = re.compile(r" {2,}")
_DASHES = str.maketrans("‐‑−—“„”", "--––«««")


def cleaned(source: str) -> TracedText:
    traced = TracedText(source)
    traced.replace(CUT, joined_cut)
    traced.replace(_INVISIBLE, lambda found: "")
    if source.lstrip()[:1].isdigit() or "\n" in source:
        traced.replace(_NUMBERED, lambda found: ";")
    traced.replace(_BULLET, lambda found: ";")
    traced.replace(_ODD_SPACES, lambda found: " ")
    traced.replace_letters(in_small_letters(unlatin(traced.text)).translate(_DASHES))
    traced.replace(_SPACES, lambda found: " ")
    traced.replace(_CONTRACTION, _full_contraction)
    traced.replace(_KINSHIP, lambda found: "")
    traced.replace(_ADDITIONAL, lambda found: "доп.")
    traced.replace(_COMMISSION, lambda found: "КДНиЗП")
    traced.replace(_ACTING, lambda found: "и.о. ")
    traced.replace(_GLUED_WORD, _unglued)
    traced.replace(_GLUED_ORGANISER, lambda found: f"{found.group()}агог-")
    traced.replace(_GLUED_POST, lambda found: f"{found.group()} ")
    _join_broken(traced)
    traced.replace(_COMPOUND, _compound)
    return traced


def _full_contraction(found: re.Match[str]) -> str:
    full = _CONTRACTED[found.group(1).lower()] + found.group(2).lower()
    return full.capitalize() if found.group()[0].isupper() else full


def _unglued(found: re.Match[str]) -> str:
    """«руководителиШМО», «ИвановаМ.П.»; «МинОбр» and the like stay."""
    left, right = found.groups()
    if right.endswith(".") or (len(left) > 3 and is_word(left.lower())):
        return f"{left} {right}"
    return found.group()


def _join_broken(traced: TracedText) -> None:
    """Words with a space inside: «Руко водители», «Кук ушкина Т.Л.»; a word in three pieces needs the second round."""
    for _ in range(2):
        places = {found.start(2) - 1 for found in _BROKEN_SURNAME.finditer(traced.text) if not is_word(found.group(2))}
        places |= {found.start(2) - 1 for found in _BROKEN.finditer(traced.text) if _is_broken(*found.groups())}
        for place in sorted(places, reverse=True):
            traced.cut(place)
        if not places:
            return


def _is_broken(left: str, right: str) -> bool:
    left = left.lower()
    if left + right in POSTS and right not in POSTS:
        return True
    is_joined = is_word(left + right) or left + right in BODIES | POSTS
    return is_joined and not (is_word(left) and is_word(right)) and (not is_word(right) or len(left) > 3)


def _compound(found: re.Match[str]) -> str:
    """«Педагог организатор» → «Педагог-организатор» when both parts stand in one case."""
    first, second = found.groups()
    cases = [{(form.tag.case, form.tag.number) for form in word_forms(word.lower())} for word in (first, second)]
    if not cases[0] & cases[1] or (first[0].islower() and second[0].isupper()):
        return found.group()
    return f"{first}-{second.lower()}"
