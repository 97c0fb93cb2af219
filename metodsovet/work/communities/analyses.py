"""Which figures the yearly analysis of a community is drafted from; each is an offer (``kernel.offers``) of it.

A room registers its own at start, after its offers; ``rows`` tells in words those that the reader may see::

    analyses.offer(Counted("events:meetings_held", "Заседания", meeting_rows))
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

from metodsovet.ground.access.models import User
from metodsovet.kernel.offers import figure_named

if TYPE_CHECKING:
    from metodsovet.work.communities.models import Analysis

SECTIONS = ("Успехи", "Трудности", "Задачи на следующий год")
"""What a kind that says nothing of its own asks the head to write."""


@dataclass(frozen=True, slots=True)
class Row:
    """``url`` is empty where the reader may not open the record."""

    text: str
    url: str = ""
    note: str = ""


RowsOf = Callable[[QuerySet[Any], User], Sequence[Row]]


@dataclass(frozen=True, slots=True)
class Counted:
    """``group`` is the heading that figures stand under; rows of those with ``listed_as`` go into the paper too,
    under these words."""

    name: str
    group: str
    rows: RowsOf
    listed_as: str = ""

    @property
    def label(self) -> str:
        return figure_named(self.name).title

    @property
    def slug(self) -> str:
        return self.name.replace(":", "-")


def seen(rows: QuerySet[Any], visible: QuerySet[Any]) -> QuerySet[Any]:
    """Of the rows behind a figure those that the reader may see."""
    return rows.filter(pk__in=visible.values("pk"))


@dataclass(frozen=True, slots=True)
class Follower:
    """What an upper room does when the analysis moves: in the same transaction, after the analysis itself.

    ``foretell`` says to the head, beside a draft, what handing it in will do there; empty where nothing.
    """

    foretell: Callable[["Analysis"], str]
    handed_in: Callable[["Analysis", User], None]
    returned: Callable[["Analysis", User], None]
    accepted: Callable[["Analysis", User], None]


_counted: dict[str, Counted] = {}
_followers: list[Follower] = []


def follow(follower: Follower) -> None:
    _followers.append(follower)


def all_followers() -> Sequence[Follower]:
    return tuple(_followers)


def offer(counted: Counted) -> None:
    """ValueError for a figure that is taken twice, KeyError for one that no room offers."""
    figure_named(counted.name)
    if counted.name in _counted:
        raise ValueError(f"figure {counted.name} is in the analysis twice")
    _counted[counted.name] = counted


def all_counted() -> Sequence[Counted]:
    return tuple(_counted.values())


def counted_named(slug: str) -> Counted | None:
    return next((one for one in _counted.values() if one.slug == slug), None)
