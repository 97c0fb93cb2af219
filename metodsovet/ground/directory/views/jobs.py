from datetime import timedelta

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from metodsovet.ground.access.door import Visitor, door
from metodsovet.ground.directory import actions
from metodsovet.ground.directory.forms import DayForm, RoleForm
from metodsovet.ground.directory.forms_lives import DismissForm, HireForm, TransferForm
from metodsovet.ground.directory.models import Employment, Person, RoleAssignment
from metodsovet.ground.directory.views.form_pages import FormPage, answer_form, way_to
from metodsovet.ground.directory.views.people import position_of


@door("directory.hire", Person)
@require_http_methods(["GET", "POST"])
def hire(request: Visitor, person: Person) -> HttpResponse:
    form = HireForm(request.POST or None, user=request.user)

    def act(values: dict[str, object]) -> str:
        actions.hire(
            person,
            organisation=form.cleaned_data["organisation"],
            position=position_of(values, request),
            since=form.cleaned_data["since"],
            is_main=form.is_main,
            by=request.user,
        )
        return person.get_absolute_url()

    page = FormPage(f"{person.full_name}: место работы", "Принять на работу", way_to(person), creates=True)
    return answer_form(request, form, page, act)


@door("directory.dismiss", Employment)
@require_http_methods(["GET", "POST"])
def dismiss(request: Visitor, employment: Employment) -> HttpResponse:
    person = employment.person
    form = DismissForm(request.POST or None, label="Последний рабочий день", job=employment, asked_by=request.user)

    def act(values: dict[str, object]) -> str:
        ending = form.cleaned_data.get("ending", ())
        actions.dismiss(employment, until=form.cleaned_data["day"], ending=ending, by=request.user)
        return person.get_absolute_url()

    intro = (
        f"{employment}. Роли в этой организации закончатся в тот же день; история останется; "
        "открытые поручения перейдут к тем, кто отвечает за них теперь."
    )
    known = {"day": employment.until}
    page = FormPage(f"{person.full_name}: увольнение", "Уволить", way_to(person), intro, ends=True, known=known)
    return answer_form(request, form, page, act)


@door("directory.transfer", Employment)
@require_http_methods(["GET", "POST"])
def transfer(request: Visitor, employment: Employment) -> HttpResponse:
    person = employment.person
    form = TransferForm(
        request.POST or None,
        user=request.user,
        job=employment,
        asked_by=request.user,
        initial={"position": employment.position.name},
    )

    def act(values: dict[str, object]) -> str:
        actions.transfer(
            employment,
            organisation=form.cleaned_data["organisation"],
            position=position_of(values, request),
            since=form.cleaned_data["since"],
            ending=form.cleaned_data.get("ending", ()),
            by=request.user,
        )
        return person.get_absolute_url()

    intro = (
        f"Сейчас: {employment}. Прежнее место и роли в нём закончатся накануне и останутся в истории; "
        "открытые поручения перейдут к тем, кто отвечает за них теперь."
    )
    known = {"since": employment.until and employment.until + timedelta(days=1)}
    page = FormPage(f"{person.full_name}: перевод", "Перевести", way_to(person), intro, creates=True, known=known)
    return answer_form(request, form, page, act)


@door("directory.grant_role", Person)
@require_http_methods(["GET", "POST"])
def grant_role(request: Visitor, person: Person) -> HttpResponse:
    form = RoleForm(request.POST or None, user=request.user, initial=request.GET.dict())

    def act(values: dict[str, object]) -> str:
        actions.grant_role(
            person,
            role=form.cleaned_data["role"],
            organisation=form.cleaned_data["organisation"],
            since=form.cleaned_data["since"],
            by=request.user,
        )
        return person.get_absolute_url()

    page = FormPage(f"{person.full_name}: роль", "Дать роль", way_to(person), creates=True)
    return answer_form(request, form, page, act)


@door("directory.end_role", RoleAssignment)
@require_http_methods(["GET", "POST"])
def end_role(request: Visitor, granted: RoleAssignment) -> HttpResponse:
    person = granted.person
    form = DayForm(request.POST or None, label="Последний день роли")

    def act(values: dict[str, object]) -> str:
        actions.end_role(granted, until=form.cleaned_data["day"], by=request.user)
        return person.get_absolute_url()

    known = {"day": granted.until}
    page = FormPage(f"{person.full_name}: {granted}", "Закончить роль", way_to(person), ends=True, known=known)
    return answer_form(request, form, page, act)
