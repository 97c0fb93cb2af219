from datetime import timedelta

import pytest

from metodsovet.ground.directory.models import Organisation, Person
from metodsovet.ground.directory.models.role_kinds import Role
from metodsovet.ground.directory.queries import number_at_work, sees_all_at_work, working_today
from metodsovet.ground.directory.standing import standing_of
from metodsovet.ground.directory.tests.world import (
    CANARY,
    grant,
    make_organisation,
    make_person,
    make_world,
    user_of,
)
from metodsovet.kernel import clock
from metodsovet.kernel.looking_up import looked_up

pytestmark = pytest.mark.django_db


def test_organisation_path_holds_ids_from_the_root() -> None:
    world = make_world()

    assert world.department.ancestor_ids == (world.town.pk, world.centre.pk, world.department.pk)


def test_role_holds_for_the_subtree_and_not_for_siblings() -> None:
    world = make_world()

    standing = standing_of(user_of(world.deputy))

    assert standing.holds(["methodical_lead"], world.school.path)
    assert not standing.holds(["methodical_lead"], world.second_school.path)
    assert not standing.holds(["methodical_lead"], world.town.path)


def test_organisations_of_another_municipality_are_not_visible() -> None:
    world = make_world()

    seen = Organisation.objects.visible_to(user_of(world.teacher))

    assert world.second_school in seen
    assert not seen.filter(name__contains=CANARY).exists()


@pytest.mark.parametrize("who", ("administrator", "authority_head", "methodist", "head", "deputy", "teacher"))
def test_people_of_another_municipality_are_not_visible(who: str) -> None:
    world = make_world()

    seen = Person.objects.visible_to(user_of(getattr(world, who)))

    assert not seen.filter(last_name__contains=CANARY).exists()


def test_teacher_sees_colleagues_and_methodist_sees_the_town() -> None:
    world = make_world()

    assert set(Person.objects.visible_to(user_of(world.teacher))) == {world.head, world.deputy, world.teacher}
    assert world.second_deputy in Person.objects.visible_to(user_of(world.methodist))


def test_people_are_sorted_with_yo_as_ye() -> None:
    Person.objects.create(last_name="Ёлкина", first_name="Анна")
    Person.objects.create(last_name="Жукова", first_name="Анна")
    Person.objects.create(last_name="Егорова", first_name="Анна")

    assert [person.last_name for person in Person.objects.all()] == ["Егорова", "Ёлкина", "Жукова"]


def test_service_of_the_only_tree_sees_everybody_who_has_ever_worked_and_nobody_else() -> None:
    town = make_organisation("Город", "municipality")
    school = make_organisation("Школа", "school", town)
    methodist, teacher = make_person("Первова Ия Ильинична", town), make_person("Второва Ия Ильинична", school)
    left, stranger = make_person("Третьякова Ия Ильинична", school), Person.objects.create(last_name="Чужая")
    left.employments.update(until=clock.today() - timedelta(days=1))
    grant(methodist, Role.METHODIST, town)

    by_hash = Person.objects.visible_to(user_of(methodist))
    assert set(by_hash) == {methodist, teacher, left}
    assert set(Person.objects.visible_to(user_of(methodist), asked=looked_up)) == {methodist, teacher, left}
    assert sees_all_at_work(user_of(methodist))
    assert number_at_work() == working_today(by_hash).count() == 2
    assert stranger not in by_hash


def test_a_second_tree_is_hidden_from_who_saw_the_only_one() -> None:
    world = make_world()

    assert not sees_all_at_work(user_of(world.methodist))
    assert (
        not Person.objects.visible_to(user_of(world.methodist), asked=looked_up)
        .filter(last_name__contains=CANARY)
        .exists()
    )
