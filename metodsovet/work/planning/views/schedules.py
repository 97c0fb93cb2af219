"""External schedules: school terms, holidays, «график ВПР», and which lines go by them."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from metodsovet.ground.access.door import Visitor, door, require
from metodsovet.ground.directory.models import Organisation
from metodsovet.kernel import clock
from metodsovet.kernel.errors import DomainError
from metodsovet.kernel.numbers import id_from
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.work.planning import actions
from metodsovet.work.planning.forms.fields import planned_nodes
from metodsovet.work.planning.forms.occurrences import ScheduleForm
from metodsovet.work.planning.models import Schedule
from metodsovet.work.planning.queries_schedules import schedule_page
from metodsovet.work.planning.views.making import make_once
from metodsovet.work.planning.views.plan_pages import asked_year


@door("planning.view_calendar")
@require_GET
def show_schedules(request: Visitor) -> HttpResponse:
    year = year_of(request)
    context = {
        "year": year,
        "years": years_around(),
        "page": schedule_page(request.user, year),
        "can_set": request.user.has_perm("planning.set_schedule"),
    }
    return render(request, "planning/calendar/schedules.html", context)


@door("planning.set_schedule")
@require_http_methods(["GET", "POST"])
def set_schedule(request: Visitor) -> HttpResponse:
    """``?name=&year=`` fill the form for a schedule that plans wait for; the same name and year changes the days."""
    named = {"name": request.GET.get("name", ""), "school_year": year_of(request).start}
    nodes = planned_nodes(request.user)
    form = ScheduleForm(request.POST or None, nodes=nodes, years=years_around(), initial=named)
    form.stored = stored_as(form, nodes)
    if request.method == "POST" and form.is_valid():
        try:
            return make_once(form.cleaned_data["key"], lambda: _set(request, form))
        except DomainError as refusal:
            form.add_error(None, refusal.text)
    return render(request, "planning/calendar/set_schedule.html", {"form": form}, status=422 if form.is_bound else 200)


def stored_as(form: ScheduleForm, nodes: QuerySet[Organisation]) -> Schedule | None:
    """The schedule that the form would change: of that name and year, at one of the nodes."""
    node, name, year = (form[field].value() for field in ("organisation", "name", "school_year"))
    of_year = Schedule.objects.filter(name=str(name).strip()[:300], school_year=id_from(str(year)) or 0)
    return of_year.filter(organisation__in=nodes, organisation=id_from(str(getattr(node, "pk", node)))).first()


def year_of(request: Visitor) -> SchoolYear:
    return SchoolYear(asked_year(request) or SchoolYear.of(clock.today()).start)


def years_around() -> list[SchoolYear]:
    """Last year's, this and the next one."""
    year = SchoolYear.of(clock.today())
    return [year.previous, year, year.next]


def _set(request: Visitor, form: ScheduleForm) -> str:
    values = form.cleaned_data
    require(request.user, "planning.set_schedule", values["organisation"])
    schedule = actions.set_schedule(
        values["organisation"],
        name=values["name"],
        school_year=SchoolYear(values["school_year"]),
        starts_on=values["starts_on"],
        ends_on=values["ends_on"],
        by=request.user,
    )
    messages.success(request, f"График «{schedule.name}» записан: мероприятия по нему получили даты")
    return f"{reverse('show_schedules')}?year={schedule.school_year}"
