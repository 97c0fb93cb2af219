"""The service decides on requests of erasure."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from metodsovet.ground.access.door import Visitor, door
from metodsovet.ground.directory import actions
from metodsovet.ground.directory.forms_lives import AnswerForm, SureForm
from metodsovet.ground.directory.models import ErasureRequest
from metodsovet.ground.directory.tables_lives import ERASURES
from metodsovet.ground.directory.traces_of_people import counted_traces
from metodsovet.ground.directory.views.form_pages import FormPage, Way, answer_form


@door("directory.view_erasures")
@require_safe
def show_erasures(request: Visitor) -> HttpResponse:
    rows = ErasureRequest.objects.visible_to(request.user).select_related("person", "decided_by__person")
    return ERASURES.open(rows, request.GET).answer(request, "directory/erasures.html", {"part": "erasures"})


@door("directory.view_erasurerequest", ErasureRequest)
@require_safe
def show_erasure(request: Visitor, asked: ErasureRequest) -> HttpResponse:
    context = {
        "asked": asked,
        "person": asked.person,
        "counted": counted_traces(asked.person) if asked.is_open else (),
        "kept_names": asked.person.kept_names.all(),
        "may_decide": asked.is_open and request.user.has_perm("directory.erase_person", asked),
    }
    return render(request, "directory/erasure.html", context)


@door("directory.refuse_erasure", ErasureRequest)
@require_http_methods(["GET", "POST"])
def refuse_erasure(request: Visitor, asked: ErasureRequest) -> HttpResponse:
    form = AnswerForm(request.POST or None)

    def act(values: dict[str, str]) -> str:
        return actions.refuse_erasure(asked, answer=values["answer"], by=request.user).get_absolute_url()

    intro = "Ответ увидит тот, кто просит: назовите закон или дело, для которого данные ещё нужны."
    page = FormPage(
        f"{asked.person.full_name}: отказ",
        "Отказать",
        Way(asked.get_absolute_url(), "Просьба удалить данные"),
        intro,
        ends=True,
    )
    return answer_form(request, form, page, act)


@door("directory.erase_person", ErasureRequest)
@require_http_methods(["GET", "POST"])
def erase_person(request: Visitor, asked: ErasureRequest) -> HttpResponse:
    form = SureForm(request.POST or None)

    def act(values: dict[str, str]) -> str:
        actions.erase_person(asked, by=request.user)
        return asked.get_absolute_url()

    intro = (
        "Имя, прежние имена, вход, уведомления и черновики удалятся. В документах, которые хранят по закону, "
        "останется имя того дня."
    )
    page = FormPage(
        f"{asked.person.full_name}: удаление",
        "Удалить данные",
        Way(asked.get_absolute_url(), "Просьба удалить данные"),
        intro,
        ends=True,
    )
    return answer_form(request, form, page, act)
