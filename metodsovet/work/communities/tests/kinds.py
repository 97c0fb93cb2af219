"""Kinds by their codes, for tests."""

from metodsovet.ground.directory.models import Organisation
from metodsovet.work.communities.models import Community, CommunityKind

Code = CommunityKind.Code


def kind_at(organisation: Organisation, code: str = Code.COUNCIL) -> CommunityKind:
    return CommunityKind.objects.named(code, organisation)


def community_at(organisation: Organisation, name: str = "Совет", *, code: str = Code.COUNCIL) -> Community:
    return Community.objects.create(organisation=organisation, kind=kind_at(organisation, code), name=name)
