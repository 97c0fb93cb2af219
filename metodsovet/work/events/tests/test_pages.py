"""Pages of meetings: who sees and does what, and in how many queries."""

import io
import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from docx import Document

from metodsovet.ground.assignments.models import Assignment, Matter
from metodsovet.ground.assignments.queries.acknowledgements import asked_to_read
from metodsovet.ground.directory.models import Person
from metodsovet.ground.directory.tests.world import make_person, user_of
from metodsovet.ground.documents.actions import print_paper
from metodsovet.ground.documents.models import Paper
from metodsovet.ground.files.queries import files_of
from metodsovet.ground.files.tests.corpus import pdf
from metodsovet.kernel import clock
from metodsovet.kernel.russian import date_short
from metodsovet.work.communities.models import Membership
from metodsovet.work.communities.tests.kinds import community_at
from metodsovet.work.events.actions import approve_minutes, call_meeting, plan_meeting
from metodsovet.work.events.models import Meeting
from metodsovet.work.events.tests.hall import Hall, closed, come, decide, draft, join, make_hall, planned, under_way

pytestmark = pytest.mark.django_db
Opens = Callable[[Person], Client]


@pytest.fixture
def opens() -> Opens:
    def open_(person: Person) -> Client:
        client = Client()
        client.force_login(user_of(person))
        return client

    return open_


def form_of(**more: Any) -> dict[str, Any]:
    plain = {
        "topic": "Тема",
        "form": "workshop",
        "held_on": clock.today().isoformat(),
        "starts_at": "14:30",
        "minutes_long": 60,
        "place": "каб. 2",
    }
    return plain | more


