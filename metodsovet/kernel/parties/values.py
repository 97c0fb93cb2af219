from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Self

from metodsovet.kernel.parties.kinds import PartyKind
from metodsovet.kernel.parties.printing import printed


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
    def from_json(cls, saved: Mapping[str, str]) -> Self:
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
        return printed(self)
