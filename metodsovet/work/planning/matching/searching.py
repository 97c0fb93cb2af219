"""Whom words may mean when none of the proposed fits: looked for among people, organisations and associations."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from django.db.models import Q

from metodsovet.ground.directory.models import Organisation, Person, Position
from metodsovet.work.communities.models import Community
from metodsovet.work.planning.matching.choices import HolderChoice
from metodsovet.work.planning.matching.labels import (
    EACH,
    community_choice,
    function_at,
    members_choice,
    office_choice,
    organisation_choice,
)
from metodsovet.work.planning.models import NamedParty

FOUND_AT_MOST = 15
Kind = NamedParty.Holder
_LEADING = (Position.Function.HEAD, Position.Function.DEPUTY, Position.Function.METHODIST)


def holders_found(node: Organisation, words: str) -> Iterator[HolderChoice]:
    """Under the node, at most so many of each kind; an organisation also by its head, deputy and methodist."""
    for person in Person.objects.employed_under(node.path).filter(sort_key__icontains=words.lower())[:FOUND_AT_MOST]:
        yield HolderChoice(Kind.PERSON.value, person_id=person.pk, label=person.full_name, hint="этот человек")
    named = Q(name__icontains=words) | Q(short_name__icontains=words)
    nodes = Organisation.objects.filter(named, path__startswith=node.path, closed_on=None)
    for organisation in nodes[:FOUND_AT_MOST]:
        yield organisation_choice(organisation)
        for function in _LEADING:
            yield function_at(organisation, function.value)
    near = Community.objects.filter(name__icontains=words, organisation__path__startswith=node.path, closed_on=None)
    for community in near.select_related("kind", "organisation")[:FOUND_AT_MOST]:  # many schools have one of the name
        yield replace(community_choice(community), hint=community.organisation.short_name)


def holders_within(community: Community | None) -> Iterator[HolderChoice]:
    """Of the community whose document it is: whoever holds each of its offices, and its members."""
    if community is not None:
        for office in community.kind.offices.all():
            yield office_choice(community, office.code)
        yield members_choice(community)


def holders_of_many(kinds: Sequence[str]) -> Iterator[HolderChoice]:
    """Everyone the document is for, and each of its kinds where there are several."""
    for kind in ("", *(kinds if len(kinds) > 1 else ())):
        for function in (Position.Function.HEAD, Position.Function.DEPUTY):
            yield HolderChoice(
                Kind.FUNCTION_IN_AUDIENCE.value,
                function=function.value,
                organisation_kind=kind,
                label=f"{function.label}: {EACH[kind]}",
            )
        yield HolderChoice(Kind.AUDIENCE.value, organisation_kind=kind, label=EACH[kind])
