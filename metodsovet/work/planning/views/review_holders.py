"""Whom words mean when none of the proposed fits: looked for among people, organisations and associations."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET

from metodsovet.ground.access.door import Visitor, door
from metodsovet.work.planning.matching import node_of
from metodsovet.work.planning.matching.searching import holders_found, holders_of_many, holders_within
from metodsovet.work.planning.models import Activity


@door("planning.choose_holder", Activity)
@require_GET
def find_holder(request: Visitor, activity: Activity, party_pk: int) -> HttpResponse:
    party = get_object_or_404(activity.parties, pk=party_pk)
    plan = activity.plan
    if not plan.is_draft:
        return redirect("show_plans")
    words = request.GET.get("find", "").strip()[:100]
    context = {
        "activity": activity,
        "party": party,
        "plan": plan,
        "words": words,
        "choices": list(holders_found(node_of(plan.organisation), words)) if words else [],
        "common": [*holders_within(plan.community), *holders_of_many(plan.audience_kinds)],
    }
    return render(request, "planning/review/find_holder.html", context)
