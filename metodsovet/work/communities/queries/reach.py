"""Where the people of a community work: its own organisation, or the whole municipality for one of the town."""

from collections.abc import Iterable, Mapping

from metodsovet.ground.directory.models import Organisation, Person
from metodsovet.ground.directory.models.people import PersonQuerySet
from metodsovet.work.communities.models import Community


def reach_of(community: Community) -> str:
    """The path of that node; a resource centre of the town stands at a school and takes people from everywhere."""
    return reaches_of([community])[community.pk]


def reaches_of(communities: Iterable[Community]) -> Mapping[int, str]:
    """By ids of communities whose organisation and kind are read; one query, none where all are of organisations."""
    known = list(communities)
    wide = [one for one in known if one.kind.is_of_town]
    ids = {pk for one in wide for pk in one.organisation.ancestor_ids}
    towns = Organisation.objects.filter(pk__in=ids, kind=Organisation.Kind.MUNICIPALITY) if ids else ()
    paths = {town.pk: town.path for town in towns}
    return {one.pk: _reach(one, paths) for one in known}


def colleagues_of(community: Community) -> PersonQuerySet:
    """Who may be taken in or appointed today."""
    return Person.objects.employed_under(reach_of(community))


def _reach(community: Community, towns: Mapping[int, str]) -> str:
    node = community.organisation
    if not community.kind.is_of_town:
        return node.path
    return next((towns[pk] for pk in node.ancestor_ids if pk in towns), node.path)
