"""Addresses of calendars: secret, revocable, and never wider than the rights of the owner at this moment."""

from datetime import timedelta
from typing import Any

import icalendar
import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.actions import ask_extension, cancel_assignment, grant_extension, hand_over
from metodsovet.ground.assignments.tests.ledger import give_to_deputy, in_days
from metodsovet.ground.directory.actions import dismiss, end_role
from metodsovet.ground.directory.models import Organisation, Person, RoleAssignment
from metodsovet.ground.directory.tests.world import CANARY, make_world, user_of
from metodsovet.ground.notifications.actions import make_feed, revoke_feed
from metodsovet.ground.notifications.models import CalendarFeed
from metodsovet.kernel import clock

pytestmark = pytest.mark.django_db


def address_of(person: Person, organisation: Organisation | None = None) -> str:
    _, token = make_feed(person, organisation=organisation, by=user_of(person))
    return f"/calendars/{token}.ics"


def read(address: str, **headers: str) -> Any:
    return Client().get(address, headers=headers)


def events(answer: HttpResponse) -> dict[str, Any]:
    assert answer.status_code == 200
    return {str(event["SUMMARY"]): event for event in icalendar.Calendar.from_ical(answer.content).walk("VEVENT")}


def test_a_feed_shows_ones_own_deadlines_and_nobody_elses() -> None:
    world = make_world()
    give_to_deputy(world, title="Моё")
    give_to_deputy(world, title="Учителя", lead=world.teacher)
    give_to_deputy(world, title=f"{CANARY}ое", lead=world.foreign_deputy, organisation=world.foreign_school)

    assert set(events(read(address_of(world.deputy)))) == {"Срок: Моё"}
    assert set(events(read(address_of(world.teacher)))) == {"Срок: Учителя"}


def test_a_feed_of_an_organisation_shows_its_duties_to_whoever_acts_for_it() -> None:
    world = make_world()
    give_to_deputy(world, title="Первая школа", lead=world.teacher)
    give_to_deputy(world, title="Вторая школа", lead=world.second_deputy, organisation=world.second_school)

    assert set(events(read(address_of(world.deputy, world.school)))) == {"Срок: Первая школа"}
    assert set(events(read(address_of(world.methodist, world.second_school)))) == {"Срок: Вторая школа"}


def test_make_feed_on_the_page_shows_the_address_once(client: Client) -> None:
    world = make_world()
    client.force_login(user_of(world.deputy))

    page = client.post("/notices/calendars/make/").content.decode()

    address = page.split('value="http://testserver')[1].split('"')[0]
    assert read(address).status_code == 200
    token = address.split("/")[-1].removesuffix(".ics")
    assert token not in client.get("/notices/calendars/").content.decode()
    assert token not in str(CalendarFeed.objects.values())


@pytest.mark.parametrize("place", ("second_school", "town", "foreign_school"))
def test_make_feed_of_an_organisation_that_one_does_not_act_for_is_refused(client: Client, place: str) -> None:
    world = make_world()
    client.force_login(user_of(world.deputy))

    answer = client.post("/notices/calendars/make/", {"organisation": getattr(world, place).pk})

    assert answer.status_code == 422
    assert not CalendarFeed.objects.exists()


def test_make_feed_again_stops_the_address_before() -> None:
    world = make_world()
    first = address_of(world.deputy)
    second = address_of(world.deputy)

    assert [read(first).status_code, read(second).status_code] == [404, 200]


def test_revoke_feed_stops_the_address(client: Client) -> None:
    world = make_world()
    address = address_of(world.deputy)
    client.force_login(user_of(world.deputy))

    client.post(f"/notices/calendars/{CalendarFeed.objects.get().pk}/revoke/")

    assert read(address).status_code == 404


def test_revoke_feed_of_another_person_answers_not_found(client: Client) -> None:
    world = make_world()
    address = address_of(world.deputy)
    client.force_login(user_of(world.administrator))

    answer = client.post(f"/notices/calendars/{CalendarFeed.objects.get().pk}/revoke/")

    assert (answer.status_code, read(address).status_code) == (404, 200)


