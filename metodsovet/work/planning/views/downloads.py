"""Papers as files. What was taken out is written to the history of the plan."""

from collections.abc import Callable
from datetime import date
from textwrap import shorten

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from metodsovet.ground.access.door import Visitor, door
from metodsovet.ground.access.history import record_action
from metodsovet.ground.directory.models import Organisation
from metodsovet.ground.documents.printing import DOCX, XLSX, download
from metodsovet.ground.documents.printing.signatures import workplace_of
from metodsovet.kernel import clock
from metodsovet.kernel.offers import Period
from metodsovet.kernel.russian import date_short, month_name
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.work.planning.models import Plan
from metodsovet.work.planning.papers import (
    ExecutionReportPaper,
    MonthPlanPaper,
    PlanPaper,
    execution_report_paper,
    month_plan_paper,
    plan_paper,
    print_docx,
    print_xlsx,
)

Paper = MonthPlanPaper | PlanPaper | ExecutionReportPaper
LONGEST_NAME = 100
FORMATS: dict[str, tuple[str, Callable[[Paper, Organisation], bytes]]] = {
    "docx": (DOCX, print_docx),
    "xlsx": (XLSX, lambda paper, _: print_xlsx(paper)),
}


@door("planning.view_plan", Plan)
@require_GET
def download_plan(request: Visitor, plan: Plan) -> HttpResponse:
    return _print(request, plan, plan_paper(plan), shorten(plan.title.replace("/", "-"), LONGEST_NAME, placeholder="…"))


@door("planning.view_plan", Plan)
@require_GET
def download_month_plan(request: Visitor, plan: Plan) -> HttpResponse:
    """``?month=2026-12``; this month by default."""
    year, month = _month(request)
    paper = month_plan_paper(Plan.objects.filter(pk=plan.pk), owner=plan.organisation.name, year=year, month=month)
    return _print(request, plan, paper, f"План на {month_name(month)} {year}")


@door("planning.view_plan", Plan)
@require_GET
def download_execution_report(request: Visitor, plan: Plan) -> HttpResponse:
    """``?from=2026-09-01&to=2026-12-31``; by default from the beginning of the school year to today."""
    today = clock.today()
    first = _day(request, "from") or SchoolYear.of(today).first_day
    last = _day(request, "to") or today
    if last < first:
        first, last = last, first
    paper = execution_report_paper(plan, Period(first, last), user=request.user)
    return _print(request, plan, paper, f"Отчёт об исполнении {date_short(first)}–{date_short(last)}")


@door("planning.view_calendar")
@require_GET
def download_service_month(request: Visitor) -> HttpResponse:
    """The month of every plan the person sees, as one paper of his own organisation that he signs himself."""
    year, month = _month(request)
    plans = Plan.objects.visible_to(request.user).filter(state=Plan.State.ACCEPTED).order_by("organisation__path", "pk")
    first = plans.select_related("organisation").first()
    if first is None:
        raise Http404
    home = workplace_of(request.user) or first.organisation
    person = getattr(request.user, "person", None)
    paper = month_plan_paper(plans, owner=home.name, year=year, month=month, signer=person)
    return _print(request, first, paper, f"План на {month_name(month)} {year}")


def _print(request: Visitor, plan: Plan, paper: Paper, name: str) -> HttpResponse:
    extension = request.GET.get("format", "docx")
    if extension not in FORMATS:
        raise Http404
    kind, write = FORMATS[extension]
    content = write(paper, plan.organisation)
    record_action("export", plan, f"Скачано: {name}, {extension}", by=request.user)
    return download(content, name=f"{name}.{extension}", kind=kind)


def _month(request: HttpRequest) -> tuple[int, int]:
    asked = request.GET.get("month", "")
    try:
        day = date.fromisoformat(f"{asked}-01") if asked else clock.today()
    except ValueError as error:
        raise Http404 from error
    return day.year, day.month


def _day(request: HttpRequest, name: str) -> date | None:
    asked = request.GET.get(name, "")
    try:
        return date.fromisoformat(asked) if asked else None
    except ValueError as error:
        raise Http404 from error
