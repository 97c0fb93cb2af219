from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from metodsovet.ground.directory import actions
from metodsovet.ground.directory.actions.people import left_from
from metodsovet.ground.directory.models import Employment, Person, PersonName, Position, RoleAssignment
from metodsovet.ground.directory.models.role_kinds import Role
from metodsovet.ground.directory.tests.world import World, grant, make_world, user_of
from metodsovet.kernel import clock
from metodsovet.kernel.errors import DomainError

pytestmark = pytest.mark.django_db
MARRIED = date(2024, 7, 13)
NEW_NAME = ("Ёлкина", "Нина", "Сергеевна")


def marry(world: World, since: date = MARRIED) -> Person:
    return actions.change_name(
        world.teacher, full_name=NEW_NAME, since=since, basis="свидетельство о браке", by=user_of(world.deputy)
    )


def test_change_name_keeps_the_old_one_with_its_days() -> None:
    world = make_world()

    person = marry(world)

    assert person.full_name == "Ёлкина Нина Сергеевна"
    assert person.name_on(MARRIED) == "Ёлкина Нина Сергеевна"
    assert person.name_on(MARRIED - timedelta(days=1)) == "Бирюкова Нина Сергеевна"
    assert person.short_name_on(MARRIED) == "Н.С.\u00a0Ёлкина"
    assert person.short_name_on(MARRIED - timedelta(days=1)) == "Н.С.\u00a0Бирюкова"
    old = PersonName.objects.get(person=person)
    assert (old.last_name, old.until, old.basis) == ("Бирюкова", date(2024, 7, 12), "свидетельство о браке")


def test_names_of_all_days_after_two_changes() -> None:
    person = marry(make_world())
    person = actions.change_name(person, full_name=("Птицына", "Нина", "Сергеевна"), since=date(2025, 2, 1), by=None)

    names = [person.name_on(day) for day in (date(2020, 1, 1), date(2025, 1, 31), date(2025, 2, 1))]

    assert [name.split()[0] for name in names] == ["Бирюкова", "Ёлкина", "Птицына"]


@pytest.mark.parametrize("words", ("бирюкова", "елкина нина", "Ёлкина Н", "Бирюкова Нина"))
def test_both_names_find_the_person(words: str) -> None:
    person = marry(make_world())

    assert list(Person.objects.named(words)) == [person]


def test_words_of_different_names_find_nobody() -> None:
    marry(make_world())

    assert list(Person.objects.named("бирюкова елкина")) == []


@pytest.mark.parametrize(
    ("name", "since", "code"),
    (
        (("Бирюкова", "Нина", "Сергеевна"), MARRIED, "same_name"),
        (NEW_NAME, clock.today() + timedelta(days=1), "in_future"),
    ),
)
def test_change_name_refused_saves_nothing(name: tuple[str, str, str], since: date, code: str) -> None:
    world = make_world()

    with pytest.raises(DomainError) as refusal:
        actions.change_name(world.teacher, full_name=name, since=since, by=None)

    world.teacher.refresh_from_db()
    assert (refusal.value.code, world.teacher.last_name) == (code, "Бирюкова")
    assert not PersonName.objects.exists()


def test_change_name_before_the_last_change_is_refused() -> None:
    person = marry(make_world())

    with pytest.raises(DomainError) as refusal:
        actions.change_name(person, full_name=("Галкина", "Нина", ""), since=date(2024, 1, 1), by=None)

    assert refusal.value.code == "later_change"


def test_transfer_ends_the_roles_of_the_old_place_and_those_that_were_asked_for() -> None:
    world = make_world()
    elsewhere = grant(world.deputy, Role.METHODICAL_LEAD, world.kindergarten)
    day = date(2026, 3, 2)

    job = actions.transfer(
        world.deputy.employments.get(),
        organisation=world.second_school,
        position=Position.objects.get(name="учитель математики"),
        since=day,
        ending=[elsewhere],
        by=user_of(world.methodist),
    )

    jobs = (
        Employment.objects.filter(person=world.deputy).order_by("since").values_list("organisation", "since", "until")
    )
    assert list(jobs) == [
        (world.school.pk, date(2020, 9, 1), day - timedelta(days=1)),
        (world.second_school.pk, day, None),
    ]
    assert job.is_main
    roles = RoleAssignment.objects.filter(person=world.deputy).values_list("until", flat=True)
    assert set(roles) == {day - timedelta(days=1)}


def test_transfer_to_the_same_post_is_refused() -> None:
    world = make_world()
    job = world.deputy.employments.get()

    with pytest.raises(DomainError) as refusal:
        actions.transfer(job, organisation=world.school, position=job.position, since=date(2026, 3, 2), by=None)

    job.refresh_from_db()
    assert (refusal.value.code, job.until) == ("same_place", None)


@pytest.mark.parametrize("name", (("Бирюкова", "Нина", "Сергеевна"), ("бирюкова", "нина", "сергеевна")))
def test_who_left_a_place_is_known_there_by_the_name(name: tuple[str, str, str]) -> None:
    world = make_world()
    assert left_from(world.school, name) is None

    actions.dismiss(world.teacher.employments.get(), until=date(2025, 5, 31), by=None)

    assert left_from(world.school, name) == world.teacher
    assert left_from(world.second_school, name) is None
    assert left_from(world.school, ("Бирюкова", "Нона", "Сергеевна")) is None


def test_who_left_is_known_by_the_former_name_too() -> None:
    world = make_world()
    marry(world)
    actions.dismiss(world.teacher.employments.get(), until=date(2025, 5, 31), by=None)

    assert left_from(world.school, ("Бирюкова", "Нина", "Сергеевна")) == world.teacher


def test_the_search_of_the_whole_product_finds_the_former_name(client: Client) -> None:
    world = make_world()
    marry(world)
    client.force_login(user_of(world.deputy))

    page = client.get(reverse("search"), {"q": "бирюкова"}).content.decode()

    assert "теперь Ёлкина" in page
    assert world.teacher.get_absolute_url() in page
