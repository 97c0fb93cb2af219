import re
from functools import lru_cache

from metodsovet.kernel.russian.heads import DASHES, decline_head, is_abbreviation, nominative, split
from metodsovet.kernel.russian.morphology import Case

_QUOTED = re.compile(r"^[«\"“]")


@lru_cache(maxsize=4096)
def decline_organisation(name: str, case: Case) -> str:
    """The head of the name and its adjectives: «Управления образования», «средней школы № 3», «Лицея № 4».

    Abbreviations and what stands in quotes («МБОУ «Лицей № 4»») have no case forms; a noun after an abbreviation has
    («МБДОУ детского сада № 7»), so has a second one after a dash («школы — детского сада»).
    """
    pieces = split(name)
    start: int | None = 2 if len(pieces) > 1 and is_abbreviation(pieces[0]) else 0
    while start is not None and not _QUOTED.match(pieces[start]):
        start = _after_dash(pieces, decline_head(pieces, start, case, is_alive=False))
    return "".join(pieces)


def _after_dash(pieces: list[str], start: int) -> int | None:
    for place in range(start, len(pieces), 2):
        if _QUOTED.match(pieces[place]):
            return None
        if pieces[place - 2] in DASHES and nominative(pieces[place], [], is_alive=False) is not None:
            return place
    return None
