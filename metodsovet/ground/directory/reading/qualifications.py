"""Education and category in free wording."""

import re
from functools import lru_cache

from metodsovet.ground.directory.reading.days import day_of
from metodsovet.ground.directory.reading.forbidden import without_forbidden
from metodsovet.ground.directory.reading.words import key_of

LONGEST_EDUCATION = 300
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
        ("none", r"^(?:без|нет|не имеет|б ?к|бк|не аттест\w*|молодой специалист|0|отсутств\w*)\b|^$"),
        ("highest", r"высш|^выс\b|^вкк|^в$|^вк$"),
        ("first", r"перв|^1\b|^i\b|^пкк|^1кк|^п$"),
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


@lru_cache(maxsize=65536)
def category_of(text: str) -> tuple[str, str] | None:
    """Kind («none» for none) and the ISO day that the words name; None when not understood."""
    key = key_of(text)
    kind = next((kind for kind, pattern in _CATEGORIES if pattern.search(key)), None)
    if kind is None:
        return None
    day = day_of(text) if re.search(r"\d{4}|\d\.\d", text) else None
    return kind, day.isoformat() if day else ""
