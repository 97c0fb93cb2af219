"""What is done with a community itself and with its offices."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from metodsovet.ground.access.door import Visitor, door
from metodsovet.ground.directory.views.form_pages import FormPage, Way, answer_form, way_to
from metodsovet.work.communities import actions
from metodsovet.work.communities.forms.communities import (
    CHARTER,
    CharterForm,
    CommunityForm,
    DescriptionForm,
    NameForm,
    OfficeForm,
    UntilForm,
)
from metodsovet.work.communities.models import Community, Office

NAMED = ("organisation", "kind", "name", "subject")


@door("communities.add_community")
@require_http_methods(["GET", "POST"])
def add_community(request: Visitor) -> HttpResponse:
    form = CommunityForm(request.POST or None, user=request.user, initial=request.GET.dict())

    def act(values: dict[str, Any]) -> str:
        named = {name: values[name] for name in NAMED}
        organisation = named.pop("organisation")
        community = actions.add_community(organisation, **named, charter=form.charter, by=request.user)
        return community.get_absolute_url()

    back = Way(reverse("show_communities"), "Объединения")
    page = FormPage("Новое объединение", "Добавить объединение", back, creates=True)
    return answer_form(request, form, page, act)


@door("communities.rename_community", Community)
@require_http_methods(["GET", "POST"])
def rename_community(request: Visitor, community: Community) -> HttpResponse:
    known = {"name": community.name, "subject": community.subject}
    form = NameForm(request.POST or None, initial=known)

    def act(values: dict[str, Any]) -> str:
        return actions.rename_community(community, **values, by=request.user).get_absolute_url()

    page = FormPage(f"«{community}»: название", "Сохранить", way_to(community), known=known)
    return answer_form(request, form, page, act)


@door("communities.set_charter", Community)
@require_http_methods(["GET", "POST"])
def set_charter(request: Visitor, community: Community) -> HttpResponse:
    known = {name: getattr(community, name) for name in CHARTER}
    form = CharterForm(request.POST or None, user=request.user, initial=known | {"version": community.version})

    def act(values: dict[str, Any]) -> str:
        changed = actions.set_charter(community, charter=form.charter, version=values["version"], by=request.user)
        return changed.get_absolute_url()

    page = FormPage("Приказ и сроки", "Сохранить", way_to(community), str(community))
    return answer_form(request, form, page, act)


@door("communities.describe_community", Community)
@require_http_methods(["GET", "POST"])
def describe_community(request: Visitor, community: Community) -> HttpResponse:
    known = {name: getattr(community, name) for name in ("theme", "aim", "contacts", "version")}
    form = DescriptionForm(request.POST or None, initial=known)

    def act(values: dict[str, Any]) -> str:
        changed = actions.describe_community(
            community, description=form.description, version=values["version"], by=request.user
        )
        return changed.get_absolute_url()

    page = FormPage("Тема и цель", "Сохранить", way_to(community), str(community))
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
    """``?find=`` looks for the person by name."""
    words = " ".join(request.GET.get("find", "").split())[:100]
    form = OfficeForm(
        request.POST or None, community=community, user=request.user, words=words, initial=request.GET.dict()
    )

    def act(values: dict[str, Any]) -> str:
        return actions.appoint_officer(community, **values, by=request.user).community.get_absolute_url()

    page = FormPage("Назначить", "Назначить", way_to(community), str(community))
    return answer_form(request, form, page, act, template="communities/appoint_officer.html", beside={"words": words})


@door("communities.end_office", Office)
@require_http_methods(["GET", "POST"])
def end_office(request: Visitor, office: Office) -> HttpResponse:
    form = UntilForm(request.POST or None)

    def act(values: dict[str, Any]) -> str:
        return actions.end_office(office, **values, by=request.user).community.get_absolute_url()

    intro = f"{office.person.full_name}, «{office.community}»"
    page = FormPage("Закончить срок", "Закончить срок", way_to(office.community), intro, ends=True)
    return answer_form(request, form, page, act)
