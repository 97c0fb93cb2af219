import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum

NBSP = "\u00a0"

TOGETHER = "together"
BY_AGREEMENT = "by_agreement"
ASSISTING = "assisting"

# The words by which the manner is read and printed.
AGREEMENT = "по согласованию"

_INITIALS = re.compile(r" (?=(?:[А-ЯЁ]\.)+$)")


class PartyKind(StrEnum):
    ROLE = "role"
    POSITION = "position"
    DEPARTMENT = "department"
    ORGANISATION = "organisation"
    GROUP = "group"
    PERSON = "person"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Party:
    """Who is responsible: one of the parties that a phrase names.

    ``source`` is the piece of the phrase as written. ``text`` is nominative; ``scope`` the named unit
    («школа», «отдел … МКУ …») and the words «по согласованию»; ``person`` is «Фамилия И.О.».
    ``manner`` is empty, ``together`` (совместно с), ``assisting`` (при участии) or ``by_agreement``.
    """

    source: str
    kind: PartyKind
    text: str
    scope: str
    person: str
    manner: str = ""

    def to_json(self) -> dict[str, str]:
        return {name: str(value) for name, value in asdict(self).items()}

    @classmethod
    def from_json(cls, saved: Mapping[str, str]) -> "Party":
        """The value that ``to_json`` wrote; KeyError or ValueError on anything else."""
        return cls(
            source=saved["source"],
            kind=PartyKind(saved["kind"]),
            text=saved["text"],
            scope=saved["scope"],
            person=saved["person"],
            manner=saved.get("manner", ""),
        )

    def print(self) -> str:
        from metodsovet.kernel.parties.printing import printed

        return printed(self)
