from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from metodsovet.kernel.parties import Party


@dataclass(frozen=True, slots=True)
class Appointed:
    """Whom a point appoints or relieves, and as whom, in the words of the point; ``instead`` is whom he replaces."""

    party: Party
    office: str = ""
    instead: Party | None = None

    def to_json(self) -> dict[str, Any]:
        instead = self.instead.to_json() if self.instead else None
        return {"party": self.party.to_json(), "as": self.office, "instead": instead}

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Self:
        instead = value.get("instead")
        return cls(Party.from_json(value["party"]), value["as"], Party.from_json(instead) if instead else None)
