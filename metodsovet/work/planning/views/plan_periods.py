"""The execution report of a period: choose the days, look at the figures, take the paper."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from metodsovet.ground.access.door import Visitor, door
from metodsovet.kernel import clock
from metodsovet.kernel.offers import Period
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.work.planning.models import Plan
from metodsovet.work.planning.papers import execution_report_paper
from metodsovet.work.planning.papers.execution_reports import FIGURES
from metodsovet.work.planning.views.plan_pages import plan_context

FIGURE_NAMES = tuple(name.split(":")[1] for name in FIGURES)


@dataclass(frozen=True, slots=True)
class NamedPeriod:
    label: str
    period: Period
    is_chosen: bool


@door("planning.view_plan", Plan)
@require_GET
def show_execution(request: Visitor, plan: Plan) -> HttpResponse:
    """``?from=2026-09-01&to=2026-12-31``; the year's first day to today by default."""
    context = plan_context(request, plan, "")
    period = asked_period(request, context["year"])
    context["period"] = period
    context["named"] = _named(context["year"], period)
    context["paper"] = execution_report_paper(context["plan"], period, user=request.user)
    context["figures"] = list(zip(context["paper"].figures, FIGURE_NAMES, strict=True))
    return render(request, "planning/plan/execution.html", context)


def asked_period(request: HttpRequest, year: SchoolYear) -> Period:
    first = asked_day(request, "from") or year.first_day
    last = asked_day(request, "to") or min(max(clock.today(), year.first_day), year.last_day)
    return Period(min(first, last), max(first, last))


def asked_day(request: HttpRequest, name: str) -> date | None:
    """A day from the address; nonsense counts as nothing asked."""
    try:
        return date.fromisoformat(request.GET.get(name, ""))
    except ValueError:
        return None


def _named(year: SchoolYear, chosen: Period) -> list[NamedPeriod]:
    end = year.start + 1
    today = min(max(clock.today(), year.first_day), year.last_day)
    periods = (
        ("С начала года", Period(year.first_day, today)),
        ("Первое полугодие", Period(year.first_day, date(year.start, 12, 31))),
        ("Второе полугодие", Period(date(end, 1, 1), date(end, 5, 31))),
        ("Весь учебный год", Period(year.first_day, year.last_day)),
    )
    return [NamedPeriod(label, period, period == chosen) for label, period in periods]
