"""Roles at nodes. Nobody grants what he lacks, nobody grants to himself."""

from datetime import date

from django.db import transaction
from django.db.models import Q

from metodsovet.ground.access.history import record_action
from metodsovet.ground.access.models import User
from metodsovet.ground.directory.actions.erasures import require_not_erased
from metodsovet.ground.directory.granting import roles_granted_by
from metodsovet.ground.directory.models import Organisation, Person, RoleAssignment
from metodsovet.ground.directory.models.role_kinds import Role
from metodsovet.ground.directory.standing import standing_of
from metodsovet.kernel.errors import DomainError
from metodsovet.kernel.russian import date_text

OF_ORGANISATION = (Role.ORGANISATION_HEAD, Role.METHODICAL_LEAD)
NEVER_WITHOUT = (Role.ADMINISTRATOR, Role.METHODIST)


@transaction.atomic
def grant_role(
    person: Person, *, role: str, organisation: Organisation, since: date, by: User | None
) -> RoleAssignment:
    """Refusals: ``erased``, ``not_to_oneself``, ``not_yours_to_grant``, ``role_needs_organisation``, ``role_held``."""
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    require_not_erased(person)
    label = Role(role).label
    if by is not None and standing_of(by).person_id == person.pk:
        raise DomainError("not_to_oneself", "Себе роль не дают: попросите того, у кого она есть.")
    if by is not None and role not in roles_granted_by(by, organisation):
        raise DomainError("not_yours_to_grant", f"Роль «{label}» в «{organisation}» даёт тот, у кого она есть сам.")
    if role in OF_ORGANISATION and organisation.kind in (Organisation.Kind.REGION, Organisation.Kind.MUNICIPALITY):
        raise DomainError("role_needs_organisation", f"Роль «{label}» дают в организации: выберите, в какой.")
    if person.roles.filter(Q(until=None) | Q(until__gte=since), role=role, organisation=organisation).exists():
        raise DomainError("role_held", f"{person.short_name} уже имеет эту роль в «{organisation}».")
    granted = RoleAssignment.objects.create(
        person=person, role=role, organisation=organisation, since=since, granted_by=by
    )
    record_action("grant_role", person, f"С {date_text(since)} роль: {label}, {organisation}", by=by)
    return granted


@transaction.atomic
def end_role(granted: RoleAssignment, *, until: date, by: User | None) -> RoleAssignment:
    """``until`` is the last day. Refusals: ``already_ended``, ``ends_before_it_begins``, ``last_one``."""
    # Those who end the last two at once wait for one another at the node.
    Organisation.objects.select_for_update(of=("self",)).get(pk=granted.organisation_id)
    granted = RoleAssignment.objects.select_for_update(of=("self",)).get(pk=granted.pk)
    if granted.until is not None and granted.until <= until:
        raise DomainError("already_ended", f"Роль уже закончилась {date_text(granted.until)}")
    if until < granted.since:
        raise DomainError("ends_before_it_begins", f"Роль дана с {date_text(granted.since)}: укажите день не раньше.")
    if granted.role in NEVER_WITHOUT and not _others_remain(granted):
        raise DomainError(
            "last_one", f"Это последний, у кого роль «{granted.get_role_display()}»: дайте её сначала другому."
        )
    granted.until = until
    granted.save()
    text = f"По {date_text(until)} роль: {granted.get_role_display()}, {granted.organisation}"
    record_action("end_role", granted.person, text, by=by)
    return granted


def _others_remain(granted: RoleAssignment) -> bool:
    others = RoleAssignment.objects.filter(role=granted.role, organisation=granted.organisation, until=None)
    return others.exclude(person=granted.person).filter(person__user__is_active=True).exists()
