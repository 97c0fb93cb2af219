"""Education and category in free wording."""

import re
from dataclasses import dataclass
from functools import lru_cache

from metodsovet.ground.directory.reading.days import day_of
from metodsovet.ground.directory.reading.forbidden import without_forbidden
from metodsovet.ground.directory.reading.words import key_of

LONGEST_EDUCATION = 300
_HAS_DAY = re.compile(r"\d{4}|\d\.\d")
_WHOLE_DAY = re.compile(r"\d\s?[./,-]\s?\d{1,2}\s?[./,-]\s?\d{2}|\d{1,2}\s+[а-яё]{3,8}\.?\s+\d{4}", re.IGNORECASE)
_UNTIL = re.compile(r"(?:\bдо\b|\bпо\b|действ\w*|\d{4}\s*(?:г\.?)?\s*[-–—])\s*:?\s*(\d.*)$", re.IGNORECASE)
_LEVELS = tuple(
    (level, re.compile(pattern))
    for level, pattern in (
        ("incomplete_higher", r"незакон\w* высш|неоконч\w* высш|н высш|студент"),
        (
            "higher",
            r"высш|^во\b|^в ?/? ?о$|бакалавр|магистр|специалитет|аспирант|кандидат|университет|институт|педуниверс",
        ),
        ("vocational", r"ср\w* ?проф|ср\w* спец|ср\w* пед|^спо\b|^с/?сп|колледж|училищ|техникум|^среднее$|проф"),
        ("general", r"ср\w* общ|полное общ|общее|11 кл"),
    )
)
_CATEGORIES = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        ("methodist", r"педагог методист"),
        ("mentor", r"педагог наставник"),
        ("none", r"^(?:без|нет|не имеет|б ?к|бк|не атт\w*|н а|молодой специалист|0|отсутств\w*)\b|^$"),
        ("highest", r"высш|^выс\b|^вкк|^в(?: к)*$|^вк$"),
        ("first", r"перв|^1\b|^i\b|^пкк|^1 ?к|^п(?: к)*$"),
        ("conformity", r"соотв|^сзд|^сзд\b|занимаемой"),
    )
)


@lru_cache(maxsize=65536)
def education_of(text: str) -> tuple[str, str]:
    """Level (an empty one when the words do not tell) and the words, where they say more than the level."""
    text = without_forbidden(text)[0]
    key = key_of(text)
    level = next((level for level, pattern in _LEVELS if pattern.search(key)), "")
    says_more = len(key.split()) > 3 or not level
    return level, text[:LONGEST_EDUCATION] if says_more and text.strip(" -–—") else ""


@dataclass(frozen=True, slots=True)
class ReadCategory:
    """``kind`` is «none» for none; days are ISO or empty; ``is_rough`` when only a month or a year is named."""

    kind: str
    since: str = ""
    until: str = ""
    is_rough: bool = False


@lru_cache(maxsize=65536)
def category_of(text: str) -> ReadCategory | None:
    """What the words say of a category: «высшая, 25.12.2023», «I до 30.11.2026»; None when not understood."""
    key = key_of(text)
    kind = next((kind for kind, pattern in _CATEGORIES if pattern.search(key)), None)
    if kind is None:
        return None
    before, until = text, ""
    if found := _UNTIL.search(text):
        before, until = text[: found.start()], _iso(found[1])
    since = _iso(before) if _HAS_DAY.search(before) else ""
    return ReadCategory(kind, since, until, bool(since) and not _WHOLE_DAY.search(before))


def _iso(text: str) -> str:
    day = day_of(text)
    return day.isoformat() if day else ""
