"""Events of plans in calendars."""

from datetime import date, time

import pytest

from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.models import Assignment
from metodsovet.ground.directory.models import Organisation
from metodsovet.ground.directory.tests.world import user_of
from metodsovet.ground.notifications.calendars.entries import CalendarEntry, Wanted, entries_for
from metodsovet.work.planning.actions import Change, ChangeKind, amend_plan, date_occurrence
from metodsovet.work.planning.models import Occurrence, Plan
from metodsovet.work.planning.tests.town import YEAR, Town, accepted_of, activity_named, line, make_town

pytestmark = pytest.mark.django_db
APRIL = date(YEAR.start + 1, 4, 14)


def events(user: User, organisation: Organisation | None = None) -> list[CalendarEntry]:
    wanted = Wanted(YEAR.first_day, YEAR.last_day, organisation)
    return [entry for entry in entries_for(user, wanted) if entry.key.startswith("event-")]


def a_seminar(town: Town) -> tuple[Plan, Occurrence]:
    plan = accepted_of(town, line("Семинар", "апрель", "методисты"))
    return plan, Occurrence.objects.get(activity__title="Семинар", school_year=YEAR.start)


def dated(town: Town, occurrence: Occurrence, day: date = APRIL) -> Occurrence:
    version = Occurrence.objects.get(pk=occurrence.pk).version
    return date_occurrence(
        occurrence, version=version, by=town.by, held_on=day, starts_at=time(14, 30), place="ЦРО, кабинет 4"
    )


def test_a_window_becomes_an_event_with_its_day() -> None:
    town = make_town()
    _, occurrence = a_seminar(town)
    before = events(town.by)

    dated(town, occurrence)

    (event,) = events(user_of(town.world.methodist))
    assert before == []
    assert (event.title, event.first_day, event.starts_at, event.place) == (
        "Семинар",
        APRIL,
        time(14, 30),
        "ЦРО, кабинет 4",
    )


def test_an_event_is_in_the_calendar_of_those_who_have_a_part_in_it() -> None:
    town = make_town()
    _, occurrence = a_seminar(town)
    dated(town, occurrence)

    assert events(user_of(town.world.teacher)) == []
    assert len(events(town.by, town.world.town)) == 1
    assert events(user_of(town.world.foreign_methodist), town.world.town) == []


def test_another_day_and_the_end_of_it_raise_the_revision() -> None:
    town = make_town()
    plan, occurrence = a_seminar(town)
    dated(town, occurrence)
    revisions = [events(town.by, town.world.town)[0].revision]

    dated(town, occurrence, date(YEAR.start + 1, 4, 21))
    revisions.append(events(town.by, town.world.town)[0].revision)
    plan.refresh_from_db()
    change = Change(ChangeKind.CANCEL, activity_named(plan, "Семинар").pk, reason="нет часов")
    amend_plan(plan, [change], version=plan.version, by=town.by, in_force_from=YEAR.first_day)
    (cancelled,) = events(town.by, town.world.town)

    assert cancelled.is_cancelled
    assert revisions == sorted({*revisions})
    assert cancelled.revision > revisions[-1]
    assert Assignment.objects.get().state == Assignment.State.CANCELLED
