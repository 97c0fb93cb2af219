from datetime import date, timedelta

import pytest

from metodsovet.ground.assignments.models import Assignment
from metodsovet.ground.directory.tests.world import user_of
from metodsovet.kernel import clock
from metodsovet.work.planning.actions import accept_plan, date_occurrence, set_control
from metodsovet.work.planning.models import Occurrence, Plan
from metodsovet.work.planning.queries_calendar import by_day, calendar_rows, month_rows, week_of
from metodsovet.work.planning.queries_plans import (
    PlanPage,
    activity_page,
    executed_year,
    plan_list,
    plan_page,
)
from metodsovet.work.planning.tests.town import (
    YEAR,
    Town,
    accepted_of,
    activity_named,
    draft_of,
    line,
    make_town,
    read_plan_of,
)

pytestmark = pytest.mark.django_db
MAY_LAST = date(YEAR.start + 1, 5, 31)


def page_of(town: Town, plan: Plan, day: date) -> PlanPage:
    return plan_page(plan, YEAR, user=user_of(town.world.methodist), day=day, risk_days=14)


def test_plan_page_shows_plan_and_fact_by_section() -> None:
    town = make_town()
    plan = accepted_of(town)

    page = page_of(town, plan, YEAR.first_day)

    assert [section.section.title for section in page.sections if section.section] == ["Поддержка", "Встречи"]
    rows = {row.activity.title: row for row in page.rows}
    assert rows["Семинар"].total == 9
    assert rows["Семинар"].done == 0
    assert rows["Ведение страницы методической работы"].lane.is_continuous
    assert rows["Отчёт объединений школ"].lane.marks[0].day == date(YEAR.start + 1, 6, 15)


def test_plan_page_counts_lines_by_their_worst_state() -> None:
    town = make_town()
    plan = accepted_of(town, line("Раз", "октябрь", "методисты"), line("Два", "май", "методисты"))

    page = page_of(town, plan, date(YEAR.start, 12, 20))

    assert dict(page.counts) == {"overdue": 1, "ahead": 1}


def test_plan_page_counts_done_shares() -> None:
    town = make_town()
    plan = accepted_of(town, line("Встреча", "ежемесячно", "методисты"))
    first = Assignment.objects.order_by("due_on").first()
    assert first is not None
    Assignment.objects.filter(pk=first.pk).update(state=Assignment.State.ACCEPTED)

    (row,) = page_of(town, plan, YEAR.first_day).rows

    assert (row.done, row.total) == (1, 9)
    assert row.lane.bars[0].share == 1.0


def test_plan_page_counts_only_what_the_user_sees() -> None:
    town = make_town()
    plan = draft_of(town, read_plan_of([line("Самоанализ", "май", "методисты")]))
    set_control(plan, activities=[activity_named(plan, "Самоанализ").pk], control="every_organisation", by=town.by)
    accept_plan(plan, executed_from=YEAR, by=town.by, version=plan.version)

    (row,) = plan_page(plan, YEAR, user=user_of(town.world.deputy), day=YEAR.first_day, risk_days=14).rows

    assert row.total == 1


def test_plan_page_takes_as_many_queries_with_many_lines(django_assert_max_num_queries: object) -> None:
    town = make_town()
    plan = accepted_of(town, *(line(f"Дело {n}", "ежемесячно", "методисты, руководители ОО") for n in range(30)))
    user = user_of(town.world.methodist)

    with django_assert_max_num_queries(12):  # type: ignore[operator]
        assert len(plan_page(plan, YEAR, user=user, day=YEAR.first_day, risk_days=14).rows) == 30


def test_month_rows_of_the_page_are_in_the_order_of_days() -> None:
    town = make_town()
    plan = accepted_of(town, line("Поздно", "до 25 мая", "методисты"), line("Рано", "до 5 мая", "методисты"))

    rows = page_of(town, plan, YEAR.first_day).month_rows(YEAR.start + 1, 5)

    assert [row.activity.title for row, _ in rows] == ["Рано", "Поздно"]


def test_executed_year_is_the_nearest_of_the_plan() -> None:
    town = make_town()
    plan = accepted_of(town)

    assert executed_year(plan, clock.today()) == YEAR
    assert executed_year(plan, date(YEAR.start + 30, 1, 1)) == YEAR.next.next


def test_activity_page_has_occurrences_assignments_and_what_serves_it() -> None:
    town = make_town()
    plan = accepted_of(town)
    activity = activity_named(plan, "Выявление затруднений учителей")
    own = Plan.objects.create(organisation=town.world.town, title="План", state="accepted", executed_from=YEAR.start)
    served = own.activities.create(title="Своё", position=1, term_json=activity.term_json, serves=activity)

    page = activity_page(activity, user=user_of(town.world.methodist), day=YEAR.first_day, risk_days=14)

    assert len(page.occurrences) == 1
    assert page.assignments.count() == 1
    assert list(page.served_by) == [served]


def test_plan_list_counts_lines_and_hides_discarded() -> None:
    town = make_town()
    plan = draft_of(town)
    Plan.objects.create(organisation=town.world.town, title="Лишний", state="discarded")

    assert [(row.pk, getattr(row, "line_count", 0)) for row in plan_list(town.by)] == [(plan.pk, 5)]


def test_calendar_shows_dated_windows_and_not_other_years() -> None:
    town = make_town()
    accepted_of(town)

    rows = calendar_rows(town.by, date(YEAR.start + 1, 4, 1), date(YEAR.start + 1, 4, 30))

    assert sorted(row.activity.title for row in rows) == ["Выявление затруднений учителей", "Семинар"]
    assert all(row.responsible for row in rows)


def test_calendar_shows_the_appointed_day_instead_of_the_window() -> None:
    town = make_town()
    plan = accepted_of(town, line("Встреча", "апрель", "методисты"))
    occurrence = Occurrence.objects.get(activity__plan=plan, school_year=YEAR.start, is_history=False)
    held_on = date(YEAR.start + 1, 4, 14)
    date_occurrence(occurrence, version=1, by=town.by, held_on=held_on)

    rows = calendar_rows(town.by, YEAR.first_day, YEAR.last_day)

    assert [(row.first_day, row.last_day, row.is_dated) for row in rows] == [(held_on, held_on, True)]
    assert list(by_day(rows, held_on, held_on)) == [held_on]
    assert [row.occurrence for row in week_of(town.by, held_on, most=5)[held_on].rows] == [occurrence]
    assert len(month_rows(Plan.objects.filter(pk=plan.pk), held_on, held_on)) == 1


def test_calendar_of_another_municipality_is_empty() -> None:
    town = make_town()
    accepted_of(town)

    assert calendar_rows(user_of(town.world.foreign_methodist), YEAR.first_day, YEAR.last_day) == []


def test_calendar_takes_as_many_queries_with_many_rows(django_assert_max_num_queries: object) -> None:
    town = make_town()
    accepted_of(town, *(line(f"Дело {n}", "ежемесячно", "методисты") for n in range(30)))
    user = user_of(town.world.methodist)

    with django_assert_max_num_queries(9):  # type: ignore[operator]
        assert len(calendar_rows(user, YEAR.first_day, MAY_LAST)) == 270


def test_week_has_seven_days_from_monday() -> None:
    town = make_town()

    days = list(week_of(town.by, MAY_LAST, most=5))

    assert days[0].weekday() == 0
    assert days[-1] - days[0] == timedelta(days=6)
