"""The coat of arms on the letterhead of a node."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from metodsovet.ground.access.door import Visitor, door
from metodsovet.ground.directory.models import Organisation
from metodsovet.ground.directory.views.form_pages import FormPage, Way, answer_form
from metodsovet.ground.documents import actions
from metodsovet.ground.documents.forms.templates import EmblemForm
from metodsovet.ground.documents.views.templates import node_asked


@door("documents.set_emblem")
@require_http_methods(["GET", "POST"])
def set_emblem(request: Visitor) -> HttpResponse:
    node = node_asked(request)
    form = EmblemForm(request.POST or None, request.FILES or None)

    def act(values: dict[str, Any]) -> str:
        actions.set_emblem(node, values["upload"], by=request.user)
        messages.success(request, "Герб на бланке")
        return _templates_url(node)

    intro = f"{node.short_name}. Печатается на приказах и распоряжениях, а у организаций ниже — если своего нет."
    page = FormPage("Герб на бланке", "Загрузить герб", Way(_templates_url(node), "Шаблоны бумаг"), intro, creates=True)
    return answer_form(request, form, page, act)


@door("documents.remove_emblem")
@require_POST
def remove_emblem(request: Visitor) -> HttpResponse:
    node = node_asked(request)
    actions.remove_emblem(node, by=request.user)
    messages.success(request, "Герб с бланка убран")
    return redirect(_templates_url(node))


def _templates_url(node: Organisation) -> str:
    return f"{reverse('show_templates')}?organisation={node.pk}"
