"""Communities of a user of today, as ids: what rows of communities are seen by."""

from dataclasses import dataclass

from django.db.models import Value

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.standing import standing_of
from metodsovet.work.communities.models.kinds import KindOffice
from metodsovet.work.communities.models.memberships import Membership
from metodsovet.work.communities.models.offices import Office


@dataclass(frozen=True, slots=True)
class Belonging:
    """``offices`` are held, ``runs`` are open ones where that is more than the curator's; ``belongs`` to as a member,
    ``joined`` are open ones of these."""

    offices: frozenset[int] = frozenset()
    runs: frozenset[int] = frozenset()
    belongs: frozenset[int] = frozenset()
    joined: frozenset[int] = frozenset()


def belonging_of(user: User) -> Belonging:
    """Read once per request, as ``standing_of``."""
    known: Belonging | None = getattr(user, "_belonging", None)
    if known is None:
        person = standing_of(user).person_id
        known = Belonging() if person is None else _read(person)
        user._belonging = known  # type: ignore[attr-defined]  # a cache on the request's own user
    return known


def _read(person: int) -> Belonging:
    told = ("community", "community__closed_on")
    offices = Office.objects.today().filter(person=person).order_by().values_list("kind", *told)
    members = Membership.objects.today().filter(person=person).order_by().values_list(Value(""), *told)
    rows = list(offices.union(members, all=True))
    return Belonging(
        offices=frozenset(one for kind, one, _ in rows if kind),
        runs=frozenset(one for kind, one, closed in rows if kind not in ("", KindOffice.Code.CURATOR) and not closed),
        belongs=frozenset(one for kind, one, _ in rows if not kind),
        joined=frozenset(one for kind, one, closed in rows if not kind and not closed),
    )
