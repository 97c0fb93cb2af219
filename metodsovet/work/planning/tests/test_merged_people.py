"""What plans and the ledger say of a double is said of the kept person."""

import pytest

from metodsovet.ground.assignments.actions import PartDraft, give_assignments
from metodsovet.ground.assignments.models import Assignment, Part
from metodsovet.ground.assignments.tests.ledger import a_draft
from metodsovet.ground.directory.actions import merge_people
from metodsovet.ground.directory.models import Person, Position
from metodsovet.ground.directory.tests.world import World, make_person, make_world, user_of
from metodsovet.work.communities.actions import add_community, appoint_officer
from metodsovet.work.communities.models import Office
from metodsovet.work.communities.tests.kinds import kind_at
from metodsovet.work.planning.models import PartyMatch

pytestmark = pytest.mark.django_db


def make_double(world: World) -> Person:
    return make_person("Бирюкова Нина Сергеевна", world.school, "учитель математики", Position.Function.TEACHER)


def merge(world: World, double: Person) -> Person:
    return merge_people(world.teacher, doubled=double, account=world.teacher.user, by=user_of(world.methodist))


def give(world: World, key: str, *parts: PartDraft) -> Assignment:
    give_assignments([a_draft(world, key=key, parts=parts)], by=None)
    return Assignment.objects.get(key=key)


def test_assignments_of_a_double_are_those_of_the_kept_person() -> None:
    world = make_world()
    double = make_double(world)
    lead = PartDraft(Part.Role.LEAD, double.pk, world.school.pk, "", f"party:1:person:{double.pk}")
    assignment = give(world, f"planning:1:person:{double.pk}", lead)

    kept = merge(world, double)

    assignment.refresh_from_db()
    part = assignment.parts.get()
    assert (part.person, part.holder_key) == (kept, f"party:1:person:{kept.pk}")
    assert assignment.key == f"planning:1:person:{kept.pk}"


def test_a_key_that_is_taken_stays_as_it_was() -> None:
    world = make_world()
    double = make_double(world)
    own, doubled = (f"planning:1:person:{person.pk}" for person in (world.teacher, double))
    for key, person in ((own, world.teacher), (doubled, double)):
        give(world, key, PartDraft(Part.Role.LEAD, person.pk, world.school.pk))

    merge(world, double)

    assert set(Assignment.objects.values_list("key", flat=True)) == {own, doubled}


def test_two_parts_in_one_assignment_become_the_stronger_one() -> None:
    world = make_world()
    double = make_double(world)
    helper = PartDraft(Part.Role.CO_EXECUTOR, world.teacher.pk, world.school.pk)
    lead = PartDraft(Part.Role.LEAD, double.pk, world.school.pk)
    assignment = give(world, "both", helper, lead)

    kept = merge(world, double)

    assert list(assignment.parts.filter(until=None).values_list("person", "role")) == [(kept.pk, "lead")]
    assert assignment.parts.count() == 2


def test_offices_and_remembered_words_follow() -> None:
    world = make_world()
    double = make_double(world)
    by = user_of(world.methodist)
    community = add_community(world.school, kind=kind_at(world.school), name="Совет", by=by)
    appoint_officer(community, person=double, since=double.employments.get().since, by=by)
    PartyMatch.objects.create(node=world.town, phrase="бирюкова", holder="person", person=double)

    kept = merge(world, double)

    assert Office.objects.get().person == kept
    assert PartyMatch.objects.get().person == kept
