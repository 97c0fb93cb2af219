from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from metodsovet.ground.directory.actions import dismiss
from metodsovet.ground.directory.models import Organisation, Person, Subject
from metodsovet.ground.directory.tests.world import World, make_person, make_world, user_of
from metodsovet.kernel import clock
from metodsovet.work.communities.actions import (
    RuleDraft,
    accept_proposals,
    add_members,
    appoint_officer,
    set_aside_proposals,
    set_rule,
)
from metodsovet.work.communities.models import Community, CompositionRule, Membership
from metodsovet.work.communities.queries.composition import limit_day, proposals_for, proposals_of, rule_text
from metodsovet.work.communities.queries.proposing import communities_with_proposals
from metodsovet.work.communities.tests.kinds import Code, community_at

pytestmark = pytest.mark.django_db
AUTUMN, MAY, SUMMER = date(2026, 10, 1), date(2027, 5, 3), date(2027, 9, 1)


def teacher_of(subject: str, organisation: Organisation, name: str, since: date | None = None) -> Person:
    person = make_person(f"{name} Анна Ивановна", organisation)
    person.employments.get().subjects.add(Subject.objects.get_or_create(name=subject)[0])
    Person.objects.filter(pk=person.pk).update(teaching_since=since)
    return person


def said(community: Community, day: date = AUTUMN) -> list[tuple[str, str, str]]:
    return [(one.kind, one.person.last_name, one.reason) for one in proposals_for(community, day)]


def mathematicians(world: World) -> Community:
    community = community_at(world.town, "ГМО математиков", code=Code.CITY_ASSOCIATION)
    subject = Subject.objects.get_or_create(name="математика")[0]
    set_rule(community, draft=RuleDraft(subjects=[subject]), by=user_of(world.methodist))
    return community


def workshop(world: World, years: int = 3) -> Community:
    community = community_at(world.town, "Мастерская", code=Code.WORKSHOP)
    draft = RuleDraft(functions=["teacher"], service_years_at_most=years)
    set_rule(community, draft=draft, by=user_of(world.methodist))
    return community


def test_teachers_of_the_subject_are_proposed_with_the_reason() -> None:
    world = make_world()
    teacher_of("математика", world.second_school, "Счётова")
    teacher_of("химия", world.school, "Пробиркина")
    teacher_of("математика", world.foreign_school, "Чужая")

    assert said(mathematicians(world)) == [("join", "Счётова", "учит: математика")]


def test_every_condition_must_hold() -> None:
    world = make_world()
    teacher_of("математика", world.school, "Школьная")
    teacher_of("математика", world.kindergarten, "Садовая")
    community = community_at(world.town, "Группа", code=Code.WORKING_GROUP)
    subject = Subject.objects.get(name="математика")
    draft = RuleDraft(subjects=[subject], functions=["teacher"], organisation_kinds=["school"])
    set_rule(community, draft=draft, by=user_of(world.methodist))

    assert [last for _, last, _ in said(community)] == ["Школьная"]


@pytest.mark.parametrize(
    ("since", "is_proposed"),
    (
        (date(2023, 8, 31), False),
        (date(2023, 9, 1), True),
        (date(2026, 9, 1), True),
        (None, False),
    ),
)
def test_a_school_year_may_not_begin_after_the_limit_of_service(since: date | None, is_proposed: bool) -> None:
    world = make_world()
    teacher_of("химия", world.school, "Новенькая", since)

    assert ("Новенькая" in [last for _, last, _ in said(workshop(world))]) is is_proposed


def test_leaving_is_proposed_at_the_end_of_the_year_in_which_the_limit_is_reached() -> None:
    world = make_world()
    person = teacher_of("химия", world.school, "Новенькая", date(2023, 11, 15))
    community = workshop(world)
    add_members(community, [person], since=AUTUMN, by=user_of(world.methodist))

    assert said(community, AUTUMN) == []
    assert said(community, date(2027, 4, 30)) == []
    (proposal,) = proposals_for(community, MAY)
    assert (proposal.kind, proposal.until) == ("leave", date(2027, 8, 31))
    assert proposal.reason == (
        "стаж достигает 3\u00a0лет 15\u00a0ноября\u00a02026\u00a0г.: по правилу участвует до конца учебного года"
    )
    (late,) = proposals_for(community, SUMMER)
    assert late.until == SUMMER
    assert "стаж достиг" in late.reason


def test_the_limit_is_a_field_of_the_rule() -> None:
    world = make_world()
    teacher_of("химия", world.school, "Опытная", date(2021, 9, 1))

    assert said(workshop(world, years=3)) == []
    assert [last for _, last, _ in said(workshop_of_five(world))] == ["Опытная"]


def workshop_of_five(world: World) -> Community:
    community = Community.objects.get(name="Мастерская")
    draft = RuleDraft(functions=["teacher"], service_years_at_most=5)
    set_rule(community, draft=draft, by=user_of(world.methodist))
    return community


def test_the_limit_of_29_february_is_reached_on_1_march() -> None:
    assert limit_day(date(2024, 2, 29), 3) == date(2027, 3, 1)
    assert limit_day(date(2024, 2, 29), 4) == date(2028, 2, 29)


def test_whoever_no_longer_works_here_is_proposed_to_leave_even_without_a_rule() -> None:
    world = make_world()
    person = make_person("Ушедшая Анна Ивановна", world.school)
    community = community_at(world.school)
    by = user_of(world.methodist)
    add_members(community, [person], since=AUTUMN, by=by)
    dismiss(person.employments.get(), until=clock.today() - timedelta(days=1), by=by)

    assert said(community, clock.today()) == [("leave", "Ушедшая", "здесь больше не работает")]


