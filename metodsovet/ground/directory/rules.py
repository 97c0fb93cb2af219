"""Rights over the directory, and predicates the rooms above build theirs from."""

from collections.abc import Iterable, Sequence

import rules
from django.db.models import prefetch_related_objects

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.granting import roles_granted_by, stronger_beyond_roles, stronger_than
from metodsovet.ground.directory.models import (
    Account,
    Employment,
    ErasureRequest,
    Organisation,
    Person,
    Position,
    RoleAssignment,
    Roster,
    RosterWord,
)
from metodsovet.ground.directory.models.role_kinds import LEADS, SERVICE, Role
from metodsovet.ground.directory.models.rosters import LOADERS
from metodsovet.ground.directory.standing import standing_of
from metodsovet.kernel import clock

__all__ = ["LEADS", "SERVICE"]  # the rooms above build their predicates of them
PLACES = ("employments__organisation", "roles__organisation")
"""Read once for all people of whom the same is asked."""


def holds(user: User, roles: Iterable[str], organisation: Organisation) -> bool:
    return standing_of(user).holds(roles, organisation.path)


@rules.predicate
def is_known(user: User) -> bool:
    """Somebody with a person behind the account."""
    return standing_of(user).person_id is not None


@rules.predicate
def is_administrator(user: User, organisation: Organisation | None = None) -> bool:
    if organisation is None:
        return bool(standing_of(user).paths_of([Role.ADMINISTRATOR]))
    return holds(user, [Role.ADMINISTRATOR], organisation)


@rules.predicate
def administers_whole(user: User) -> bool:
    """At a node with nothing above it: the municipality of a usual installation, the region of a region's."""
    return any(path.count(".") == 1 for path in standing_of(user).paths_of([Role.ADMINISTRATOR]))


@rules.predicate
def acts_for_service(user: User, organisation: Organisation | None = None) -> bool:
    """A methodist or head of the authority, of the given node or (without one) of any."""
    if organisation is None:
        return bool(standing_of(user).paths_of(SERVICE))
    return holds(user, SERVICE, organisation)


@rules.predicate
def sees_organisation(user: User, organisation: Organisation | None = None) -> bool:
    return organisation is None or Organisation.objects.visible_to(user).filter(pk=organisation.pk).exists()


@rules.predicate
def sees_person(user: User, person: Person | None = None) -> bool:
    return person is None or Person.objects.visible_to(user).filter(pk=person.pk).exists()


@rules.predicate
def keeps_staff_of(user: User, organisation: Organisation | None = None) -> bool:
    """Who keeps the register of people: the service and the administrator everywhere, leads in their organisation."""
    keepers = (*SERVICE, *LEADS, Role.ADMINISTRATOR)
    if organisation is None:
        return bool(standing_of(user).paths_of(keepers))
    return holds(user, keepers, organisation)


@rules.predicate
def loads_lists_of(user: User, organisation: Organisation | None = None) -> bool:
    """The service for the municipality, a lead for his own organisation; the technical administrator sees no people."""
    if organisation is None:
        return bool(standing_of(user).paths_of(LOADERS))
    return holds(user, LOADERS, organisation)


@rules.predicate
def loads_roster(user: User, roster: Roster | None = None) -> bool:
    return loads_lists_of(user, roster.organisation if roster else None)


@rules.predicate
def loads_word(user: User, word: RosterWord | None = None) -> bool:
    return loads_lists_of(user, word.roster.organisation if word else None)


@rules.predicate
def keeps_employment(user: User, employment: Employment | None = None) -> bool:
    return employment is None or keeps_staff_of(user, employment.organisation)


@rules.predicate
def keeps_person(user: User, person: Person | None = None) -> bool:
    """Keepers of a place where the person works or worked last, and those who act for the whole."""
    if person is None:
        return keeps_staff_of(user)
    prefetch_related_objects([person], *PLACES)
    jobs = list(person.employments.all())
    current = [job for job in jobs if job.is_current] or jobs
    places = [job.organisation for job in current] or [held.organisation for held in person.roles.all()]
    return any(keeps_staff_of(user, place) for place in places)


@rules.predicate
def serves_person(user: User, person: Person | None = None) -> bool:
    """Acts for the service everywhere where the person works, worked, acts or acted: merging touches all of it."""
    if person is None:
        return acts_for_service(user)
    places = {job.organisation for job in person.employments.select_related("organisation")}
    places |= {held.organisation for held in person.roles.select_related("organisation")}
    return bool(places) and all(holds(user, SERVICE, place) for place in places)


@rules.predicate
def sees_staff_of_days(user: User, organisation: Organisation | None = None) -> bool:
    """The service and leads see who worked under their nodes on any day."""
    if organisation is None:
        return bool(standing_of(user).paths_of((*SERVICE, *LEADS)))
    return holds(user, (*SERVICE, *LEADS), organisation)


@rules.predicate
def asked_himself(user: User, request: ErasureRequest | None = None) -> bool:
    return request is None or request.person_id == standing_of(user).person_id


@rules.predicate
def sees_erasure(user: User, request: ErasureRequest | None = None) -> bool:
    return request is None or ErasureRequest.objects.visible_to(user).filter(pk=request.pk).exists()


@rules.predicate
def decides_erasure(user: User, request: ErasureRequest | None = None) -> bool:
    return serves_person(user, request.person if request else None)


@rules.predicate
def is_himself(user: User, person: Person | None = None) -> bool:
    return person is None or standing_of(user).person_id == person.pk


