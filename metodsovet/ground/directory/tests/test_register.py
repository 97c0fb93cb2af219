from datetime import date, timedelta
from decimal import Decimal

import pytest

from metodsovet.ground.directory import actions
from metodsovet.ground.directory.models import (
    CalendarDay,
    Employment,
    Organisation,
    Person,
    Position,
    ReferenceNumber,
)
from metodsovet.ground.directory.tests.world import CANARY, World, make_world, user_of
from metodsovet.kernel.errors import DomainError

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)
Kind = Organisation.Kind


def add_school(world: World, parent: Organisation, kind: str = Kind.SCHOOL, name: str = "Лицей № 7") -> Organisation:
    return actions.add_organisation(parent, kind=kind, name=name, short_name=name, by=user_of(world.methodist))


def test_add_organisation_stands_in_the_tree() -> None:
    world = make_world()

    school = add_school(world, world.town)

    assert school.ancestor_ids == (world.town.pk, school.pk)


@pytest.mark.parametrize(
    ("parent", "kind", "name", "code"),
    (
        ("town", Kind.SCHOOL, "СОШ № 1", "name_taken"),
        ("town", Kind.DEPARTMENT, "Отдел кадров", "wrong_place"),
        ("town", Kind.MUNICIPALITY, "Другой город", "wrong_place"),
        ("department", Kind.SCHOOL, "Лицей № 7", "wrong_place"),
    ),
)
def test_add_organisation_refused_saves_nothing(parent: str, kind: str, name: str, code: str) -> None:
    world = make_world()
    before = Organisation.objects.count()

    with pytest.raises(DomainError) as refusal:
        add_school(world, getattr(world, parent), kind, name)

    assert (refusal.value.code, Organisation.objects.count()) == (code, before)


@pytest.mark.parametrize(("place", "code"), (("town", "is_root"), ("centre", "has_children"), ("school", "has_people")))
def test_close_organisation_in_use_is_refused(place: str, code: str) -> None:
    world = make_world()
    organisation = getattr(world, place)

    with pytest.raises(DomainError) as refusal:
        actions.close_organisation(organisation, closed_on=TODAY, by=user_of(world.methodist))

    organisation.refresh_from_db()
    assert (refusal.value.code, organisation.closed_on) == (code, None)


def test_close_organisation_whose_people_left() -> None:
    world = make_world()
    actions.dismiss(world.kindergarten_head.employments.get(), until=TODAY - timedelta(days=1), by=None)

    closed = actions.close_organisation(world.kindergarten, closed_on=TODAY, by=user_of(world.methodist))

    assert closed.closed_on == TODAY
    with pytest.raises(DomainError) as refusal:
        actions.hire(world.teacher, organisation=closed, position=Position.objects.first(), since=TODAY, by=None)  # type: ignore[arg-type]  # the world has positions
    assert refusal.value.code == "organisation_closed"


def test_add_person_works_from_the_day_at_the_main_place() -> None:
    world = make_world()
    post = actions.add_position(name="педагог-психолог", function="specialist", by=None)

    person = actions.add_person(
        ("Ёлкин", "Игнат", ""), organisation=world.school, position=post, since=TODAY, by=user_of(world.deputy)
    )

    job = Employment.objects.get(person=person)
    assert (job.organisation, job.position, job.since, job.is_main) == (world.school, post, TODAY, True)


def test_add_person_who_already_works_there_is_refused() -> None:
    world = make_world()
    before = Person.objects.count()
    post = Position.objects.get(name="учитель математики")

    with pytest.raises(DomainError) as refusal:
        actions.add_person(
            ("бирюкова", "Нина", "Сергеевна"), organisation=world.school, position=post, since=TODAY, by=None
        )

    assert (refusal.value.code, Person.objects.count()) == ("person_exists", before)


def test_second_place_of_work_is_not_main() -> None:
    world = make_world()
    post = Position.objects.get(name="учитель математики")

    job = actions.hire(world.teacher, organisation=world.second_school, position=post, since=TODAY, by=None)

    assert not job.is_main


def test_service_still_sees_whoever_left_and_colleagues_do_not() -> None:
    world = make_world()
    actions.dismiss(world.teacher.employments.get(), until=date(2024, 5, 31), by=None)

    assert world.teacher in Person.objects.visible_to(user_of(world.methodist))
    assert world.teacher not in Person.objects.visible_to(user_of(world.deputy))
    assert not Person.objects.visible_to(user_of(world.methodist)).filter(last_name__contains=CANARY).exists()


def make_number() -> ReferenceNumber:
    """Its own, since tests that commit empty the tables that a migration has filled."""
    return ReferenceNumber.objects.create(
        code="of_this_test", title="Срок", value=Decimal(3), unit="года", valid_from=date(2013, 9, 1), source="приказ"
    )


def test_set_reference_number_ends_the_value_before_it() -> None:
    world = make_world()
    number = make_number()

    actions.set_reference_number(
        number, value=Decimal(2), valid_from=TODAY, source="приказ № 1", by=user_of(world.administrator)
    )

    values = ReferenceNumber.objects
    assert values.value_of(number.code, TODAY - timedelta(days=1)) == 3
    assert values.value_of(number.code, TODAY) == 2


def test_set_reference_number_before_the_latest_value_is_refused() -> None:
    world = make_world()
    number = make_number()

    with pytest.raises(DomainError) as refusal:
        actions.set_reference_number(
            number, value=Decimal(2), valid_from=date(2000, 1, 1), source="", by=user_of(world.administrator)
        )

    assert refusal.value.code == "later_value"
    assert ReferenceNumber.objects.filter(code=number.code).count() == 1


def test_add_calendar_day_replaces_what_was_known_of_it() -> None:
    by = user_of(make_world().administrator)

    for is_working in (False, True):
        actions.add_calendar_day(day=TODAY, is_working=is_working, name="Перенос", source="указ", by=by)

    assert list(CalendarDay.objects.values_list("day", "is_working")) == [(TODAY, True)]
