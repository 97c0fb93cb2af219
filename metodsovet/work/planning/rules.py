"""Rights over plans: the service over those of its municipality, leads of an organisation over their organisation's."""

import rules

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Organisation
from metodsovet.ground.directory.rules import is_known
from metodsovet.ground.directory.standing import standing_of
from metodsovet.work.planning.models import (
    Activity,
    ActivityParty,
    Goal,
    Indicator,
    Occurrence,
    Plan,
    Reading,
    Schedule,
    Theme,
)
from metodsovet.work.planning.models.plans import AUTHORS

Subject = Goal | Indicator | Plan | Activity | ActivityParty | Occurrence | Reading | Theme | Schedule | Organisation


@rules.predicate
def makes_plans(user: User, subject: Subject | None = None) -> bool:
    """Acts for the node of the plan; without a row, for any node."""
    standing = standing_of(user)
    if subject is None:
        return bool(standing.paths_of(AUTHORS))
    return standing.holds(AUTHORS, _organisation(subject).path)


@rules.predicate
def sees_plan(user: User, subject: Subject | None = None) -> bool:
    """The same rows as ``Plan.objects.visible_to``."""
    if subject is None:
        return standing_of(user).person_id is not None
    plan = _plan(subject)
    return plan is not None and Plan.objects.visible_to(user).filter(pk=plan.pk).exists()


@rules.predicate
def sees_theme(user: User, theme: Theme | None = None) -> bool:
    return theme is None or Theme.objects.visible_to(user).filter(pk=theme.pk).exists()


def _plan(subject: Subject) -> Plan | None:
    match subject:
        case Plan():
            return subject
        case Activity() | Reading() | Goal() | Indicator():
            return subject.plan
        case ActivityParty() | Occurrence():
            return subject.activity.plan
        case _:
            return None


def _organisation(subject: Subject) -> Organisation:
    match subject:
        case Organisation():
            return subject
        case Theme() | Schedule():
            return subject.organisation
        case _:
            plan = _plan(subject)
            assert plan is not None
            return plan.organisation


for _seen in ("view_plan", "view_activity", "view_reading", "view_indicator"):
    rules.add_perm(f"planning.{_seen}", sees_plan)
rules.add_perm("planning.view_calendar", is_known)
rules.add_perm("planning.view_theme", is_known & sees_theme)
for _verb in (
    "accept_plan",
    "add_activity",
    "add_goal",
    "add_indicator",
    "change_indicator",
    "enter_fact",
    "remove_goal",
    "remove_indicator",
    "amend_plan",
    "apply_edition",
    "archive_plan",
    "change_activity",
    "change_offices",
    "change_plan",
    "choose_holder",
    "confirm_term",
    "date_occurrence",
    "discard_plan",
    "draft_plan",
    "extend_plan",
    "make_school_year",
    "move_activity",
    "read_plan",
    "remove_activity",
    "set_act",
    "set_audience",
    "set_control",
    "set_offices",
    "set_part",
    "set_parties",
    "set_serves",
    "set_schedule",
    "set_theme",
    "set_title",
):
    rules.add_perm(f"planning.{_verb}", makes_plans)
