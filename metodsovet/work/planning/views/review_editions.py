"""A new edition beside the plan it amends: what was added, changed, moved and left out, each to be chosen."""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from metodsovet.ground.access.door import Visitor, door, require
from metodsovet.ground.documents.models import Act
from metodsovet.kernel import clock
from metodsovet.kernel.errors import DomainError
from metodsovet.work.planning.actions import Change, ChangeKind, difference
from metodsovet.work.planning.actions.editions import apply_edition as apply
from metodsovet.work.planning.forms.acceptance import EditionForm
from metodsovet.work.planning.models import Activity, Plan
from metodsovet.work.planning.views.making import make_once

_GROUPS: Mapping[ChangeKind, str] = {
    ChangeKind.ADD: "Появилось",
    ChangeKind.MOVE: "Другой срок",
    ChangeKind.RENAME: "Изложено иначе",
    ChangeKind.PARTIES: "Другие ответственные",
    ChangeKind.CANCEL: "В новом файле нет",
}


@door("planning.apply_edition", Plan)
@require_http_methods(["GET", "POST"])
def apply_edition(request: Visitor, draft: Plan) -> HttpResponse:
    plan = draft.amends
    if plan is None or not draft.is_draft:
        return redirect(plan or "show_plans")
    require(request.user, "planning.amend_plan", plan)
    changes = {_code(change): change for change in difference(plan, draft)}
    is_partial = _seems_partial(plan, changes)
    proposed = [code for code, change in changes.items() if not (is_partial and change.kind is ChangeKind.CANCEL)]
    form = _form(request, plan, changes)
    if request.method == "POST" and form.is_valid():
        try:
            return make_once(form.cleaned_data["key"], lambda: _apply(request, draft, form, changes))
        except DomainError as refusal:
            form.add_error(None, refusal.text)
    ticked = request.POST.getlist("changes") if form.is_bound else proposed
    context = {"plan": plan, "draft": draft, "form": form, "groups": _groups(plan, changes, ticked)}
    context["is_partial"] = is_partial
    return render(request, "planning/review/difference.html", context, status=422 if form.is_bound else 200)


def _form(request: Visitor, plan: Plan, changes: Mapping[str, Change]) -> EditionForm:
    return EditionForm(
        request.POST or None,
        acts=Act.objects.visible_to(request.user),
        changes=[(code, code) for code in changes],
        initial={"in_force_from": clock.today(), "version": plan.version},
    )


def _apply(request: Visitor, draft: Plan, form: EditionForm, changes: Mapping[str, Change]) -> str:
    values = form.cleaned_data
    chosen = [change for code, change in changes.items() if code in values["changes"]]
    revision = apply(
        draft,
        chosen,
        version=values["version"],
        by=request.user,
        in_force_from=values["in_force_from"],
        basis=values["basis"],
    )
    messages.success(request, f"Внесена редакция {revision.number}")
    return revision.plan.get_absolute_url()


def _seems_partial(plan: Plan, changes: Mapping[str, Change]) -> bool:
    """More than half of the plan is not in the file: rather a part of it was pasted than a half of it cancelled."""
    gone = sum(1 for change in changes.values() if change.kind is ChangeKind.CANCEL)
    return gone * 2 > plan.activities.active().count()


def _groups(plan: Plan, changes: Mapping[str, Change], ticked: Sequence[str]) -> list[dict[str, Any]]:
    """Changes by what happens, each in words, with its tick as it stands."""
    lines = {line.pk: line for line in Activity.objects.filter(plan=plan)}
    groups = []
    for kind, label in _GROUPS.items():
        rows = [
            {"code": code, "words": change.words(lines.get(change.activity_id or 0)), "is_ticked": code in ticked}
            for code, change in changes.items()
            if change.kind is kind
        ]
        if rows:
            groups.append({"label": label, "rows": rows})
    return groups


def _code(change: Change) -> str:
    """The same change has the same name on the next request, and no other has."""
    return sha256(repr(change).encode()).hexdigest()[:16]
