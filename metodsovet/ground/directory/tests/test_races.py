"""Merging and erasing by several people at once: one of them does it, the others are told, nothing is half done."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from functools import partial

import pytest

from metodsovet.ground.assignments.tests.ledger import at_once
from metodsovet.ground.directory.actions.employments import dismiss
from metodsovet.ground.directory.actions.erasures import erase_person
from metodsovet.ground.directory.actions.merging import merge_people
from metodsovet.ground.directory.models import ErasureRequest, MergedPerson, Person, Position
from metodsovet.ground.directory.tests.world import World, make_person, make_world, user_of
from metodsovet.kernel import clock, invariants

pytestmark = pytest.mark.django_db(transaction=True)
NAME = "Савина Анна Ильинична"


def leavers(world: World, number: int) -> list[Person]:
    """Rows of one person who has left."""
    post = ("учитель химии", Position.Function.TEACHER)
    people = [make_person(NAME, world.school, *post) for _ in range(number)]
    for person in people:
        dismiss(person.employments.get(), until=clock.today() - timedelta(days=1), by=None)
    return people


def merges(world: World, ways: Sequence[tuple[Person, Person]]) -> list[Callable[[], object]]:
    """Each keeps the first and chooses the account of it."""
    by = user_of(world.methodist)
    return [partial(merge_people, kept, doubled=doubled, account=kept.user, by=by) for kept, doubled in ways]


def outcomes_of(verbs: list[Callable[[], object]]) -> list[str]:
    return sorted(code or "ok" for code in at_once(verbs))


def broken() -> list[str]:
    return [str(finding) for finding in invariants.check()]


def test_merge_people_of_the_same_two_by_many_at_once_merges_once() -> None:
    world = make_world()
    kept, doubled = leavers(world, 2)
    by = user_of(world.methodist)

    outcomes = outcomes_of([lambda: merge_people(kept, doubled=doubled, account=kept.user, by=by)] * 4)

    assert outcomes == ["ok", "same_person", "same_person", "same_person"]
    assert Person.objects.filter(last_name="Савина").count() == 1
    assert MergedPerson.objects.get().person_id == kept.pk
    assert broken() == []


def test_merge_people_both_ways_at_once_leaves_one_of_them() -> None:
    world = make_world()
    one, other = leavers(world, 2)
    outcomes = outcomes_of(merges(world, [(one, other), (other, one)] * 2))

    assert outcomes == ["ok", "same_person", "same_person", "same_person"]
    left = Person.objects.get(last_name="Савина")
    assert MergedPerson.objects.get().person_id == left.pk
    assert broken() == []


def test_merge_people_in_a_chain_at_once_loses_nobody() -> None:
    """Three rows of one person, merged in a ring: whoever is left leads from both addresses."""
    world = make_world()
    people = leavers(world, 3)
    ways = [(people[0], people[1]), (people[1], people[2]), (people[2], people[0])]

    outcomes = outcomes_of(merges(world, ways))

    left = Person.objects.filter(last_name="Савина")
    assert set(outcomes) <= {"ok", "same_person", "account_not_chosen"}
    assert left.count() == 3 - outcomes.count("ok")
    assert outcomes.count("ok") >= 1
    assert set(MergedPerson.objects.values_list("person_id", flat=True)) <= {person.pk for person in left}
    assert broken() == []


@pytest.mark.parametrize("which", ("kept", "doubled"))
def test_erase_person_while_the_row_is_merged_does_one_or_both_whole(which: str) -> None:
    """Erased first, the row is not merged any more; merged first, the request is about whoever is left."""
    world = make_world()
    kept, doubled = leavers(world, 2)
    asked = ErasureRequest.objects.create(person=kept if which == "kept" else doubled)
    by = user_of(world.methodist)
    verbs: list[Callable[[], object]] = [
        lambda: erase_person(asked, by=by),
        lambda: merge_people(kept, doubled=doubled, account=kept.user, by=by),
    ]

    outcomes = outcomes_of(verbs)

    assert outcomes in (["ok", "ok"], ["erased", "ok"])
    erased = Person.objects.exclude(erased_on=None)
    assert erased.count() == 1
    assert not erased.filter(last_name="Савина").exists()
    asked.refresh_from_db()
    assert asked.person_id == erased.get().pk
    assert Person.objects.filter(last_name="Савина").count() == (0 if outcomes == ["ok", "ok"] else 1)
    assert broken() == []


def test_erase_person_whose_row_was_merged_since_the_page_was_opened_erases_whoever_is_left() -> None:
    world = make_world()
    kept, doubled = leavers(world, 2)
    opened = ErasureRequest.objects.create(person=doubled)
    merge_people(kept, doubled=doubled, account=kept.user, by=user_of(world.methodist))

    erased = erase_person(opened, by=user_of(world.methodist))

    assert erased.pk == kept.pk
    assert not Person.objects.filter(last_name="Савина").exists()
    assert broken() == []
