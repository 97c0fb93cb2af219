"""A meeting of the community's own year plan reaches the agenda."""

import pytest
from django.test import Client
from django.urls import reverse

from metodsovet.ground.directory.tests.world import user_of
from metodsovet.kernel import clock
from metodsovet.work.communities.models import Community
from metodsovet.work.events.actions import call_meeting, plan_meeting
from metodsovet.work.events.models import AgendaItem
from metodsovet.work.events.queries.planned import next_planned_meeting, occurrences_for
from metodsovet.work.events.tests.hall import draft, join
from metodsovet.work.planning.actions.community_plans import YearPlanDraft, approve_plan, begin_year_plan, hand_in_plan
from metodsovet.work.planning.models import Occurrence
from metodsovet.work.planning.tests.community_town import city, head_of, school, template_of
from metodsovet.work.planning.tests.town import YEAR, Town, make_town

pytestmark = pytest.mark.django_db
TITLE = "Заседание 1. Что показал год"


def meeting_ahead(town: Town, community: Community) -> Occurrence:
    """Of an approved plan: its only meeting is at the end of the year."""
    source = template_of(("Заседания", TITLE, "август", "руководитель объединения", "протокол"))
    plan = begin_year_plan(community, draft=YearPlanDraft(YEAR, source), by=head_of(community))
    hand_in_plan(plan, version=plan.version, by=head_of(community))
    plan.refresh_from_db()
    approve_plan(plan, version=plan.version, by=town.by)
    return Occurrence.objects.get(activity__plan=plan)


def test_a_new_meeting_begins_from_the_next_one_of_the_own_plan() -> None:
    town = make_town()
    community = city(town)
    occurrence = meeting_ahead(town, community)
    client = Client()
    client.force_login(user_of(town.city_head))

    page = client.get(reverse("plan_meeting", args=[community.pk]))

    initial = page.context["form"].initial
    assert (initial["occurrence"], initial["topic"]) == (occurrence.pk, "Что показал год")
    meeting = plan_meeting(community, draft=draft(occurrence=occurrence), by=head_of(community))
    assert [(item.kind, item.title) for item in meeting.items.all()] == [(AgendaItem.Kind.FROM_PLAN, TITLE)]
    assert next_planned_meeting(community, head_of(community)) is None


def test_plans_of_other_communities_are_not_offered_but_that_of_the_one_above_is() -> None:
    town = make_town()
    own, upper = school(town), city(town)
    ahead, above = meeting_ahead(town, own), meeting_ahead(town, upper)

    assert ahead not in occurrences_for(upper, town.by)
    assert list(occurrences_for(own, town.by)) == [ahead]
    own.parent = upper
    own.save()
    assert list(occurrences_for(own, town.by)) == [ahead, above]


def test_calling_dates_the_line_of_the_own_plan_and_leaves_that_of_the_one_above() -> None:
    town = make_town()
    own, upper = school(town), city(town)
    ahead, above = meeting_ahead(town, own), meeting_ahead(town, upper)
    join(own, town.world.teacher)
    own.parent = upper
    own.save()

    for occurrence in (ahead, above):
        meeting = plan_meeting(own, draft=draft(occurrence=occurrence), by=head_of(own))
        call_meeting(meeting, by=head_of(own), dates_plan=True)
        occurrence.refresh_from_db()

    assert (ahead.held_on, above.held_on) == (clock.today(), None)
