from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime

import pytest
from django.db import connection

from metodsovet.ground.directory.actions.installations import Newcomer, begin_installation
from metodsovet.ground.directory.holidays import usual_holidays
from metodsovet.ground.directory.models import CalendarDay, Installation, Organisation, Person, RoleAssignment
from metodsovet.ground.directory.models.role_kinds import Role
from metodsovet.ground.directory.tests.world import PASSWORD
from metodsovet.kernel import clock
from metodsovet.kernel.errors import DomainError

FIRST = Newcomer("Первых", "Анна", "Игоревна", "a.pervyh", PASSWORD)


def begin(login: str = "a.pervyh") -> str:
    first = Newcomer("Первых", "Анна", "Игоревна", login, PASSWORD)
    try:
        begin_installation("Ясногорский округ", time_zone="Asia/Omsk", first=first)
    except DomainError as refusal:
        return refusal.code
    finally:
        connection.close()
    return "begun"


@pytest.mark.django_db
def test_begin_installation_makes_the_root_its_first_person_and_no_demo_rows() -> None:
    user = begin_installation("Ясногорский округ", time_zone="Asia/Omsk", first=FIRST)

    installation = Installation.objects.get()
    assert (installation.root.name, installation.time_zone, installation.is_demo) == (
        "Ясногорский округ",
        "Asia/Omsk",
        False,
    )
    assert Organisation.objects.count() == Person.objects.count() == 1
    assert user.check_password(PASSWORD)
    assert set(RoleAssignment.objects.values_list("role", "organisation")) == {
        (Role.ADMINISTRATOR, installation.root.pk),
        (Role.METHODIST, installation.root.pk),
    }
    assert CalendarDay.objects.filter(name="День России").exists()


@pytest.mark.django_db
@pytest.mark.parametrize(("time_zone", "day"), (("Europe/Kaliningrad", 26), ("Asia/Kamchatka", 27)))
def test_begin_installation_on_the_day_of_its_place(time_zone: str, day: int) -> None:
    """Else whoever begins west of the default zone after midnight there has no role yet."""
    with clock.at(datetime(2026, 11, 26, 21, 30, tzinfo=UTC)):
        begin_installation("Ясногорский округ", time_zone=time_zone, first=FIRST)

    assert set(RoleAssignment.objects.values_list("since", flat=True)) == {date(2026, 11, day)}


@pytest.mark.django_db
def test_begin_installation_twice_is_refused_and_saves_nothing() -> None:
    begin_installation("Ясногорский округ", time_zone="Asia/Omsk", first=FIRST)

    with pytest.raises(DomainError) as refusal:
        begin_installation("Другой округ", time_zone="Asia/Omsk", first=FIRST)

    assert refusal.value.code == "already_begun"
    assert Organisation.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_begin_installation_by_many_at_once_begins_one() -> None:
    with ThreadPoolExecutor(8) as pool:
        outcomes = list(pool.map(begin, [f"user{n}" for n in range(8)]))

    assert sorted(outcomes) == ["already_begun"] * 7 + ["begun"]
    assert Organisation.objects.count() == Person.objects.count() == 1


def test_usual_holidays_know_a_weekend_that_works_instead() -> None:
    days = {row.day: row.is_working for row in usual_holidays(2027, 2027)}

    assert days[date(2027, 2, 22)] is False
    assert days[date(2027, 2, 20)] is True
    assert date(2027, 1, 2) in days
    assert days[date(2027, 1, 2)] is False
