"""A year plan of a community is handed in, approved, returned."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client

from metodsovet.ground.access.history import history_of
from metodsovet.ground.assignments.models import Part
from metodsovet.ground.directory.models import Person, RoleAssignment
from metodsovet.ground.directory.tests.world import user_of
from metodsovet.ground.documents.models import Act
from metodsovet.ground.notifications.models import Notice
from metodsovet.kernel import clock
from metodsovet.kernel.errors import DomainError
from metodsovet.work.communities.models import Community
from metodsovet.work.planning.actions import accept_plan, add_activity, change_activity, extend_plan
from metodsovet.work.planning.actions.community_plans import (
    Considered,
    YearPlanDraft,
    approve_plan,
    approve_plans,
    begin_year_plan,
    hand_in_plan,
    return_plan,
    take_back_plan,
)
from metodsovet.work.planning.models import Occurrence, Plan, Submission
from metodsovet.work.planning.papers import month_plan_paper, plan_paper
from metodsovet.work.planning.queries_communities import standings_of
from metodsovet.work.planning.tests.community_town import (
    approved,
    begun,
    city,
    give_office,
    handed_in,
    head_of,
    school,
)
from metodsovet.work.planning.tests.town import YEAR, Town, make_town

pytestmark = pytest.mark.django_db
SOON = clock.today() + timedelta(days=14)


def told(person: Person) -> list[str]:
    return list(Notice.objects.filter(person=person).order_by("pk").values_list("text", flat=True))


def state_of(community: Community) -> str:
    return standings_of([community], YEAR)[community.pk].state


def code_of(act: Callable[[], object]) -> str:
    with pytest.raises(DomainError) as refusal:
        act()
    return refusal.value.code


def test_hand_in_plan_closes_it_for_editing_and_tells_the_methodists() -> None:
    town = make_town()
    plan = begun(city(town))

    hand_in_plan(plan, version=plan.version, by=head_of(city(town)), considered=Considered("на заседании ГМО", "№ 1"))

    line = plan.activities.first()
    assert line is not None
    assert code_of(lambda: add_activity(plan, by=town.by, title="Ещё")) == "is_handed_in"
    assert code_of(lambda: change_activity(line, version=line.version, by=town.by, title="Иное")) == "is_handed_in"
    assert told(town.world.methodist) == [f"Сдан на утверждение план: «{plan.title}»"]
    assert told(town.world.second_methodist) != [] == told(town.world.deputy)
    assert Submission.objects.get().considered_text == "на заседании ГМО, протокол №\u00a01"
    assert state_of(city(town)) == "handed_in"


def test_hand_in_plan_of_a_school_tells_its_deputy_only() -> None:
    town = make_town()
    handed_in(school(town))

    assert len(told(town.world.deputy)) == 1
    assert told(town.world.methodist) == [] == told(town.world.second_deputy)


def test_hand_in_plan_twice_is_refused_and_told_once() -> None:
    town = make_town()
    plan = handed_in(city(town))

    again = code_of(lambda: hand_in_plan(plan, version=plan.version, by=head_of(city(town))))

    assert again == "already_handed_in"
    assert Submission.objects.count() == 1 == len(told(town.world.methodist))


def test_hand_in_plan_empty_or_seen_before_another_editor_or_of_no_community_is_refused() -> None:
    town = make_town()
    empty = begin_year_plan(city(town), draft=YearPlanDraft(YEAR), by=town.by)
    plan = begun(school(town))
    alone = Plan.objects.create(organisation=town.world.town, title="Сам", kind=Plan.Kind.YEAR_PLAN)

    assert code_of(lambda: hand_in_plan(empty, version=empty.version, by=town.by)) == "plan_is_empty"
    assert code_of(lambda: hand_in_plan(plan, version=plan.version + 1, by=town.by)) == "edited_by_other"
    assert code_of(lambda: hand_in_plan(alone, version=1, by=town.by)) == "not_of_community"
    assert not Submission.objects.exists()


def test_take_back_plan_makes_it_a_draft_again() -> None:
    town = make_town()
    plan = handed_in(city(town))

    take_back_plan(plan, by=head_of(city(town)))

    assert state_of(city(town)) == "draft"
    assert Submission.objects.get().outcome == Submission.Outcome.TAKEN_BACK
    assert len(told(town.world.methodist)) == 2
    assert code_of(lambda: take_back_plan(plan, by=town.by)) == "move_not_allowed"


def test_approve_plan_makes_occurrences_and_assignments_and_tells_who_runs_it() -> None:
    town = make_town()
    community = city(town)
    secretary = give_office(community, town.world.teacher)
    plan = handed_in(community)
    act = Act.objects.create(organisation=town.world.town, number="12", date=date(YEAR.start, 9, 20), title="О планах")

    plan = approve_plan(
        plan,
        version=plan.version,
        by=town.by,
        act=act,
        considered=Considered("на заседании совета", "3", date(YEAR.start, 9, 1)),
    )

    assert (plan.state, plan.executed_from, plan.act) == (Plan.State.ACCEPTED, YEAR.start, act)
    occurrences = Occurrence.objects.filter(activity__plan=plan, school_year=YEAR.start)
    assert occurrences.count() == 3
    leads = Part.objects.filter(assignment__object_id__in=occurrences.values("pk"), role=Part.Role.LEAD)
    assert [part.person for part in leads.order_by("pk")] == [town.city_head, town.city_head, town.world.methodist]
    assert f"План утверждён: «{plan.title}»" in told(town.city_head)
    assert secretary.person is not None
    assert told(town.world.teacher) == [f"План утверждён: «{plan.title}»"]
    paper = plan_paper(plan)
    assert paper.approved.splitlines()[:2] == ["УТВЕРЖДЁН", "приказом"]
    assert paper.considered.splitlines() == [
        "РАССМОТРЕН",
        "на заседании совета",
        f"протокол от 1\u00a0сентября\u00a0{YEAR.start}\u00a0г. №\u00a03",
    ]
    assert [line.number for section in paper.sections for line in section.lines] == ["1.", "2.", "3."]
    assert paper.signature.name == "С.Г.\u00a0Волкова"
    month = month_plan_paper(Plan.objects.filter(pk=plan.pk), owner="Округ", year=YEAR.start, month=10)
    assert month.title == f"{community.name}: план работы на октябрь {YEAR.start} года"
    assert month.signature == paper.signature


def test_approve_plan_of_a_school_makes_the_deputy_accept_its_reports() -> None:
    town = make_town()

    plan = approved(school(town), user_of(town.world.deputy))

    assert plan.accepter == town.world.deputy


def test_approve_plan_twice_or_own_or_a_draft_is_refused() -> None:
    town = make_town()
    community = city(town)
    plan = begun(community)
    assert code_of(lambda: approve_plan(plan, version=plan.version, by=town.by)) == "move_not_allowed"
    hand_in_plan(plan, version=plan.version, by=town.by)
    plan.refresh_from_db()

    assert code_of(lambda: approve_plan(plan, version=plan.version, by=town.by)) == "own_plan"
    assert code_of(lambda: approve_plan(plan, version=plan.version, by=head_of(community))) == "own_plan"
    other = user_of(town.world.second_methodist)
    assert code_of(lambda: approve_plan(plan, version=plan.version - 1, by=other)) == "edited_by_other"
    approve_plan(plan, version=plan.version, by=other)
    assert code_of(lambda: approve_plan(plan, version=plan.version, by=other)) == "already_approved"
    assert Occurrence.objects.filter(activity__plan=plan).count() == 3


def test_approve_plan_of_ones_own_where_nobody_else_may_is_told_by_the_history() -> None:
    town = make_town()
    community = city(town)
    RoleAssignment.objects.exclude(person=town.world.methodist).delete()
    community.offices.update(person=town.world.methodist)
    plan = handed_in(community)

    approve_plan(plan, version=plan.version, by=town.by)

    assert state_of(community) == "approved"
    assert history_of(plan)[0].text.startswith("План утверждён самим автором: другого, кто решает о нём, нет;")


def test_the_page_of_ones_own_plan_offers_no_deciding_while_there_are_others(client: Client) -> None:
    town = make_town()
    community = city(town)
    community.offices.update(person=town.world.methodist)
    plan = handed_in(community)

    def offered(person: Person) -> bool:
        client.force_login(user_of(person))
        return f"/plans/{plan.pk}/approve/" in client.get(f"/plans/communities/{community.pk}/").content.decode()

    assert (offered(town.world.methodist), offered(town.world.second_methodist)) == (False, True)


def test_approve_plans_by_minutes_of_one_meeting_keeps_them_with_each() -> None:
    town = make_town()
    first, second = handed_in(city(town)), handed_in_second(town)

    approve_plans([first, second], considered=Considered("на заседании совета", "4", YEAR.first_day), by=town.by)

    said = {row.considered_text for row in Submission.objects.filter(outcome=Submission.Outcome.APPROVED)}
    assert said == {f"на заседании совета, протокол №\u00a04 от 1\u00a0сентября\u00a0{YEAR.start}\u00a0г."}


def test_approve_plans_without_minutes_keeps_those_of_the_heads() -> None:
    town = make_town()
    plan = begun(city(town))
    hand_in_plan(plan, version=plan.version, by=head_of(city(town)), considered=Considered("на заседании ГМО", "№ 1"))

    approve_plans([Plan.objects.get(pk=plan.pk)], by=town.by)

    assert Submission.objects.get().considered_text == "на заседании ГМО, протокол №\u00a01"


def test_approve_plans_approves_all_or_none() -> None:
    town = make_town()
    first, second = handed_in(city(town)), handed_in_second(town)
    take_back_plan(second, by=town.by)

    assert code_of(lambda: approve_plans([first, second], by=town.by)) == "move_not_allowed"
    first.refresh_from_db()
    assert first.is_handed_in
    assert len(approve_plans([first], by=town.by)) == 1


def handed_in_second(town: Town) -> Plan:
    community = school(town)
    plan = begin_year_plan(community, draft=YearPlanDraft(YEAR), by=head_of(community))
    add_activity(plan, by=head_of(community), title="Дело", term_text="май")
    hand_in_plan(plan, version=plan.version, by=head_of(community))
    return Plan.objects.get(pk=plan.pk)


def test_return_plan_with_a_note_lets_the_head_mend_and_hand_in_again() -> None:
    town = make_town()
    community = city(town)
    plan = handed_in(community)
    assert code_of(lambda: return_plan(plan, note=" ", version=plan.version, by=town.by)) == "no_note"

    plan = return_plan(plan, note="Добавьте работу с молодыми", version=plan.version, by=town.by)

    assert state_of(community) == "returned"
    assert told(town.city_head) == [f"План возвращён: «{plan.title}». Замечание: Добавьте работу с молодыми"]
    add_activity(plan, by=head_of(community), title="Встреча с молодыми", term_text="март")
    hand_in_plan(plan, version=plan.version, by=head_of(community))
    assert state_of(community) == "handed_in"
    assert list(Submission.objects.values_list("outcome", flat=True)) == ["", "returned"]


def test_accept_plan_and_extend_plan_are_not_for_plans_of_communities() -> None:
    town = make_town()
    plan = begun(city(town))

    assert code_of(lambda: accept_plan(plan, executed_from=YEAR, by=town.by, version=plan.version)) == "is_of_community"
    assert code_of(lambda: extend_plan(plan, last_day=date(YEAR.start + 3, 8, 31), by=town.by)) == "is_of_community"
