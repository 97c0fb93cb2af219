from datetime import timedelta

import pytest

from metodsovet.ground.assignments.models import Assignment, Part
from metodsovet.kernel.errors import DomainError
from metodsovet.work.planning.actions import make_school_year
from metodsovet.work.planning.models import Occurrence
from metodsovet.work.planning.tests.town import (
    YEAR,
    accepted_of,
    draft_of,
    make_town,
)

pytestmark = pytest.mark.django_db


def test_make_school_year_twice_makes_the_same_rows() -> None:
    town = make_town()
    plan = accepted_of(town)
    before = (Occurrence.objects.count(), Assignment.objects.count(), Part.objects.count())

    again = make_school_year(plan, YEAR, by=town.by)

    assert again == 0
    assert (Occurrence.objects.count(), Assignment.objects.count(), Part.objects.count()) == before


def test_make_school_year_makes_the_next_one() -> None:
    town = make_town()
    plan = accepted_of(town)

    number = make_school_year(plan, YEAR.next, by=town.by)

    made = Assignment.objects.filter(due_on__gt=YEAR.last_day + timedelta(days=3))
    assert number == made.count() > 0


def test_make_school_year_beyond_the_plan_is_refused() -> None:
    town = make_town()
    plan = accepted_of(town)

    with pytest.raises(DomainError) as refusal:
        make_school_year(plan, YEAR.next.next.next, by=town.by)

    assert refusal.value.code == "year_not_in_plan"


def test_make_school_year_of_a_draft_is_refused() -> None:
    town = make_town()

    with pytest.raises(DomainError) as refusal:
        make_school_year(draft_of(town), YEAR, by=town.by)

    assert refusal.value.code == "not_accepted"
    assert not Assignment.objects.exists()
