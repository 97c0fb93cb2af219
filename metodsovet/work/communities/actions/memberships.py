"""Who belongs to a community, from a day until a day, and why."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.db import transaction
from django.db.models import Q

from metodsovet.ground.access.history import record_action
from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Person
from metodsovet.ground.documents.models import Act
from metodsovet.ground.notifications.actions import notify
from metodsovet.ground.notifications.models import Topic
from metodsovet.kernel.errors import DomainError
from metodsovet.kernel.russian import date_text, plural
from metodsovet.work.communities.models import Community, Membership
from metodsovet.work.communities.queries.reach import colleagues_of

Ground = Membership.Ground
NAMED_IN_HISTORY = 5
MOST_AT_ONCE = 500


@transaction.atomic
def add_members(
    community: Community,
    people: Iterable[Person],
    *,
    since: date,
    by: User,
    basis: Act | None = None,
    reasons: Mapping[int, str] | None = None,
) -> list[Membership]:
    """Take people in; those who belong to it that day or later stay as they are. Returns the new memberships.

    ``reasons`` by ids of people are words of the rule that proposed them.
    DomainError ``is_closed``, ``works_elsewhere``, ``too_many``.
    """
    community = locked(community)
    asked = list({person.pk: person for person in people}.values())
    require_colleagues(community, asked)
    current = community.memberships.filter(Q(until=None) | Q(until__gte=since))
    known = set(current.values_list("person_id", flat=True))
    rows = []
    for person in asked:
        reason = (reasons or {}).get(person.pk, "")[:300]
        ground = Ground.BY_RULE if reason else Ground.BY_ACT if basis else Ground.BY_HAND
        if person.pk not in known:
            rows.append(
                Membership(community=community, person=person, since=since, ground=ground, basis=basis, reason=reason)
            )
    added = Membership.objects.bulk_create(rows)
    if added:
        record_action("add_members", community, _said(added, since), by=by)
        _tell(community, added)
    return added


@transaction.atomic
def end_membership(membership: Membership, *, until: date, by: User) -> Membership:
    """The last day in the community.

    DomainError ``has_ended``, ``days_reversed``, ``holds_office`` of whoever must be relieved of his office first.
    """
    rows = Membership.objects.select_for_update(of=("self",)).select_related("community", "person")
    membership = rows.get(pk=membership.pk)
    if membership.until is not None:
        raise DomainError("has_ended", f"Участие уже закончено {date_text(membership.until)}")
    if until < membership.since:
        raise DomainError("days_reversed", f"В составе с {date_text(membership.since)}: выберите день не раньше.")
    later = Q(until=None) | Q(until__gt=until)
    if membership.community.offices.exclude(kind="curator").filter(later, person=membership.person).exists():
        raise DomainError(
            "holds_office",
            f"{membership.person.short_name} занимает должность в объединении: сначала закончите её срок.",
        )
    membership.until = until
    membership.save(update_fields=["until"])
    text = f"{membership.person.short_name}: последний день в составе — {date_text(until)}"
    record_action("end_membership", membership.community, text, by=by)
    return membership


def make_member(
    community: Community,
    person: Person,
    *,
    since: date,
    ground: Ground,
    basis: Act | None = None,
    reason: str = "",
) -> Membership | None:
    """Without history and notice, for actions that tell more. None of whoever is a member on that day or later."""
    known = community.memberships.filter(Q(until=None) | Q(until__gte=since), person=person)
    if known.exists():
        return None
    return Membership.objects.create(
        community=community, person=person, since=since, ground=ground, basis=basis, reason=reason
    )


def locked(community: Community) -> Community:
    """The row for this transaction. DomainError ``is_closed``."""
    rows = Community.objects.select_for_update(of=("self",)).select_related("organisation", "kind")
    community = rows.get(pk=community.pk)
    if community.closed_on is not None:
        raise DomainError("is_closed", "Объединение закрыто: сначала откройте его снова.")
    return community


def require_colleague(community: Community, person: Person) -> None:
    """He works in the reach of the community today. DomainError ``works_elsewhere``."""
    require_colleagues(community, [person])


def require_colleagues(community: Community, people: Sequence[Person]) -> None:
    """The same of many at once. DomainError ``works_elsewhere``, ``too_many``."""
    if len(people) > MOST_AT_ONCE:
        raise DomainError("too_many", f"За один раз принимают не больше {MOST_AT_ONCE} человек: выберите часть.")
    here = set(colleagues_of(community).filter(pk__in=[one.pk for one in people]).values_list("pk", flat=True))
    stranger = next((one for one in people if one.pk not in here), None)
    if stranger is not None:
        raise DomainError(
            "works_elsewhere", f"{stranger.short_name} здесь сегодня не работает: выберите другого человека."
        )


def _said(added: list[Membership], since: date) -> str:
    names = ", ".join(one.person.short_name for one in added[:NAMED_IN_HISTORY])
    rest = len(added) - NAMED_IN_HISTORY
    more = f" и ещё {rest} {plural(rest, 'человек', 'человека', 'человек')}" if rest > 0 else ""
    return f"В составе с {date_text(since)}: {names}{more}"


def _tell(community: Community, added: list[Membership]) -> None:
    for membership in added:
        notify(
            [membership.person_id],
            key=f"membership:{membership.pk}",
            topic=Topic.OFFICES,
            text=f"Вы в составе объединения «{community.name[:300]}» с {date_text(membership.since)}",
            url=community.get_absolute_url(),
        )
