"""What upper rooms show around a community: tabs, lines of its passport, columns and pages of the picture of all.

Sections of its page are ``directory.panels`` of the slot below. An upper room registers at start; what it gives is
already cut to the user::

    @slots.offer_tab("meetings")
    def meetings(user: User, community: Community) -> Tab | None: ...
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from metodsovet.design.tables.columns import Cell
from metodsovet.ground.access.models import User
from metodsovet.work.communities.models import Community

COMMUNITY_PANELS = "communities:community"


@dataclass(frozen=True, slots=True)
class Tab:
    """``key`` marks the page that is open: it passes it as ``tab`` to ``communities/base_community.html``.

    ``count`` is how much is there, ``news`` how much of it the reader has not seen.
    """

    key: str
    url: str
    label: str
    count: int | None = None
    news: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the passport: «Тема года», the text, where it comes from."""

    label: str
    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class PicturePart:
    """A page of the picture that an upper room keeps; ``key`` marks it as open."""

    key: str
    url_name: str
    label: str


TabOf = Callable[[User, Community], Tab | None]
LinesOf = Callable[[Community, date], Sequence[Line]]
Values = Callable[[Sequence[int], date], Mapping[int, Cell]]


@dataclass(frozen=True, slots=True)
class PictureColumn:
    """``values`` answers by ids of many communities at once, or is the code of a gap, whose ``number`` is then shown.

    ``url`` leads from a value to its rows.
    """

    key: str
    label: str
    values: Values | str
    url: Callable[[int], str] | None = None
    is_number: bool = True


@dataclass(frozen=True, slots=True)
class PeopleColumns:
    """Columns (key, label) beside people who are in many communities, counted together.

    ``values`` answers by ids of people within the communities given; ``url`` opens the rows of a person's figures.
    """

    columns: Sequence[tuple[str, str]]
    values: Callable[[Sequence[int], Sequence[int], date], Mapping[int, Mapping[str, Cell]]]
    url: Callable[[int], str]


_tabs: dict[str, TabOf] = {}
_lines: list[LinesOf] = []
_columns: dict[str, PictureColumn] = {}
_parts: dict[str, PicturePart] = {}
_people: list[PeopleColumns] = []


def offer_tab(key: str) -> Callable[[TabOf], TabOf]:
    """ValueError for a second tab of the key."""

    def register(tab: TabOf) -> TabOf:
        if key in _tabs:
            raise ValueError(f"tab «{key}» of communities is offered twice")
        _tabs[key] = tab
        return tab

    return register


def offer_lines(lines: LinesOf) -> LinesOf:
    _lines.append(lines)
    return lines


def offer_column(column: PictureColumn) -> None:
    """ValueError for a second column of the key."""
    if column.key in _columns:
        raise ValueError(f"column «{column.key}» of the picture is offered twice")
    _columns[column.key] = column


def offer_part(part: PicturePart) -> None:
    """ValueError for a second page of the key."""
    if part.key in _parts:
        raise ValueError(f"page «{part.key}» of the picture is offered twice")
    _parts[part.key] = part


def offer_people_columns(columns: PeopleColumns) -> None:
    _people.append(columns)


def tabs_of(user: User, community: Community) -> list[Tab]:
    return [shown for tab in _tabs.values() if (shown := tab(user, community)) is not None]


def lines_of(community: Community, day: date) -> list[Line]:
    return [line for lines in _lines for line in lines(community, day)]


def picture_columns() -> Sequence[PictureColumn]:
    return tuple(_columns.values())


def picture_parts() -> Sequence[PicturePart]:
    return tuple(_parts.values())


def people_columns() -> Sequence[PeopleColumns]:
    return tuple(_people)
