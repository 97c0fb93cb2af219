"""The table of an order on its way into the communities."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from metodsovet.ground.access.door import Visitor, door, require
from metodsovet.ground.access.history import history_beside
from metodsovet.ground.directory.views.form_pages import FormPage, Way, answer_form
from metodsovet.kernel.spreadsheets import read_tables_in_child
from metodsovet.work.communities import actions
from metodsovet.work.communities.actions.appendices import DECIDED
from metodsovet.work.communities.forms.appendices import AppendixForm
from metodsovet.work.communities.matching import judge_appendix
from metodsovet.work.communities.models import Appendix, AppendixRow
from metodsovet.work.communities.reading import read_lines

SHOWN = 50


@door("communities.load_appendix")
@require_safe
def show_appendices(request: Visitor) -> HttpResponse:
    rows = Appendix.objects.visible_to(request.user).select_related("organisation", "act", "loaded_by__person")
    return render(request, "communities/appendices/list.html", {"appendices": rows[:SHOWN]})


@door("communities.load_appendix")
@require_http_methods(["GET", "POST"])
def load_appendix(request: Visitor) -> HttpResponse:
    form = AppendixForm(request.POST or None, request.FILES or None, user=request.user)

    def act(values: dict[str, Any]) -> str:
        require(request.user, "communities.load_appendix", values["organisation"])
        file = values.pop("file")
        lines = read_lines(read_tables_in_child(file.read(), file.name))
        organisation, ground = values.pop("organisation"), actions.AppendixGround(**values)
        appendix = actions.load_appendix(organisation, lines=lines, file_name=file.name, ground=ground, by=request.user)
        return appendix.get_absolute_url()

    intro = (
        "Таблица «№, объединение, ФИО, должность, организация, куратор, срок». "
        "Ничего не изменится, пока вы не проверите."
    )
    back = Way(reverse("show_appendices"), "Приложения к приказам")
    page = FormPage("Прочитать приложение", "Прочитать", back, intro, creates=True)
    return answer_form(request, form, page, act)


@door("communities.view_appendix", Appendix)
@require_safe
def show_appendix(request: Visitor, appendix: Appendix) -> HttpResponse:
    judged = judge_appendix(appendix, user=request.user) if appendix.is_in_review else []
    context = {
        "appendix": appendix,
        "doubtful": [one for one in judged if one.doubts and not one.refusal],
        "clear": [one for one in judged if not one.doubts or one.refusal],
        "ready": sum(one.is_ready for one in judged),
        "rows": () if appendix.is_in_review else appendix.rows.select_related("community"),
        "history": history_beside(appendix, request.user),
    }
    return render(request, "communities/appendices/appendix.html", context)


@door("communities.decide_line", AppendixRow)
@require_POST
def decide_line(request: Visitor, row: AppendixRow) -> HttpResponse:
    choices = {key: request.POST[key][:20] for key in DECIDED if key in request.POST}
    actions.decide_line(row, choices=choices, by=request.user)
    return redirect(row.appendix)


@door("communities.apply_appendix", Appendix)
@require_POST
def apply_appendix(request: Visitor, appendix: Appendix) -> HttpResponse:
    actions.apply_appendix(appendix, by=request.user)
    messages.success(request, "Приложение записано в объединения")
    return redirect(appendix)


@door("communities.discard_appendix", Appendix)
@require_POST
def discard_appendix(request: Visitor, appendix: Appendix) -> HttpResponse:
    actions.discard_appendix(appendix, by=request.user)
    return redirect("show_appendices")
