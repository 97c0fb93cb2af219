"""Kinds by their codes, for tests."""

from datetime import date

from metodsovet.ground.directory.models import Organisation, ReferenceNumber
from metodsovet.work.communities.models import Community, CommunityKind

Code = CommunityKind.Code


def kind_at(organisation: Organisation, code: str = Code.COUNCIL) -> CommunityKind:
    return CommunityKind.objects.named(code, organisation)


def community_at(organisation: Organisation, name: str = "Совет", *, code: str = Code.COUNCIL) -> Community:
    return Community.objects.create(organisation=organisation, kind=kind_at(organisation, code), name=name)


def three_years() -> None:
    """The numbers that say who is young; a test that empties the database takes those of the migration with it."""
    for code in ("young_teacher_years", "workshop_service_years"):
        told = {"title": code, "value": 3, "unit": "лет", "source": "положение"}
        ReferenceNumber.objects.get_or_create(code=code, valid_from=date(2019, 12, 25), defaults=told)
