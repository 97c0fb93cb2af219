from datetime import date, timedelta
from itertools import product

import pytest

from metodsovet.design.states import STATES
from metodsovet.ground.assignments.models import Assignment
from metodsovet.ground.assignments.queries import counts_by_standing
from metodsovet.ground.directory.tests.world import make_world
from metodsovet.kernel import clock

pytestmark = pytest.mark.django_db

DAY = date(2026, 11, 17)
RISK_DAYS = 14
NEAR = [None, *(DAY + timedelta(days=shift) for shift in (-20, -1, 0, 1, 13, 14, 15, 40))]


def test_standing_in_sql_equals_standing_in_memory_for_every_combination() -> None:
    world = make_world()
    removed = [None, clock.now()]
    reported = [None, DAY - timedelta(days=1), DAY, DAY + timedelta(days=1)]
    combinations = product(Assignment.State.values, NEAR, (None, *NEAR[2:5]), reported, removed)
    Assignment.objects.bulk_create(
        Assignment(
            key=str(number),
            title="дело",
            organisation=world.school,
            issuer=world.town,
            state=state,
            due_on=due,
            starts_on=starts,
            reported_on=told,
            removed_from_control_at=gone,
        )
        for number, (state, due, starts, told, gone) in enumerate(combinations)
    )

    rows = list(Assignment.objects.with_standing(DAY, RISK_DAYS))

    assert [vars(row)["standing"] for row in rows] == [row.standing_on(DAY, RISK_DAYS) for row in rows]
    assert {vars(row)["standing"] for row in rows} == set(STATES)


def test_counts_by_standing_name_all_nine() -> None:
    world = make_world()
    Assignment.objects.create(
        key="1", title="дело", organisation=world.school, issuer=world.town, due_on=DAY - timedelta(days=1)
    )

    counts = counts_by_standing(Assignment.objects.with_standing(DAY, RISK_DAYS))

    assert list(counts) == list(STATES)
    assert {standing: number for standing, number in counts.items() if number} == {"overdue": 1}
