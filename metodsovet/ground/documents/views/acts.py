from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from metodsovet.ground.access.door import Visitor, door
from metodsovet.ground.access.history import history_beside
from metodsovet.ground.directory.panels import panels_of
from metodsovet.ground.directory.views.form_pages import FormPage, Way, answer_form, way_to
from metodsovet.ground.documents import actions
from metodsovet.ground.documents.forms import ActForm, FileForm, NewActForm
from metodsovet.ground.documents.models import Act
from metodsovet.ground.documents.slots import ACT_PANELS
from metodsovet.ground.documents.tables import ACTS
from metodsovet.ground.files.queries import files_of


@door("documents.view_act")
@require_safe
def show_acts(request: Visitor) -> HttpResponse:
    acts = Act.objects.visible_to(request.user).select_related("organisation")
    context = {"may_add": request.user.has_perm("documents.add_act"), "tab": "acts"}
    return ACTS.open(acts, request.GET).answer(request, "documents/acts.html", context)


@door("documents.view_act", Act)
@require_safe
def show_act(request: Visitor, act: Act) -> HttpResponse:
    context = {
        "act": act,
        "files": files_of(act),
        "panels": panels_of(ACT_PANELS, request.user, act),
        "may_change": request.user.has_perm("documents.change_act", act),
        "form": FileForm(),
        "history": history_beside(act, request.user),
    }
    return render(request, "documents/act.html", context)


@door("documents.add_act")
@require_http_methods(["GET", "POST"])
def add_act(request: Visitor) -> HttpResponse:
    form = NewActForm(request.POST or None, request.FILES or None, user=request.user)

    @transaction.atomic
    def act(values: dict[str, object]) -> str:
        row = actions.add_act(form.requisites, organisation=form.cleaned_data["organisation"], by=request.user)
        upload = form.cleaned_data["upload"]
        if upload:
            actions.attach_act_file(row, upload, by=request.user)
        return row.get_absolute_url()

    return answer_form(
        request,
        form,
        FormPage("Новый документ", "Внести документ", Way(reverse("show_acts"), "Документы"), creates=True),
        act,
    )


@door("documents.change_act", Act)
@require_http_methods(["GET", "POST"])
def change_act(request: Visitor, act: Act) -> HttpResponse:
    known = {name: getattr(act, name) for name in ActForm.base_fields}
    form = ActForm(request.POST or None, initial=known)

    def change(values: dict[str, object]) -> str:
        return actions.change_act(act, form.requisites, by=request.user).get_absolute_url()

    page = FormPage("Реквизиты документа", "Сохранить реквизиты", way_to(act), known=known)
    return answer_form(request, form, page, change)


@door("documents.attach_act_file", Act)
@require_POST
def attach_act_file(request: Visitor, act: Act) -> HttpResponse:
    """Refusals of the content are shown on the act's page by the middleware."""
    form = FileForm(request.POST, request.FILES)
    if form.is_valid():
        file = actions.attach_act_file(act, form.cleaned_data["upload"], by=request.user)
        messages.success(request, f"Приложен файл «{file.name}»")
    else:
        messages.error(request, "Файл не выбран: выберите его и приложите снова.")
    return redirect(act)