@rules.predicate
def may_end_role(user: User, granted: RoleAssignment | None = None) -> bool:
    return granted is None or granted.role in roles_granted_by(user, granted.organisation)


@rules.predicate
def is_not_stronger(user: User, person: Person | None = None) -> bool:
    """Whoever opens an account could come in by it: nobody does so for more rights than his own."""
    if person is not None:
        prefetch_related_objects([person], *PLACES)
    return person is None or not stronger_than(user, [person])


def let_in_by(user: User, people: Sequence[Person]) -> list[Person]:
    """Those of the people to whom the user may give accounts, in a number of queries that does not depend on them."""
    prefetch_related_objects(people, *PLACES)
    stronger = stronger_than(user, people)
    return [person for person in people if person.pk not in stronger and keeps_known_person(user, person)]


@rules.predicate
def is_not_erased(user: User, person: Person | None = None) -> bool:
    return person is None or person.erased_on is None


@rules.predicate
def sees_account(user: User, account: Person | None = None) -> bool:
    if account is None:
        return is_administrator(user)
    return Account.objects.visible_to(user).filter(pk=account.pk).exists()


@rules.predicate
def restores_access(user: User, person: Person | None = None) -> bool:
    """The administrator, of people all of whose places lie under his nodes: stronger ones too, never unnoticed.

    Beyond the nodes that one administers, an office or a substitution may still make a person stronger.
    """
    if person is None:
        return is_administrator(user)
    prefetch_related_objects([person], *PLACES)
    today = clock.today()
    rows = [*person.employments.all(), *person.roles.all()]
    ahead = [row.organisation for row in rows if row.until is None or row.until >= today]
    places = ahead or [row.organisation for row in rows]
    administers_all = bool(places) and all(is_administrator(user, place) for place in places)
    return administers_all and (administers_whole(user) or not stronger_beyond_roles(user, [person]))


@rules.predicate
def keeps_words(user: User, subject: Person | Position | Organisation | None = None) -> bool:
    """A person's by whoever keeps him, an organisation's by its staff's keepers, a post's by whoever acts for all."""
    if isinstance(subject, Person):
        return keeps_known_person(user, subject)
    if isinstance(subject, Organisation):
        return keeps_staff_of(user, subject)
    return is_administrator(user) or acts_for_service(user)


keeps_known_person = keeps_person & is_not_erased
may_let_in = keeps_known_person & is_not_stronger
may_restore = may_let_in | (restores_access & is_not_erased)

rules.add_perm("directory.view_organisation", is_known & sees_organisation)
rules.add_perm("directory.view_person", sees_person)
rules.add_perm("directory.view_history_of_person", keeps_person | is_himself)
rules.add_perm("directory.change_structure", is_administrator | acts_for_service)
rules.add_perm("directory.add_organisation", is_administrator | acts_for_service)
rules.add_perm("directory.rename_organisation", is_administrator | acts_for_service)
rules.add_perm("directory.close_organisation", is_administrator | acts_for_service)
rules.add_perm("directory.set_organisation_mail", keeps_staff_of)
rules.add_perm("directory.add_person", keeps_staff_of)
rules.add_perm("directory.rename_person", keeps_known_person)
rules.add_perm("directory.hire", keeps_known_person)
rules.add_perm("directory.dismiss", keeps_employment)
rules.add_perm("directory.transfer", keeps_employment)
rules.add_perm("directory.grant_role", keeps_known_person)
rules.add_perm("directory.end_role", may_end_role)
for verb in ("give_account", "give_accounts"):
    rules.add_perm(f"directory.{verb}", may_let_in)
for verb in ("renew_code", "reset_second_factor", "close_account", "open_account"):
    rules.add_perm(f"directory.{verb}", may_restore)
rules.add_perm("directory.view_account", sees_account)
rules.add_perm("directory.load_roster", loads_lists_of)
rules.add_perm("directory.view_roster", loads_roster)
rules.add_perm("directory.decide_rows", loads_roster)
rules.add_perm("directory.settle_word", loads_word)
rules.add_perm("directory.name_columns", loads_roster)
rules.add_perm("directory.add_unknown_places", loads_roster)
rules.add_perm("directory.apply_roster", loads_roster)
rules.add_perm("directory.undo_roster", loads_roster)
rules.add_perm("directory.discard_roster", loads_roster)
rules.add_perm("directory.change_installation", administers_whole)
rules.add_perm("directory.change_name", keeps_known_person)
rules.add_perm("directory.merge_people", serves_person & is_not_erased)
rules.add_perm("directory.tell_apart", serves_person & is_not_erased)
rules.add_perm("directory.view_doubles", acts_for_service)
rules.add_perm("directory.view_staff_of_day", sees_staff_of_days)
rules.add_perm("directory.set_case_forms", keeps_words)
rules.add_perm("directory.appoint_lead", keeps_staff_of)
rules.add_perm("directory.view_own_page", is_known)
rules.add_perm("directory.ask_erasure", is_known)
rules.add_perm("directory.view_erasures", acts_for_service)
rules.add_perm("directory.view_erasurerequest", sees_erasure)
rules.add_perm("directory.withdraw_erasure", asked_himself)
rules.add_perm("directory.refuse_erasure", decides_erasure)
rules.add_perm("directory.erase_person", decides_erasure)
rules.add_perm("directory.view_exports", is_known)
rules.add_perm("directory.view_exports_of_all", is_administrator | acts_for_service)
