"""Templates of year plans of a municipality."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from metodsovet.ground.access.door import Visitor, door
from metodsovet.ground.access.once import new_key
from metodsovet.ground.directory.models import Organisation
from metodsovet.ground.directory.views.form_pages import FormPage, Way, answer_form
from metodsovet.kernel.numbers import id_from
from metodsovet.work.communities.queries import municipalities_kept_by
from metodsovet.work.planning.actions import community_plans as actions
from metodsovet.work.planning.forms.year_plans import SaveTemplateForm
from metodsovet.work.planning.models import Plan, PlanTemplate
from metodsovet.work.planning.views.making import make_once


@door("planning.view_plan_templates")
@require_safe
def show_plan_templates(request: Visitor) -> HttpResponse:
    towns, town = list(municipalities_kept_by(request.user)), _town(request)
    context = {
        "towns": towns,
        "town": town,
        "templates": list(PlanTemplate.objects.of_place(town)),
        "key": new_key(),
    }
    return render(request, "planning/year_plan/templates.html", context)


@door("planning.view_plan_templates", PlanTemplate)
@require_safe
def show_plan_template(request: Visitor, template: PlanTemplate) -> HttpResponse:
    town = template.municipality or _town(request)
    return render(request, "planning/year_plan/template.html", {"template": template, "town": town, "key": new_key()})


@door("planning.open_plan_template", PlanTemplate)
@require_POST
def open_plan_template(request: Visitor, template: PlanTemplate) -> HttpResponse:
    town = template.municipality or _town(request)

    def make() -> str:
        plan = actions.open_plan_template(template, municipality=town, by=request.user)
        messages.success(request, "Черновик по шаблону готов: исправьте строки и сохраните его как шаблон")
        return f"{reverse('show_review', args=[plan.pk])}?tab=lines"

    return make_once(request.POST.get("key", "")[:64], make)


@door("planning.hide_plan_template", PlanTemplate)
@require_POST
def hide_plan_template(request: Visitor, template: PlanTemplate) -> HttpResponse:
    town = template.municipality or _town(request)
    actions.hide_plan_template(template, municipality=town, by=request.user)
    messages.success(request, f"Шаблон «{template}» больше не предлагается")
    return redirect(_back(town))


@door("planning.bring_back_plan_template", PlanTemplate)
@require_POST
def bring_back_plan_template(request: Visitor, template: PlanTemplate) -> HttpResponse:
    town = template.municipality or _town(request)
    actions.bring_back_plan_template(template, municipality=town, by=request.user)
    messages.success(request, f"Шаблон «{template}» снова предлагается")
    return redirect(_back(town))


@door("planning.save_plan_template", Plan)
@require_http_methods(["GET", "POST"])
def save_plan_template(request: Visitor, plan: Plan) -> HttpResponse:
    town = _town_of(request, plan)
    templates = PlanTemplate.objects.of_place(town)
    same = templates.filter(name=plan.title).first()
    initial = {"name": plan.title[:200], "instead": same, "level": same.level if same else ""}
    initial |= {"kind_code": same.kind_code if same else ""}
    form = SaveTemplateForm(request.POST or None, templates=templates, initial=initial)

    def act(values: dict[str, Any]) -> str:
        instead = values.pop("instead")
        draft = actions.TemplateDraft(**values)
        saved = actions.save_plan_template(plan, municipality=town, draft=draft, instead=instead, by=request.user)
        messages.success(request, f"Шаблон «{saved}» сохранён")
        return saved.get_absolute_url()

    page = FormPage("Сохранить как шаблон", "Сохранить шаблон", Way(_review(plan), plan.title), town.name, creates=True)
    return answer_form(request, form, page, act)


def _review(plan: Plan) -> str:
    return reverse("show_review", args=[plan.pk]) if plan.is_draft else plan.get_absolute_url()


def _town(request: Visitor) -> Organisation:
    """The municipality of the address among those of the user; the first without one."""
    towns = municipalities_kept_by(request.user)
    asked = id_from(request.GET.get("organisation", ""))
    town = next((one for one in towns if one.pk == asked), towns.first())
    if town is None:
        raise Http404
    return town


def _town_of(request: Visitor, plan: Plan) -> Organisation:
    """The municipality above the plan."""
    town = municipalities_kept_by(request.user).filter(pk__in=plan.organisation.ancestor_ids).first()
    if town is None:
        raise Http404
    return town


def _back(town: Organisation) -> str:
    return f"{reverse('show_plan_templates')}?organisation={town.pk}"
