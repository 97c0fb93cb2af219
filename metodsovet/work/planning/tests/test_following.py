from datetime import timedelta

import pytest

from metodsovet.ground.assignments.actions import hand_over, take_assignment
from metodsovet.ground.assignments.models import Assignment, Part
from metodsovet.ground.directory.models import Person, Position
from metodsovet.ground.directory.tests.world import grant, make_person, user_of
from metodsovet.ground.notifications.models import Notice
from metodsovet.kernel import clock
from metodsovet.work.communities.models import Community, Office
from metodsovet.work.planning.actions import accept_plan, date_occurrence, follow_holders, make_school_year, set_control
from metodsovet.work.planning.models import ActivityParty, Occurrence, Plan
from metodsovet.work.planning.tasks import follow_changed_holders
from metodsovet.work.planning.tests.town import (
    YEAR,
    Town,
    accepted_of,
    activity_named,
    draft_of,
    line,
    make_town,
    read_plan_of,
)

pytestmark = pytest.mark.django_db


def leave(person: Person) -> None:
    """His last day at work was yesterday."""
    yesterday = clock.today() - timedelta(days=1)
    person.employments.update(until=yesterday)
    person.roles.update(until=yesterday)


def follow() -> int:
    return follow_holders(day=clock.today())


def leads(title: str) -> list[Person | None]:
    rows = Part.objects.filter(assignment__title=title, role=Part.Role.LEAD, until=None).order_by("pk")
    return [part.person for part in rows.select_related("person")]


def of_schools(town: Town) -> None:
    plan = draft_of(town, read_plan_of([line("Самоанализ", "май", "методисты")]))
    set_control(plan, activities=[activity_named(plan, "Самоанализ").pk], control="every_organisation", by=town.by)
    accept_plan(plan, executed_from=YEAR, by=town.by, version=plan.version)


def each_of(town: Town) -> Plan:
    """«Карта», due from each methodist of the department apart."""
    plan = draft_of(town, read_plan_of([line("Карта", "май", "Методисты отдела ИМ и ПР")]))
    ActivityParty.objects.update(acts_as="each")
    return accept_plan(plan, executed_from=YEAR, by=town.by, version=plan.version)


def test_follow_holders_without_changes_moves_nothing() -> None:
    accepted_of(make_town())

    assert follow() == 0


def test_follow_holders_passes_to_the_new_methodist_with_notices_to_both() -> None:
    town = make_town()
    accepted_of(town, line("Карта", "май", "Методисты отдела ИМ и ПР"))
    leave(town.support_methodist)
    newcomer = make_person("Новикова Яна Олеговна", town.support, "методист", Position.Function.METHODIST)

    assert follow() == 1

    assert leads("Карта") == [newcomer]
    assert Notice.objects.filter(person=newcomer).exists()
    assert Notice.objects.filter(person=town.support_methodist, text__contains="не у вас").exists()


def test_follow_holders_leaves_a_visible_gap_and_fills_it_later() -> None:
    town = make_town()
    accepted_of(town, line("Карта", "май", "Методисты отдела ИМ и ПР"))
    leave(town.support_methodist)

    follow()
    assert leads("Карта") == [None]

    newcomer = make_person("Новикова Яна Олеговна", town.support, "методист", Position.Function.METHODIST)
    follow()
    assert leads("Карта") == [newcomer]


def test_follow_holders_again_leaves_what_has_passed() -> None:
    town = make_town()
    each_of(town)
    leave(town.support_methodist)
    newcomer = make_person("Новикова Яна Олеговна", town.support, "методист", Position.Function.METHODIST)
    follow()

    assert follow() == 0
    assert leads("Карта") == [newcomer]


@pytest.mark.parametrize("is_followed", (True, False))
def test_make_school_year_after_a_change_of_holder_doubles_nothing(is_followed: bool) -> None:
    town = make_town()
    plan = each_of(town)
    leave(town.support_methodist)
    newcomer = make_person("Новикова Яна Олеговна", town.support, "методист", Position.Function.METHODIST)
    if is_followed:
        follow()

    assert make_school_year(plan, YEAR, by=town.by) == 0
    assert leads("Карта") == [newcomer]


def test_make_school_year_after_the_only_holder_left_keeps_one_gap_for_the_next() -> None:
    town = make_town()
    plan = each_of(town)
    leave(town.support_methodist)

    assert make_school_year(plan, YEAR, by=town.by) == 0
    assert leads("Карта") == [None]

    newcomer = make_person("Новикова Яна Олеговна", town.support, "методист", Position.Function.METHODIST)
    follow()
    assert leads("Карта") == [newcomer]
    assert Assignment.objects.count() == 1


def test_date_occurrence_after_a_change_of_holder_moves_the_same_assignment() -> None:
    town = make_town()
    each_of(town)
    before = Assignment.objects.get().pk
    leave(town.support_methodist)
    make_person("Новикова Яна Олеговна", town.support, "методист", Position.Function.METHODIST)
    occurrence = Occurrence.objects.get()

    date_occurrence(occurrence, version=1, by=town.by, held_on=YEAR.last_teaching_day)

    assert (Assignment.objects.get().pk, Assignment.objects.get().due_on) == (before, YEAR.last_teaching_day)


