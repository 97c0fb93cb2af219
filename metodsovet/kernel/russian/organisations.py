import re
from functools import lru_cache

from metodsovet.kernel.russian.heads import decline_head, split
from metodsovet.kernel.russian.morphology import Case

_QUOTED = re.compile(r"^[«\"“]")


@lru_cache(maxsize=4096)
def decline_organisation(name: str, case: Case) -> str:
    """The head of the name and its adjectives: «Управления образования», «средней школы № 3», «Лицея № 4».

    What begins with an abbreviation («МБОУ «Лицей № 4»») or stands in quotes has no case forms.
    """
    if _QUOTED.match(name):
        return name
    pieces = split(name)
    decline_head(pieces, 0, case, is_alive=False)
    return "".join(pieces)
