"""Planning, calling, moving and calling off."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from metodsovet.ground.access.door import Visitor, door
from metodsovet.ground.directory.views.form_pages import FormPage, Way, answer_form, way_to
from metodsovet.ground.documents.queries import next_number
from metodsovet.kernel import clock
from metodsovet.work.communities.models import Community
from metodsovet.work.events import actions
from metodsovet.work.events.community_slots import meetings_of
from metodsovet.work.events.forms import (
    FirstNumberForm,
    MeetingForm,
    MomentForm,
    ReasonForm,
    SeriesForm,
    draft_of,
    first_values,
    known_of,
    planned_values,
)
from metodsovet.work.events.models import Meeting
from metodsovet.work.events.papers.kinds import MINUTES


@door("events.plan_meeting", Community)
@require_http_methods(["GET", "POST"])
def plan_meeting(request: Visitor, community: Community) -> HttpResponse:
    initial = first_values(community) | planned_values(community, request.user)
    form = MeetingForm(request.POST or None, community=community, user=request.user, initial=initial)

    def act(values: dict[str, Any]) -> str:
        return actions.plan_meeting(community, draft=draft_of(values), by=request.user).get_absolute_url()

    page = FormPage("Новое заседание", "Запланировать заседание", way_to(community), str(community), creates=True)
    return answer_form(request, form, page, act)


@door("events.start_series", Community)
@require_http_methods(["GET", "POST"])
def start_series(request: Visitor, community: Community) -> HttpResponse:
    form = SeriesForm(request.POST or None, community=community, user=request.user, initial=first_values(community))

    def act(values: dict[str, Any]) -> str:
        step = {name: values[name] for name in ("title", "number", "months")}
        actions.start_series(community, draft=draft_of(values), by=request.user, **step)
        return community.get_absolute_url()

    page = FormPage("Цикл заседаний", "Запланировать цикл", way_to(community), str(community), creates=True)
    return answer_form(request, form, page, act)


@door("events.set_first_number", Community)
@require_http_methods(["GET", "POST"])
def set_first_number(request: Visitor, community: Community) -> HttpResponse:
    known = {"number": int(next_number(MINUTES, community.organisation, clock.today(), scope=community))}
    form = FirstNumberForm(request.POST or None, initial=known)

    def act(values: dict[str, Any]) -> str:
        actions.set_first_number(community, number=values["number"], by=request.user)
        return meetings_of(community.pk)

    back = Way(meetings_of(community.pk), "Заседания")
    page = FormPage("С какого номера протоколы", "Сохранить", back, str(community), known=known)
    return answer_form(request, form, page, act)


@door("events.change_meeting", Meeting)
@require_http_methods(["GET", "POST"])
def change_meeting(request: Visitor, meeting: Meeting) -> HttpResponse:
    known = known_of(meeting)
    initial = known | {"together": meeting.together.all()}
    form = MeetingForm(request.POST or None, community=meeting.community, user=request.user, initial=initial)

    def act(values: dict[str, Any]) -> str:
        draft = draft_of(values)
        return actions.change_meeting(meeting, draft=draft, version=meeting.version, by=request.user).get_absolute_url()

    page = FormPage("Изменить заседание", "Сохранить", way_to(meeting), meeting.topic, known=known)
    return answer_form(request, form, page, act)


@door("events.call_meeting", Meeting)
@require_POST
def call_meeting(request: Visitor, meeting: Meeting) -> HttpResponse:
    may_date = meeting.occurrence is not None and request.user.has_perm("planning.date_occurrence", meeting.occurrence)
    called = actions.call_meeting(meeting, by=request.user, dates_plan=may_date)
    messages.success(request, "Участники созваны")
    return redirect(called)


@door("events.move_meeting", Meeting)
@require_http_methods(["GET", "POST"])
def move_meeting(request: Visitor, meeting: Meeting) -> HttpResponse:
    known = {name: getattr(meeting, name) for name in ("held_on", "starts_at", "place", "link")}
    form = MomentForm(request.POST or None, initial=known)

    def act(values: dict[str, Any]) -> str:
        to = actions.Moment(**values)
        return actions.move_meeting(meeting, to=to, version=meeting.version, by=request.user).get_absolute_url()

    page = FormPage("Перенести заседание", "Перенести", way_to(meeting), meeting.topic, known=known)
    return answer_form(request, form, page, act)


@door("events.cancel_meeting", Meeting)
@require_http_methods(["GET", "POST"])
def cancel_meeting(request: Visitor, meeting: Meeting) -> HttpResponse:
    form = ReasonForm(request.POST or None)

    def act(values: dict[str, Any]) -> str:
        return actions.cancel_meeting(meeting, by=request.user, **values).get_absolute_url()

    page = FormPage("Отменить заседание", "Отменить", way_to(meeting), meeting.topic, ends=True)
    return answer_form(request, form, page, act)


@door("events.answer_call", Meeting)
@require_POST
def answer_call(request: Visitor, meeting: Meeting) -> HttpResponse:
    answer = "coming" if request.POST.get("answer") == "coming" else "not_coming"
    actions.answer_call(meeting, answer=answer, reason=request.POST.get("reason", ""), by=request.user)
    messages.success(request, "Ответ записан")
    return redirect(meeting)
