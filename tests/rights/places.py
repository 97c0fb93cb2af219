"""Where the rows of the realm are: five places, and the word that marks every row of each."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from django.db.models import Model

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Organisation, Person
from metodsovet.ground.directory.tests.world import CANARY, user_of

OWN, SIBLING, TOWN, FOREIGN, FOREIGN_TOWN = "own", "sibling", "town", "foreign", "foreign_town"
HOME = (OWN, SIBLING, TOWN)
ABROAD = (FOREIGN, FOREIGN_TOWN)
MARKS: Mapping[str, str] = MappingProxyType(
    {OWN: "Родниково", SIBLING: "Соседово", TOWN: "Градово", FOREIGN: CANARY, FOREIGN_TOWN: f"{CANARY}округ"}
)


@dataclass
class Place:
    """A node, who leads its work, who accepts and who controls it, and its rows by key."""

    name: str
    node: Organisation
    issuer: Organisation
    lead: Person
    service: Person
    controller: Person
    rows: dict[str, Model] = field(default_factory=dict)

    @property
    def by(self) -> User:
        return user_of(self.service)

    def word(self, key: str) -> str:
        """The mark of a row; no mark is the beginning of another one."""
        return f"{MARKS[self.name]}{key.replace('_', '')}"

    def pk(self, key: str) -> str:
        return str(self.rows[key].pk)
