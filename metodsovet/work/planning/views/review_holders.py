"""Whom words mean when none of the proposed fits: looked for among people, organisations and associations."""

from collections.abc import Iterator, Sequence

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET

from metodsovet.ground.access.door import Visitor, door
from metodsovet.ground.directory.models import Organisation, Person, Position
from metodsovet.work.communities.models import Community
from metodsovet.work.planning.matching import HolderChoice, node_of
from metodsovet.work.planning.matching.labels import (
    EACH,
    community_choice,
    function_at,
    members_choice,
    office_choice,
    organisation_choice,
)
from metodsovet.work.planning.models import Activity, ActivityParty

FOUND_AT_MOST = 15
Kind = ActivityParty.Holder
_LEADING = (Position.Function.HEAD, Position.Function.DEPUTY, Position.Function.METHODIST)


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
        "choices": list(_choices(node_of(plan.organisation), words)) if words else [],
        "common": [*_own(plan.community), *_common(plan.audience_kinds)],
    }
    return render(request, "planning/review/find_holder.html", context)


def _choices(node: Organisation, words: str) -> Iterator[HolderChoice]:
    for person in Person.objects.employed_under(node.path).filter(sort_key__icontains=words.lower())[:FOUND_AT_MOST]:
        yield HolderChoice(Kind.PERSON.value, person_id=person.pk, label=person.full_name, hint="этот человек")
    named = Q(name__icontains=words) | Q(short_name__icontains=words)
    nodes = Organisation.objects.filter(named, path__startswith=node.path, closed_on=None)
    for organisation in nodes[:FOUND_AT_MOST]:
        yield organisation_choice(organisation)
        for function in _LEADING:
            yield function_at(organisation, function.value)
    near = Community.objects.filter(name__icontains=words, organisation__path__startswith=node.path, closed_on=None)
    for community in near[:FOUND_AT_MOST]:
        yield community_choice(community)


def _own(community: Community | None) -> Iterator[HolderChoice]:
    """Of a community whose plan it is: whoever holds each of its offices, and its members."""
    if community is not None:
        for office in community.kind.offices.all():
            yield office_choice(community, office.code)
        yield members_choice(community)


def _common(kinds: Sequence[str]) -> Iterator[HolderChoice]:
    """Everyone the plan is for, and each of its kinds where there are several."""
    for kind in ("", *(kinds if len(kinds) > 1 else ())):
        for function in (Position.Function.HEAD, Position.Function.DEPUTY):
            yield HolderChoice(
                Kind.FUNCTION_IN_AUDIENCE.value,
                function=function.value,
                organisation_kind=kind,
                label=f"{function.label}: {EACH[kind]}",
            )
        yield HolderChoice(Kind.AUDIENCE.value, organisation_kind=kind, label=EACH[kind])
