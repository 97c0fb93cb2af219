"""Lists of communities and of what they may be, cut to the user."""

from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Organisation, Person
from metodsovet.ground.directory.models.organisations import home_paths, subtree_q
from metodsovet.ground.directory.models.role_kinds import SERVICE, Role
from metodsovet.ground.directory.standing import standing_of
from metodsovet.kernel import clock
from metodsovet.work.communities.models import Community, CommunityKind, Office
from metodsovet.work.communities.rules import KEEPERS


def community_rows(user: User) -> QuerySet[Community]:
    """What the user sees, with ``heads``: offices of heads in force today."""
    heads = Office.objects.on(clock.today()).filter(kind=Office.Kind.HEAD).select_related("person")
    rows = Community.objects.visible_to(user).select_related("organisation", "subject", "kind")
    return rows.prefetch_related(Prefetch("offices", queryset=heads, to_attr="heads"))


def communities_headed_by(person: Person) -> QuerySet[Community]:
    offices = Office.objects.on(clock.today()).filter(kind=Office.Kind.HEAD, person=person)
    return Community.objects.filter(pk__in=offices.values("community"), closed_on=None)


def without_head(user: User) -> QuerySet[Community]:
    """Open communities that nobody heads today."""
    heads = Office.objects.on(clock.today()).filter(kind=Office.Kind.HEAD)
    return Community.objects.visible_to(user).filter(closed_on=None).exclude(pk__in=heads.values("community"))


def organisations_kept_by(user: User) -> QuerySet[Organisation]:
    """Where the user may add communities: the service anywhere below it, leads in their own organisation."""
    paths = standing_of(user).paths_of(KEEPERS)
    rows = Organisation.objects.filter(subtree_q(paths), closed_on=None)
    return rows.exclude(kind=Organisation.Kind.DEPARTMENT)


def kinds_used_by(user: User) -> QuerySet[CommunityKind]:
    """Of all places the user knows; ours is left out where his only municipality words it otherwise."""
    kinds = CommunityKind.objects.visible_to(user).filter(is_used=True)
    if len(home_paths(user)) > 1:
        return kinds
    replaced = kinds.filter(code=OuterRef("code")).exclude(municipality=None).exclude(code="")
    return kinds.exclude(Q(municipality=None) & Exists(replaced))


def municipalities_kept_by(user: User) -> QuerySet[Organisation]:
    """Whose kinds of communities the user words."""
    paths = standing_of(user).paths_of((*SERVICE, Role.ADMINISTRATOR))
    return Organisation.objects.filter(subtree_q(paths), kind=Organisation.Kind.MUNICIPALITY)


def past_term(user: User, day: date) -> QuerySet[Community]:
    """Open ones whose term ends by the day."""
    return Community.objects.visible_to(user).filter(closed_on=None, runs_until__lte=day)
