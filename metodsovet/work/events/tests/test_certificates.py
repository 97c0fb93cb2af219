"""Certificates for whoever came to a meeting, by ticking."""

import pytest
from django.test import Client

from metodsovet.ground.directory.tests.world import user_of
from metodsovet.ground.documents.actions import issue_batch
from metodsovet.ground.documents.models import Paper, PaperBatch
from metodsovet.work.events.actions import close_meeting
from metodsovet.work.events.models import Attendance, Meeting
from metodsovet.work.events.tests.hall import Hall, come, make_hall, under_way

pytestmark = pytest.mark.django_db


def held(hall: Hall) -> Meeting:
    """Three of five came, and a guest."""
    meeting = under_way(hall)
    come(meeting, *hall.members[:3])
    Attendance.objects.create(meeting=meeting, is_guest=True, guest_name="Юрьев Олег Олегович", mark="present")
    return close_meeting(meeting, by=hall.by).meeting


def body_of(hall: Hall, ticked: list[str]) -> dict[str, object]:
    return {
        "kind": "certificate",
        "organisation": hall.community.organisation.pk,
        "event": "Семинар",
        "issued_on": "2026-10-14",
        "ticked": ticked,
        "people": "",
        "form_of": "together",
    }


def test_those_who_came_are_ticked_and_the_ticked_get_certificates(client: Client) -> None:
    hall = make_hall()
    meeting = held(hall)
    address = f"/documents/batches/start/?gathering=meeting-{meeting.pk}"
    client.force_login(user_of(hall.world.deputy))
    assert address in client.get(meeting.get_absolute_url()).content.decode()

    form = client.get(address).context["form"]
    names = {one.key: one.name for one in form.gathered}
    ticked = {names[key] for key in form.initial["ticked"]}
    assert ticked == {person.full_name for person in hall.members[:3]} | {"Юрьев Олег Олегович"}
    assert form.initial["event"] == "Заседание «Что показали работы», ШМО учителей математики"
    chosen = [key for key, name in names.items() if name in (hall.head.full_name, "Юрьев Олег Олегович")]

    answer = client.post(address, body_of(hall, chosen))

    batch = issue_batch(PaperBatch.objects.get())
    assert answer.headers["Location"] == batch.get_absolute_url()
    lines = list(batch.lines.values_list("name", "place", "person"))
    assert lines == [
        (hall.head.full_name, "учитель математики, СОШ № 1", hall.head.pk),
        ("Юрьев Олег Олегович", "", None),
    ]
    assert Paper.objects.filter(recipient=hall.head).count() == 1


def test_nobody_ticked_or_somebody_from_elsewhere_is_refused(client: Client) -> None:
    hall = make_hall()
    address = f"/documents/batches/start/?gathering=meeting-{held(hall).pk}"
    client.force_login(user_of(hall.world.deputy))

    statuses = [client.post(address, body_of(hall, ticked)).status_code for ticked in ([], ["чужой"])]

    assert (statuses, PaperBatch.objects.count()) == ([422, 422], 0)


@pytest.mark.parametrize("asked", ("meeting-{ahead}", "meeting-0", "meeting-x", "nothing-1", "community-0"))
def test_gathering_that_is_not_there_answers_like_a_missing_page(client: Client, asked: str) -> None:
    hall = make_hall()
    ahead = under_way(hall)
    client.force_login(user_of(hall.world.deputy))

    assert client.get(f"/documents/batches/start/?gathering={asked.format(ahead=ahead.pk)}").status_code == 404


def test_meeting_of_a_foreign_school_gives_nobody_to_tick(client: Client) -> None:
    hall = make_hall()
    meeting = held(hall)
    client.force_login(user_of(hall.world.second_deputy))

    assert client.get(f"/documents/batches/start/?gathering=meeting-{meeting.pk}").status_code == 404


def test_members_of_a_community_are_ticked(client: Client) -> None:
    hall = make_hall()
    client.force_login(user_of(hall.world.deputy))
    address = f"/documents/batches/start/?gathering=community-{hall.community.pk}"

    form = client.get(address).context["form"]
    answer = client.post(address, body_of(hall, form.initial["ticked"][:2]))

    assert {one.name for one in form.gathered} == {person.full_name for person in hall.members}
    assert (answer.status_code, PaperBatch.objects.get().lines.count()) == (302, 2)
