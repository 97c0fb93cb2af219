"""Days before the deadline: set, shown in the inbox and in control, marked, and the report at the end."""

import pytest

from metodsovet.ground.assignments.actions import (
    hand_in_report,
    mark_interim_date,
    remove_interim_date,
    set_interim_date,
)
from metodsovet.ground.assignments.models import Assignment, InterimDate
from metodsovet.ground.assignments.queries import ControlFilter, control_rows, inbox
from metodsovet.ground.assignments.tests.ledger import (
    fresh,
    give_and_report,
    give_to_deputy,
    in_days,
    notices_of,
    refusal_of,
    today,
    verbs_done,
)
from metodsovet.ground.assignments.tests.visits import client_of, text_of
from metodsovet.ground.directory.tests.world import World, make_world, user_of

pytestmark = pytest.mark.django_db


def an_interim(world: World, assignment: Assignment, days: int = 2) -> InterimDate:
    return set_interim_date(assignment, due_on=in_days(days), title="Проект", by=user_of(world.methodist))


def passed(interim: InterimDate) -> InterimDate:
    InterimDate.objects.filter(pk=interim.pk).update(due_on=in_days(-1))
    return InterimDate.objects.get(pk=interim.pk)


def test_set_interim_date_comes_to_the_inbox_before_the_deadline() -> None:
    world = make_world()
    owed = give_to_deputy(world, due_on=in_days(40))

    an_interim(world, owed)

    (duty,) = [one for group in inbox(user_of(world.deputy), today()).groups for one in group.duties]
    assert (duty.kind, duty.day) == ("execute", in_days(2))
    assert duty.interim is not None
    assert duty.interim.title == "Проект"
    assert any("Промежуточный срок" in text for text in notices_of(world.deputy))
    assert "промежуточный срок" in text_of(client_of(world.deputy).get("/"))


@pytest.mark.parametrize("days", (-1, 5, 9))
def test_set_interim_date_outside_of_the_work_is_refused(days: int) -> None:
    world = make_world()
    owed = give_to_deputy(world, due_on=in_days(5))

    assert refusal_of(lambda: an_interim(world, owed, days)) == "not_before_deadline"
    assert not InterimDate.objects.exists()


def test_set_interim_date_twice_or_after_the_report_is_refused() -> None:
    world = make_world()
    owed = give_to_deputy(world)
    an_interim(world, owed)

    assert refusal_of(lambda: an_interim(world, owed)) == "already_set"
    reported = give_and_report(world)
    assert refusal_of(lambda: an_interim(world, reported)) == "move_not_allowed"


def test_mark_interim_date_goes_on_to_the_next_and_the_report_comes_at_the_end() -> None:
    world = make_world()
    owed = give_to_deputy(world, due_on=in_days(40))
    first = an_interim(world, owed)
    an_interim(world, owed, 20)

    marked = mark_interim_date(first, by=user_of(world.deputy))

    assert (marked.done_on, marked.done_by) == (today(), user_of(world.deputy))
    (duty,) = [one for group in inbox(user_of(world.deputy), today()).groups for one in group.duties]
    assert duty.day == in_days(20)
    assert refusal_of(lambda: mark_interim_date(first, by=user_of(world.deputy))) == "already_marked"
    hand_in_report(fresh(owed), text="Сделано", by=user_of(world.deputy))
    assert verbs_done(owed)[-2:] == ["mark_interim_date", "hand_in_report"]


def test_a_missed_interim_date_is_told_to_whoever_controls() -> None:
    world = make_world()
    owed = give_to_deputy(world, due_on=in_days(40))
    passed(an_interim(world, owed))
    give_to_deputy(world)

    missed = control_rows(user_of(world.methodist), ControlFilter(whose=["interim"]))
    board = text_of(client_of(world.authority_head).get("/assignments/control/board/", {"to": f"{in_days(60)}"}))

    assert list(missed) == [owed]
    assert "Промежуточный срок прошёл, а не отмечено" in board


def test_remove_interim_date_only_while_it_is_not_marked() -> None:
    world = make_world()
    owed = give_to_deputy(world)
    kept, gone = an_interim(world, owed, 1), an_interim(world, owed, 2)
    mark_interim_date(kept, by=user_of(world.deputy))

    remove_interim_date(gone, by=user_of(world.methodist))

    assert refusal_of(lambda: remove_interim_date(kept, by=user_of(world.methodist))) == "already_marked"
    assert list(InterimDate.objects.all()) == [kept]


def test_the_page_lets_the_executor_mark_and_the_service_set() -> None:
    world = make_world()
    owed = give_to_deputy(world)
    service, executor = client_of(world.methodist), client_of(world.deputy)

    service.post(f"/assignments/{owed.pk}/interim/", {"due_on": in_days(2), "title": "Проект", "key": "k"})
    interim = InterimDate.objects.get()
    own_page = text_of(executor.get(owed.get_absolute_url()))
    as_service = service.post(f"/assignments/interim/{interim.pk}/mark/")
    executor.post(f"/assignments/interim/{interim.pk}/mark/")

    assert "Отметить: готово" in own_page
    assert as_service.status_code == 403
    assert InterimDate.objects.get().done_on == today()
    assert executor.post(f"/assignments/{owed.pk}/interim/", {"due_on": in_days(3), "title": "Ещё"}).status_code == 403