def test_wrong_revoked_and_orphaned_addresses_answer_alike() -> None:
    world = make_world()
    revoked, orphaned = address_of(world.deputy), address_of(world.teacher)
    revoke_feed(CalendarFeed.objects.get(owner=world.deputy), by=user_of(world.deputy))
    User.objects.filter(person=world.teacher).update(is_active=False)

    answers = [read(address) for address in ("/calendars/wrong.ics", revoked, orphaned)]

    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1
    heads = [{**answer.headers, "X-Request-ID": "its own number"} for answer in answers]
    assert heads[0] == heads[1] == heads[2]


def test_an_ended_role_closes_the_feed_of_the_organisation_at_once() -> None:
    world = make_world()
    give_to_deputy(world, title="Школьное", lead=world.teacher)
    address, own = address_of(world.deputy, world.school), address_of(world.deputy)
    yesterday = clock.today() - timedelta(days=1)

    end_role(RoleAssignment.objects.get(person=world.deputy), until=yesterday, by=user_of(world.administrator))

    assert (read(address).status_code, read(own).status_code) == (404, 200)


def test_an_ended_job_closes_ones_own_feed_at_once() -> None:
    world = make_world()
    address = address_of(world.teacher)

    dismiss(world.teacher.employments.get(), until=clock.today() - timedelta(days=1), by=None)

    assert read(address).status_code == 404


def test_a_duty_handed_over_leaves_the_feed() -> None:
    world = make_world()
    assignment = give_to_deputy(world, title="Моё")
    address = address_of(world.deputy)

    hand_over(assignment, to=world.teacher, by=user_of(world.deputy))

    assert events(read(address)) == {}


def test_a_change_keeps_the_uid_and_raises_the_sequence() -> None:
    world = make_world()
    assignment = give_to_deputy(world, title="Моё")
    address = address_of(world.deputy)
    before = events(read(address))["Срок: Моё"]

    extension = ask_extension(assignment, until=in_days(20), reason="Карантин", by=user_of(world.deputy))
    grant_extension(extension, by=user_of(world.methodist))
    moved = events(read(address))["Срок: Моё"]
    assignment.refresh_from_db()
    cancel_assignment(assignment, reason="Не нужно", by=user_of(world.methodist))
    cancelled = events(read(address))["Срок: Моё"]

    assert before["UID"] == moved["UID"] == cancelled["UID"]
    assert before["SEQUENCE"] < moved["SEQUENCE"] < cancelled["SEQUENCE"]
    assert moved.decoded("DTSTART") == in_days(20)
    assert [event["STATUS"] for event in (before, moved, cancelled)] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]


def test_a_calendar_that_has_not_changed_is_not_sent_again() -> None:
    world = make_world()
    assignment = give_to_deputy(world, title="Моё")
    address = address_of(world.deputy)
    first = read(address)
    etag, modified = first["ETag"], first["Last-Modified"]

    by_etag = read(address, if_none_match=etag)
    by_time = read(address, if_modified_since=modified)
    assignment.title = "Другое"
    assignment.version += 1
    assignment.save()
    changed = read(address, if_none_match=etag)

    assert (by_etag.status_code, by_etag.content, by_etag["ETag"]) == (304, b"", etag)
    assert by_time.status_code == 304
    assert set(events(changed)) == {"Срок: Другое"}
    assert changed["ETag"] != etag


def test_a_feed_is_for_its_reader_and_not_for_caches_on_the_way() -> None:
    answer = read(address_of(make_world().deputy))

    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Cache-Control"] == "private, no-cache"
    assert "Set-Cookie" not in answer.headers


def test_a_feed_asks_the_same_number_of_queries_for_any_duties(
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    world = make_world()
    address = address_of(world.deputy)
    for number in (1, 2):
        for _ in range(number):
            give_to_deputy(world)
        with django_assert_max_num_queries(15):
            assert len(icalendar.Calendar.from_ical(read(address).content).walk("VEVENT")) == number * 2 - 1
