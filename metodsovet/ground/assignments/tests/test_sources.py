"""What happens to many assignments when their source changes."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import timedelta

import pytest

from metodsovet.ground.assignments.actions import (
    AssignmentDraft,
    PartDraft,
    accept_report,
    appoint_substitute,
    ask_extension,
    cancel_assignments,
    follow_source,
    give_assignments,
    grant_extension,
)
from metodsovet.ground.assignments.models import Assignment, Extension, Part
from metodsovet.ground.assignments.tests.ledger import (
    a_draft,
    fresh,
    give_and_report,
    give_to_deputy,
    in_days,
    notices_of,
    today,
    verbs_done,
)
from metodsovet.ground.directory.tests.world import World, make_world, user_of

pytestmark = pytest.mark.django_db


def given(world: World, number: int = 1) -> list[AssignmentDraft]:
    drafts = [a_draft(world, lead=world.deputy) for _ in range(number)]
    give_assignments(drafts, by=None)
    return drafts


def drafts_of(*assignments: Assignment) -> list[AssignmentDraft]:
    """What the source would say of them now."""
    world_keys = ("key", "title", "organisation_id", "issuer_id", "origin", "starts_on", "due_on")
    return [AssignmentDraft(**{name: getattr(one, name) for name in world_keys}) for one in assignments]


def test_follow_source_moves_days_and_keeps_what_was_granted() -> None:
    world = make_world()
    plain, extended = give_to_deputy(world), give_to_deputy(world)
    extension = ask_extension(extended, until=in_days(30), reason="карантин", by=user_of(world.deputy))
    grant_extension(extension, by=user_of(world.methodist))
    drafts = [replace(one, starts_on=in_days(6), due_on=in_days(12)) for one in drafts_of(plain, extended)]

    assert follow_source(drafts, by=None) == 2

    assert (fresh(plain).starts_on, fresh(plain).due_on) == (in_days(6), in_days(12))
    assert (fresh(extended).due_on, fresh(extended).first_due_on) == (in_days(30), in_days(12))


def test_follow_source_leaves_the_finished() -> None:
    world = make_world()
    assignment = give_and_report(world)
    accept_report(assignment, by=user_of(world.methodist))

    assert follow_source([replace(drafts_of(assignment)[0], due_on=in_days(90), title="Иное")], by=None) == 0
    assert (fresh(assignment).due_on, fresh(assignment).title) == (in_days(5), assignment.title)


def test_follow_source_that_says_the_same_changes_and_tells_nothing() -> None:
    world = make_world()
    drafts = given(world)
    before = Assignment.objects.get().version

    assert follow_source(drafts, by=None) == 0
    assert Assignment.objects.get().version == before
    assert len(notices_of(world.deputy)) == 1


def test_follow_source_tells_each_person_once_about_all_of_his() -> None:
    world = make_world()
    drafts = given(world, 3)
    appoint_substitute(
        world.deputy, substitute=world.teacher, since=today(), until=None, reason="", by=user_of(world.head)
    )

    follow_source([replace(draft, due_on=in_days(12)) for draft in drafts], by=None)

    assert [text for text in notices_of(world.deputy) if text.startswith("Срок")] == notices_of(world.teacher)[1:]
    assert len(notices_of(world.teacher)) == 2
    assert notices_of(world.teacher)[1].endswith("3\u00a0поручения")
    assert verbs_done(Assignment.objects.order_by("pk")[0]) == ["move_deadline"]


def test_follow_source_asks_as_often_for_many_as_for_few(
    django_assert_max_num_queries: Callable[[int], AbstractContextManager[object]],
) -> None:
    world = make_world()
    drafts = given(world, 40)

    with django_assert_max_num_queries(16):
        follow_source([replace(draft, due_on=in_days(12), title="Иначе") for draft in drafts], by=None)

    assert Assignment.objects.filter(due_on=in_days(12), title="Иначе").count() == 40


def test_follow_source_seats_helpers_with_a_notice_and_lets_others_go() -> None:
    world = make_world()
    (draft,) = given(world)
    helper = PartDraft(Part.Role.CO_EXECUTOR, world.teacher.pk, world.school.pk, "учителя", "party:1:person:1")
    other = PartDraft(Part.Role.INFORMED, world.head.pk, world.school.pk, "директор", "party:2:person:2")

    follow_source([replace(draft, parts=(*draft.parts, helper))], by=None)
    follow_source([replace(draft, parts=(*draft.parts, other))], by=None)

    seated = Part.objects.filter(until=None).values_list("role", "person")
    assert set(seated) == {("lead", world.deputy.pk), ("informed", world.head.pk)}
    assert notices_of(world.teacher) == ["Вы участвуете: «Неделя открытых уроков»"]


def test_cancel_assignments_leaves_the_finished() -> None:
    world = make_world()
    done, open_one = give_and_report(world), give_to_deputy(world)
    accept_report(done, by=user_of(world.methodist))

    number = cancel_assignments([done, open_one], reason="Мероприятие отменено.", by=None)

    assert number == 1
    assert (fresh(done).state, fresh(open_one).state) == ("accepted", "cancelled")


def test_cancel_assignments_frees_the_keys_and_answers_what_was_asked() -> None:
    world = make_world()
    drafts = given(world, 2)
    asked = Assignment.objects.order_by("pk")[0]
    ask_extension(asked, until=in_days(30), reason="карантин", by=user_of(world.deputy))

    cancel_assignments(Assignment.objects.all(), reason="План изменён.", by=None)

    assert Extension.objects.get().state == Extension.State.REFUSED
    assert notices_of(world.deputy)[-1] == "Отменено 2\u00a0поручения. План изменён."
    assert give_assignments(drafts, by=None) == 2


def test_cancel_assignments_asks_as_often_for_many_as_for_few(
    django_assert_max_num_queries: Callable[[int], AbstractContextManager[object]],
) -> None:
    world = make_world()
    given(world, 40)

    with django_assert_max_num_queries(12):
        assert cancel_assignments(Assignment.objects.all(), reason="План изменён.", by=None) == 40


def test_follow_source_that_loses_its_day_drops_what_was_granted() -> None:
    world = make_world()
    assignment = give_to_deputy(world, due_on=today() + timedelta(days=3))
    extension = ask_extension(assignment, until=in_days(30), reason="карантин", by=user_of(world.deputy))
    grant_extension(extension, by=user_of(world.methodist))

    follow_source([replace(drafts_of(assignment)[0], due_on=None)], by=None)

    assert fresh(assignment).due_on is None
