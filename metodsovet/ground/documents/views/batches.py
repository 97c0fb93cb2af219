"""Certificates and notes for whole lists."""

from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from metodsovet.ground.access.door import Visitor, door, require
from metodsovet.ground.access.history import history_beside
from metodsovet.ground.directory.views.form_pages import FormPage, Way, answer_form
from metodsovet.ground.documents import actions, tasks
from metodsovet.ground.documents.forms import BatchForm
from metodsovet.ground.documents.gatherings import gathering_named
from metodsovet.ground.documents.models import PaperBatch
from metodsovet.ground.documents.tables import BATCHES


@door("documents.start_batch")
@require_safe
def show_batches(request: Visitor) -> HttpResponse:
    rows = PaperBatch.objects.visible_to(request.user).select_related("organisation").annotate(people=Count("lines"))
    return BATCHES.open(rows, request.GET).answer(request, "documents/batches.html", {"tab": "batches"})


@door("documents.start_batch")
@require_http_methods(["GET", "POST"])
def start_batch(request: Visitor) -> HttpResponse:
    """``?gathering=meeting-12`` offers whom to tick; without one the list is pasted or taken from a staff."""
    asked = request.GET.get("gathering", "")
    gathering = gathering_named(request.user, asked) if asked else None
    if asked and gathering is None:
        raise Http404
    form = BatchForm(request.POST or None, user=request.user, gathering=gathering)

    def act(values: dict[str, Any]) -> str:
        require(request.user, "documents.start_batch", values["organisation"])
        batch = actions.start_batch(
            form.chosen_kind,
            form.draft,
            form.listed,
            organisation=values["organisation"],
            by=request.user,
        )
        tasks.issue_batch.defer(batch=batch.pk, user=request.user.pk)
        return batch.get_absolute_url()

    intro = "Номера пойдут подряд, файл напечатает обработчик заданий: страницу можно закрыть."
    back = Way(gathering.url, gathering.title) if gathering else Way(reverse("show_batches"), "Сертификаты и справки")
    title = "Сертификаты и справки участникам" if gathering else "Сертификаты и справки списком"
    page = FormPage(title, "Выпустить", back, intro, creates=True)
    return answer_form(request, form, page, act, template="documents/start_batch.html")


@door("documents.view_paperbatch", PaperBatch)
@never_cache
@require_safe
def show_batch(request: Visitor, batch: PaperBatch) -> HttpResponse:
    lines = batch.lines.select_related("paper", "person")
    context = {
        "batch": batch,
        "lines": lines,
        "total": lines.count(),
        "numbered": lines.filter(paper__isnull=False).count(),
    }
    if "HX-Request" in request.headers:
        if not batch.is_under_way:
            return HttpResponse(headers={"HX-Redirect": batch.get_absolute_url()})
        return render(request, "documents/parts/batch_progress.html", context)
    context["history"] = history_beside(batch, request.user)
    return render(request, "documents/batch.html", context)


@door("documents.continue_batch", PaperBatch)
@require_POST
def continue_batch(request: Visitor, batch: PaperBatch) -> HttpResponse:
    """Again, where the work stopped; what is numbered stays as it is."""
    actions.continue_batch(batch, by=request.user)
    tasks.issue_batch.defer(batch=batch.pk, user=request.user.pk)
    messages.success(request, "Выпуск продолжается")
    return redirect(batch)
