"""«секретарь», «члены», «куратор» in the plan of a community are those of this community."""

from datetime import timedelta

import pytest

from metodsovet.ground.assignments.models import Assignment, Part
from metodsovet.ground.directory.models import Person
from metodsovet.ground.directory.tests.world import LONG_AGO, make_person, user_of
from metodsovet.kernel import clock
from metodsovet.work.communities.models import Community, Membership, Office
from metodsovet.work.planning.actions import choose_holder, follow_holders
from metodsovet.work.planning.actions.community_plans import approve_plan, hand_in_plan
from metodsovet.work.planning.matching import HolderChoice
from metodsovet.work.planning.matching.labels import members_choice
from metodsovet.work.planning.models import ActivityParty, PartyMatch, Plan
from metodsovet.work.planning.queries_review import doubts_of
from metodsovet.work.planning.tests.community_town import (
    begun,
    city,
    give_office,
    head_of,
    school,
    take_in,
    template_of,
)
from metodsovet.work.planning.tests.town import Town, make_town

pytestmark = pytest.mark.django_db
Holder = ActivityParty.Holder


def plan_of(community: Community, parties: str, term: str = "март") -> Plan:
    return begun(community, source=template_of(("Работа", "Открытые уроки", term, parties, "карты")))


def holders(plan: Plan) -> list[str]:
    return [party.holder for party in ActivityParty.objects.filter(activity__plan=plan).order_by("position")]


def living(town: Town, plan: Plan) -> Plan:
    assert plan.community is not None
    hand_in_plan(plan, version=plan.version, by=head_of(plan.community))
    plan.refresh_from_db()
    return approve_plan(plan, version=plan.version, by=town.by)


def seated(role: str) -> list[Person | None]:
    rows = Part.objects.filter(role=role, until=None).order_by("person__sort_key")
    return [part.person for part in rows.select_related("person")]


@pytest.mark.parametrize(
    ("words", "holder"),
    (
        ("секретарь", Holder.COMMUNITY_SECRETARY),
        ("секретарь объединения", Holder.COMMUNITY_SECRETARY),
        ("куратор ГМО", Holder.COMMUNITY_CURATOR),
        ("куратор", Holder.COMMUNITY_CURATOR),
        ("заместитель руководителя", Holder.COMMUNITY_DEPUTY),
        ("члены", Holder.COMMUNITY_MEMBERS),
        ("все члены объединения", Holder.COMMUNITY_MEMBERS),
        ("участники ГМО", Holder.COMMUNITY_MEMBERS),
        ("учителя физики, члены ГМО", Holder.COMMUNITY_MEMBERS),
        ("педагоги объединения", Holder.COMMUNITY_MEMBERS),
        ("председатель", Holder.COMMUNITY_HEADS),
    ),
)
def test_words_of_the_own_plan_mean_its_offices_and_members(words: str, holder: str) -> None:
    community = city(make_town())

    plan = plan_of(community, words)

    last = ActivityParty.objects.filter(activity__plan=plan).order_by("position").last()
    assert last is not None
    assert (last.holder, last.community) == (holder, community)
    if "," not in words:
        assert doubts_of(plan) == []


@pytest.mark.parametrize("words", ("заместитель директора", "секретари ГМО", "члены жюри", "секретарь суда"))
def test_words_of_others_are_not_the_own(words: str) -> None:
    plan = plan_of(city(make_town()), words)

    assert not set(holders(plan)) & {
        Holder.COMMUNITY_DEPUTY,
        Holder.COMMUNITY_SECRETARY,
        Holder.COMMUNITY_CURATOR,
        Holder.COMMUNITY_MEMBERS,
    }


def test_an_office_that_the_kind_does_not_have_is_asked_about() -> None:
    community = school(make_town())

    doubts = doubts_of(plan_of(community, "куратор"))

    assert [doubt.sentence for doubt in doubts] == [
        "У объединений этого вида нет должности «куратор»: выберите, кто это."
    ]


def test_assignments_of_an_approved_plan_go_to_whoever_holds_the_office() -> None:
    town = make_town()
    community = city(town)
    secretary = make_person("Тихонова Ада Львовна", town.world.school)
    give_office(community, secretary)

    living(town, plan_of(community, "секретарь"))

    assert seated(Part.Role.LEAD) == [secretary]
    assert Assignment.objects.get(title="Открытые уроки").organisation == community.organisation


def test_a_curator_of_another_place_is_found_and_an_empty_office_is_a_gap() -> None:
    town = make_town()
    community = city(town)
    give_office(community, town.world.methodist, Office.Kind.CURATOR)

    living(town, plan_of(community, "куратор, секретарь"))

    assert seated(Part.Role.LEAD) == [town.world.methodist]
    assert seated(Part.Role.CO_EXECUTOR) == []


def test_one_of_the_members_takes_the_work_or_each_does() -> None:
    town = make_town()
    community = city(town)
    members = [make_person(f"{name} Ада Львовна", town.world.second_school) for name in ("Авдеева", "Белова")]
    for one in members:
        take_in(community, one)
    plan = plan_of(community, "члены")
    ActivityParty.objects.filter(activity__plan=plan).update(acts_as="each")

    living(town, plan)

    assert seated(Part.Role.LEAD) == members
    assert {one.organisation for one in Assignment.objects.filter(title="Открытые уроки")} == {town.world.second_school}


def test_members_help_and_follow_the_membership() -> None:
    town = make_town()
    community = city(town)
    first, second, later = (
        make_person(f"{name} Ада Львовна", town.world.school) for name in ("Авдеева", "Белова", "Вилкова")
    )
    take_in(community, first)
    take_in(community, second)
    living(town, plan_of(community, "руководитель, члены"))
    assert seated(Part.Role.CO_EXECUTOR) == [first, second]

    Membership.objects.filter(person=first).update(until=clock.today() - timedelta(days=1))
    Membership.objects.create(community=community, person=later, since=LONG_AGO)
    follow_holders(day=clock.today())

    assert seated(Part.Role.CO_EXECUTOR) == [second, later]


def test_choose_holder_inside_a_community_is_not_remembered_for_others() -> None:
    town = make_town()
    plan = plan_of(city(town), "Кто-то чужой")
    party = ActivityParty.objects.get(activity__plan=plan)

    choose_holder(party, holder=members_choice(city(town)), by=head_of(city(town)))

    party.refresh_from_db()
    assert HolderChoice.of(party) == members_choice(city(town))
    assert not PartyMatch.objects.exists()
    assert user_of(town.world.methodist) == town.by
