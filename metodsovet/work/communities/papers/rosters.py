"""The roster of one community, and the appendix of an order: who heads which community and who looks after it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from metodsovet.design.typography import unbreakable
from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Organisation
from metodsovet.ground.documents.asking import asked_day
from metodsovet.ground.documents.kinds import PaperDraft, PaperKind, offer
from metodsovet.ground.documents.printing.papers import print_for
from metodsovet.ground.documents.queries import nodes_of
from metodsovet.kernel import clock
from metodsovet.kernel.numbers import ids_from
from metodsovet.kernel.russian import date_short, date_text
from metodsovet.work.communities.models import Community, Office
from metodsovet.work.communities.queries.rosters import Roster, RosterRow, roster_of, rosters_of

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


def print_roster(paper: RosterPaper, organisation: Organisation) -> bytes:
    return print_for(ROSTER, paper, organisation)


def compose_roster(user: User, asked: Mapping[str, str]) -> PaperDraft | None:
    """``community`` and ``day``, today by default."""
    found = Community.objects.visible_to(user).filter(pk__in=ids_from([asked.get("community", "")])).first()
    if found is None:
        return None
    paper = roster_paper(found, roster_of(found, asked_day(asked, "day") or clock.today(), user=user))
    title = f"Состав, {found.name}, на {paper.day}"
    return PaperDraft(paper, found.organisation, title, source=found, back_url=found.get_absolute_url())


def heads_paper(communities: Sequence[Community], day: date, *, place: str, user: User) -> HeadsPaper:
    """One line for each community, in the given order; without a head it says so.

    Those of one name, such as of several schools, are told apart by their organisations.
    """
    rosters = rosters_of(communities, day, user=user)
    named = Counter(one.name for one in communities)
    lines = (
        _head_line(number, one, rosters[one.pk], is_namesake=named[one.name] > 1)
        for number, one in enumerate(communities, start=1)
    )
    return HeadsPaper(place, date_text(day), tuple(lines))


def print_heads(paper: HeadsPaper, user: User) -> bytes:
    """By the template of the node for which the user acts: the appendix takes the number of its order."""
    nodes = nodes_of(user)
    return print_for(HEADS, paper, nodes[0] if nodes else None)


def _head_line(number: int, community: Community, roster: Roster, *, is_namesake: bool) -> HeadLine:
    heads = roster.holding(Office.Kind.HEAD)
    curators = roster.holding(Office.Kind.CURATOR)
    return HeadLine(
        str(number),
        unbreakable(f"{community.name}, {community.organisation.short_name}" if is_namesake else community.name),
        "; ".join(row.name for row in heads) or NOBODY,
        unbreakable("; ".join(row.post_and_place for row in heads)),
        "; ".join(row.name for row in curators),
        _term(heads, community),
    )


def _term(heads: Sequence[RosterRow], community: Community) -> str:
    if community.runs_until is not None:
        return f"по {date_short(community.runs_until)}"
    return f"с {date_short(heads[0].since)}" if heads else ""


def sample_roster() -> RosterPaper:
    basis = "приказ от 28\u00a0августа\u00a02026\u00a0г. №\u00a0181"
    rows = (
        RosterLine("1", "Рябова Ольга Ивановна", "учитель математики, Школа №\u00a07", "руководитель", basis),
        RosterLine("2", "Дроздов Илья Сергеевич", "учитель математики, Школа №\u00a03", "", ""),
    )
    owner = "Управление образования Берёзовского муниципального округа"
    return RosterPaper(owner, "ГМО учителей математики", "1\u00a0октября\u00a02026\u00a0г.", rows)


def sample_heads() -> HeadsPaper:
    place = "учитель математики, Школа №\u00a07"
    line = HeadLine(
        "1", "ГМО учителей математики", "Рябова Ольга Ивановна", place, "Синицына Вера Павловна", "с 01.09.2026"
    )
    owner = "Управление образования Берёзовского муниципального округа"
    return HeadsPaper(owner, "1\u00a0октября\u00a02026\u00a0г.", (line,))


ROSTER = offer(
    PaperKind(
        code="community_roster",
        name="состав объединения",
        data=RosterPaper,
        template=TEMPLATES / "roster.docx",
        sample=sample_roster,
        permission="communities.view_members",
        compose=compose_roster,
        public={"name": "Объединение", "day": "На день"},
    )
)
HEADS = offer(
    PaperKind("community_heads", "руководители объединений", HeadsPaper, TEMPLATES / "heads.docx", sample_heads)
)