def test_whoever_was_taken_in_by_hand_need_not_fit_the_rule() -> None:
    world = make_world()
    by_hand, by_rule = (teacher_of("химия", world.school, name) for name in ("Рукова", "Правилова"))
    community = mathematicians(world)
    by = user_of(world.methodist)
    add_members(community, [by_hand], since=AUTUMN, by=by)
    add_members(community, [by_rule], since=AUTUMN, by=by, reasons={by_rule.pk: "учат: математика"})

    assert [(kind, last) for kind, last, _ in said(community)] == [("leave", "Правилова")]


def test_whoever_runs_the_community_is_never_proposed_to_leave() -> None:
    world = make_world()
    person = teacher_of("химия", world.school, "Главная", date(2001, 9, 1))
    community = workshop(world)
    appoint_officer(community, person=person, since=AUTUMN - timedelta(days=400), by=user_of(world.methodist))

    assert said(community, MAY) == []


def test_accept_proposals_takes_in_and_leads_out_and_keeps_the_reason() -> None:
    world = make_world()
    teacher_of("математика", world.school, "Счётова")
    leaver = teacher_of("химия", world.school, "Правилова")
    community = mathematicians(world)
    by = user_of(world.methodist)
    since = clock.today() - timedelta(days=30)
    add_members(community, [leaver], since=since, by=by, reasons={leaver.pk: "учат: математика"})
    keys = [one.key for one in proposals_for(community, clock.today())]

    done = accept_proposals(community, [*keys, "join-987654321", "nonsense"], since=clock.today(), by=by)

    assert done == (1, 1)
    rows = list(Membership.objects.order_by("pk").values_list("person__last_name", "until", "ground", "reason"))
    assert rows == [
        ("Правилова", clock.today(), "by_rule", "учат: математика"),
        ("Счётова", None, "by_rule", "учитель"),
    ]
    assert proposals_for(community, clock.today() + timedelta(days=1)) == []


def test_set_aside_proposals_are_not_made_again_until_the_next_year() -> None:
    world = make_world()
    teacher_of("математика", world.school, "Счётова")
    community = mathematicians(world)
    (proposal,) = proposals_for(community, clock.today())

    number = set_aside_proposals(community, [proposal.key], by=user_of(world.methodist))

    assert number == 1
    assert proposals_for(community, clock.today()) == []
    assert len(proposals_for(community, clock.today() + timedelta(days=366))) == 1


def test_set_rule_without_conditions_takes_it_away() -> None:
    world = make_world()
    community = mathematicians(world)

    assert set_rule(community, draft=RuleDraft(), by=user_of(world.methodist)) is None
    assert not CompositionRule.objects.exists()


def test_the_rule_in_words() -> None:
    world = make_world()
    community = workshop(world)

    words = rule_text(CompositionRule.objects.get(community=community))

    assert words == "кто: учитель, воспитатель, педагог; педагогический стаж не больше 3\u00a0лет"


def test_proposals_of_many_communities_take_as_many_queries() -> None:
    world = make_world()
    subject = Subject.objects.get_or_create(name="математика")[0]
    teacher_of("математика", world.school, "Счётова")

    def count() -> int:
        rows = list(Community.objects.select_related("kind", "organisation"))
        with CaptureQueriesContext(connection) as queries:
            assert all(len(found) == 1 for found in proposals_of(rows, AUTUMN).values())
        return len(queries)

    def found(first: int, last: int) -> None:
        for number in range(first, last):
            community = community_at(world.school, f"ШМО {number}", code=Code.SCHOOL_ASSOCIATION)
            set_rule(community, draft=RuleDraft(subjects=[subject]), by=user_of(world.methodist))

    found(0, 1)
    few = count()
    found(1, 20)

    assert count() == few


def test_those_who_keep_or_run_a_community_have_its_proposals() -> None:
    world = make_world()
    teacher_of("математика", world.second_school, "Счётова")
    community = mathematicians(world)
    appoint_officer(community, person=world.teacher, since=AUTUMN - timedelta(400), by=user_of(world.methodist))

    def names(who: Person) -> list[str]:
        return [one.community.name for one in communities_with_proposals(user_of(who), clock.today())]

    assert names(world.methodist) == names(world.teacher) == ["ГМО математиков"]
    assert names(world.deputy) == []


def test_decide_proposals_page_takes_in_those_who_were_ticked(client: Client) -> None:
    world = make_world()
    person = teacher_of("математика", world.second_school, "Счётова")
    community = mathematicians(world)
    client.force_login(user_of(world.methodist))
    address = f"/communities/{community.pk}/proposals/"
    assert "учит: математика" in client.get(address).content.decode()

    client.post(address, {"chosen": f"join-{person.pk}", "day": f"{clock.today()}", "accept": "1"})

    assert list(Membership.objects.values_list("person", flat=True)) == [person.pk]
    assert "Решать нечего" in client.get(address).content.decode()


def test_decide_proposals_of_nobody_says_so(client: Client) -> None:
    world = make_world()
    teacher_of("математика", world.school, "Счётова")
    community = mathematicians(world)
    client.force_login(user_of(world.methodist))

    answer = client.post(f"/communities/{community.pk}/proposals/", {"day": f"{clock.today()}", "accept": "1"})

    assert answer.status_code == 422
    assert not Membership.objects.exists()


def test_set_rule_page_of_a_workshop_begins_with_the_limit_and_its_source(client: Client) -> None:
    world = make_world()
    community = community_at(world.town, "Мастерская", code=Code.WORKSHOP)
    client.force_login(user_of(world.methodist))

    page = client.get(f"/communities/{community.pk}/rule/").content.decode()

    assert 'name="service_years_at_most" value="3"' in page
    assert "стаж не более трёх лет" in page
