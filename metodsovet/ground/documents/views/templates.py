"""Templates of papers: ours, and those that a municipality or an organisation brought."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from metodsovet.ground.access.door import Visitor, door
from metodsovet.ground.directory.models import Organisation
from metodsovet.ground.directory.views.form_pages import FormPage, Way, answer_form
from metodsovet.ground.documents import actions
from metodsovet.ground.documents.actions.templates import TemplateRefused
from metodsovet.ground.documents.forms import TemplateForm
from metodsovet.ground.documents.kinds import PaperKind, kind_named
from metodsovet.ground.documents.models import Emblem, PaperTemplate
from metodsovet.ground.documents.printing import DOCX, download
from metodsovet.ground.documents.printing.papers import print_word
from metodsovet.ground.documents.queries import kinds_in_use, nodes_of, placeholders_of, versions_of
from metodsovet.ground.documents.rendering import Mark

SAMPLE_MARK = Mark("12", "1 сентября 2026 г.")


@door("documents.upload_template")
@require_safe
def show_templates(request: Visitor) -> HttpResponse:
    """``?organisation=`` where one acts for several nodes."""
    node = node_asked(request)
    context = {
        "node": node,
        "nodes": nodes_of(request.user),
        "kinds": kinds_in_use(node),
        "emblem": Emblem.objects.filter(organisation=node, file__isnull=False).select_related("file").first(),
        "tab": "templates",
    }
    return render(request, "documents/templates.html", context)


@door("documents.upload_template")
@require_safe
def show_template_versions(request: Visitor, code: str) -> HttpResponse:
    kind, node = _kind(code), node_asked(request)
    versions = versions_of(kind, node)
    context = {
        "kind": kind,
        "node": node,
        "nodes": nodes_of(request.user),
        "versions": versions,
        "active": next((one for one in versions if one.is_active), None),
        "placeholders": placeholders_of(kind),
    }
    return render(request, "documents/template.html", context)


@door("documents.upload_template")
@require_http_methods(["GET", "POST"])
def upload_template(request: Visitor, code: str) -> HttpResponse:
    kind, node = _kind(code), node_asked(request)
    form = TemplateForm(request.POST or None, request.FILES or None)

    def act(values: dict[str, Any]) -> str:
        try:
            actions.upload_template(kind, values["upload"], organisation=node, remark=values["remark"], by=request.user)
        except TemplateRefused as refusal:
            for fault in refusal.faults:
                form.add_error("upload", fault)
            raise
        messages.success(request, "Шаблон проверен и загружен. Посмотрите его на образце и введите в действие.")
        return _versions_url(kind, node)

    intro = (
        f"{node.short_name}. Шаблон проверяется до загрузки; действовать он начнёт, когда вы введёте его в действие."
    )
    back = Way(_versions_url(kind, node), kind.name[:1].upper() + kind.name[1:])
    page = FormPage(f"Свой шаблон: {kind.name}", "Проверить и загрузить", back, intro, creates=True)
    return answer_form(request, form, page, act)


@door("documents.upload_template")
@require_safe
def download_default_template(request: Visitor, code: str) -> HttpResponse:
    kind = _kind(code)
    return download(kind.template.read_bytes(), name=f"Шаблон, {kind.name}.docx", kind=DOCX, is_of_nobody=True)


@door("documents.upload_template")
@require_safe
def preview_default_template(request: Visitor, code: str) -> HttpResponse:
    kind = _kind(code)
    mark = SAMPLE_MARK if kind.is_issued else Mark()
    content = print_word(code, kind.sample_data, template=None, mark=mark)
    return download(content, name=f"Образец, {kind.name}.docx", kind=DOCX, is_of_nobody=True)


@door("documents.use_default_template")
@require_POST
def use_default_template(request: Visitor, code: str) -> HttpResponse:
    kind, node = _kind(code), node_asked(request)
    actions.use_default_template(kind, organisation=node, by=request.user)
    messages.success(request, "Бумаги снова печатаются по общему шаблону")
    return redirect(_versions_url(kind, node))


@door("documents.activate_template", PaperTemplate)
@require_POST
def activate_template(request: Visitor, template: PaperTemplate) -> HttpResponse:
    actions.activate_template(template, by=request.user)
    messages.success(request, f"Версия {template.version} введена в действие")
    return redirect(_versions_url(_kind(template.kind), template.organisation))


def _kind(code: str) -> PaperKind:
    kind = kind_named(code)
    if kind is None or not kind.is_word:
        raise Http404
    return kind


def node_asked(request: Visitor) -> Organisation:
    """The node asked for among one's own, the first of them by default."""
    nodes = nodes_of(request.user)
    asked = request.POST.get("organisation") or request.GET.get("organisation", "")
    node = next((one for one in nodes if asked in ("", str(one.pk))), None)
    if node is None:
        raise Http404
    return node


def _versions_url(kind: PaperKind, node: Organisation) -> str:
    return f"{reverse('show_template_versions', args=[kind.code])}?organisation={node.pk}"
