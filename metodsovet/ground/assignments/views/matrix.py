"""The matrix of control: a page of it, with the side panel of what was pressed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from metodsovet.design.tables import Column
from metodsovet.design.tables.workbooks import xlsx_response
from metodsovet.ground.access.door import Visitor, door
from metodsovet.ground.assignments.models import Matter
from metodsovet.ground.assignments.queries.headings import headings_of
from metodsovet.ground.assignments.queries.matrix import (
    Matrix,
    MatrixFilter,
    MatrixGround,
    MatrixRow,
    Place,
    ground_of,
    matrix_of,
)
from metodsovet.ground.assignments.views.periods import asked_period, named_periods, whole_year
from metodsovet.ground.assignments.views.slices import asked_slice, opened_slice
from metodsovet.ground.directory.models import Organisation
from metodsovet.ground.documents.models import Act
from metodsovet.kernel import clock
from metodsovet.kernel.numbers import ids_from
from metodsovet.kernel.offers import Period
from metodsovet.kernel.russian import natural_key
from metodsovet.kernel.school_year import SchoolYear

ROWS, COLUMNS = 40, 60
ADDRESSEES = ("school", "kindergarten", "additional", "other")
"""Whom control is about by itself; the work of the service is shown when asked for."""
KINDS_ORDER = (
    Organisation.Kind.SCHOOL,
    Organisation.Kind.KINDERGARTEN,
    Organisation.Kind.ADDITIONAL,
    Organisation.Kind.OTHER,
    Organisation.Kind.CENTRE,
    Organisation.Kind.AUTHORITY,
    Organisation.Kind.DEPARTMENT,
    Organisation.Kind.MUNICIPALITY,
    Organisation.Kind.REGION,
)
KIND_HEADS = {
    "school": "Школы",
    "kindergarten": "Детские сады",
    "additional": "Доп. образование",
    "other": "Другие",
    "centre": "Центр",
    "authority": "Управление",
    "department": "Отделы",
    "municipality": "Округ",
    "region": "Регион",
}


@dataclass(frozen=True, slots=True)
class ColumnGroup:
    title: str
    width: int


@dataclass(frozen=True, slots=True)
class RowGroup:
    title: str
    rows: Sequence[MatrixRow]


@dataclass(frozen=True, slots=True)
class Pages:
    """Matters (rows) and places (columns), all and those of this page; places are in the order of their groups."""

    matters: "Page[Any]"
    columns: "Page[Any]"
    places: Sequence[Place]
    heads: Sequence[str]


@door("assignments.view_control")
@require_GET
def show_matrix(request: Visitor) -> HttpResponse:
    """``?matter=&organisation=`` opens the side panel; ``rows=plan`` groups by plan, ``columns=2`` is the next page,
    ``whom=all`` adds the work of the service itself.
    """
    filters = asked_filters(request)
    is_pressed = bool({"matter", "organisation"} & set(request.GET))
    opened = opened_slice(asked_slice(request, request.GET), _period_of(request, filters)) if is_pressed else None
    if opened and request.htmx:  # type: ignore[attr-defined]  # set by the middleware of django-htmx
        return render(request, "assignments/control/figure.html", {"opened": opened})
    ground = ground_of(request.user, filters)
    pages = _pages(request, ground)
    if request.GET.get("as") == "xlsx":
        return _xlsx(ground, pages)
    matrix = matrix_of(ground, _matters_of(pages.matters), list(pages.columns.object_list), pages.places)
    context = {
        "opened": opened,
        "matrix": matrix,
        "groups": _row_groups(request, matrix),
        "column_groups": _column_groups(pages),
        "pages": pages,
        "filters": filters,
        "chosen_matter": request.GET.get("matter", ""),
        "by_plan": _is_by_plan(request),
        "now": clock.now(),
        **_chips(request, filters),
    }
    return render(request, "assignments/control/matrix.html", context)


def _period_of(request: Visitor, filters: MatrixFilter) -> Period:
    """A column is summed over what has come due by today, a cell and a row over the whole period."""
    period = filters.period
    if "matter" in request.GET:
        return period
    return Period(period.first_day, max(period.first_day, min(period.last_day, clock.today())))


def asked_filters(request: Visitor) -> MatrixFilter:
    kinds = [kind for kind in request.GET.getlist("kind") if kind in KIND_HEADS]
    if not kinds and request.GET.get("whom") != "all":
        kinds = list(ADDRESSEES)
    acts = ids_from(request.GET.getlist("act"))
    period = asked_period(request, whole_year(clock.today()))
    return MatrixFilter(period, "control" in request.GET.getlist("whose"), kinds, acts)


def _pages(request: Visitor, ground: MatrixGround) -> Pages:
    keys = [matter.pk for matter in _in_plans(ground)] if _is_by_plan(request) else _by_day(ground)
    found = ground.places()
    names = _districts(found)
    places = sorted(found, key=lambda one: (_order_of(one, names), natural_key(one.short_name)))
    return Pages(
        Paginator(keys, ROWS).get_page(request.GET.get("page")),
        Paginator(places, COLUMNS).get_page(request.GET.get("columns")),
        places,
        [_head_of(place, names) for place in places],
    )


def _by_day(ground: MatrixGround) -> list[int]:
    return list(ground.matters.order_by("first_due", "pk").values_list("pk", flat=True))


def _in_plans(ground: MatrixGround) -> list[Matter]:
    matters = list(ground.matters.order_by("first_due", "pk"))
    headings = headings_of(matters)
    return sorted(matters, key=lambda matter: headings[matter.pk])


def _matters_of(page: "Page[Any]") -> list[Matter]:
    known = Matter.objects.in_bulk(list(page.object_list))
    return [known[pk] for pk in page.object_list]


def _row_groups(request: Visitor, matrix: Matrix) -> list[RowGroup]:
    if not _is_by_plan(request):
        return [RowGroup("", matrix.rows)]
    headings = headings_of(row.matter for row in matrix.rows)
    parts = groupby(matrix.rows, key=lambda row: headings[row.matter.pk].title)
    return [RowGroup(title, list(rows)) for title, rows in parts]


def _is_by_plan(request: Visitor) -> bool:
    return request.GET.get("rows") == "plan"


def _column_groups(pages: Pages) -> list[ColumnGroup]:
    first = pages.columns.start_index() - 1 if pages.places else 0
    heads = pages.heads[first : first + len(pages.columns.object_list)]
    return [ColumnGroup(title, len(list(part))) for title, part in groupby(heads)]


def _districts(places: Iterable[Place]) -> dict[int, str]:
    """Municipalities by id, when the organisations lie in more than one: then columns are grouped by them."""
    ids = {int(part) for place in places for part in place.path.split(".") if part}
    found = Organisation.objects.filter(pk__in=ids, kind=Organisation.Kind.MUNICIPALITY)
    names = dict(found.values_list("pk", "short_name"))
    return names if len(names) > 1 else {}


def _district_of(place: Place, names: dict[int, str]) -> str:
    return next((names[int(part)] for part in place.path.split(".") if part and int(part) in names), "")


def _head_of(place: Place, names: dict[int, str]) -> str:
    return _district_of(place, names) if names else KIND_HEADS[place.kind]


def _order_of(place: Place, names: dict[int, str]) -> tuple[str, int]:
    return _district_of(place, names), KINDS_ORDER.index(Organisation.Kind(place.kind))


def _chips(request: Visitor, filters: MatrixFilter) -> dict[str, Any]:
    chosen = request.GET.getlist("kind")
    return {
        "named": named_periods(SchoolYear.of(filters.period.first_day), filters.period),
        "kinds": [(kind, KIND_HEADS[kind]) for kind in KINDS_ORDER if kind not in chosen],
        "chosen_kinds": [
            (kind, KIND_HEADS[kind], [other for other in chosen if other != kind])
            for kind in filters.kinds
            if kind in chosen
        ],
        "is_of_addressees": not chosen and bool(filters.kinds),
        "acts": Act.objects.visible_to(request.user).filter(pk__in=filters.act_ids),
    }


def _xlsx(ground: MatrixGround, pages: Pages) -> HttpResponse:
    """The whole page of rows over all organisations: words of states in the cells."""
    matrix = matrix_of(ground, _matters_of(pages.matters), pages.places, pages.places)
    columns: list[Column[MatrixRow]] = [
        Column("title", "Поручение", lambda row: row.title, chars=60),
        Column("origin", "Откуда", lambda row: row.origin, chars=28),
        Column("due", "Срок", lambda row: row.due_on, chars=12),
        Column("accepted", "Принято", lambda row: row.accepted, is_number=True, chars=10),
        Column("asked", "Из", lambda row: row.asked, is_number=True, chars=8),
        *(_place_column(number, place) for number, place in enumerate(pages.places)),
    ]
    return xlsx_response("Поручения по организациям", columns, matrix.rows)


def _place_column(number: int, place: Place) -> Column[MatrixRow]:
    return Column(str(place.pk), place.short_name, lambda row: _word(row, number), chars=16)


def _word(row: MatrixRow, number: int) -> str:
    cell = row.cells[number]
    return cell.word if cell else ""