def test_head_plans_a_meeting_by_the_form_and_a_second_press_makes_no_second(opens: Opens) -> None:
    hall = make_hall()
    client = opens(hall.head)
    address = f"/meetings/communities/{hall.community.pk}/plan/"

    answers = [client.post(address, form_of(form_key="one")) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert Meeting.objects.get().topic == "Тема"


def test_member_may_look_and_answer_but_not_run(opens: Opens) -> None:
    hall = make_hall()
    meeting = call_meeting(planned(hall), by=hall.by)
    client = opens(hall.members[1])

    page = client.get(f"/meetings/{meeting.pk}/").content.decode()
    codes = [
        client.post(f"/meetings/{meeting.pk}/{verb}/").status_code for verb in ("begin", "cancel", "changes", "close")
    ]

    assert "Придёте?" in page
    assert "Провести заседание" not in page
    assert codes == [403] * 4
    assert client.post(f"/meetings/{meeting.pk}/answer/", {"answer": "coming"}).status_code == 302
    assert meeting.attendance.get(person=hall.members[1]).answer == "coming"


def test_stranger_and_former_member_see_no_new_meeting(opens: Opens) -> None:
    hall = make_hall()
    left = hall.members[1]
    old = closed(hall).meeting
    Membership.objects.filter(person=left).update(until=clock.today() - timedelta(days=1))
    new = call_meeting(planned(hall), by=hall.by)

    def codes(person: Person) -> list[int]:
        return [opens(person).get(f"/meetings/{pk}/").status_code for pk in (old.pk, new.pk)]

    assert codes(hall.world.second_deputy) == [404, 404]
    assert codes(left) == [200, 404]
    assert codes(hall.world.methodist) == [200, 200]


def test_reasons_of_absence_are_shown_to_whoever_runs_the_meeting_alone(opens: Opens) -> None:
    hall = make_hall()
    meeting = under_way(hall)
    meeting.attendance.filter(person=hall.members[4]).update(reason="на больничном", mark="absent")

    def sees(person: Person) -> bool:
        return "на больничном" in opens(person).get(f"/meetings/{meeting.pk}/").content.decode()

    assert (sees(hall.head), sees(hall.members[1])) == (True, False)


def test_record_changes_answers_outcomes_and_all_values(opens: Opens) -> None:
    hall = make_hall()
    meeting = under_way(hall)
    uid = str(meeting.items.get().uid)
    sent = [{"key": "a", "verb": "set", "kind": "item", "row": uid, "name": "heard", "value": "Да", "base": ""}]

    answer = opens(hall.secretary).post(f"/meetings/{meeting.pk}/changes/", {"changes": json.dumps(sent)})

    assert answer.json()["results"] == [{"key": "a", "outcome": "applied", "told": ""}]
    assert answer.json()["values"][f"item/{uid}"]["heard"] == "Да"


@pytest.mark.parametrize("text", ("", "{}", "[1]", '[{"key": ""}]', '[{"key": "a", "values": 5}]', "[" * 5000))
def test_record_changes_of_nonsense_are_refused(opens: Opens, text: str) -> None:
    hall = make_hall()
    meeting = under_way(hall)

    answer = opens(hall.head).post(f"/meetings/{meeting.pk}/changes/", {"changes": text})

    assert answer.status_code == 400


def test_record_changes_drops_characters_that_no_database_holds(opens: Opens) -> None:
    hall = make_hall()
    meeting = under_way(hall)
    uid = str(meeting.items.get().uid)
    change = {"key": "a", "verb": "set", "kind": "item", "row": uid, "name": "heard"}
    sent = [change | {"value": "Да\0\ud800 \n", "base": ""}, change | {"key": "b", "value": "Нет", "base": "Да \n"}]

    answer = opens(hall.head).post(f"/meetings/{meeting.pk}/changes/", {"changes": json.dumps(sent)})

    assert [one["outcome"] for one in answer.json()["results"]] == ["applied", "applied"]
    assert meeting.items.get().heard == "Нет"


def test_record_changes_to_a_closed_meeting_say_why(opens: Opens) -> None:
    hall = make_hall()
    meeting = closed(hall).meeting
    sent = [{"key": "b", "verb": "add", "kind": "item", "row": str(uuid4())}]

    answer = opens(hall.head).post(f"/meetings/{meeting.pk}/changes/", {"changes": json.dumps(sent)})

    assert (answer.status_code, answer.json()["code"]) == (409, "not_under_way")


def test_minutes_are_approved_by_the_head_and_not_by_the_secretary(opens: Opens) -> None:
    hall = make_hall()
    meeting = closed(hall).meeting
    address = f"/meetings/{meeting.pk}/minutes/approve/"

    assert opens(hall.secretary).post(address).status_code == 403
    assert opens(hall.head).post(address).status_code == 302
    paper = print_paper(Paper.objects.get())
    assert paper.file is not None
    member = opens(hall.members[1])
    assert member.get(f"/meetings/{meeting.pk}/minutes/").headers["Location"] == paper.get_absolute_url()
    assert b"".join(member.get(paper.file.get_absolute_url())) == paper.file.content.read()
    stranger = opens(hall.world.second_deputy)
    addresses = (paper.get_absolute_url(), paper.file.get_absolute_url())
    assert [stranger.get(address).status_code for address in addresses] == [404, 404]


def test_member_acknowledges_minutes_on_the_page_of_the_meeting_and_the_head_sees_it(opens: Opens) -> None:
    hall = make_hall()
    meeting = closed(hall).meeting
    paper = approve_minutes(meeting, by=hall.by)
    own = asked_to_read(paper).get(parts__person=hall.members[4])
    member, address = opens(hall.members[4]), meeting.get_absolute_url()
    assert "Ознакомлен с протоколом" in member.get(address).content.decode()

    answer = member.post(f"/assignments/{own.pk}/acknowledge/", {"next": address})

    assert answer.headers["Location"] == address
    page = member.get(address).content.decode()
    assert "Ознакомлен с протоколом" not in page
    assert "собрано 1 из 4" in page
    matter = Matter.objects.get(object_id=paper.pk, content_type__model="paper")
    head = opens(hall.head)
    assert "Собрано 1 из 4" in head.get(f"/assignments/acknowledgements/{matter.pk}/").content.decode()
    sheet = Document(io.BytesIO(head.get(f"/assignments/acknowledgements/{matter.pk}/sheet/").content)).tables[0]
    marks = {row.cells[1].text: row.cells[3].text for row in sheet.rows[1:]}
    own.refresh_from_db()
    assert own.accepted_on is not None
    assert marks == {
        person.full_name: f"отмечено {date_short(own.accepted_on)}" if person == hall.members[4] else ""
        for person in hall.members
        if person != hall.head
    }


def test_head_who_approved_attaches_the_signed_minutes_and_a_member_does_not(opens: Opens) -> None:
    hall = make_hall()
    paper = print_paper(approve_minutes(closed(hall).meeting, by=hall.by))
    address = f"/documents/papers/{paper.pk}/originals/"

    statuses = [
        opens(person).post(address, {"upload": SimpleUploadedFile("скан.pdf", pdf())}).status_code
        for person in (hall.members[1], hall.head)
    ]

    assert statuses == [403, 302]
    assert [file.name for file in files_of(paper) if file.pk != paper.file_id] == ["скан.pdf"]
    page = opens(hall.head).get(paper.get_absolute_url()).content.decode()
    assert "Протокол не отзывают, а исправляют" in page
    assert "Отозвать" not in page


def test_pages_of_community_and_person_tell_of_meetings(opens: Opens) -> None:
    hall = make_hall()
    meeting = closed(hall).meeting
    approve_minutes(meeting, by=hall.by)
    client = opens(hall.head)

    community = client.get(hall.community.get_absolute_url()).content.decode()
    person = client.get(f"/directory/people/{hall.head.pk}/").content.decode()

    assert "Что показали работы" in community
    assert "Собрать банк задач" in community
    assert "Явка: 1 из 1" in person


def queries_of(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as taken:
        assert client.get(address).status_code == 200
    return len(taken)


def more_members(hall: Hall, number: int) -> None:
    for index in range(number):
        person = make_person(f"Добавленная{index} Анна Ивановна", hall.world.school)
        join(hall.community, person)
        hall.members.append(person)


@pytest.mark.parametrize("address", ("/meetings/{}/hold/", "/meetings/{}/"))
def test_meeting_takes_as_many_queries_with_many_members(opens: Opens, address: str) -> None:
    hall = make_hall()
    few = under_way(hall)
    more_members(hall, 30)
    many = under_way(hall)
    for meeting in (few, many):
        come(meeting, *hall.members)
        decide(meeting, hall.secretary)
    decide(many, hall.head)
    client = opens(hall.head)

    assert queries_of(client, address.format(many.pk)) == queries_of(client, address.format(few.pk))


def test_list_of_meetings_takes_as_many_queries_with_many_rows(opens: Opens) -> None:
    hall = make_hall()
    client = opens(hall.head)
    closed(hall)
    few = queries_of(client, "/meetings/")
    closed(hall)
    planned(hall)

    assert queries_of(client, "/meetings/") == few


def test_executor_of_a_decision_comes_from_its_assignment_to_the_meeting(opens: Opens) -> None:
    hall = make_hall()
    approve_minutes(closed(hall).meeting, by=hall.by)
    given = Assignment.objects.get(kind=Assignment.Kind.EXECUTE)

    page = opens(hall.secretary).get(given.get_absolute_url()).content.decode()

    assert f'href="/meetings/{Meeting.objects.get().pk}/"' in page


def test_calendar_and_home_show_a_meeting_to_those_who_are_called(opens: Opens) -> None:
    hall = make_hall()
    call_meeting(planned(hall, topic="Читаем условие"), by=hall.by)

    def sees(person: Person) -> list[bool]:
        client = opens(person)
        pages = ("/plans/calendar/", "/plans/calendar/?mine=1", "/")
        return ["Читаем условие" in client.get(page).content.decode() for page in pages]

    assert sees(hall.members[1]) == [True, True, True]
    assert sees(hall.world.methodist) == [True, False, False]
    assert sees(hall.world.second_deputy) == [False, False, False]


def test_clash_is_told_to_whoever_calls(opens: Opens) -> None:
    hall = make_hall()
    other = community_at(hall.world.school, "Совет")
    join(other, hall.members[1])
    call_meeting(plan_meeting(other, draft=draft(), by=hall.by), by=hall.by)
    meeting = planned(hall)

    page = opens(hall.head).get(f"/meetings/{meeting.pk}/").content.decode()

    assert "В это же время" in page
    assert hall.members[1].short_name in page
