from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from metodsovet.ground.access.door import Visitor, door
from metodsovet.ground.directory.views.form_pages import FormPage, answer_form
from metodsovet.work.communities import actions
from metodsovet.work.communities.forms import CommunityForm, NameForm, OfficeForm, UntilForm
from metodsovet.work.communities.models import Community, Office


@door("communities.add_community")
@require_http_methods(["GET", "POST"])
def add_community(request: Visitor) -> HttpResponse:
    form = CommunityForm(request.POST or None, user=request.user, initial=request.GET.dict())

    def act(values: dict[str, Any]) -> str:
        organisation = values.pop("organisation")
        return actions.add_community(organisation, **values, by=request.user).get_absolute_url()

    back = reverse("show_communities")
    page = FormPage("Новое объединение", "Добавить объединение", back, creates=True)
    return answer_form(request, form, page, act)


@door("communities.rename_community", Community)
@require_http_methods(["GET", "POST"])
def rename_community(request: Visitor, community: Community) -> HttpResponse:
    form = NameForm(request.POST or None, initial={"name": community.name, "subject": community.subject_id})

    def act(values: dict[str, Any]) -> str:
        return actions.rename_community(community, **values, by=request.user).get_absolute_url()

    page = FormPage(f"«{community}»: название", "Сохранить", community.get_absolute_url())
    return answer_form(request, form, page, act)


@door("communities.close_community", Community)
@require_POST
def close_community(request: Visitor, community: Community) -> HttpResponse:
    return redirect(actions.close_community(community, by=request.user))


@door("communities.reopen_community", Community)
@require_POST
def reopen_community(request: Visitor, community: Community) -> HttpResponse:
    return redirect(actions.reopen_community(community, by=request.user))


@door("communities.appoint_officer", Community)
@require_http_methods(["GET", "POST"])
def appoint_officer(request: Visitor, community: Community) -> HttpResponse:
    form = OfficeForm(request.POST or None, community=community, user=request.user)

    def act(values: dict[str, Any]) -> str:
        return actions.appoint_officer(community, **values, by=request.user).community.get_absolute_url()

    page = FormPage("Назначить", "Назначить", community.get_absolute_url(), str(community))
    return answer_form(request, form, page, act)


@door("communities.end_office", Office)
@require_http_methods(["GET", "POST"])
def end_office(request: Visitor, office: Office) -> HttpResponse:
    form = UntilForm(request.POST or None)

    def act(values: dict[str, Any]) -> str:
        return actions.end_office(office, **values, by=request.user).community.get_absolute_url()

    intro = f"{office.person.full_name}, «{office.community}»"
    page = FormPage("Закончить срок", "Закончить срок", office.community.get_absolute_url(), intro, ends=True)
    return answer_form(request, form, page, act)
