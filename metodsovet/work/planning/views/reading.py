"""The list of plans, and the way of a file into a draft."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from metodsovet.ground.access.door import Visitor, door, require
from metodsovet.ground.documents.printing import DOCX, download
from metodsovet.kernel import clock
from metodsovet.kernel.errors import DomainError
from metodsovet.work.planning.actions import draft_plan_from_file, set_title
from metodsovet.work.planning.actions.editions import draft_edition
from metodsovet.work.planning.example import example_file
from metodsovet.work.planning.forms.fields import own_node
from metodsovet.work.planning.forms.reading import FileForm, ReadFile, ReadPlanForm, read_file
from metodsovet.work.planning.models import Plan
from metodsovet.work.planning.queries_plans import plan_list
from metodsovet.work.planning.views.making import make_once
from metodsovet.work.planning.views.plans_table import PLANS, with_execution

DRAFTS_SHOWN = 10


@door("planning.view_plan")
@require_GET
def show_plans(request: Visitor) -> HttpResponse:
    plans, keeps = plan_list(request.user), request.user.has_perm("planning.view_year_plans")
    published = plans.filter(state__in=Plan.PUBLISHED)
    drafts = plans.filter(state=Plan.State.DRAFT, community=None).select_related("amends", "reading").order_by("-pk")
    opened = PLANS.open(with_execution(published.filter(community=None) if keeps else published), request.GET)
    shown = drafts if "drafts" in request.GET else drafts[:DRAFTS_SHOWN]
    context = {
        "drafts": list(shown),
        "draft_count": drafts.count(),
        "keeps_communities": keeps,
        "can_make": request.user.has_perm("planning.draft_plan"),
    }
    return opened.answer(request, "planning/reading/plans.html", context)


@door("planning.read_plan")
@require_http_methods(["GET", "POST"])
def read_plan(request: Visitor) -> HttpResponse:
    form = ReadPlanForm(request.POST or None, request.FILES or None, user=request.user)
    if request.method == "POST" and form.is_valid() and form.read_file is not None:
        return _draft(request, form, form.read_file)
    status = 422 if form.is_bound else 200
    example = example_file(clock.today())[0]
    return render(request, "planning/reading/read_plan.html", {"form": form, "example": example}, status=status)


@door("planning.read_plan")
@require_GET
def download_example(request: Visitor) -> HttpResponse:
    name, content = example_file(clock.today())
    return download(content, name=name, kind=DOCX, is_of_nobody=True)


@door("planning.read_plan")
@require_POST
def read_example(request: Visitor) -> HttpResponse:
    """Our own example becomes a draft at once."""
    node = own_node(request.user)
    if node is None:
        return redirect("read_plan")
    name, content = example_file(clock.today())
    file = read_file(content, name, len(content))

    def make() -> str:
        plan = draft_plan_from_file(file.plan, file.rows, file.name, organisation=node, by=request.user)
        return reverse("show_review", args=[plan.pk])

    return make_once(request.POST.get("key", "")[:64], make)


@door("planning.amend_plan", Plan)
@require_http_methods(["GET", "POST"])
def read_edition(request: Visitor, plan: Plan) -> HttpResponse:
    """The amended file of an accepted plan: first reviewed like any other, then compared."""
    if plan.state != Plan.State.ACCEPTED:
        messages.error(request, "Новую редакцию читают для принятого плана: сначала примите этот.")
        return redirect("show_plans")
    form = FileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and form.read_file is not None:
        file = form.read_file

        def make() -> str:
            draft = draft_edition(plan, file.plan, file.rows, file.name, by=request.user)
            return reverse("show_review", args=[draft.pk])

        return make_once(form.cleaned_data["key"], make)
    status = 422 if form.is_bound else 200
    return render(request, "planning/reading/read_edition.html", {"form": form, "plan": plan}, status=status)


def _draft(request: Visitor, form: ReadPlanForm, file: ReadFile) -> HttpResponse:
    organisation, kind = form.cleaned_data["organisation"], form.cleaned_data["kind"]
    require(request.user, "planning.read_plan", organisation)

    def make() -> str:
        plan = draft_plan_from_file(file.plan, file.rows, file.name, organisation=organisation, by=request.user)
        if kind and kind != plan.kind:
            set_title(plan, version=plan.version, by=request.user, kind=kind)
        return reverse("show_review", args=[plan.pk])

    try:
        return make_once(form.cleaned_data["key"], make)
    except DomainError as refusal:
        form.add_error(None, refusal.text)
        return render(request, "planning/reading/read_plan.html", {"form": form}, status=422)
