"""What the pages of a list ask."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Roster, RosterRow, RosterWord, WordKind
from metodsovet.ground.directory.reading import ColumnKind, may_be_named
from metodsovet.ground.directory.reading.headings import NOT_HELD
from metodsovet.ground.directory.reading.reader import HIDDEN

Verdict, Outcome = RosterRow.Verdict, RosterRow.Outcome
CARDS = 20


@dataclass(frozen=True, slots=True)
class ColumnLine:
    """One heading, whatever the number of sheets; ``kind`` is the name of a ColumnKind, ``label`` says it to people.

    ``hidden`` is the letter of a column that the file hides.
    """

    header: str
    kind: str
    label: str
    why: str
    is_nameable: bool
    hidden: str


@dataclass(frozen=True, slots=True)
class Columns:
    """Headings by what became of them, those that the file hides, and all of them in the order of the file."""

    taken: list[tuple[str, str]]
    left: list[tuple[str, str]]
    forbidden: list[tuple[str, str]]
    hidden: list[tuple[str, str, str]]
    lines: list[ColumnLine]


def rosters_of(user: User) -> QuerySet[Roster]:
    return (
        Roster.objects.visible_to(user)
        .select_related("organisation")
        .annotate(row_count=Count("rows", filter=Q(rows__position__gt=0)))
    )


def counts_of(roster: Roster) -> dict[str, int]:
    """Rows by verdict; after the applying also by outcome (of the rows that were read)."""
    return dict(roster.rows.order_by().values_list("verdict").annotate(number=Count("pk")))


def outcomes_of(roster: Roster) -> dict[str, int]:
    read = roster.rows.filter(position__gt=0).order_by()
    return dict(read.values_list("outcome").annotate(number=Count("pk")))


def open_words(roster: Roster) -> QuerySet[RosterWord]:
    return roster.said.filter(is_settled=False).select_related("roster__organisation", "organisation")


def unknown_places(roster: Roster) -> int:
    """How many organisations of the list could be added as they are called there."""
    return open_words(roster).filter(kind=WordKind.ORGANISATION).exclude(added="").count()


def asked_rows(roster: Roster) -> QuerySet[RosterRow]:
    """Doubts that somebody may decide; those about words are asked by the word."""
    return roster.rows.filter(verdict=Verdict.DOUBTFUL).exclude(candidates=[]).order_by("pk")


def undecided_missing(roster: Roster) -> tuple[int, int]:
    """How many people and how many posts of others the file misses while nobody said why."""
    missing = roster.rows.filter(verdict=Verdict.MISSING, choice="")
    posts = missing.filter(data__is_post=True).count()
    return missing.count() - posts, posts


def hidden_sheets(roster: Roster) -> list[str]:
    return [f"«{sheet}», {why.removeprefix(HIDDEN).strip(', ')}" for sheet, _, why in roster.skipped if HIDDEN in why]


def cards_of(roster: Roster, page: str | None) -> "Page[RosterRow]":
    return Paginator(asked_rows(roster), CARDS).get_page(page)


def columns_of(roster: Roster) -> Columns:
    """Each heading once, whatever the number of sheets."""
    taken: dict[str, str] = {}
    left: dict[str, str] = {}
    forbidden: dict[str, str] = {}
    for _, header, kind, why, *_ in roster.columns:
        if kind == ColumnKind.FORBIDDEN.value:
            forbidden[header] = why
        elif kind == ColumnKind.UNKNOWN.value:
            left[header] = why.removeprefix(NOT_HELD)
        elif kind != ColumnKind.NUMBER.value:
            taken[header] = kind
    left = {header: why for header, why in left.items() if header not in taken}
    return Columns(list(taken.items()), list(left.items()), list(forbidden.items()), _hidden(roster), _lines(roster))


def _hidden(roster: Roster) -> list[tuple[str, str, str]]:
    """(letter, heading, what became of it) of each hidden column; lists read before this was noted have none."""
    became = {ColumnKind.FORBIDDEN.value: "не хранится", ColumnKind.UNKNOWN.value: "не загружается"}
    hidden = {header: (more[0], kind) for _, header, kind, _, *more in roster.columns if more and more[0]}
    return [(letter, header, became.get(kind, "прочитан")) for header, (letter, kind) in hidden.items()]


def _lines(roster: Roster) -> list[ColumnLine]:
    lines: dict[str, ColumnLine] = {}
    for _, header, value, why, *more in roster.columns:
        kind = ColumnKind(value)
        known = lines.get(header)
        if known is None or (known.kind == ColumnKind.UNKNOWN.name and kind is not ColumnKind.UNKNOWN):
            lines[header] = ColumnLine(header, kind.name, kind.value, why, may_be_named(header), "".join(more))
    return list(lines.values())


def unapplied_rows(roster: Roster) -> QuerySet[RosterRow]:
    """Rows of the file that did not get into the register, or would not."""
    if roster.state == Roster.State.APPLIED:
        return roster.rows.filter(outcome=Outcome.REFUSED, position__gt=0)
    return roster.rows.filter(verdict__in=[Verdict.REFUSED, Verdict.DOUBTFUL], position__gt=0)
