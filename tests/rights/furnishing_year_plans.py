"""Year plans of the communities of a place: a draft, one that waits for approval, templates, the day to hand in by."""

from datetime import timedelta

from metodsovet.ground.directory.models import Organisation
from metodsovet.ground.directory.tests.world import user_of
from metodsovet.kernel import clock
from metodsovet.work.communities.models import Community
from metodsovet.work.planning.actions import add_activity, set_theme, set_title
from metodsovet.work.planning.actions.community_plans import (
    TemplateDraft,
    YearPlanDraft,
    ask_year_plans,
    begin_year_plan,
    hand_in_plan,
    hide_plan_template,
    save_plan_template,
)
from metodsovet.work.planning.models import Plan, PlanDeadline
from metodsovet.work.planning.queries_communities import planning_year
from tests.rights.places import Place


def furnish_year_plans(place: Place) -> None:
    """The lead hands in, so that the service may approve."""
    year = planning_year(clock.today())
    ask_year_plans(place.node, year=year, due_on=clock.today() + timedelta(days=20), by=place.by)
    title = place.word("theme")
    place.rows["theme_planned"] = set_theme(place.node, year=year, title=title, upper=None, by=place.by)
    place.rows["plan_deadline"] = PlanDeadline.objects.get(organisation=place.node)
    place.rows["year_plan"] = _begun(place, "community", "year_plan")
    waiting = _begun(place, "community_beside", "year_plan_handed_in")
    place.rows["submission"] = hand_in_plan(waiting, version=waiting.version, by=user_of(place.lead))
    place.rows["year_plan_handed_in"] = Plan.objects.get(pk=waiting.pk)
    node = place.node
    town = node if node.kind == Organisation.Kind.MUNICIPALITY else node.parent
    assert town is not None
    for key in ("plan_template", "plan_template_hidden"):
        draft = TemplateDraft(place.word(key), "organisation")
        template = save_plan_template(waiting, municipality=town, draft=draft, by=place.by)
        place.rows[key] = template
    place.rows["plan_template_hidden"] = hide_plan_template(template, municipality=town, by=place.by)


def _begun(place: Place, community_key: str, key: str) -> Plan:
    community = place.rows[community_key]
    assert isinstance(community, Community)
    plan = begin_year_plan(community, draft=YearPlanDraft(planning_year(clock.today())), by=place.by)
    plan = set_title(plan, version=plan.version, title=place.word(key), by=place.by)
    add_activity(plan, title=f"{place.word(key)} дело", term_text="апрель", parties_text="руководитель", by=place.by)
    return Plan.objects.get(pk=plan.pk)
