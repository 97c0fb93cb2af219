from typing import Any

from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from metodsovet.ground.access.door import Visitor, door
from metodsovet.ground.access.history import history_beside
from metodsovet.ground.directory import actions, panels
from metodsovet.ground.directory.forms import DayForm, OrganisationForm, OrganisationMailForm
from metodsovet.ground.directory.models import Organisation, RoleAssignment
from metodsovet.ground.directory.models.role_kinds import Role
from metodsovet.ground.directory.queries import organisation_rows, people_rows, working_today
from metodsovet.ground.directory.tables import NEEDS_LEAD, ORGANISATIONS
from metodsovet.ground.directory.views.form_pages import FormPage, answer_form, way_to
from metodsovet.kernel import clock

SHOWN_PEOPLE = 30
ORDER = Case(
    *(When(kind=kind, then=Value(place)) for place, kind in enumerate(Organisation.Kind.values)),
    output_field=IntegerField(),
)


@door("directory.view_organisation")
@require_safe
def show_organisations(request: Visitor) -> HttpResponse:
    rows = _ordered(organisation_rows(request.user)).filter(closed_on=None)
    root = Organisation.objects.visible_to(request.user).filter(kind=Organisation.Kind.MUNICIPALITY).first()
    may_add = root is not None and request.user.has_perm("directory.add_organisation", root)
    may_appoint = request.user.has_perm("directory.appoint_lead", root) if root else False
    context = {"root": root, "may_add": may_add, "may_appoint": may_appoint, "part": "organisations"}
    return ORGANISATIONS.open(rows, request.GET).answer(request, "directory/organisations.html", context)


def _ordered(rows: QuerySet[Organisation]) -> QuerySet[Organisation]:
    return rows.annotate(kind_order=ORDER)


@door("directory.view_organisation", Organisation)
@require_safe
def show_organisation(request: Visitor, organisation: Organisation) -> HttpResponse:
    today = clock.today()
    people = working_today(people_rows(request.user)).employed_under(organisation.path)
    roles = RoleAssignment.objects.on(today).filter(organisation=organisation).select_related("person")
    granted = list(roles.order_by("role", "person__sort_key"))
    context = {
        "organisation": organisation,
        "ancestors": Organisation.objects.filter(pk__in=organisation.ancestor_ids[:-1]).order_by("path"),
        "children": organisation_rows(request.user).filter(parent=organisation, closed_on=None).order_by("short_name"),
        "roles": granted,
        "lacks_lead": organisation.kind in NEEDS_LEAD
        and organisation.closed_on is None
        and not any(one.role == Role.METHODICAL_LEAD for one in granted),
        "people": people.order_by("sort_key")[:SHOWN_PEOPLE],
        "people_count": people.count(),
        "panels": panels.panels_of(panels.ORGANISATION, request.user, organisation),
        "may_change": request.user.has_perm("directory.rename_organisation", organisation),
        "may_appoint": request.user.has_perm("directory.appoint_lead", organisation),
        "may_set_mail": request.user.has_perm("directory.set_organisation_mail", organisation),
        "may_set_case_forms": request.user.has_perm("directory.set_case_forms", organisation),
        "may_add_people": request.user.has_perm("directory.add_person", organisation),
        "history": history_beside(organisation, request.user),
    }
    return render(request, "directory/organisation.html", context)


@door("directory.add_organisation", Organisation)
@require_http_methods(["GET", "POST"])
def add_organisation(request: Visitor, parent: Organisation) -> HttpResponse:
    is_tree = parent.kind in (Organisation.Kind.REGION, Organisation.Kind.MUNICIPALITY)
    first = Organisation.Kind.SCHOOL if is_tree else Organisation.Kind.DEPARTMENT
    form = OrganisationForm(request.POST or None, initial={"kind": first})

    def act(values: dict[str, str]) -> str:
        return actions.add_organisation(parent, **values, by=request.user).get_absolute_url()

    page = FormPage(
        "Новая организация",
        "Добавить организацию",
        way_to(parent),
        f"Входит в «{parent}».",
        creates=True,
    )
    return answer_form(request, form, page, act)


@door("directory.rename_organisation", Organisation)
@require_http_methods(["GET", "POST"])
def rename_organisation(request: Visitor, organisation: Organisation) -> HttpResponse:
    known = {"kind": organisation.kind, "name": organisation.name, "short_name": organisation.short_name}
    form = OrganisationForm(request.POST or None, initial=known)

    def act(values: dict[str, str]) -> str:
        return actions.rename_organisation(organisation, **values, by=request.user).get_absolute_url()

    intro = "В напечатанных документах останется прежнее название."
    page = FormPage(f"«{organisation}»: название", "Сохранить", way_to(organisation), intro, known=known)
    return answer_form(request, form, page, act)


@door("directory.set_organisation_mail", Organisation)
@require_http_methods(["GET", "POST"])
def set_organisation_mail(request: Visitor, organisation: Organisation) -> HttpResponse:
    known = {"mail": organisation.mail, "gets_digest": organisation.gets_digest}
    form = OrganisationMailForm(request.POST or None, initial=known)

    def act(values: dict[str, Any]) -> str:
        return actions.set_organisation_mail(organisation, **values, by=request.user).get_absolute_url()

    intro = "Сюда приходит сводка о поручениях организации: новые, с близким сроком и просроченные."
    page = FormPage(f"«{organisation}»: почта", "Сохранить почту", way_to(organisation), intro, known=known)
    return answer_form(request, form, page, act)


@door("directory.close_organisation", Organisation)
@require_http_methods(["GET", "POST"])
def close_organisation(request: Visitor, organisation: Organisation) -> HttpResponse:
    form = DayForm(request.POST or None, label="Закрыта с")

    def act(values: dict[str, object]) -> str:
        actions.close_organisation(organisation, closed_on=form.cleaned_data["day"], by=request.user)
        return organisation.get_absolute_url()

    intro = "Закрытой организации не дают поручений; всё, что было, остаётся."
    page = FormPage(
        f"«{organisation}»: закрытие",
        "Закрыть организацию",
        way_to(organisation),
        intro,
        ends=True,
        known={"day": organisation.closed_on},
    )
    return answer_form(request, form, page, act)


@door("directory.close_organisation", Organisation)
@require_POST
def reopen_organisation(request: Visitor, organisation: Organisation) -> HttpResponse:
    actions.reopen_organisation(organisation, by=request.user)
    return redirect(organisation)
