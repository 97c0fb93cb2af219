from datetime import date

import pytest

from metodsovet.kernel.errors import DomainError
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.work.planning.actions import accept_plan, set_act
from metodsovet.work.planning.models import Occurrence, Plan
from metodsovet.work.planning.queries_review import years_to_execute
from metodsovet.work.planning.tests.town import YEAR, draft_of, line, make_town, read_plan_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("approved_on", "first"),
    (
        (None, YEAR.previous),
        (date(YEAR.start - 1, 12, 20), YEAR.previous),
        (date(YEAR.start, 2, 10), YEAR.previous),
        (date(YEAR.start, 8, 28), YEAR),
        (date(YEAR.start, 9, 2), YEAR),
        (date(YEAR.start + 9, 9, 2), YEAR.previous),
    ),
)
def test_years_to_execute_begin_with_the_act_where_it_came_after_the_first_day(
    approved_on: date | None, first: SchoolYear
) -> None:
    town = make_town()
    plan = set_act(draft_of(town), by=town.by, date=approved_on)

    assert min(years_to_execute(plan)) == first


def test_accept_plan_under_an_act_of_august_shows_no_year_before_it() -> None:
    town = make_town()
    plan = draft_of(town, read_plan_of([line("Встречи", "ежемесячно", "методисты")]))
    assert plan.first_day == date(YEAR.start, 1, 1)

    accept_plan(plan, executed_from=YEAR, by=town.by, version=plan.version)

    assert set(Occurrence.objects.values_list("school_year", flat=True)) == {YEAR.start}


def test_accept_plan_from_a_year_before_its_act_is_refused() -> None:
    town = make_town()
    plan = draft_of(town)

    with pytest.raises(DomainError) as refusal:
        accept_plan(plan, executed_from=YEAR.previous, by=town.by, version=plan.version)

    assert refusal.value.code == "year_not_in_plan"
    assert Plan.objects.get().state == Plan.State.DRAFT


def test_years_to_execute_offer_the_current_one_first() -> None:
    town = make_town()

    assert years_to_execute(draft_of(town))[0] == YEAR
