"""One activity: its facts and years, what is owed, the day that an occurrence gets, whom it serves."""

from collections.abc import Callable
from datetime import date, time

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from metodsovet.ground.assignments.models import Assignment
from metodsovet.ground.directory.models import Person
from metodsovet.kernel.errors import DomainError
from metodsovet.kernel.russian import date_text
from metodsovet.work.planning.actions import date_occurrence
from metodsovet.work.planning.actions.serving import set_serves
from metodsovet.work.planning.models import Activity, Occurrence, Plan
from metodsovet.work.planning.tests.town import YEAR, Town, accepted_of, activity_named, line

pytestmark = pytest.mark.django_db

Visit = Callable[[Person], Client]
APRIL = line("Отчёт школ", "апрель, ежегодно", "заместители директоров ОО", "1")
EIGHTH = date(YEAR.start + 1, 4, 8)
FORM = {"held_on": f"{EIGHTH}", "starts_at": "14:30", "place": "СОШ № 2", "version": "1"}


def activity_of(town: Town) -> Activity:
    return activity_named(accepted_of(town, APRIL), "Отчёт школ")


def occurrence_of(activity: Activity) -> Occurrence:
    return activity.occurrences.get(school_year=YEAR.start)


def page(activity: Activity) -> str:
    return f"/plans/activities/{activity.pk}/"


def test_show_activity_by_roles(town: Town, visit: Visit) -> None:
    activity = activity_of(town)

    statuses = {
        name: visit(getattr(town.world, name)).get(page(activity)).status_code
        for name in ("methodist", "deputy", "teacher", "foreign_methodist")
    }

    assert statuses == {"methodist": 200, "deputy": 200, "teacher": 200, "foreign_methodist": 404}


def test_show_activity_asks_the_same_number_of_questions_for_few_and_many_assignments(town: Town, visit: Visit) -> None:
    few = activity_of(town)
    many = activity_named(accepted_of(town, line("Сборы", "ежемесячно", "заместители директоров ОО", "2")), "Сборы")
    client = visit(town.world.methodist)
    client.get(page(few))

    counts = []
    for activity in (few, many):
        with CaptureQueriesContext(connection) as captured:
            client.get(page(activity))
        counts.append(len(captured))

    assert counts[0] == counts[1]


def test_show_activity_tells_every_year_of_the_plan(town: Town, visit: Visit) -> None:
    rows = visit(town.world.methodist).get(page(activity_of(town))).context["years"]

    this, coming, last = (row for row in rows if row.year >= YEAR)
    assert (this.total, this.is_made) == (2, True)
    assert (coming.total, coming.words) == (0, f"поручения раздадут к {date_text(YEAR.next.first_day)}")
    assert coming.dates.replace("\u00a0", " ").replace("\u2060", "") == f"1–30 апреля {YEAR.start + 2} г."
    assert (last.dates, last.words) == ("—", "в этом году нет")


def test_show_activity_cuts_assignments_by_what_is_owed(town: Town, visit: Visit) -> None:
    activity = activity_of(town)
    waiting = Assignment.objects.order_by("pk").first()
    Assignment.objects.filter(pk=waiting.pk if waiting else 0).update(state=Assignment.State.REPORTED)
    client = visit(town.world.methodist)

    whole = client.get(page(activity)).context
    cut = client.get(page(activity), {"only": "waiting"}).context

    assert [(group.value, group.number) for group in whole["groups"]] == [("owed", 1), ("waiting", 1)]
    assert (whole["given"], whole["acceptable"]) == (2, 1)
    assert [row.pk for row in cut["table"].rows] == [waiting.pk if waiting else 0]


def test_show_activity_of_a_school_shows_its_own_assignments_only(town: Town, visit: Visit) -> None:
    rows = visit(town.world.deputy).get(page(activity_of(town))).context["table"].rows

    assert {row.organisation for row in rows} == {town.world.school}


def test_date_occurrence_stands_in_its_place_and_goes_back(town: Town, visit: Visit) -> None:
    activity = activity_of(town)
    client = visit(town.world.methodist)
    url = f"/plans/occurrences/{occurrence_of(activity).pk}/date/"

    shown = client.get(url, {"next": "/plans/calendar/"})
    answer = client.post(url, {**FORM, "next": "/plans/calendar/"})

    row = occurrence_of(activity)
    assert b'name="held_on"' in shown.content
    assert answer.headers["Location"] == "/plans/calendar/"
    assert (row.held_on, row.starts_at, row.place) == (EIGHTH, time(14, 30), "СОШ № 2")
    assert {one.due_on for one in Assignment.objects.all()} == {EIGHTH}