def test_follow_holders_offers_a_gap_to_all_who_came() -> None:
    town = make_town()
    accepted_of(town, line("Карта", "май", "Методисты отдела ИМ и ПР"))
    leave(town.support_methodist)
    follow()
    people = {
        make_person(f"Новикова Яна {patronymic}", town.support, "методист", Position.Function.METHODIST)
        for patronymic in ("Олеговна", "Львовна")
    }

    follow()

    current = Part.objects.filter(role=Part.Role.CANDIDATE, until=None).select_related("person")
    assert {part.person for part in current} == people
    assert leads("Карта") == []


def test_follow_holders_offers_what_a_leaver_had_taken_to_the_rest_of_the_group() -> None:
    town = make_town()
    accepted_of(town, line("Семинар", "май", "методисты"))
    take_assignment(Assignment.objects.get(), by=user_of(town.world.second_methodist))
    leave(town.world.second_methodist)

    follow()

    current = Part.objects.filter(role=Part.Role.CANDIDATE, until=None).values_list("person", flat=True)
    assert set(current) == {town.world.methodist.pk, town.support_methodist.pk}


def test_follow_holders_passes_the_association_to_its_new_head() -> None:
    town = make_town()
    accepted_of(town, line("Отчёт", "до 15 июня", "Руководители ШМО"))
    community = Community.objects.get(kind__code="school_association")
    today = clock.today()
    community.offices.update(until=today - timedelta(days=1))
    Office.objects.create(community=community, person=town.world.teacher, since=today)

    assert follow() == 1
    assert leads("Отчёт") == [town.world.teacher]


def test_follow_holders_leaves_a_gap_where_the_head_of_an_association_left_his_job() -> None:
    town = make_town()
    accepted_of(town, line("Отчёт", "до 15 июня", "Руководители ШМО"))
    leave(town.school_head)

    assert follow() == 1
    assert leads("Отчёт") == [None]


def test_follow_holders_leaves_a_gap_where_the_named_person_left() -> None:
    town = make_town()
    accepted_of(town, line("Карта", "май", "Ершова А.Ю."))
    leave(town.support_methodist)

    assert follow() == 1
    assert leads("Карта") == [None]


def test_association_without_a_head_is_a_gap_until_somebody_is_appointed() -> None:
    town = make_town()
    Office.objects.all().delete()
    accepted_of(town, line("Отчёт", "до 15 июня", "Руководители ШМО"))
    assert leads("Отчёт") == [None]

    community = Community.objects.get(kind__code="school_association")
    Office.objects.create(community=community, person=town.world.teacher, since=clock.today())

    assert follow() == 1
    assert leads("Отчёт") == [town.world.teacher]


def test_follow_holders_passes_the_school_to_its_new_responsible() -> None:
    town = make_town()
    of_schools(town)
    leave(town.world.deputy)
    grant(town.world.teacher, "methodical_lead", town.world.school)

    follow()

    assert set(leads("Самоанализ")) == {town.world.teacher, town.world.second_deputy}


def test_follow_holders_leaves_a_candidate_group_to_those_who_stay() -> None:
    town = make_town()
    accepted_of(town, line("Семинар", "май", "методисты"))
    leave(town.world.second_methodist)

    follow()

    current = Part.objects.filter(role=Part.Role.CANDIDATE, until=None).values_list("person", flat=True)
    assert set(current) == {town.world.methodist.pk, town.support_methodist.pk}


def test_follow_holders_ends_the_part_of_a_helper_who_left() -> None:
    town = make_town()
    accepted_of(town, line("Карта", "май", "Методисты отдела ИМ и ПР, руководители ОО"))
    leave(town.world.head)

    follow()

    assert not Part.objects.filter(role=Part.Role.CO_EXECUTOR, until=None).exists()


def test_follow_holders_leaves_what_people_handed_over() -> None:
    town = make_town()
    accepted_of(town, line("Семинар", "май", "методисты"))
    assignment = Assignment.objects.get()
    take_assignment(assignment, by=user_of(town.world.methodist))
    hand_over(assignment, to=town.world.administrator, by=user_of(town.world.methodist))

    assert follow() == 0
    assert leads("Семинар") == [town.world.administrator]


def test_follow_holders_leaves_finished_assignments() -> None:
    town = make_town()
    accepted_of(town, line("Карта", "май", "Методисты отдела ИМ и ПР"))
    Assignment.objects.update(state=Assignment.State.ACCEPTED)
    leave(town.support_methodist)

    assert follow() == 0
    assert leads("Карта") == [town.support_methodist]


def test_follow_holders_reads_a_plan_in_a_constant_number_of_queries(django_assert_max_num_queries: object) -> None:
    town = make_town()
    accepted_of(town, *(line(f"Дело {n}", "ежемесячно", "методисты, руководители ОО") for n in range(20)))

    with django_assert_max_num_queries(14):  # type: ignore[operator]
        follow()


def test_follow_changed_holders_is_the_periodic_task_of_the_same() -> None:
    town = make_town()
    accepted_of(town, line("Карта", "май", "Методисты отдела ИМ и ПР"))
    leave(town.support_methodist)

    follow_changed_holders(timestamp=0)

    assert leads("Карта") == [None]
