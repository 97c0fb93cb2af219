"""Acts and papers that organisations acknowledge: one press each, a sheet for the staff, reminders to the others."""

from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from django.test import Client
from docx import Document
from docx.shared import Mm
from pytest_django import DjangoAssertNumQueries, Settings

from metodsovet.ground.assignments.actions import acknowledge_assignment, send_for_acknowledgement
from metodsovet.ground.assignments.models import Assignment, Matter, Reminder
from metodsovet.ground.assignments.queries.recipients import forecast_of, receiving_under
from metodsovet.ground.directory.tests.world import World, make_world, user_of
from metodsovet.ground.documents.actions import Requisites, add_act, issue_paper, print_paper, withdraw_paper
from metodsovet.ground.documents.models import Act, Paper
from metodsovet.ground.documents.tests.papers import draft_of, known_kind
from metodsovet.kernel import clock
from metodsovet.kernel.errors import DomainError

pytestmark = pytest.mark.django_db
LEAD = "methodical_lead"


@pytest.fixture(autouse=True)
def own_folder(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


def order_of(world: World) -> Act:
    return add_act(
        Requisites("order", "О плане", "214", date(2026, 8, 28)),
        organisation=world.authority,
        by=user_of(world.methodist),
    )


def paper_of(world: World) -> Paper:
    return print_paper(issue_paper(known_kind(), draft_of(world.town), issued_on=clock.today(), by=None))


def sent(world: World, document: Act | Paper, *, days: int = 7) -> Matter:
    return send_for_acknowledgement(
        document,
        issuer=world.town,
        to=forecast_of(list(receiving_under(world.town)), LEAD),
        due_on=clock.today() + timedelta(days=days),
        holder=LEAD,
        by=user_of(world.methodist),
    )


def asked_of(world: World) -> Assignment:
    return Assignment.objects.get(organisation=world.school)


def test_send_for_acknowledgement_asks_every_organisation_once() -> None:
    world = make_world()
    act = order_of(world)

    first = sent(world, act)
    with pytest.raises(DomainError) as refusal:
        sent(world, act)

    rows = Assignment.objects.filter(content_type=first.content_type, object_id=act.pk)
    assert refusal.value.code == "all_asked"
    assert {(row.organisation.short_name, row.kind, row.basis) for row in rows} == {
        (name, "acknowledge", act)
        for name in ("СОШ № 1", "СОШ № 2", "Детский сад № 9", "МБУ «Центр развития образования»")
    }


@pytest.mark.parametrize(("code", "days"), (("due_in_the_past", -1), ("paper_withdrawn", 7)))
def test_send_for_acknowledgement_is_refused_and_asks_nobody(code: str, days: int) -> None:
    world = make_world()
    paper = paper_of(world)
    if code == "paper_withdrawn":
        paper = withdraw_paper(paper, reason="Ошибка", by=user_of(world.methodist))

    with pytest.raises(DomainError) as refusal:
        sent(world, paper, days=days)

    assert (refusal.value.code, Assignment.objects.count()) == (code, 0)


def test_paper_sent_for_acknowledgement_is_read_by_those_who_are_asked_and_by_nobody_else(client: Client) -> None:
    world = make_world()
    paper = paper_of(world)
    client.force_login(user_of(world.deputy))
    before = client.get(f"/documents/papers/{paper.pk}/").status_code

    sent(world, paper)
    after = [
        client.get(address).status_code for address in (f"/documents/papers/{paper.pk}/", f"/files/{paper.file_id}/")
    ]
    client.force_login(user_of(world.teacher))

    assert (before, after) == (404, [200, 200])
    assert client.get(f"/documents/papers/{paper.pk}/").status_code == 404


def test_one_press_of_the_lead_is_counted_on_the_page_of_the_document(client: Client) -> None:
    world = make_world()
    act = order_of(world)
    matter = sent(world, act)

    client.force_login(user_of(world.deputy))
    client.post(f"/assignments/{asked_of(world).pk}/acknowledge/")
    client.force_login(user_of(world.methodist))

    assert "Собрано 1 из 4" in client.get(f"/documents/acts/{act.pk}/").content.decode()
    assert "Собрано 1 из 4" in client.get(f"/assignments/acknowledgements/{matter.pk}/").content.decode()


def test_head_of_a_school_acknowledges_for_a_lead_who_is_away(client: Client) -> None:
    world = make_world()
    sent(world, order_of(world))
    client.force_login(user_of(world.head))

    client.post(f"/assignments/{asked_of(world).pk}/acknowledge/")

    assert asked_of(world).state == "accepted"


def test_reminder_reaches_those_who_have_not_acknowledged(client: Client) -> None:
    world = make_world()
    matter = sent(world, order_of(world))
    acknowledge_assignment(asked_of(world), by=user_of(world.deputy))
    client.force_login(user_of(world.methodist))

    client.post("/assignments/control/remind/", {"source": f"{matter.content_type_id}-{matter.object_id}"})

    reminded = set(Reminder.objects.values_list("assignment__organisation__short_name", flat=True))
    assert reminded == {"СОШ № 2", "Детский сад № 9", "МБУ «Центр развития образования»"}


def test_sheet_names_the_staff_of_the_organisation_each_once(client: Client) -> None:
    world = make_world()
    sent(world, order_of(world))
    client.force_login(user_of(world.deputy))

    answer = client.get(f"/assignments/{asked_of(world).pk}/sheet/")

    table = Document(BytesIO(answer.content)).tables[0]
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert all((row.height or 0) > Mm(8) for row in table.rows[1:])
    assert rows == [
        ["№", "Фамилия, имя, отчество", "Должность", "Подпись", "Дата"],
        ["1", "Бирюкова Нина Сергеевна", "учитель математики", "", ""],
        ["2", "Соколова Мария Петровна", "заместитель директора по УВР", "", ""],
        ["3", "Устинова Вера Глебовна", "директор", "", ""],
    ]


@pytest.mark.parametrize(("who", "status"), (("second_deputy", 404), ("teacher", 404), ("methodist", 200)))
def test_sheet_of_a_school_is_for_those_who_act_for_it(client: Client, who: str, status: int) -> None:
    world = make_world()
    sent(world, order_of(world))
    client.force_login(user_of(getattr(world, who)))

    assert client.get(f"/assignments/{asked_of(world).pk}/sheet/").status_code == status


def test_send_page_sends_once_for_two_presses(client: Client) -> None:
    world = make_world()
    act = order_of(world)
    client.force_login(user_of(world.methodist))
    body = {"due_on": clock.today().isoformat(), "to": "kinds", "kinds": "school", "holder": LEAD, "key": "once"}

    answers = [client.post(f"/assignments/acknowledgements/acts/{act.pk}/send/", body) for _ in range(2)]

    assert answers[0]["Location"] == answers[1]["Location"]
    assert Assignment.objects.count() == 2


def test_send_page_is_for_the_service(client: Client) -> None:
    world = make_world()
    act = order_of(world)
    client.force_login(user_of(world.deputy))

    assert client.get(f"/assignments/acknowledgements/acts/{act.pk}/send/").status_code == 403


def test_page_of_an_acknowledgement_asks_the_same_number_of_queries_for_any_rows(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    world = make_world()
    act = order_of(world)
    client.force_login(user_of(world.methodist))
    for organisations in ([world.school], list(receiving_under(world.town))):
        to = forecast_of(organisations, LEAD)
        due_on = clock.today() + timedelta(days=3)
        matter = send_for_acknowledgement(
            act, issuer=world.town, to=to, due_on=due_on, holder=LEAD, by=user_of(world.methodist)
        )
        with django_assert_max_num_queries(22):
            client.get(f"/assignments/acknowledgements/{matter.pk}/")
