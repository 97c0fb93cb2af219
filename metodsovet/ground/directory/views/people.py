from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from metodsovet.ground.access.door import Visitor, door
from metodsovet.ground.access.history import history_beside
from metodsovet.ground.directory import actions, panels
from metodsovet.ground.directory.forms import PersonForm
from metodsovet.ground.directory.forms_lives import ComingForm
from metodsovet.ground.directory.models import Person, Position
from metodsovet.ground.directory.models.people import Asked, PersonQuerySet
from metodsovet.ground.directory.queries import facts_of, number_at_work, people_rows, sees_all_at_work, working_today
from metodsovet.ground.directory.tables import people_table
from metodsovet.ground.directory.views.doubles import led_to_kept
from metodsovet.ground.directory.views.form_pages import FormPage, Way, answer_form, way_to
from metodsovet.kernel import clock
from metodsovet.kernel.looking_up import exists, looked_up


@door("directory.view_person")
@require_safe
def show_people(request: Visitor) -> HttpResponse:
    context = {"may_add": request.user.has_perm("directory.add_person"), "part": "people"}
    # The page reads its first rows by the index; the count asks all of them.
    opened = people_table(request.user).open(_rows(request, looked_up), request.GET)
    if opened.sort.removeprefix("-") != "name" or "as" in request.GET:
        opened = people_table(request.user).open(_rows(request, exists), request.GET)
    if opened.is_narrowed or not sees_all_at_work(request.user):
        opened.total_known = opened.narrowed(_rows(request, exists)).count()
    else:
        opened.total_known = number_at_work()
    return opened.answer(request, "directory/people.html", context)


def _rows(request: Visitor, asked: Asked) -> PersonQuerySet:
    rows = people_rows(request.user, asked=asked)
    return rows if "left" in request.GET.getlist("work") else working_today(rows, asked=asked)


@led_to_kept
@door("directory.view_person", Person)
@require_safe
def show_person(request: Visitor, person: Person) -> HttpResponse:
    may = {
        verb: request.user.has_perm(f"directory.{verb}", person)
        for verb in (
            "rename_person",
            "change_name",
            "hire",
            "grant_role",
            "give_account",
            "merge_people",
            "set_case_forms",
        )
    }
    context = {
        "person": person,
        "jobs": person.employments.select_related("organisation", "position").order_by("-since"),
        "roles": person.roles.select_related("organisation").order_by("-since"),
        "account": person.user,
        "former_names": person.former_names.all(),
        "kept_names": person.kept_names.all() if may["hire"] else (),
        "may": may,
        "keeps": may["hire"],
        "may_restore": request.user.has_perm("directory.renew_code", person),
        "is_me": request.user.pk == person.user_id,
        "panels": panels.panels_of(panels.PERSON, request.user, person),
        "history": history_beside(person, request.user),
        "today": clock.today(),
        "facts": facts_of(person),
    }
    return render(request, "directory/person.html", context)


@door("directory.add_person")
@require_http_methods(["GET", "POST"])
def add_person(request: Visitor) -> HttpResponse:
    form = ComingForm(request.POST or None, user=request.user, initial=request.GET.dict())

    def act(values: dict[str, object]) -> str:
        if form.returned is not None:
            place, since = form.cleaned_data["organisation"], form.cleaned_data["since"]
            post = position_of(form.cleaned_data, request)
            actions.hire(form.returned, organisation=place, position=post, since=since, by=request.user)
            return form.returned.get_absolute_url()
        person = actions.add_person(
            (str(values["last_name"]), str(values["first_name"]), str(values["patronymic"])),
            organisation=form.cleaned_data["organisation"],
            position=position_of(form.cleaned_data, request),
            since=form.cleaned_data["since"],
            gender=str(values["gender"]),
            by=request.user,
        )
        return person.get_absolute_url()

    page = FormPage("Новый человек", "Добавить человека", Way("/directory/people/", "Люди"), creates=True)
    return answer_form(request, form, page, act)


@door("directory.rename_person", Person)
@require_http_methods(["GET", "POST"])
def rename_person(request: Visitor, person: Person) -> HttpResponse:
    known = {name: getattr(person, name) for name in PersonForm.base_fields}
    form = PersonForm(request.POST or None, initial=known)

    def act(values: dict[str, str]) -> str:
        actions.rename_person(
            person,
            last_name=values["last_name"],
            first_name=values["first_name"],
            patronymic=values["patronymic"],
            gender=values["gender"],
            by=request.user,
        )
        return person.get_absolute_url()

    page = FormPage(f"{person.full_name}: имя", "Сохранить имя", way_to(person), known=known)
    return answer_form(request, form, page, act)


def position_of(values: dict[str, object], request: Visitor) -> Position:
    """The post that a checked ``JobForm`` names, made when it is new."""
    return actions.add_position(
        name=str(values["position_name"]), function=str(values["function"] or Position.Function.OTHER), by=request.user
    )
