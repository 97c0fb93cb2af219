"""The roster of one community, and the appendix of an order: who heads which community and who looks after it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from metodsovet.design.typography import unbreakable
from metodsovet.ground.access.models import User
from metodsovet.ground.documents.printing import render_docx
from metodsovet.kernel.russian import date_short, date_text
from metodsovet.work.communities.models import Community, Office
from metodsovet.work.communities.queries.rosters import Roster, RosterRow, rosters_of

TEMPLATES = Path(__file__).resolve().parents[1] / "paper_templates"
NOBODY = "не назначен"


@dataclass(frozen=True, slots=True)
class RosterLine:
    number: str
    name: str
    post_and_place: str
    duty: str
    basis: str


@dataclass(frozen=True, slots=True)
class RosterPaper:
    """``place`` is where the community is, ``day`` the day of the roster in words."""

    place: str
    name: str
    day: str
    rows: tuple[RosterLine, ...]


@dataclass(frozen=True, slots=True)
class HeadLine:
    """«№ · объединение · ФИО · должность, организация · куратор»: the appendix of an order."""

    number: str
    community: str
    name: str
    post_and_place: str
    curator: str
    term: str


@dataclass(frozen=True, slots=True)
class HeadsPaper:
    place: str
    day: str
    rows: tuple[HeadLine, ...]


def roster_paper(community: Community, roster: Roster) -> RosterPaper:
    lines = (_roster_line(number, row) for number, row in enumerate(roster.rows, start=1))
    return RosterPaper(community.organisation.name, community.name, date_text(roster.day), tuple(lines))


def _roster_line(number: int, row: RosterRow) -> RosterLine:
    basis = row.basis.requisites if row.basis else row.ground
    return RosterLine(str(number), row.name, unbreakable(row.post_and_place), row.duty, basis)


def print_roster(paper: RosterPaper) -> bytes:
    return render_docx(TEMPLATES / "roster.docx", paper)


def heads_paper(communities: Sequence[Community], day: date, *, place: str, user: User) -> HeadsPaper:
    """One line for each community, in the given order; without a head it says so."""
    rosters = rosters_of(communities, day, user=user)
    lines = (_head_line(number, one, rosters[one.pk]) for number, one in enumerate(communities, start=1))
    return HeadsPaper(place, date_text(day), tuple(lines))


def print_heads(paper: HeadsPaper) -> bytes:
    return render_docx(TEMPLATES / "heads.docx", paper)


def _head_line(number: int, community: Community, roster: Roster) -> HeadLine:
    heads = roster.holding(Office.Kind.HEAD)
    curators = roster.holding(Office.Kind.CURATOR)
    return HeadLine(
        str(number),
        community.name,
        "; ".join(row.name for row in heads) or NOBODY,
        unbreakable("; ".join(row.post_and_place for row in heads)),
        "; ".join(row.name for row in curators),
        _term(heads, community),
    )


def _term(heads: Sequence[RosterRow], community: Community) -> str:
    if community.runs_until is not None:
        return f"по {date_short(community.runs_until)}"
    return f"с {date_short(heads[0].since)}" if heads else ""
