"""Who was where on a day; who answers for methodical work."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from metodsovet.ground.access.door import Visitor, door
from metodsovet.ground.directory import actions
from metodsovet.ground.directory.forms_lives import LeadForm
from metodsovet.ground.directory.models import Organisation, Person
from metodsovet.ground.directory.models.role_kinds import Role
from metodsovet.ground.directory.queries_staff import staff_on
from metodsovet.ground.directory.tables_staff import staff_table
from metodsovet.ground.directory.views.form_pages import FormPage, Way, answer_form
from metodsovet.kernel import clock


@door("directory.view_staff_of_day")
@require_safe
def show_staff_of_day(request: Visitor) -> HttpResponse:
    day = _day(request.GET.get("day", ""))
    rows = staff_on(request.user, day)
    seen = Person.objects.visible_to(request.user).filter(pk__in=rows.values("person"))
    context = {"day": day, "part": "days", "seen": set(seen.values_list("pk", flat=True))}
    return (
        staff_table(request.user, day).open(rows, request.GET).answer(request, "directory/staff_of_day.html", context)
    )


@door("directory.appoint_lead", Organisation)
@require_http_methods(["GET", "POST"])
def appoint_lead(request: Visitor, organisation: Organisation) -> HttpResponse:
    form = LeadForm(request.POST or None, organisation=organisation)

    def act(values: dict[str, Any]) -> str:
        actions.grant_role(
            values["person"],
            role=Role.METHODICAL_LEAD,
            organisation=organisation,
            since=values["since"],
            by=request.user,
        )
        return organisation.get_absolute_url()

    page = FormPage(
        f"«{organisation}»: ответственный за методическую работу",
        "Назначить ответственного",
        Way(f"{reverse('show_organisations')}?gap=lead", "Организации без ответственного"),
        "Поручения организации придут этому человеку; прежние ответственные остаются, пока их роль не закончат.",
        creates=True,
    )
    return answer_form(request, form, page, act)


def _day(asked: str) -> date:
    """The day of the address, today where it names none."""
    try:
        return date.fromisoformat(asked)
    except ValueError:
        return clock.today()
