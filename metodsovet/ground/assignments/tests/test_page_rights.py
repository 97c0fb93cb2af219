from collections.abc import Callable
from http import HTTPStatus
from io import BytesIO

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from metodsovet.ground.assignments.actions import (
    add_evidence,
    give_assignments,
)
from metodsovet.ground.assignments.models import Assignment, Extension, Substitution
from metodsovet.ground.assignments.tests.ledger import (
    a_draft,
    fresh,
    give,
    give_and_report,
    give_to_deputy,
    in_days,
    today,
)
from metodsovet.ground.assignments.tests.visits import client_of, text_of
from metodsovet.ground.directory.tests.world import CANARY, World, make_world, user_of

pytestmark = pytest.mark.django_db


def test_accept_reports_takes_only_those_that_wait_for_me() -> None:
    world = make_world()
    mine, given = give_and_report(world), give_to_deputy(world)
    other = give_and_report(world, accepter_id=world.second_methodist.pk)
    chosen = {"chosen": [mine.pk, given.pk, other.pk]}

    client_of(world.methodist).post(reverse("accept_reports"), chosen)

    assert [fresh(one).state for one in (mine, given, other)] == ["accepted", "given", "reported"]


def test_accept_reports_of_all_that_the_address_shows() -> None:
    world = make_world()
    waiting = [give_and_report(world) for _ in range(2)]

    response = client_of(world.methodist).post(f"{reverse('accept_reports')}?state=waiting", {"all": "1"}, follow=True)

    assert {fresh(one).state for one in waiting} == {"accepted"}
    assert "Приняты 2 отчёта" in text_of(response)


def test_show_control_goes_out_as_xlsx() -> None:
    world = make_world()
    give_to_deputy(world, title="=1+1")

    response = client_of(world.methodist).get(f"{reverse('show_control')}?as=xlsx")

    sheet = load_workbook(BytesIO(response.content)).active
    assert sheet is not None
    assert [cell.value for cell in sheet[2]][:3] == ["=1+1", "СОШ № 1", "М.П.\u00a0Соколова"]
    assert sheet["A2"].data_type == "s"


@pytest.mark.parametrize("who", ("deputy", "methodist", "authority_head", "teacher", "administrator"))
def test_show_control_shows_nothing_of_another_municipality(who: str) -> None:
    world = make_world()
    give_to_deputy(world)
    give(world, organisation=world.foreign_school, lead=world.foreign_deputy, issuer_id=world.foreign_town.pk)

    response = client_of(getattr(world, who)).get(reverse("show_control"))

    assert response.status_code == HTTPStatus.OK
    assert CANARY not in text_of(response)


def assignment_pages(assignment: Assignment, extension: Extension) -> list[tuple[str, str]]:
    verbs: tuple[str, ...] = (
        "take_assignment",
        "write_report",
        "hand_in_report",
        "record_report",
        "withdraw_report",
        "accept_report",
    )
    verbs += (
        "accept_report",
        "return_report",
        "mark_not_applicable",
        "reopen_assignment",
        "cancel_assignment",
        "hand_over",
    )
    verbs += ("remove_from_control", "put_back_on_control", "ask_extension", "add_evidence", "acknowledge_assignment")
    posts = [(verb, assignment.pk) for verb in verbs]
    posts += [("grant_extension", extension.pk), ("refuse_extension", extension.pk)]
    gets = [("show_assignment", assignment.pk), ("show_duty", assignment.pk)]
    return [("get", reverse(name, args=[pk])) for name, pk in gets] + [
        ("post", reverse(name, args=[pk])) for name, pk in posts
    ]


def test_foreign_assignment_answers_like_a_missing_one() -> None:
    world = make_world()
    assignment = give(world, organisation=world.foreign_school, issuer_id=world.foreign_town.pk)
    extension = Extension.objects.create(
        assignment=assignment, until=in_days(30), reason="так", asked_by=user_of(world.foreign_deputy)
    )
    client = client_of(world.methodist)

    for method, address in assignment_pages(assignment, extension):
        ask: Callable[[str], HttpResponse] = getattr(client, method)
        missing = address.replace(f"/{assignment.pk}/", "/987654/").replace(f"/{extension.pk}/", "/987654/")
        foreign, absent = ask(address), ask(missing)
        assert foreign.status_code == HTTPStatus.NOT_FOUND, address
        assert foreign.content == absent.content, address

    assert fresh(assignment).state == "given"


def test_change_by_get_is_not_possible() -> None:
    world = make_world()
    assignment = give_and_report(world)

    response = client_of(world.methodist).get(reverse("accept_report", args=[assignment.pk]))

    assert response.status_code == HTTPStatus.METHOD_NOT_ALLOWED
    assert fresh(assignment).state == "reported"


def test_accept_report_by_the_executor_is_forbidden() -> None:
    world = make_world()
    assignment = give_and_report(world)

    response = client_of(world.deputy).post(reverse("accept_report", args=[assignment.pk]))

    assert response.status_code == HTTPStatus.FORBIDDEN
    assert fresh(assignment).state == "reported"


def queries_of(world: World, address: str, number: int) -> int:
    drafts = [a_draft(world, lead=world.deputy, accepter_id=world.methodist.pk) for _ in range(number)]
    give_assignments(drafts, by=None)
    client = client_of(world.methodist)
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return len(queries)


def test_show_control_takes_the_same_number_of_queries_for_1_3_and_1000_rows() -> None:
    world = make_world()

    numbers = [queries_of(world, reverse("show_control"), number) for number in (1, 2, 997)]

    assert len(set(numbers)) == 1


def test_foreign_evidence_and_substitution_answer_like_missing_ones() -> None:
    world = make_world()
    assignment = give(world, organisation=world.foreign_school, issuer_id=world.foreign_town.pk)
    evidence = add_evidence(assignment, link="https://foreign.example", by=user_of(world.foreign_deputy))
    substitution = Substitution.objects.create(
        absent=world.foreign_deputy, substitute=world.foreign_methodist, since=today()
    )
    client = client_of(world.methodist)

    for name, pk in (("remove_evidence", evidence.pk), ("end_substitution", substitution.pk)):
        foreign = client.post(reverse(name, args=[pk]))
        absent = client.post(reverse(name, args=[987654]))
        assert foreign.status_code == HTTPStatus.NOT_FOUND
        assert foreign.content == absent.content

    assert assignment.evidence.exists()
    assert Substitution.objects.exists()
