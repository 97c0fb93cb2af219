import pytest

from metodsovet.ground.directory.models import Organisation, Person
from metodsovet.ground.directory.standing import standing_of
from metodsovet.ground.directory.tests.world import CANARY, make_world, user_of

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
