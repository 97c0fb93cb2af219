from datetime import timedelta

import pytest

from metodsovet.ground.assignments.actions import ask_extension
from metodsovet.ground.assignments.models import Assignment, InterimDate
from metodsovet.ground.assignments.queries import concerns
from metodsovet.ground.assignments.queries.hands import Hands, rows_of
from metodsovet.ground.assignments.tests.ledger import give, give_and_report, give_to_deputy, in_days, today
from metodsovet.ground.directory.tests.world import World, make_world, user_of

pytestmark = pytest.mark.django_db


def a_ledger(world: World) -> None:
    """Led, led by who accepts, offered, nobody's, reported, of somebody who left, of nobody named."""
    give_to_deputy(world)
    give_to_deputy(world, accepter_id=world.deputy.pk)
    give(world, candidates=(world.teacher, world.deputy))
    give(world)
    give_and_report(world)
    give_to_deputy(world, accepter_id=world.teacher.pk, controller_id=world.teacher.pk)
    give_to_deputy(world, accepter_id=None, controller_id=None)


def test_hands_told_in_python_are_those_of_the_conditions_in_sql() -> None:
    world = make_world()
    a_ledger(world)
    world.teacher.employments.update(until=today() - timedelta(days=1))
    world.teacher.roles.update(until=today() - timedelta(days=1))
    every = Assignment.objects.all()
    rows = rows_of(every)
    hands = Hands(rows, user_of(world.methodist))

    def are(condition: object) -> set[int]:
        return set(every.filter(condition).values_list("pk", flat=True))

    assert {row.pk for row in rows if hands.is_gap(row)} == are(concerns.is_gap())
    assert {row.pk for row in rows if hands.has_named_accepter(row)} == are(concerns.named_accepts())
    assert {row.pk for row in rows if hands.has_named_controller(row)} == are(concerns.is_here("controller"))
    assert {pk for pk, lead in hands.leads.items() if lead == world.deputy.pk} == are(
        concerns.leads(user_of(world.deputy))
    )
    for told in (hands.is_gap, hands.has_named_accepter, hands.has_named_controller):
        assert len({told(row) for row in rows}) == 2  # each answer is among the rows


def test_hands_know_who_wrote_who_asks_and_the_next_interim_date() -> None:
    world = make_world()
    reported = give_and_report(world)
    asked = give_to_deputy(world, due_on=in_days(20))
    ask_extension(asked, until=in_days(30), reason="Каникулы", by=user_of(world.deputy))
    for days in (9, 3, 6):
        InterimDate.objects.create(assignment=asked, due_on=in_days(days), title=f"Часть {days}")
    InterimDate.objects.create(assignment=asked, due_on=in_days(1), title="Сделано", done_on=today())
    rows = rows_of(Assignment.objects.all())

    hands = Hands(rows, user_of(world.methodist))

    assert hands.authors == {reported.pk: world.deputy.pk}
    assert (hands.asked, Hands(rows, user_of(world.deputy)).asked) == (frozenset({asked.pk}), frozenset())
    assert hands.interim_on == {asked.pk: in_days(3)}
