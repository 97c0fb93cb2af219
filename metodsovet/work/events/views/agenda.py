"""Questions of the agenda before the meeting begins."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from metodsovet.ground.access.door import Visitor, door
from metodsovet.ground.directory.views.form_pages import FormPage, answer_form, way_to
from metodsovet.work.events import actions
from metodsovet.work.events.forms import ItemForm, speakers_of
from metodsovet.work.events.models import AgendaItem, Meeting, Talk


@door("events.add_item", Meeting)
@require_http_methods(["GET", "POST"])
def add_item(request: Visitor, meeting: Meeting) -> HttpResponse:
    form = ItemForm(request.POST or None, meeting=meeting)

    def act(values: dict[str, Any]) -> str:
        actions.add_item(
            meeting,
            title=values["title"],
            speakers=speakers_of(values),
            minutes=values["minutes"],
            by=request.user,
        )
        return meeting.get_absolute_url()

    page = FormPage("Вопрос повестки", "Добавить вопрос", way_to(meeting), meeting.topic, creates=True)
    return answer_form(request, form, page, act)


@door("events.change_item", AgendaItem)
@require_http_methods(["GET", "POST"])
def change_item(request: Visitor, item: AgendaItem) -> HttpResponse:
    reports = list(item.talks.filter(kind=Talk.Kind.REPORT))
    initial = {
        "title": item.title,
        "minutes": item.minutes,
        "people": [talk.person_id for talk in reports if talk.person_id],
        "words": "; ".join(talk.who for talk in reports if talk.who),
    }
    form = ItemForm(request.POST or None, meeting=item.meeting, initial=initial)

    def act(values: dict[str, Any]) -> str:
        actions.change_item(
            item, title=values["title"], speakers=speakers_of(values), minutes=values["minutes"], by=request.user
        )
        return item.get_absolute_url()

    known = {"title": item.title, "minutes": item.minutes}
    page = FormPage("Вопрос повестки", "Сохранить вопрос", way_to(item.meeting), item.meeting.topic, known=known)
    return answer_form(request, form, page, act)


@door("events.move_item", AgendaItem)
@require_POST
def move_item(request: Visitor, item: AgendaItem) -> HttpResponse:
    moved = actions.move_item(item, step=1 if request.POST.get("where") == "down" else -1, by=request.user)
    return redirect(moved)


@door("events.remove_item", AgendaItem)
@require_POST
def remove_item(request: Visitor, item: AgendaItem) -> HttpResponse:
    address = item.get_absolute_url()
    actions.remove_item(item, by=request.user)
    return redirect(address)
