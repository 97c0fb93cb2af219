"""A person decides what the rule proposed."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from metodsovet.ground.access.history import record_action
from metodsovet.ground.access.models import User
from metodsovet.kernel import clock
from metodsovet.kernel.russian import plural
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.work.communities.actions.memberships import add_members, end_membership, locked
from metodsovet.work.communities.models import Community, Membership, SetAside
from metodsovet.work.communities.queries.composition import Proposal, proposals_for

Kind = SetAside.Kind


@transaction.atomic
def accept_proposals(community: Community, keys: Iterable[str], *, since: date, by: User) -> tuple[int, int]:
    """Take in and lead out those of the keys that are still proposed; how many of each.

    ``since`` is the first day of those who come; who leaves goes on the day of his proposal.
    DomainError ``is_closed`` and those of the two verbs.
    """
    chosen = _still_proposed(community, keys)
    coming = [one for one in chosen if one.kind == Kind.JOIN]
    reasons = {one.person.pk: one.rule_words for one in coming}
    added = add_members(community, [one.person for one in coming], since=since, by=by, reasons=reasons)
    leaving = [one for one in chosen if one.kind == Kind.LEAVE]
    for one in leaving:
        membership = Membership.objects.get(community=community, person=one.person, until=None)
        end_membership(membership, until=max(one.until or clock.today(), membership.since), by=by)
    return len(added), len(leaving)


@transaction.atomic
def set_aside_proposals(community: Community, keys: Iterable[str], *, by: User) -> int:
    """Not this school year. DomainError ``is_closed``."""
    chosen = _still_proposed(community, keys)
    year = SchoolYear.of(clock.today())
    SetAside.objects.bulk_create(
        [SetAside(community=community, person=one.person, kind=one.kind, school_year=year.start) for one in chosen],
        ignore_conflicts=True,
    )
    if chosen:
        number = len(chosen)
        text = f"Отклонено {number} {plural(number, 'предложение', 'предложения', 'предложений')} состава до конца года"
        record_action("set_aside_proposals", community, text, by=by)
    return len(chosen)


def _still_proposed(community: Community, keys: Iterable[str]) -> list[Proposal]:
    community = locked(community)
    asked = set(keys)
    return [one for one in proposals_for(community, clock.today()) if one.key in asked]