def test_date_occurrence_never_goes_to_a_foreign_address(town: Town, visit: Visit) -> None:
    activity = activity_of(town)

    answer = visit(town.world.methodist).post(
        f"/plans/occurrences/{occurrence_of(activity).pk}/date/", {**FORM, "next": "https://example.org/"}
    )

    assert answer.headers["Location"].startswith(page(activity))


def test_date_occurrence_shows_both_dates_to_the_second_editor(town: Town, visit: Visit) -> None:
    activity = activity_of(town)
    occurrence = occurrence_of(activity)
    date_occurrence(occurrence, version=1, by=town.by, held_on=date(YEAR.start + 1, 4, 20))
    client = visit(town.world.methodist)
    url = f"/plans/occurrences/{occurrence.pk}/date/"

    refused = client.post(url, FORM)
    text = refused.content.decode().replace("\u00a0", " ")
    again = client.post(url, {**FORM, "version": refused.context["date_form"]["version"].value()})

    assert refused.status_code == 409
    assert f"20 апреля {YEAR.start + 1} г." in text
    assert f'value="{EIGHTH}"' in text
    assert again.status_code == 302
    assert occurrence_of(activity).held_on == EIGHTH


def test_date_occurrence_outside_the_year_keeps_what_was_typed(town: Town, visit: Visit) -> None:
    activity = activity_of(town)

    refused = visit(town.world.methodist).post(
        f"/plans/occurrences/{occurrence_of(activity).pk}/date/", {**FORM, "held_on": f"{YEAR.start + 4}-01-01"}
    )

    assert refused.status_code == 409
    assert "СОШ № 2" in refused.content.decode()
    assert occurrence_of(activity).held_on is None


@pytest.mark.parametrize(("who", "status"), (("deputy", 403), ("teacher", 403), ("foreign_methodist", 404)))
def test_date_occurrence_is_for_those_who_make_the_plan(town: Town, visit: Visit, who: str, status: int) -> None:
    occurrence = occurrence_of(activity_of(town))

    answer = visit(getattr(town.world, who)).post(f"/plans/occurrences/{occurrence.pk}/date/", FORM)

    assert answer.status_code == status
    assert Occurrence.objects.get(pk=occurrence.pk).held_on is None


def test_set_serves_links_a_line_to_an_upper_one(town: Town, visit: Visit) -> None:
    upper, lower = activity_of(town), activity_named(_school_plan(town), "Отчёт школы")
    client = visit(town.world.deputy)

    client.post(f"{page(lower)}serves/", {"serves": upper.pk, "version": lower.version})

    assert Activity.objects.get(pk=lower.pk).serves == upper
    assert [row.pk for row in client.get(page(upper)).context["served"]] == [lower.pk]


def test_set_serves_to_a_line_of_the_same_plan_is_refused(town: Town) -> None:
    plan = accepted_of(town, APRIL, line("Другое", "май, ежегодно", "методисты", "2"))
    activity = activity_named(plan, "Отчёт школ")

    with pytest.raises(DomainError) as refusal:
        set_serves(activity, serves=activity_named(plan, "Другое"), version=1, by=town.by)

    assert refusal.value.code == "not_an_upper_activity"
    assert Activity.objects.get(pk=activity.pk).serves is None


def test_set_serves_by_two_editors_keeps_the_first(town: Town) -> None:
    upper, lower = activity_of(town), activity_named(_school_plan(town), "Отчёт школы")
    set_serves(lower, serves=upper, version=lower.version, by=town.by)

    with pytest.raises(DomainError) as refusal:
        set_serves(lower, serves=None, version=lower.version, by=town.by)

    assert refusal.value.code == "edited_by_other"
    assert Activity.objects.get(pk=lower.pk).serves == upper


def _school_plan(town: Town) -> Plan:
    plan = accepted_of(town, line("Отчёт школы", "апрель, ежегодно", "методисты", "1"))
    Plan.objects.filter(pk=plan.pk).update(organisation=town.world.school)
    return Plan.objects.get(pk=plan.pk)
