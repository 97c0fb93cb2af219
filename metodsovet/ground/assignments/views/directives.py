from typing import Any

from django.contrib import messages
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from metodsovet.ground.access.door import Visitor, door
from metodsovet.ground.access.history import history_beside
from metodsovet.ground.access.once import reserve_key, result_of
from metodsovet.ground.assignments import actions
from metodsovet.ground.assignments.directive_forms import DirectiveForm
from metodsovet.ground.assignments.models import Directive
from metodsovet.ground.assignments.queries import ControlFilter, control_rows, counts_by_standing
from metodsovet.ground.assignments.queries.recipients import Forecast, forecast_of
from metodsovet.ground.assignments.queries.slices import Slice
from metodsovet.ground.assignments.views.slices import remindable
from metodsovet.ground.directory.models import Organisation
from metodsovet.ground.directory.models.role_kinds import SERVICE
from metodsovet.ground.directory.standing import standing_of
from metodsovet.kernel.errors import DomainError


@door("assignments.give_directive")
@require_http_methods(["GET", "POST"])
def give_directive(request: Visitor) -> HttpResponse:
    """First the forecast, then, when it is what was shown, the giving. ``?issuer=`` where one serves several nodes."""
    issuers = list(Organisation.objects.filter(path__in=standing_of(request.user).paths_of(SERVICE)).order_by("path"))
    asked = request.GET.get("issuer", "")
    issuer = next((one for one in issuers if str(one.pk) == asked), issuers[0])
    form = DirectiveForm(request.POST or None, issuer=issuer, user=request.user)
    context: dict[str, Any] = {"form": form, "issuer": issuer, "issuers": issuers}
    if not form.is_bound:
        return render(request, "assignments/directive/give.html", context)
    if not form.is_valid():
        return render(request, "assignments/directive/give.html", context, status=422)
    context["forecast"] = forecast = forecast_of(form.recipients(), form.cleaned_data["holder"])
    if "give" not in request.POST or form.cleaned_data["mark"] != forecast.mark:
        context["is_other"] = "give" in request.POST
        return render(request, "assignments/directive/give.html", context)
    try:
        return redirect(_given_once(request, form, forecast))
    except DomainError as refusal:
        form.add_error(None, refusal.text)
        return render(request, "assignments/directive/give.html", context, status=409)


def _given_once(request: Visitor, form: DirectiveForm, forecast: Forecast) -> str:
    """The address of what was made; the second press is led to the result of the first."""
    key = form.cleaned_data["key"]
    with transaction.atomic():
        reserved = reserve_key(key) if key else None
        if key and reserved is None:
            return result_of(key)
        directive = actions.give_directive(form.issuer, draft=form.draft(), to=forecast, by=request.user)
        if reserved is not None:
            reserved.result_url = directive.get_absolute_url()
            reserved.save(update_fields=["result_url"])
    messages.success(request, "Поручение дано")
    return directive.get_absolute_url()


@door("assignments.view_directive", Directive)
@require_GET
def show_directive(request: Visitor, directive: Directive) -> HttpResponse:
    row = get_object_or_404(
        Directive.objects.select_related("issuer", "accepter", "controller", "basis", "given_by__person"),
        pk=directive.pk,
    )
    source = ContentType.objects.get_for_model(Directive).pk, directive.pk
    asked = Slice(request.user, [source])
    rows: Any = control_rows(request.user, ControlFilter(sources=[source]))
    context = {
        "directive": row,
        "asked": asked,
        "source": f"{source[0]}-{source[1]}",
        "rows": list(rows.order_by("urgency", "organisation__path")),
        "counts": {state: number for state, number in counts_by_standing(rows).items() if number},
        "to_remind": remindable(asked, None).count(),
        "history": history_beside(row, request.user),
    }
    return render(request, "assignments/directive/directive.html", context)
