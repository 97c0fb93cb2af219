"""Rights over plans: the service over those of its municipality, leads of an organisation over their organisation's."""

import rules

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Organisation
from metodsovet.ground.directory.rules import SERVICE, is_known
from metodsovet.ground.directory.standing import standing_of
from metodsovet.work.communities.models import Community
from metodsovet.work.communities.rules import keeps_communities, runs_community
from metodsovet.work.planning.models import (
    Activity,
    ActivityParty,
    Goal,
    Indicator,
    Occurrence,
    Plan,
    PlanTemplate,
    PlanWork,
    Reading,
    Schedule,
    Submission,
    Theme,
    YearResult,
)
from metodsovet.work.planning.models.plans import AUTHORS

Row = Goal | Indicator | Plan | PlanWork | Activity | ActivityParty | Occurrence | Reading | Submission | YearResult
Subject = Row | Theme | Schedule | Organisation


@rules.predicate
def makes_plans(user: User, subject: Subject | None = None) -> bool:
    """Acts for the node of the plan; without a row, for any node."""
    standing = standing_of(user)
    if subject is None:
        return bool(standing.paths_of(AUTHORS))
    return standing.holds(AUTHORS, _organisation(subject).path)


@rules.predicate
def runs_plan(user: User, subject: Subject | None = None) -> bool:
    """Head, deputy or secretary of the community whose plan it is; without a row, of any."""
    if subject is None:
        return bool(runs_community(user))
    plan = _plan(subject)
    return plan is not None and plan.community is not None and bool(runs_community(user, plan.community))


@rules.predicate
def begins_plan(user: User, community: Community | None = None) -> bool:
    return bool(keeps_communities(user, community) or runs_community(user, community))


@rules.predicate
def serves_municipality(user: User, subject: PlanTemplate | Plan | None = None) -> bool:
    """The service of the municipality whose template it is; ours are kept in its own words by each."""
    standing = standing_of(user)
    if isinstance(subject, Plan):
        return standing.holds(SERVICE, subject.organisation.path)
    if subject is None or subject.municipality is None:
        return bool(standing.paths_of(SERVICE))
    return standing.holds(SERVICE, subject.municipality.path)


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
        case Activity() | Reading() | Goal() | Indicator() | PlanWork() | Submission() | YearResult():
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
# Whoever runs a community writes its plan; the rest is decided by those who make plans at its node.
WRITING = (
    "add_activity",
    "change_activity",
    "change_plan",
    "choose_holder",
    "confirm_term",
    "date_occurrence",
    "discard_plan",
    "move_activity",
    "remove_activity",
    "set_control",
    "set_part",
    "set_parties",
    "set_serves",
    "set_title",
)
for _verb in (*WRITING, "hand_in_plan", "take_back_plan"):
    rules.add_perm(f"planning.{_verb}", makes_plans | runs_plan)
rules.add_perm("planning.begin_year_plan", begins_plan)
rules.add_perm("planning.view_year_plan", is_known)
rules.add_perm("planning.view_year_plans", keeps_communities)
rules.add_perm("planning.remind_of_year_plans", keeps_communities)
rules.add_perm("planning.ask_year_plans", makes_plans)
for _verb in ("view_plan_templates", "save_plan_template", "open_plan_template", "hide_plan_template"):
    rules.add_perm(f"planning.{_verb}", serves_municipality)
rules.add_perm("planning.bring_back_plan_template", serves_municipality)
for _verb in (
    "accept_plan",
    "approve_plan",
    "approve_plans",
    "return_plan",
    "add_goal",
    "add_indicator",
    "change_indicator",
    "enter_fact",
    "remove_goal",
    "remove_indicator",
    "amend_plan",
    "apply_edition",
    "archive_plan",
    "change_offices",
    "close_programme_year",
    "continue_plan_work",
    "draft_plan",
    "extend_plan",
    "make_school_year",
    "read_plan",
    "reopen_programme_year",
    "set_act",
    "set_audience",
    "set_offices",
    "set_schedule",
    "set_theme",
    "view_planwork",
):
    rules.add_perm(f"planning.{_verb}", makes_plans)
