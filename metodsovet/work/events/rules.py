"""Rights over meetings: whoever runs the community prepares, holds and writes; its head and the service approve."""

import rules

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.rules import is_known
from metodsovet.ground.directory.standing import standing_of
from metodsovet.work.communities.models import Community, Office
from metodsovet.work.communities.rules import KEEPERS, keeps_communities, runs_community
from metodsovet.work.events.models import AgendaItem, Meeting, Minutes

Subject = Meeting | AgendaItem | Minutes


def meeting_of(subject: Subject) -> Meeting:
    return subject if isinstance(subject, Meeting) else subject.meeting


@rules.predicate
def sees_meeting(user: User, subject: Subject | None = None) -> bool:
    return subject is None or Meeting.objects.visible_to(user).filter(pk=meeting_of(subject).pk).exists()


@rules.predicate
def runs_meeting(user: User, subject: Subject | None = None) -> bool:
    """Runs or keeps the community that calls it."""
    community = meeting_of(subject).community if subject else None
    return bool(keeps_communities(user, community) or runs_community(user, community))


@rules.predicate
def heads_meeting(user: User, subject: Subject | None = None) -> bool:
    """The head of the community today, or whoever keeps it."""
    if subject is None:
        return True
    community = meeting_of(subject).community
    if standing_of(user).holds(KEEPERS, community.organisation.path):
        return True
    heads = Office.objects.today().filter(community=community, kind=Office.Kind.HEAD)
    return heads.filter(person=standing_of(user).person_id).exists()


@rules.predicate
def is_expected(user: User, subject: Subject | None = None) -> bool:
    person = standing_of(user).person_id
    if subject is None or person is None:
        return person is not None
    return meeting_of(subject).attendance.filter(person=person).exists()


@rules.predicate
def looks_over(user: User, subject: object = None) -> bool:
    """Keeps communities somewhere; figures are counted of these only."""
    return bool(keeps_communities(user))


@rules.predicate
def plans_for(user: User, community: Community | None = None) -> bool:
    return bool(keeps_communities(user, community) or runs_community(user, community))


rules.add_perm("events.view_meeting", is_known & sees_meeting)
for _verb in ("plan_meeting", "start_series", "set_first_number"):
    rules.add_perm(f"events.{_verb}", plans_for)
for _verb in (
    "change_meeting",
    "call_meeting",
    "move_meeting",
    "cancel_meeting",
    "add_item",
    "change_item",
    "move_item",
    "remove_item",
    "begin_meeting",
    "hold_meeting",
    "record_changes",
    "close_meeting",
):
    rules.add_perm(f"events.{_verb}", runs_meeting)
rules.add_perm("events.view_clashes", runs_meeting)
rules.add_perm("events.view_all_clashes", looks_over)
rules.add_perm("events.view_demand", looks_over)
for _verb in ("approve_minutes", "correct_minutes"):
    rules.add_perm(f"events.{_verb}", heads_meeting)
rules.add_perm("events.answer_call", is_expected)
rules.add_perm("events.download_minutes", sees_meeting)
