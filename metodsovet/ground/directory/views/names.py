from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from metodsovet.ground.access.door import Visitor, door
from metodsovet.ground.directory import actions
from metodsovet.ground.directory.forms_lives import NameForm
from metodsovet.ground.directory.models import Person
from metodsovet.ground.directory.views.form_pages import FormPage, answer_form, way_to


@door("directory.change_name", Person)
@require_http_methods(["GET", "POST"])
def change_name(request: Visitor, person: Person) -> HttpResponse:
    known = {name: getattr(person, name) for name in ("last_name", "first_name", "patronymic")}
    form = NameForm(request.POST or None, initial=known)

    def act(values: dict[str, str]) -> str:
        actions.change_name(
            person,
            full_name=(values["last_name"], values["first_name"], values["patronymic"]),
            since=form.cleaned_data["since"],
            basis=values["basis"],
            by=request.user,
        )
        return person.get_absolute_url()

    intro = "Прежнее имя останется в истории: по нему человека найдут, и с ним напечатаются бумаги прошлых дней."
    page = FormPage(f"{person.full_name}: новое имя", "Сменить имя", way_to(person), intro, known=known)
    return answer_form(request, form, page, act)
