"""Plans of communities are asked for by a day; who has none is seen."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from metodsovet.ground.assignments.actions import remind_executors
from metodsovet.ground.assignments.models import Assignment, Report
from metodsovet.ground.directory.models import Person
from metodsovet.ground.directory.tests.world import make_person, user_of
from metodsovet.ground.notifications.models import Notice
from metodsovet.kernel import clock
from metodsovet.kernel.errors import DomainError
from metodsovet.work.communities import gaps, slots
from metodsovet.work.communities.models import Community, Office
from metodsovet.work.planning.actions.community_plans import (
    approve_plan,
    ask_year_plans,
    follow_heads,
    hand_in_plan,
    return_plan,
    take_back_plan,
)
from metodsovet.work.planning.models import Plan
from metodsovet.work.planning.queries_communities import standings_of
from metodsovet.work.planning.tests.community_town import (
    begun,
    city,
    handed_in,
    head_of,
    school,
)
from metodsovet.work.planning.tests.town import YEAR, make_town

pytestmark = pytest.mark.django_db
SOON = clock.today() + timedelta(days=14)


def told(person: Person) -> list[str]:
    return list(Notice.objects.filter(person=person).order_by("pk").values_list("text", flat=True))


def code_of(act: Callable[[], object]) -> str:
    with pytest.raises(DomainError) as refusal:
        act()
    return refusal.value.code


def test_ask_year_plans_gives_each_head_the_duty_which_moves_with_the_plan() -> None:
    town = make_town()
    community = city(town)

    assert ask_year_plans(town.world.town, year=YEAR, due_on=SOON, by=town.by) == 2
    duty = Assignment.objects.get(key=f"year_plan:{community.pk}:{YEAR.start}")
    assert (duty.due_on, duty.parts.get().person) == (SOON, town.city_head)
    plan = handed_in(community)
    duty.refresh_from_db()
    assert duty.state == Assignment.State.REPORTED
    return_plan(plan, note="Мало", version=plan.version, by=town.by)
    duty.refresh_from_db()
    assert duty.state == Assignment.State.RETURNED
    plan.refresh_from_db()
    hand_in_plan(plan, version=plan.version, by=head_of(community))
    take_back_plan(plan, by=head_of(community))
    plan.refresh_from_db()
    hand_in_plan(plan, version=plan.version, by=head_of(community))
    plan.refresh_from_db()
    approve_plan(plan, version=plan.version, by=town.by)
    duty.refresh_from_db()
    assert duty.state == Assignment.State.ACCEPTED
    assert list(duty.reports.order_by("pk").values_list("state", flat=True)) == [
        Report.State.RETURNED,
        Report.State.WITHDRAWN,
        Report.State.ACCEPTED,
    ]


def test_ask_year_plans_again_moves_the_day_and_asks_nobody_twice() -> None:
    town = make_town()
    ask_year_plans(town.world.town, year=YEAR, due_on=SOON, by=town.by)

    assert ask_year_plans(town.world.town, year=YEAR, due_on=SOON + timedelta(days=3), by=town.by) == 0

    assert set(Assignment.objects.values_list("due_on", flat=True)) == {SOON + timedelta(days=3)}


def test_ask_year_plans_leaves_a_school_its_own_day_and_skips_who_has_handed_in() -> None:
    town = make_town()
    handed_in(city(town))
    near = SOON - timedelta(days=5)

    assert ask_year_plans(town.world.school, year=YEAR, due_on=near, by=user_of(town.world.deputy)) == 1
    assert ask_year_plans(town.world.town, year=YEAR, due_on=SOON, by=town.by) == 0

    assert Assignment.objects.get().due_on == near
    standings = standings_of([city(town), school(town)], YEAR)
    assert {standings[city(town).pk].due_on, standings[school(town).pk].due_on} == {SOON, near}


def test_ask_year_plans_for_a_day_that_is_past_or_beyond_the_year_is_refused() -> None:
    town = make_town()

    def ask(due_on: date) -> str:
        return code_of(lambda: ask_year_plans(town.world.town, year=YEAR, due_on=due_on, by=town.by))

    assert ask(clock.today() - timedelta(days=1)) == "due_in_the_past"
    assert ask(YEAR.next.last_day) == "outside_school_year"
    assert not Assignment.objects.exists()


def test_the_duty_follows_a_new_head_and_reminders_reach_him() -> None:
    town = make_town()
    community = city(town)
    ask_year_plans(town.world.town, year=YEAR, due_on=SOON, by=town.by)
    successor = make_person("Новикова Анна Олеговна", town.world.school)
    Office.objects.filter(community=community).update(until=clock.today() - timedelta(days=1))
    Office.objects.create(community=community, person=successor, since=clock.today())

    assert follow_heads(day=clock.today()) == 1

    duty = Assignment.objects.get(key=f"year_plan:{community.pk}:{YEAR.start}")
    assert duty.parts.get(until=None).person == successor
    remind_executors([duty.pk], by=town.by)
    assert [text for text in told(successor) if text.startswith("Напоминаем")] != []
    assert follow_heads(day=clock.today()) == 0


def test_who_has_no_plan_is_a_gap_and_a_word_in_the_picture() -> None:
    town = make_town()
    community = Community.objects.select_related("kind", "organisation").get(pk=city(town).pk)
    words = next(one for one in slots.picture_columns() if one.key == "plan").values
    assert not isinstance(words, str)

    def lacks() -> str:
        found = gaps.gaps_of([community], clock.today()).get(community.pk, {})
        return found["no_plan"].text if "no_plan" in found else ""

    assert lacks() == f"Нет плана на {YEAR.text()}."
    assert words([community.pk], clock.today()) == {community.pk: "нет"}
    begun(community)
    assert lacks() == f"План на {YEAR.text()} не сдан."
    plan = Plan.objects.get(community=community)
    hand_in_plan(plan, version=plan.version, by=head_of(community))
    assert lacks() == ""
    assert words([community.pk], clock.today()) == {community.pk: "сдан"}
