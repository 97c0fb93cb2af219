import re
from functools import lru_cache

from metodsovet.kernel.russian.heads import DASHES, decline_head, nominative, split
from metodsovet.kernel.russian.morphology import Case

_SHORT = re.compile(r"^(?:зам|зав|и\.\s?о|врио|вр\.\s?и\.\s?о)\b", re.IGNORECASE)


@lru_cache(maxsize=4096)
def decline_position(position: str, case: Case) -> str:
    """The head of a post and its adjectives in the case; the rest depends on the head and stays.

    A second post after a comma, «и» or a dash, and one in brackets, is declined too («учитель физики, классный
    руководитель»). What begins with an abbreviation («зам. директора») has no case forms.
    """
    if _SHORT.match(position):
        return position
    pieces = split(position)
    start: int | None = 0
    while start is not None:
        end = decline_head(pieces, start, case)
        start = _next_head(pieces, end)
    return "".join(pieces)


def _next_head(pieces: list[str], start: int) -> int | None:
    for place in range(start, len(pieces), 2):
        before = pieces[place - 2]
        is_listed = before.endswith(",") or before == "и" or before in DASHES
        if not (is_listed or pieces[place].startswith("(")):
            continue
        form = nominative(pieces[place], [], is_alive=True)
        if form is not None and form.tag.number == "sing" and (form.tag.POS != "NOUN" or "anim" in form.tag):
            return place
    return None
