"""What is done in a feed."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from metodsovet.ground.access.door import Visitor, door
from metodsovet.ground.directory.views.form_pages import FormPage, Way, answer_form
from metodsovet.work.communities.models import Community
from metodsovet.work.publications import actions
from metodsovet.work.publications.forms import AnswerForm, EditForm, PostForm
from metodsovet.work.publications.models import Feed, Post


@door("publications.add_post", Feed)
@require_http_methods(["GET", "POST"])
def add_post(request: Visitor, community: Feed) -> HttpResponse:
    form = PostForm(request.POST or None, request.FILES or None)

    def act(values: dict[str, Any]) -> str:
        actions.add_post(community, draft=form.draft, by=request.user)
        return _feed(community)

    page = FormPage("Новое сообщение", "Отправить", Way(_feed(community), f"Лента: {community}"), creates=True)
    return answer_form(request, form, page, act)


@door("publications.answer_post", Post)
@require_http_methods(["GET", "POST"])
def answer_post(request: Visitor, post: Post) -> HttpResponse:
    form = AnswerForm(request.POST or None, request.FILES or None)

    def act(values: dict[str, Any]) -> str:
        return actions.answer_post(post, draft=form.draft, by=request.user).get_absolute_url()

    back = Way(post.get_absolute_url(), f"Лента: {post.community}")
    page = FormPage("Ответ", "Ответить", back, str(post), creates=True)
    return answer_form(request, form, page, act)


@door("publications.edit_post", Post)
@require_http_methods(["GET", "POST"])
def edit_post(request: Visitor, post: Post) -> HttpResponse:
    form = EditForm(request.POST or None, initial={"text": post.text, "version": post.version})

    def act(values: dict[str, Any]) -> str:
        return actions.edit_post(post, **values, by=request.user).get_absolute_url()

    back = Way(post.get_absolute_url(), f"Лента: {post.community}")
    intro = "Прежний текст останется виден под сообщением."
    return answer_form(request, form, FormPage("Изменить сообщение", "Сохранить", back, intro), act)


@door("publications.remove_post", Post)
@require_POST
def remove_post(request: Visitor, post: Post) -> HttpResponse:
    actions.remove_post(post, by=request.user)
    messages.success(request, "Сообщение удалено")
    return redirect(post)


@door("publications.pin_post", Post)
@require_POST
def pin_post(request: Visitor, post: Post) -> HttpResponse:
    actions.pin_post(post, by=request.user)
    return redirect(_feed(post.community))


@door("publications.unpin_post", Post)
@require_POST
def unpin_post(request: Visitor, post: Post) -> HttpResponse:
    actions.unpin_post(post, by=request.user)
    return redirect(_feed(post.community))


@door("publications.choose_answer", Post)
@require_POST
def choose_answer(request: Visitor, post: Post) -> HttpResponse:
    """``is_chosen=1``: it helped."""
    is_chosen = request.POST.get("is_chosen") == "1"
    return redirect(actions.choose_answer(post, is_chosen=is_chosen, by=request.user))


def _feed(community: Community) -> str:
    return reverse("show_feed", args=[community.pk])
