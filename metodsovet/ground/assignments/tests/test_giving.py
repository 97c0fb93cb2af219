from dataclasses import replace
from functools import partial

import pytest

from metodsovet.ground.assignments.actions import PartDraft, cancel_assignment, give_assignments
from metodsovet.ground.assignments.models import Assignment, Part
from metodsovet.ground.assignments.tests.ledger import a_draft, at_once, fresh, give_to_deputy, notices_of
from metodsovet.ground.directory.tests.world import make_world, user_of
from metodsovet.ground.notifications.models import Notice

pytestmark = pytest.mark.django_db


def test_give_assignments_makes_them_with_their_parts() -> None:
    world = make_world()
    draft = a_draft(world, lead=world.deputy)
    helper = PartDraft(Part.Role.CO_EXECUTOR, world.teacher.pk, world.school.pk, "учителя", "h")

    number = give_assignments([replace(draft, parts=(*draft.parts, helper))], by=None)

    made = Assignment.objects.get()
    assert number == 1
    assert (made.key, made.title, made.state, made.version) == (draft.key, draft.title, "given", 1)
    assert (made.starts_on, made.due_on, made.first_due_on) == (draft.starts_on, draft.due_on, None)
    parts = made.parts.values_list("role", "person", "organisation", "duty", "holder_key")
    assert list(parts) == [
        ("lead", world.deputy.pk, world.school.pk, "заместители директоров", "duty"),
        ("co_executor", world.teacher.pk, world.school.pk, "учителя", "h"),
    ]


def test_give_assignments_again_changes_nothing() -> None:
    world = make_world()
    draft = a_draft(world, lead=world.deputy)
    give_assignments([draft], by=None)
    cancel_assignment(Assignment.objects.get(), reason="ошибка", by=None)

    number = give_assignments([replace(draft, title="Другое"), a_draft(world)], by=None)

    old = Assignment.objects.get(key=draft.key)
    assert number == 1
    assert (old.title, old.state, old.parts.count()) == ("Неделя открытых уроков", "cancelled", 1)


def test_give_assignments_takes_the_first_of_two_with_one_key() -> None:
    world = make_world()
    draft = a_draft(world, lead=world.deputy)

    number = give_assignments([draft, replace(draft, title="Второе", parts=draft.parts * 2)], by=None)

    assert number == 1
    assert Assignment.objects.get().title == draft.title
    assert Part.objects.count() == 1


def test_give_assignments_tells_each_person_once_about_all() -> None:
    world = make_world()
    drafts = [a_draft(world, lead=world.deputy) for _ in range(7)]
    drafts.append(a_draft(world, lead=world.teacher, title="Анализ диагностики"))

    give_assignments(drafts, by=user_of(world.methodist), occasion="по дорожной карте")

    assert notices_of(world.deputy) == ["Вам поручено: 7\u00a0дел по дорожной карте"]
    assert notices_of(world.teacher) == ["Вам поручено: «Анализ диагностики» по дорожной карте"]
    assert Notice.objects.count() == 2


def test_give_assignments_does_not_tell_the_giver() -> None:
    world = make_world()

    give_assignments([a_draft(world, lead=world.methodist)], by=user_of(world.methodist))

    assert notices_of(world.methodist) == []


def test_give_assignments_keeps_awkward_text_as_it_is() -> None:
    world = make_world()
    title = "Строка\tс табуляцией,\nпереносом \\N и 'кавычкой'"

    give_assignments([a_draft(world, title=title)], by=None)

    assert Assignment.objects.get().title == title


def test_give_assignments_of_nothing_is_zero() -> None:
    assert give_assignments([], by=None) == 0


def test_gap_is_a_part_without_a_person() -> None:
    world = make_world()

    give_assignments([a_draft(world)], by=None)

    assert Part.objects.get().person is None


@pytest.mark.django_db(transaction=True)
def test_give_assignments_in_parallel_gives_each_once() -> None:
    world = make_world()
    drafts = [a_draft(world, lead=world.deputy) for _ in range(30)]

    results = at_once([partial(give_assignments, drafts[::order], by=None) for order in (1, -1, 1, -1)])

    assert results == [""] * 4
    assert (Assignment.objects.count(), Part.objects.count()) == (30, 30)


def test_fresh_assignment_waits_for_the_deputy() -> None:
    world = make_world()
    assignment = give_to_deputy(world)

    assert fresh(assignment).is_open
    assert assignment.get_absolute_url() in world.deputy.notices.get().url
