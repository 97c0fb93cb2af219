"""A figure of a plan opened: formula → rows → download, in the side panel or as a page."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from metodsovet.design.tables import Column
from metodsovet.design.tables.workbooks import xlsx_response
from metodsovet.ground.access.door import Visitor, door
from metodsovet.ground.assignments.models import Assignment
from metodsovet.ground.assignments.queries.control import control_rows
from metodsovet.ground.assignments.tables import COLUMNS
from metodsovet.ground.assignments.views.periods import asked_day
from metodsovet.kernel import clock
from metodsovet.kernel.numbers import percent_text
from metodsovet.kernel.offers import Figure, Period, figure_named
from metodsovet.work.planning.models import Activity, Plan
from metodsovet.work.planning.queries_heads import plan_head
from metodsovet.work.planning.views.plan_pages import asked_year, period_of, plan_context

OFFERED = ("plan_executed", "executed_activities")
ROWS_SHOWN = 40
ACTIVITY_COLUMNS: tuple[Column[Activity], ...] = (
    Column("number", "№", lambda row: row.number, chars=8),
    Column("title", "Мероприятие", lambda row: row.title, chars=70),
    Column("term", "Срок", lambda row: row.term.text(), chars=30),
)


@dataclass(frozen=True, slots=True)
class OpenedFigure:
    """``rows`` are those the person may see; ``hidden`` tells how many more are counted."""

    title: str
    value: str
    figure: Figure
    period: Period
    rows: QuerySet[Any]
    total: int
    counted: int

    @property
    def is_of_assignments(self) -> bool:
        return self.figure.rows.model is Assignment

    @property
    def hidden(self) -> int:
        return self.counted - self.total

    @property
    def shown(self) -> list[Any]:
        return list(self.rows[:ROWS_SHOWN])


@door("planning.view_plan", Plan)
@require_GET
def show_plan_figure(request: Visitor, plan: Plan, name: str) -> HttpResponse:
    """``?from=&to=`` give the period; the looked-at school year otherwise."""
    if name not in OFFERED:
        raise Http404
    opened = opened_figure(request, plan, name)
    if request.GET.get("as") == "xlsx":
        return xlsx_response(opened.title, columns_of(opened.figure), list(opened.rows))
    if request.htmx:  # type: ignore[attr-defined]  # set by the middleware of django-htmx
        return render(request, "planning/plan/figure.html", {"plan": plan, "opened": opened})
    context = plan_context(request, plan, "") | {"opened": opened}
    return render(request, "planning/plan/figure_page.html", context)


def opened_figure(request: Visitor, plan: Plan, name: str) -> OpenedFigure:
    offer = figure_named(f"planning:{name}")
    period = _period(request, plan)
    figure = offer.compute(plan, period)
    rows = seen_rows(figure, request)
    return OpenedFigure(offer.title, value_text(figure), figure, period, rows, rows.count(), figure.rows.count())


def value_text(figure: Figure) -> str:
    if figure.value is None:
        return "нет данных"
    return percent_text(figure.value) if figure.is_share else str(figure.value)


def columns_of(figure: Figure) -> tuple[Column[Any], ...]:
    return COLUMNS if figure.rows.model is Assignment else ACTIVITY_COLUMNS


def seen_rows(figure: Figure, request: Visitor) -> QuerySet[Any]:
    if figure.rows.model is Assignment:
        rows = control_rows(request.user).filter(pk__in=figure.rows.values("pk"))
        return rows.order_by("-state", "due_on", "pk")
    return Activity.objects.visible_to(request.user).filter(pk__in=figure.rows.values("pk")).order_by("position")


def _period(request: Visitor, plan: Plan) -> Period:
    first, last = asked_day(request, "from"), asked_day(request, "to")
    if first and last:
        return Period(min(first, last), max(first, last))
    return period_of(plan_head(plan, asked_year(request), day=clock.today()).year)
