"""The calendar of the service, the schedules it goes by and the theme of the year."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from metodsovet.ground.directory.models import Person
from metodsovet.work.planning.actions import set_theme
from metodsovet.work.planning.models import Occurrence, Schedule, Theme
from metodsovet.work.planning.tests.town import YEAR, Town, accepted_of, line

pytestmark = pytest.mark.django_db

Visit = Callable[[Person], Client]
APRIL = f"{YEAR.start + 1}-04"
CALENDAR = "/plans/calendar/"


def titles(client: Client, **asked: str | int) -> list[str]:
    weeks = client.get(CALENDAR, {"month": APRIL, **asked}).context["weeks"]
    return sorted(entry.title for week in weeks for day in week for entry in day.entries)


def test_show_calendar_puts_what_is_appointed_and_due_on_its_day(town: Town, visit: Visit) -> None:
    accepted_of(town, line("Семинар", "апрель, ежегодно", "методисты"), line("Отчёт", "до 15 апреля", "методисты"))
    Occurrence.objects.filter(activity__title="Семинар", school_year=YEAR.start).update(
        held_on=date(YEAR.start + 1, 4, 8)
    )

    weeks = visit(town.world.methodist).get(CALENDAR, {"month": APRIL}).context["weeks"]

    days = {entry.title: day.day.day for week in weeks for day in week for entry in day.entries}
    assert days == {"Семинар": 8, "Отчёт": 15}


def test_show_calendar_lists_windows_to_be_dated_by_those_who_may(town: Town, visit: Visit) -> None:
    accepted_of(town, line("Семинар", "апрель, ежегодно", "методисты"))

    of_service = visit(town.world.methodist).get(CALENDAR, {"month": APRIL}).context["windows"]
    of_school = visit(town.world.deputy).get(CALENDAR, {"month": APRIL}).context["windows"]

    assert [(one.row.activity.title, one.can_date) for one in of_service] == [("Семинар", True)]
    assert [(one.row.activity.title, one.can_date) for one in of_school] == [("Семинар", False)]


def test_show_calendar_is_narrowed_by_plan_organisation_and_mine(town: Town, visit: Visit) -> None:
    first = accepted_of(town, line("Общее", "до 10 апреля", "методисты"))
    accepted_of(town, line("Школьное", "до 12 апреля", "заместители директоров ОО"))
    deputy = visit(town.world.deputy)

    assert titles(deputy) == ["Общее", "Школьное"]
    assert titles(deputy, mine="yes") == ["Школьное"]
    assert titles(deputy, plan=first.pk) == ["Общее"]
    assert titles(deputy, organisation=town.world.school.pk) == []
    assert titles(deputy, plan="не число", month="никогда") in ([], ["Общее", "Школьное"])


def test_show_calendar_shows_nothing_foreign(town: Town, visit: Visit) -> None:
    accepted_of(town, line("Отчёт", "до 15 апреля", "методисты"))

    assert titles(visit(town.world.foreign_methodist)) == []


def test_show_calendar_asks_the_same_number_of_questions_for_few_and_many(town: Town, visit: Visit) -> None:
    client = visit(town.world.methodist)
    counts = []
    for number in (1, 2, 30):
        accepted_of(town, *(line(f"Отчёт {one}", "до 15 апреля", "методисты") for one in range(number)))
        client.get(CALENDAR, {"month": APRIL})
        with CaptureQueriesContext(connection) as captured:
            client.get(CALENDAR, {"month": APRIL})
        counts.append(len(captured))

    assert counts[1] == counts[2]


def test_set_schedule_gives_days_to_what_waits_for_it(town: Town, visit: Visit) -> None:
    accepted_of(town, line("Неделя", "по графику проведения недели", "методисты"))
    client = visit(town.world.methodist)
    waiting = client.get("/plans/schedules/", {"year": YEAR.start}).context["page"].missing
    form = {
        "organisation": town.world.town.pk,
        "name": waiting[0].name,
        "school_year": YEAR.start,
        "starts_on": f"{APRIL}-06",
        "ends_on": f"{APRIL}-11",
        "key": "one",
    }

    client.post("/plans/schedules/set/", form)
    client.post("/plans/schedules/set/", form)

    page = client.get("/plans/schedules/", {"year": YEAR.start}).context["page"]
    assert [one.waiting[0].title for one in waiting] == ["Неделя"]
    assert page.missing == ()
    assert [[one.title for one in row.waiting] for row in page.rows] == [["Неделя"]]
    assert Occurrence.objects.get(school_year=YEAR.start).ends_on == date(YEAR.start + 1, 4, 11)


def test_set_schedule_with_reversed_days_is_refused_and_saves_nothing(town: Town, visit: Visit) -> None:
    form = {
        "organisation": town.world.town.pk,
        "name": "ВПР",
        "school_year": YEAR.start,
        "starts_on": f"{APRIL}-16",
        "ends_on": f"{APRIL}-11",
    }

    answer = visit(town.world.methodist).post("/plans/schedules/set/", form)

    assert answer.status_code == 422
    assert "кончается раньше" in answer.content.decode()
    assert not Schedule.objects.exists()


def test_set_schedule_of_the_municipality_is_not_for_a_school(town: Town, visit: Visit) -> None:
    form = {
        "organisation": town.world.town.pk,
        "name": "ВПР",
        "school_year": YEAR.start,
        "starts_on": f"{APRIL}-06",
        "ends_on": f"{APRIL}-11",
    }

    assert visit(town.world.deputy).post("/plans/schedules/set/", form).status_code == 422
    assert visit(town.world.teacher).get("/plans/schedules/set/").status_code == 403
    assert not Schedule.objects.exists()


def test_show_themes_counts_organisations_that_carry_the_theme_on(town: Town, visit: Visit) -> None:
    upper = set_theme(town.world.town, year=YEAR, title="Качество урока", upper=None, by=town.by)
    set_theme(town.world.school, year=YEAR, title="Урок и оценка", upper=upper, by=town.by)
    set_theme(town.world.second_school, year=YEAR, title="Своя тема", upper=None, by=town.by)

    page = visit(town.world.methodist).get("/plans/themes/", {"year": YEAR.start}).context["page"]
    foreign = visit(town.world.foreign_methodist).get("/plans/themes/", {"year": YEAR.start}).context["page"]

    assert (page.carried, len(page.rows)) == (1, 3)
    assert [one.theme.title for one in page.uppers] == ["Качество урока"]
    assert foreign.uppers == ()


def test_set_theme_of_a_school_by_its_lead(town: Town, visit: Visit) -> None:
    upper = set_theme(town.world.town, year=YEAR, title="Качество урока", upper=None, by=town.by)
    form = {"organisation": town.world.school.pk, "title": "Урок и оценка", "upper": upper.pk}

    visit(town.world.deputy).post(f"/plans/themes/set/?year={YEAR.start}", form)

    theme = Theme.objects.get(organisation=town.world.school)
    assert (theme.title, theme.upper, theme.school_year) == ("Урок и оценка", upper, YEAR.start)
