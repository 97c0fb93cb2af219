"""Places of work: hired, dismissed, transferred. History stays."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q

from metodsovet.ground.access.history import record_action
from metodsovet.ground.access.models import User
from metodsovet.ground.directory.actions.erasures import require_not_erased
from metodsovet.ground.directory.actions.roles import end_role
from metodsovet.ground.directory.models import Employment, Organisation, Person, Position, RoleAssignment
from metodsovet.kernel.errors import DomainError
from metodsovet.kernel.russian import date_text


@transaction.atomic
def hire(
    person: Person,
    *,
    organisation: Organisation,
    position: Position,
    since: date,
    is_main: bool | None = None,
    by: User | None,
) -> Employment:
    """Without ``is_main`` a first place is the main one.

    Refusals: ``already_works``, ``erased``, ``organisation_closed``.
    """
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    require_not_erased(person)
    if organisation.closed_on is not None and organisation.closed_on <= since:
        raise DomainError(
            "organisation_closed",
            f"«{organisation.short_name}» закрыта {date_text(organisation.closed_on)}: выберите другую организацию.",
        )
    current = person.employments.on(since)
    if current.filter(organisation=organisation, position=position).exists():
        raise DomainError("already_works", f"{person.short_name} уже работает здесь на этой должности.")
    has_main = current.filter(is_main=True).exists()
    employment = Employment.objects.create(
        person=person,
        organisation=organisation,
        position=position,
        since=since,
        is_main=not has_main if is_main is None else is_main,
    )
    record_action("hire", person, f"С {date_text(since)}: {position.name}, {organisation.short_name}", by=by)
    return employment


@transaction.atomic
def dismiss(
    employment: Employment, *, until: date, ending: Iterable[RoleAssignment] = (), by: User | None
) -> Employment:
    """``until`` is the last working day. Roles at that organisation end with it when no other job there remains.

    ``ending`` are roles elsewhere that end the same day. Refusals: ``already_dismissed``, ``ends_before_it_begins``
    and those of ``end_role``.
    """
    employment = Employment.objects.select_for_update(of=("self",)).get(pk=employment.pk)
    if employment.until is not None and employment.until <= until:
        raise DomainError("already_dismissed", f"Уже не работает здесь с {date_text(employment.until)}")
    if until < employment.since:
        raise DomainError(
            "ends_before_it_begins", f"Работает здесь с {date_text(employment.since)}: укажите день не раньше."
        )
    employment.until = until
    employment.save()
    _end_roles_of(employment, until, by)
    for granted in ending:
        if granted.is_in_force(until + timedelta(days=1)) and granted.person_id == employment.person_id:
            end_role(granted, until=max(until, granted.since), by=by)
    text = f"По {date_text(until)}: {employment.position.name}, {employment.organisation.short_name}"
    record_action("dismiss", employment.person, text, by=by)
    return employment


@transaction.atomic
def transfer(
    employment: Employment,
    *,
    organisation: Organisation,
    position: Position,
    since: date,
    ending: Iterable[RoleAssignment] = (),
    by: User | None,
) -> Employment:
    """End the place of work the day before and begin another; refusals of ``dismiss`` and ``hire``, ``same_place``.

    Open assignments follow by themselves: the rooms above pass on what the person held as who he was there.
    """
    if (organisation.pk, position.pk) == (employment.organisation_id, employment.position_id):
        raise DomainError("same_place", "Это то же место и та же должность: выберите, куда человек переходит.")
    was_main = employment.is_main
    dismiss(employment, until=since - timedelta(days=1), ending=ending, by=by)
    return hire(employment.person, organisation=organisation, position=position, since=since, is_main=was_main, by=by)


def _end_roles_of(employment: Employment, until: date, by: User | None) -> None:
    """Roles of one organisation go with the job; those for the whole municipality are ended by hand."""
    after = until + timedelta(days=1)
    person, place = employment.person, employment.organisation
    if person.employments.on(after).filter(organisation=place).exists():
        return
    roles = person.roles.filter(Q(until=None) | Q(until__gte=after), organisation=place)
    for granted in roles:
        text = f"По {date_text(until)} роль: {granted.get_role_display()}, {place}"
        record_action("end_role", person, text, by=by)
    roles.filter(since__lte=until).update(until=until)
    roles.filter(since__gt=until).delete()
