from datetime import date, time, timedelta

import pytest

from metodsovet.ground.assignments.models import Assignment
from metodsovet.kernel.errors import DomainError
from metodsovet.work.planning.actions import date_occurrence, set_schedule
from metodsovet.work.planning.models import Occurrence, Plan, Schedule
from metodsovet.work.planning.tests.town import YEAR, Town, accepted_of, line, make_town

pytestmark = pytest.mark.django_db

WEEK = line("Неделя объединений", "по графику проведения недели", "методисты")
APRIL = date(YEAR.start + 1, 4, 20)


def occurrence_of(title: str) -> Occurrence:
    return Occurrence.objects.get(activity__title=title, is_history=False)


def waited(town: Town) -> Plan:
    return accepted_of(town, WEEK)


def test_date_occurrence_gives_day_time_and_place_and_the_due_date_follows() -> None:
    town = make_town()
    accepted_of(town, line("Семинар", "апрель", "методисты"))
    occurrence = occurrence_of("Семинар")

    dated = date_occurrence(
        occurrence, version=1, by=town.by, held_on=APRIL, starts_at=time(14, 30), place="СОШ № 2, актовый зал"
    )

    assert (dated.held_on, dated.starts_at, dated.place, dated.version) == (
        APRIL,
        time(14, 30),
        "СОШ № 2, актовый зал",
        2,
    )
    assert Assignment.objects.get().due_on == APRIL


def test_date_occurrence_without_days_brings_its_assignments() -> None:
    town = make_town()
    waited(town)
    assert not Assignment.objects.exists()

    date_occurrence(occurrence_of("Неделя объединений"), version=1, by=town.by, held_on=APRIL)

    assert Assignment.objects.get().due_on == APRIL


def test_date_occurrence_outside_the_window_is_allowed_within_the_school_year() -> None:
    town = make_town()
    accepted_of(town, line("Семинар", "апрель", "методисты"))

    moved = date_occurrence(occurrence_of("Семинар"), version=1, by=town.by, held_on=date(YEAR.start + 1, 5, 12))

    assert Assignment.objects.get().due_on == moved.held_on


def test_date_occurrence_outside_the_school_year_is_refused_and_saves_nothing() -> None:
    town = make_town()
    accepted_of(town, line("Семинар", "апрель", "методисты"))

    with pytest.raises(DomainError) as refusal:
        date_occurrence(occurrence_of("Семинар"), version=1, by=town.by, held_on=YEAR.last_day + timedelta(days=9))

    assert refusal.value.code == "outside_school_year"
    assert occurrence_of("Семинар").held_on is None


def test_date_occurrence_by_two_editors_keeps_the_first() -> None:
    town = make_town()
    accepted_of(town, line("Семинар", "апрель", "методисты"))
    occurrence = occurrence_of("Семинар")
    date_occurrence(occurrence, version=1, by=town.by, held_on=APRIL)

    with pytest.raises(DomainError) as refusal:
        date_occurrence(occurrence, version=1, by=town.by, held_on=APRIL + timedelta(days=1))

    assert refusal.value.code == "edited_by_other"
    assert occurrence_of("Семинар").held_on == APRIL


def test_date_occurrence_leaves_a_finished_assignment_as_it_was() -> None:
    town = make_town()
    accepted_of(town, line("Семинар", "апрель", "методисты"))
    before = Assignment.objects.get().due_on
    Assignment.objects.update(state=Assignment.State.ACCEPTED)

    date_occurrence(occurrence_of("Семинар"), version=1, by=town.by, held_on=APRIL)

    assert Assignment.objects.get().due_on == before


def test_set_schedule_dates_what_waits_for_it_and_gives_assignments() -> None:
    town = make_town()
    waited(town)

    set_schedule(
        town.world.town,
        name="График проведения недели",
        school_year=YEAR,
        starts_on=APRIL,
        ends_on=APRIL + timedelta(days=4),
        by=town.by,
    )

    occurrence = occurrence_of("Неделя объединений")
    assert (occurrence.starts_on, occurrence.ends_on) == (APRIL, APRIL + timedelta(days=4))
    assert Assignment.objects.count() == 1


def test_set_schedule_again_moves_open_assignments() -> None:
    town = make_town()
    waited(town)
    for shift in (0, 14):
        starts_on = APRIL + timedelta(days=shift)
        set_schedule(
            town.world.town,
            name="график проведения недели",
            school_year=YEAR,
            starts_on=starts_on,
            ends_on=starts_on,
            by=town.by,
        )

    assert Occurrence.objects.filter(school_year=YEAR.start).count() == 1
    assert Assignment.objects.get().starts_on == APRIL + timedelta(days=14)


def test_set_schedule_reversed_is_refused_and_saves_nothing() -> None:
    town = make_town()

    with pytest.raises(DomainError) as refusal:
        set_schedule(
            town.world.town,
            name="График",
            school_year=YEAR,
            starts_on=APRIL,
            ends_on=APRIL - timedelta(days=1),
            by=town.by,
        )

    assert refusal.value.code == "days_reversed"
    assert not Schedule.objects.exists()


def test_known_schedule_dates_the_year_at_once() -> None:
    town = make_town()
    set_schedule(
        town.world.town, name="проведения недели", school_year=YEAR, starts_on=APRIL, ends_on=APRIL, by=town.by
    )

    waited(town)

    assert Assignment.objects.count() == 1
