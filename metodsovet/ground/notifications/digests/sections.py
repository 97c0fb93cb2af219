"""Parts of digests that the rooms above give.

A room registers functions at start; a person is told what he may see now, an organisation what concerns itself::

    @sections.for_person
    def own_deadlines(user: User) -> Section | None: ...

    @sections.for_organisation
    def duties(organisation: Organisation, since: datetime) -> Iterable[Section]: ...
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Organisation


@dataclass(frozen=True, slots=True)
class Line:
    """``address`` is the path of the page; ``note`` stands after the text."""

    text: str
    address: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """``total`` counts what the lines are the beginning of; ``rest`` is the page that shows all.

    A digest of an organisation goes only when some section ``is_news`` since the last one.
    """

    title: str
    lines: Sequence[Line]
    total: int
    rest: str = ""
    is_news: bool = False

    @property
    def hidden(self) -> int:
        return self.total - len(self.lines)


ForPerson = Callable[[User], Section | None]
ForOrganisation = Callable[[Organisation, datetime], Iterable[Section]]
_of_persons: list[ForPerson] = []
_of_organisations: list[ForOrganisation] = []


def for_person(give: ForPerson) -> ForPerson:
    _of_persons.append(give)
    return give


def for_organisation(give: ForOrganisation) -> ForOrganisation:
    """``since`` is the moment of the last digest: what was so before it is no news."""
    _of_organisations.append(give)
    return give


def sections_of_person(user: User) -> list[Section]:
    return [section for give in _of_persons if (section := give(user)) is not None]


def sections_of_organisation(organisation: Organisation, since: datetime) -> list[Section]:
    return [section for give in _of_organisations for section in give(organisation, since) if section.lines]
