"""Pages of control: the board of an order, those on control, removing and returning, the certificate."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from docx import Document
from openpyxl import load_workbook

from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.models import Assignment
from metodsovet.ground.directory.models import Person
from metodsovet.ground.directory.tests.world import user_of
from metodsovet.ground.documents.actions import issue_paper
from metodsovet.kernel import clock
from metodsovet.work.orders.actions import (
    OpenDuties,
    Removal,
    Signatures,
    draft_order,
    remove_order_from_control,
    remove_point_from_control,
    set_signatures,
)
from metodsovet.work.orders.digests import orders_on_my_control
from metodsovet.work.orders.models import ControlRemoval, Order, Point
from metodsovet.work.orders.papers.execution import EXECUTION, compose_execution
from metodsovet.work.orders.papers.execution_facts import Executed, execution_text
from metodsovet.work.orders.queries.assignments import assignments_of_points
from metodsovet.work.orders.tests.desk import HEADS, Desk, make_desk, point, register
from metodsovet.work.orders.tests.test_control import LATER, controlled, controller, execute

pytestmark = pytest.mark.django_db
Opens = Callable[[Person], Client]
BOARD_QUERIES, LIST_QUERIES = 34, 17


@pytest.fixture
def opens() -> Opens:
    def open_(person: Person) -> Client:
        client = Client()
        client.force_login(user_of(person))
        return client

    return open_


def page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.status_code
    content: str = answer.content.decode()
    return content.replace("\u00a0", " ")


def another_order(desk: Desk, place: int) -> Order:
    order = draft_order(desk.issuer, kind=Order.Kind.ORDER, title=f"О другом {place}", by=desk.by)
    people = Signatures(desk.world.authority_head, "", desk.world.second_methodist, desk.world.methodist, "")
    set_signatures(order, signatures=people, by=desk.by)
    return order


def board(desk: Desk) -> str:
    return f"/orders/{desk.order.pk}/control/"


def test_board_opens_the_rows_behind_every_figure_with_and_without_a_deadline(opens: Opens) -> None:
    desk = make_desk()
    first, _ = controlled(desk)
    assignments_of_points([first.pk]).update(due_on=None)
    client = opens(desk.world.second_methodist)

    shown = page(client, board(desk))
    address = next(part.split('"')[0] for part in shown.split('href="') if "figures/given" in part)
    figure = page(client, address.replace("&amp;", "&"))

    assert "0 из 2" in shown
    assert "undated=1" in address
    assert "Поручено: 6" in figure
    assert "или без срока" in figure


def test_board_reminds_those_who_have_not_handed_in(opens: Opens) -> None:
    desk = make_desk()
    controlled(desk)
    client = opens(desk.world.second_methodist)

    assert "Напомнить тем, кто не сдал, 6" in page(client, board(desk))
    remove_order_from_control(
        desk.order, removal=Removal("Не нужно", OpenDuties.LEAVE), version=None, by=controller(desk)
    )

    assert "Напомнить" not in page(client, board(desk))


def test_board_as_xlsx_and_print_holds_every_column(opens: Opens) -> None:
    desk = make_desk()
    controlled(desk)
    client = opens(desk.world.second_methodist)

    book = load_workbook(BytesIO(client.get(f"{board(desk)}?as=xlsx").content))
    printed = page(client, f"{board(desk)}?as=print")

    rows = [[cell for cell in row if cell is not None] for row in book.worksheets[0].iter_rows(values_only=True)]
    assert any("Представить планы работы" in row and HEADS in row for row in rows)
    assert "Исполнение: приказ" in printed
    assert HEADS in printed


def test_board_is_for_those_who_oversee_the_order(opens: Opens) -> None:
    desk = make_desk()
    controlled(desk)
    world = desk.world

    codes = {
        name: opens(person).get(board(desk)).status_code
        for name, person in (
            ("controller", world.second_methodist),
            ("methodist", world.methodist),
            ("authority", world.authority_head),
            ("administrator", world.administrator),
            ("teacher", world.teacher),
            ("foreign", world.foreign_methodist),
        )
    }

    assert codes == {
        "controller": 200,
        "methodist": 200,
        "authority": 200,
        "administrator": 200,
        "teacher": 403,
        "foreign": 404,
    }
    assert opens(world.teacher).get("/orders/control/").status_code == 403


def test_board_of_a_draft_is_a_missing_page(opens: Opens) -> None:
    desk = make_desk()
    point(desk, "Представить планы", parties=HEADS, term=LATER)

    assert opens(desk.world.methodist).get(board(desk)).status_code in (403, 404)


@pytest.mark.parametrize("points", (1, 3))
def test_board_runs_a_constant_number_of_queries(opens: Opens, points: int) -> None:
    desk = make_desk()
    for number in range(points + 1):
        point(desk, f"Представить отчёт {number}", parties=HEADS, term=LATER)
    register(desk)
    first = Point.objects.filter(order=desk.order).first()
    assert first is not None
    remove_point_from_control(first, removal=Removal("Не нужно", OpenDuties.LEAVE), version=None, by=controller(desk))
    client = opens(desk.world.second_methodist)
    client.get(board(desk))

    with CaptureQueriesContext(connection) as queries:
        page(client, board(desk))

    assert len(queries) == BOARD_QUERIES


@pytest.mark.parametrize("number", (1, 3))
def test_orders_on_control_run_a_constant_number_of_queries(opens: Opens, number: int) -> None:
    desk = make_desk()
    for place in range(number):
        another = replace(desk, order=another_order(desk, place)) if place else desk
        point(another, "Представить отчёт", parties=HEADS, term=LATER)
        register(another)
    client = opens(desk.world.second_methodist)
    page(client, "/orders/control/")

    with CaptureQueriesContext(connection) as queries:
        shown = page(client, "/orders/control/")

    assert shown.count("0 из 1") == 2 * number
    assert len(queries) == LIST_QUERIES


def test_remove_point_from_control_by_the_form_asks_about_open_duties_and_a_second_press_changes_nothing(
    opens: Opens,
) -> None:
    desk = make_desk()
    first, _ = controlled(desk)
    client = opens(desk.world.second_methodist)
    address = f"/orders/points/{first.pk}/control/remove/"
    data = {"note": "Провели без отчётов", "version": desk.fresh().version, "form_key": "one"}

    asked = page(client, address)
    refused = client.post(address, data)
    answers = [client.post(address, data | {"open_duties": "cancel"}) for _ in range(2)]

    assert "3 поручения не закрыты" in asked
    assert refused.status_code == 422
    assert [answer.status_code for answer in answers] == [302, 302]
    assert ControlRemoval.objects.get().note == "Провели без отчётов"
    shown = page(client, board(desk))
    assert "Снят с контроля" in shown
    assert "Провели без отчётов" in shown


def test_remove_order_from_control_over_a_change_that_was_not_seen_is_refused(opens: Opens) -> None:
    desk = make_desk()
    first, second = controlled(desk)
    execute(desk, first)
    execute(desk, second)
    client = opens(desk.world.second_methodist)
    data = {"note": "Исполнено", "version": desk.fresh().version}
    remove_point_from_control(first, removal=Removal("Исполнено"), version=None, by=controller(desk))

    answer = client.post(f"{board(desk)}remove/", data)

    assert answer.status_code == 422
    assert "изменили" in answer.content.decode()
    assert not ControlRemoval.objects.filter(point=None).exists()


def test_removed_order_says_so_on_its_page_in_the_list_and_in_the_register_and_returns(opens: Opens) -> None:
    desk = make_desk()
    controlled(desk)
    removed = remove_order_from_control(
        desk.order, removal=Removal("Всё принято", OpenDuties.LEAVE), version=None, by=controller(desk)
    )
    client = opens(desk.world.second_methodist)
    act = desk.fresh().act
    assert act is not None

    pages = [page(client, one) for one in (desk.order.get_absolute_url(), "/orders/", act.get_absolute_url())]
    narrowed = page(client, "/orders/?control=stands")
    data = {"reason": "Рано", "version": desk.fresh().version, "form_key": "one"}
    codes = [client.post(f"/orders/removals/{removed.pk}/return/", data).status_code for _ in range(2)]

    assert all(removed.short_mark.replace("\u00a0", " ") in one for one in pages)
    assert desk.order.get_absolute_url() not in narrowed
    assert codes == [302, 302]
    assert "Возвращали на контроль" in page(client, board(desk))


def test_methodist_who_is_not_the_controller_removes_nothing(opens: Opens) -> None:
    desk = make_desk()
    first, _ = controlled(desk)
    client = opens(desk.world.methodist)

    shown = page(client, board(desk))
    codes = [
        client.post(address, {"note": "Исполнено", "open_duties": "leave"}).status_code
        for address in (f"{board(desk)}remove/", f"/orders/points/{first.pk}/control/remove/")
    ]

    assert "Снять с контроля" not in shown
    assert codes == [403, 403]
    assert not ControlRemoval.objects.exists()


def text_of(content: bytes) -> str:
    document = Document(BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in document.paragraphs), *cells]).replace("\u00a0", " ")


def test_download_certificate_names_the_late_and_counts_the_done(opens: Opens) -> None:
    desk = make_desk()
    first, second = controlled(desk)
    execute(desk, first)
    late = assignments_of_points([first.pk]).order_by("pk").first()
    assert late is not None
    Assignment.objects.filter(pk=late.pk).update(due_on=clock.today().replace(year=clock.today().year - 1))
    remove_point_from_control(second, removal=Removal("Отчёты не нужны", OpenDuties.CANCEL), version=None,
                              by=controller(desk))  # fmt: skip

    text = text_of(opens(desk.world.second_methodist).get(f"{board(desk)}certificate/").content)

    assert "СПРАВКА" in text
    assert "об исполнении приказа" in text
    assert "Контроль за исполнением приказа возложен на" in text
    assert late.organisation.short_name.replace("\u00a0", " ") in text
    assert "Отчёт требовался об исполнении 2 пунктов: исполнено — 1 (один), " in text
    assert "снято с контроля без исполнения — 1 (один)." in text
    assert "Дано 3 (три) поручения: исполнено — 3 (три), из них позже срока — 1 (одно)." in text
    assert "Отчёты не нужны" in text
    assert "Приказ исполнен полностью, предлагается снять его с контроля." in text


def test_certificate_is_issued_with_a_number_of_its_own() -> None:
    desk = make_desk()
    controlled(desk)
    by = controller(desk)
    draft = compose_execution(by, {"order": str(desk.order.pk)})
    assert draft is not None

    paper = issue_paper(EXECUTION, draft, issued_on=clock.today(), by=by)

    assert (paper.number, paper.source) == ("1", desk.fresh())
    assert compose_execution(user_of(desk.world.foreign_methodist), {"order": str(desk.order.pk)}) is None


def test_certificate_stays_readable_with_forty_organisations_a_point() -> None:
    today = clock.today()
    rows = [
        Executed(f"Школа № {number}", "accepted" if number > 1 else "given", today.replace(day=1), today, today, "", ())
        for number in range(1, 41)
    ]

    lines = execution_text(rows).splitlines()

    assert lines[0].startswith("Исполнено 39 из 40, отчёты от ")
    assert all(len(line) < 1000 for line in lines)


def test_digest_of_the_controller_names_the_late_and_the_executed() -> None:
    desk = make_desk()
    first, second = controlled(desk)
    by = User.objects.get(pk=controller(desk).pk)

    quiet = orders_on_my_control(by)
    assignments_of_points([first.pk]).update(due_on=clock.today().replace(year=clock.today().year - 1))
    late = orders_on_my_control(by)
    execute(desk, first)
    execute(desk, second)
    ready = orders_on_my_control(by)

    assert quiet is None
    assert late is not None
    assert [line.note for line in late.lines] == ["просрочено 3\u00a0поручения"]
    assert ready is not None
    assert [line.note for line in ready.lines] == ["исполнен, можно снимать с контроля"]
    assert orders_on_my_control(user_of(desk.world.methodist)) is None
