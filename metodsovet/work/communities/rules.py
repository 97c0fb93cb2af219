"""Rights over communities: the service over all of its municipality, leads of an organisation over its own."""

from collections.abc import Sequence

import rules
from django.db.models import Q

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.granting import tells_stronger
from metodsovet.ground.directory.models import Organisation, Person
from metodsovet.ground.directory.models.role_kinds import Role
from metodsovet.ground.directory.rules import LEADS, SERVICE, is_known
from metodsovet.ground.directory.standing import standing_of
from metodsovet.kernel import clock
from metodsovet.work.communities.models import (
    Analysis,
    Appendix,
    AppendixRow,
    Community,
    CommunityKind,
    Membership,
    Office,
)

KEEPERS = (*SERVICE, *LEADS)


@rules.predicate
def sees_community(user: User, community: Community | None = None) -> bool:
    return community is None or Community.objects.visible_to(user).filter(pk=community.pk).exists()


Subject = Community | Office | Membership | Analysis | Organisation | None


@rules.predicate
def keeps_communities(user: User, subject: Subject = None) -> bool:
    """Acts for the organisation of the community; without one, for any."""
    standing = standing_of(user)
    if subject is None:
        return bool(standing.paths_of(KEEPERS))
    community = community_of(subject)
    organisation = community.organisation if isinstance(community, Community) else community
    return standing.holds(KEEPERS, organisation.path)


@rules.predicate
def runs_community(user: User, subject: Community | Membership | Analysis | None = None) -> bool:
    """Head, deputy or secretary of it today; without one, of any that is open."""
    offices = Office.objects.today().filter(person=standing_of(user).person_id).exclude(kind=Office.Kind.CURATOR)
    rows = offices.filter(community__closed_on=None)
    return rows.exists() if subject is None else rows.filter(community=community_of(subject)).exists()


@rules.predicate
def belongs_to_community(user: User, community: Community | None = None) -> bool:
    """A member or an officer of it today, a curator too; without one, of any that is open."""
    person = standing_of(user).person_id
    for rows in (Membership.objects.today(), Office.objects.today()):
        own = rows.filter(person=person, community__closed_on=None)
        if (own if community is None else own.filter(community=community)).exists():
            return True
    return False


@rules.predicate
def sees_analysis(user: User, analysis: Analysis | None = None) -> bool:
    return analysis is None or Analysis.objects.visible_to(user).filter(pk=analysis.pk).exists()


@rules.predicate
def keeps_appendix(user: User, subject: Appendix | AppendixRow | None = None) -> bool:
    """Of the node whose communities the user keeps."""
    if subject is None:
        return keeps_communities(user)
    appendix = subject.appendix if isinstance(subject, AppendixRow) else subject
    return keeps_communities(user, appendix.organisation)


@rules.predicate
def words_kinds(user: User, kind: CommunityKind | None = None) -> bool:
    """The service and the administrator of a municipality: own kinds of theirs, and ours which they may reword."""
    roles = (*SERVICE, Role.ADMINISTRATOR)
    if kind is None or kind.municipality is None:
        return bool(standing_of(user).paths_of(roles))
    return standing_of(user).holds(roles, kind.municipality.path)


@rules.predicate
def held_office(user: User, office: Office | None = None) -> bool:
    return office is None or office.person_id == standing_of(user).person_id


def community_of(subject: Community | Office | Membership | Analysis | Organisation) -> Community | Organisation:
    return subject.community if isinstance(subject, Office | Membership | Analysis) else subject


@tells_stronger
def has_office_beyond(user: User, people: Sequence[Person]) -> set[int]:
    """An office in a community of others opens its members: the head of a school does not come in as their head."""
    current = Q(until=None) | Q(until__gte=clock.today())
    offices = Office.objects.filter(current, person__in=[person.pk for person in people])
    standing = standing_of(user)
    paths = offices.values_list("person", "community__organisation__path")
    return {person for person, path in paths if not standing.holds(KEEPERS, path)}


rules.add_perm("communities.view_community", is_known & sees_community)
rules.add_perm("communities.add_community", keeps_communities)
rules.add_perm("communities.rename_community", keeps_communities)
rules.add_perm("communities.close_community", keeps_communities)
rules.add_perm("communities.reopen_community", keeps_communities)
rules.add_perm("communities.appoint_officer", keeps_communities)
rules.add_perm("communities.end_office", keeps_communities)
rules.add_perm("communities.view_members", keeps_communities | belongs_to_community)
rules.add_perm("communities.set_charter", keeps_communities)
rules.add_perm("communities.describe_community", keeps_communities | runs_community)
rules.add_perm("communities.add_members", keeps_communities | runs_community)
rules.add_perm("communities.end_membership", keeps_communities | runs_community)
rules.add_perm("communities.take_children", keeps_communities)
rules.add_perm("communities.release_child", keeps_communities)
rules.add_perm("communities.set_rule", keeps_communities)
rules.add_perm("communities.decide_proposals", keeps_communities | runs_community)
rules.add_perm("communities.view_analyses", keeps_communities | belongs_to_community)
rules.add_perm("communities.view_analysis", is_known & sees_analysis)
for verb in ("draft_analysis", "complete_analysis", "hand_in_analysis"):
    rules.add_perm(f"communities.{verb}", keeps_communities | runs_community)
for verb in ("accept_analysis", "return_analysis"):
    rules.add_perm(f"communities.{verb}", keeps_communities)
rules.add_perm("communities.view_picture", keeps_communities)
rules.add_perm("communities.load_appendix", keeps_communities)
for verb in ("view_appendix", "decide_line", "apply_appendix", "discard_appendix"):
    rules.add_perm(f"communities.{verb}", keeps_appendix)
rules.add_perm("communities.view_kinds", words_kinds)
rules.add_perm("communities.add_kind", words_kinds)
rules.add_perm("communities.reword_kind", words_kinds)
rules.add_perm("communities.hide_kind", words_kinds)
rules.add_perm("communities.bring_back_kind", words_kinds)
rules.add_perm("communities.download_reference", keeps_communities | held_office)
rules.add_perm("communities.download_methodical_service", keeps_communities)
