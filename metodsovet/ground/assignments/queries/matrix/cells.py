"""The cells of a page of the matrix with the totals of its rows and columns."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Min, Q

from metodsovet.design.states import look_of
from metodsovet.ground.assignments.models import Assignment, Matter
from metodsovet.ground.assignments.queries.control import WORRY, risk_days
from metodsovet.ground.assignments.queries.matrix.grounds import MatrixGround, Place
from metodsovet.ground.assignments.queries.measures import ACCEPTED, ASKED
from metodsovet.ground.assignments.queries.slices import of_sources
from metodsovet.kernel import clock

Key = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Cell:
    """The worst ``standing`` of the assignments in it: ``number`` have it, of ``of``."""

    standing: str
    number: int
    of: int

    @property
    def word(self) -> str:
        """«просрочено», «просрочено, 1 из 2»."""
        word = look_of(self.standing).word
        return word if self.of == 1 else f"{word}, {self.number} из {self.of}"


@dataclass(frozen=True, slots=True)
class MatrixColumn:
    """``due`` are those asked whose day has come, ``accepted`` of these."""

    place: Place
    accepted: int
    due: int


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """``cells`` in the order of the columns, None where nothing was given; totals are over all organisations."""

    matter: Matter
    title: str
    origin: str
    due_on: date | None
    cells: tuple[Cell | None, ...]
    accepted: int
    asked: int


@dataclass(frozen=True, slots=True)
class Matrix:
    rows: tuple[MatrixRow, ...]
    columns: tuple[MatrixColumn, ...]


@dataclass(frozen=True, slots=True)
class _Words:
    title: str = ""
    origin: str = ""
    due_on: date | None = None
    accepted: int = 0
    asked: int = 0


def matrix_of(
    ground: MatrixGround, matters: Sequence[Matter], organisations: Sequence[Place], of_all: Sequence[Place]
) -> Matrix:
    """A constant number of queries, whatever the size of the page; rows are summed over ``of_all`` columns."""
    cells = _cells(ground, matters, organisations)
    words = _words(ground, matters, of_all)
    totals = _column_totals(ground, organisations)
    rows = []
    for matter in matters:
        own, told = cells[matter.key], words.get(matter.key, _Words())
        in_order = tuple(own.get(organisation.pk) for organisation in organisations)
        rows.append(MatrixRow(matter, told.title, told.origin, told.due_on, in_order, told.accepted, told.asked))
    columns = tuple(MatrixColumn(one, *totals.get(one.pk, (0, 0))) for one in organisations)
    return Matrix(tuple(rows), columns)


def _cells(
    ground: MatrixGround, matters: Sequence[Matter], organisations: Sequence[Place]
) -> Mapping[Key, dict[int, Cell]]:
    rows: Any = ground.rows(organisations).filter(of_sources(matter.key for matter in matters))
    stood = rows.with_standing(clock.today(), risk_days()).order_by()
    counted: dict[Key, dict[int, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
    values = stood.values_list("content_type", "object_id", "organisation", "standing")
    for kind, key, organisation, standing, number in values.annotate(Count("pk")):
        counted[kind, key][organisation][standing] = number
    found: dict[Key, dict[int, Cell]] = defaultdict(dict)
    for source, by_organisation in counted.items():
        found[source] = {organisation: _cell(numbers) for organisation, numbers in by_organisation.items()}
    return found


def _cell(numbers: Mapping[str, int]) -> Cell:
    worst = min(numbers, key=WORRY.index)
    return Cell(worst, numbers[worst], sum(numbers.values()))


def _words(ground: MatrixGround, matters: Sequence[Matter], places: Sequence[Place]) -> Mapping[Key, _Words]:
    rows: Any = ground.rows(places).filter(of_sources(matter.key for matter in matters)).order_by()
    counted = rows.values_list("content_type", "object_id").annotate(
        any=Min("pk"), accepted=Count("pk", filter=ACCEPTED), asked=Count("pk", filter=ASKED)
    )
    totals = {(kind, key): rest for kind, key, *rest in counted}
    told = Assignment.objects.in_bulk([any_of_them for any_of_them, _, _ in totals.values()])
    return {
        source: _Words(told[one].title, told[one].origin, told[one].due_on, accepted, asked)
        for source, (one, accepted, asked) in totals.items()
    }


def _column_totals(ground: MatrixGround, organisations: Sequence[Place]) -> Mapping[int, tuple[int, int]]:
    come = Q(due_on__lte=clock.today()) & ASKED
    rows: Any = ground.rows(organisations).order_by().values_list("organisation")
    counted = rows.annotate(accepted=Count("pk", filter=come & ACCEPTED), due=Count("pk", filter=come))
    return {organisation: (accepted, due) for organisation, accepted, due in counted}
