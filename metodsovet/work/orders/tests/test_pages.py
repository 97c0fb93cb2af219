"""Pages of orders: who sees and does what, and in how many queries."""

import re
from collections.abc import Callable
from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from docx import Document

from metodsovet.ground.directory.models import Person
from metodsovet.ground.directory.tests.world import user_of
from metodsovet.kernel import clock
from metodsovet.kernel.errors import DomainError
from metodsovet.work.communities.actions import appoint_officer
from metodsovet.work.communities.models import Office
from metodsovet.work.orders.actions import attach_signed, draft_changes_of_heads, send_for_agreement
from metodsovet.work.orders.models import Order, Point
from metodsovet.work.orders.queries.proposals import changes_of_heads
from metodsovet.work.orders.tests.desk import (
    HEADS,
    appendix,
    colleague,
    deed,
    head,
    make_desk,
    point,
    register,
    whole,
)
from metodsovet.work.orders.tests.test_control import withdrawing

pytestmark = pytest.mark.django_db
Opens = Callable[[Person], Client]
TODAY = clock.today()


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


def test_draft_order_by_the_form_and_a_second_press_makes_no_second(opens: Opens) -> None:
    desk = make_desk()
    client = opens(desk.world.methodist)
    form = {"organisation": desk.issuer.pk, "kind": "order", "title": "О конкурсе", "form_key": "one"}

    answers = [client.post("/orders/draft/", form) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [302, 302]
    made = Order.objects.get(title="О конкурсе")
    assert (made.command, made.state) == ("ПРИКАЗЫВАЮ:", "draft")


def test_add_point_where_it_stands_shows_what_is_understood(opens: Opens) -> None:
    desk = make_desk()
    client = opens(desk.world.methodist)
    address = f"/orders/{desk.order.pk}/points/add/"
    client.post(address, {"text": "", "parties": HEADS, "addressed": "", "term": ""})
    upper = Point.objects.get()

    opened = page(client, f"{address}?parent={upper.pk}")
    client.post(address, {"text": "представить планы", "term": "до 15 июня 2027 г.", "parent": upper.pk})
    shown = page(client, f"/orders/{desk.order.pk}/")
    heard = page(client, f"/orders/{desk.order.pk}/points/preview/?parties=методисты&term=когда-нибудь")

    assert f'name="parent" value="{upper.pk}"' in opened
    assert "Руководителям образовательных организаций:" in shown
    assert "руководитель: каждая организация" in shown
    assert "3 поручения, первое — до" in shown
    assert "Срок не понят" in heard


def test_empty_point_is_refused_on_its_page_and_saves_nothing(opens: Opens) -> None:
    desk = make_desk()

    answer = opens(desk.world.methodist).post(f"/orders/{desk.order.pk}/points/add/", {"text": " "})

    assert answer.status_code == 422
    assert "Напишите, что сделать" in answer.content.decode()
    assert not Point.objects.exists()


def test_teacher_reads_a_registered_order_and_finds_no_draft(opens: Opens) -> None:
    desk = whole(make_desk())
    client = opens(desk.world.teacher)

    hidden = client.get(f"/orders/{desk.order.pk}/").status_code
    register(desk)
    shown = page(client, f"/orders/{desk.order.pk}/")
    codes = [client.post(f"/orders/{desk.order.pk}/{verb}/").status_code for verb in ("copy", "register", "discard")]

    assert hidden == 404
    assert "Как напечатан" in shown
    assert codes == [403, 403, 403]


def test_stranger_of_another_town_sees_no_order(opens: Opens) -> None:
    desk = whole(make_desk())
    register(desk)

    client = opens(desk.world.foreign_methodist)

    assert client.get(f"/orders/{desk.order.pk}/").status_code == 404
    assert desk.order.title not in page(client, "/orders/")


def test_who_is_asked_agrees_on_the_page(opens: Opens) -> None:
    desk = whole(make_desk())
    send_for_agreement(desk.order, people=[desk.world.head], by=desk.by)
    client = opens(desk.world.head)

    shown = page(client, f"/orders/{desk.order.pk}/")
    client.post(f"/orders/{desk.order.pk}/agree/")

    assert "Вас просят согласовать" in shown
    assert desk.fresh().state == "agreed"


def test_register_page_shows_what_follows_and_doubts_line_by_line(opens: Opens) -> None:
    desk = whole(make_desk())
    appendix(desk)
    deed(desk, "relieve", community=desk.association, person=colleague(desk.world))
    Office.objects.all().delete()
    client = opens(desk.world.methodist)

    shown = page(client, f"/orders/{desk.order.pk}/register/")
    data = {"signed_on": TODAY.isoformat(), "version": desk.fresh().version, "number": "12а"}
    refused = client.post(f"/orders/{desk.order.pk}/register/", data)

    assert "4 поручения" in shown
    assert "этой должности не занимает" in shown
    assert "строка 1: на" in shown
    assert refused.status_code == 422
    assert desk.fresh().state == "draft"


def test_register_order_by_the_form(opens: Opens) -> None:
    desk = whole(make_desk())
    data = {"signed_on": TODAY.isoformat(), "version": desk.fresh().version, "number": "12а"}

    answer = opens(desk.world.methodist).post(f"/orders/{desk.order.pk}/register/", data)

    assert answer.status_code == 302
    assert desk.fresh().number == "12а"


def test_columns_of_an_offered_table_are_chosen_and_put_in_order(opens: Opens) -> None:
    desk = make_desk()
    client = opens(desk.world.methodist)
    address = f"/orders/{desk.order.pk}/appendices/add/communities:associations/"
    form = {"title": "Руководители", "columns": ["community", "head", "curator"], "order": ["head", "community"]}

    moved = client.post(address, form | {"move": "up community"})
    assert moved.status_code == 200
    assert not desk.order.appendices.exists()
    shown = re.findall(r'name="order" value="(\w+)"', moved.content.decode())
    client.post(address, form | {"order": shown})

    assert shown[:2] == ["community", "head"]
    assert desk.order.appendices.get().columns == ["community", "head", "curator"]
    again = client.get(f"/orders/appendices/{desk.order.appendices.get().pk}/").content.decode()
    assert re.findall(r'name="order" value="(\w+)"', again)[:3] == ["community", "head", "curator"]


def test_pasted_table_becomes_rows(opens: Opens) -> None:
    desk = make_desk()
    form = {"title": "Центры", "table": "Центр\tФИО\nРаздел\nПервый\tБирюкова Нина Сергеевна\n"}

    opens(desk.world.methodist).post(f"/orders/{desk.order.pk}/appendices/add/rows/", form)

    made = desk.order.appendices.get()
    assert (made.columns, made.rows) == (["Центр", "ФИО"], [["Раздел"], ["Первый", "Бирюкова Нина Сергеевна"]])


def test_download_order_prints_appendices_each_in_its_section(opens: Opens) -> None:
    desk = whole(make_desk())
    appendix(desk, columns=("community", "head"))
    appendix(desk, columns=("community", "head", "post_and_place", "place", "curator", "contacts"))

    answer = opens(desk.world.methodist).get(f"/orders/{desk.order.pk}/word/")

    printed: Any = Document(BytesIO(answer.content))
    assert [section.orientation for section in printed.sections] == [0, 0, 1]
    words = "\n".join(paragraph.text for paragraph in printed.paragraphs)
    assert "УПРАВЛЕНИЕ ОБРАЗОВАНИЯ ЯСНОГОРСКА" in words
    assert "Приложение №\u00a02" in words
    assert [cell.text for cell in printed.tables[0].rows[1].cells] == [
        "1",
        "ГМО учителей математики",
        "Бирюкова Нина Сергеевна",
    ]


def test_change_of_a_head_without_an_order_proposes_the_next_one_with_only_that(opens: Opens) -> None:
    desk = whole(make_desk())
    order = register(desk)
    Office.objects.update(basis=order.act)
    new = colleague(desk.world)
    appoint_officer(desk.association, person=new, since=TODAY, by=desk.by)
    client = opens(desk.world.methodist)

    shown = page(client, "/orders/")
    client.post("/orders/heads/")

    assert "Руководители сменились, а приказа нет" in shown
    draft = Order.objects.exclude(pk=order.pk).get()
    assert "Захарову Ингу Львовну, учителя химии СОШ №" in draft.points.get().text
    assert (draft.links.get().act, draft.deeds.get().person) == (order.act, new)
    assert changes_of_heads(desk.by) == []
    desk.order = draft
    Order.objects.filter(pk=draft.pk).update(signatory=desk.world.authority_head)
    later = register(desk)
    assert Office.objects.get(person=new).basis == later.act


def test_draft_changes_of_heads_where_nothing_changed_is_refused(opens: Opens) -> None:
    desk = make_desk()

    opens(desk.world.methodist).post("/orders/heads/")

    assert Order.objects.count() == 1
    with pytest.raises(DomainError) as refusal:
        draft_changes_of_heads(desk.issuer, changes=[], by=desk.by)
    assert refusal.value.code == "nothing_changed"


@pytest.mark.parametrize("number", (1, 3))
def test_list_of_orders_asks_a_constant_number_of_queries(opens: Opens, number: int) -> None:
    desk = make_desk()
    for place in range(number - 1):
        Order.objects.create(organisation=desk.issuer, title=f"Приказ {place}")
    client = opens(desk.world.methodist)
    page(client, "/orders/")

    with CaptureQueriesContext(connection) as caught:
        page(client, "/orders/")

    assert len(caught) == LIST_QUERIES


@pytest.mark.parametrize("number", (1, 3))
def test_order_asks_a_constant_number_of_queries(opens: Opens, number: int) -> None:
    desk = make_desk()
    for place in range(number):
        point(desk, f"Провести семинар {place}", parties=HEADS, term="до 25 августа 2027 г.")
        point(desk, f"Утвердить план {place}")
        head(desk.association, colleague(desk.world, f"Ильина Анна Петровн{'аяю'[place]}"), Office.Kind.SECRETARY)
    appendix(desk)
    client = opens(desk.world.methodist)
    address = f"/orders/{desk.order.pk}/"
    page(client, address)

    with CaptureQueriesContext(connection) as caught:
        page(client, address)

    assert len(caught) == ORDER_QUERIES


LIST_QUERIES, ORDER_QUERIES = 14, 52


def test_signed_copy_is_fetched_by_who_sees_the_order(opens: Opens) -> None:
    desk = whole(make_desk())
    file = attach_signed(desk.order, ContentFile("Подпись".encode(), name="скан.txt"), by=desk.by)

    codes = [
        opens(person).get(file.get_absolute_url()).status_code for person in (desk.world.methodist, desk.world.teacher)
    ]

    assert codes == [200, 404]


def test_list_of_orders_says_which_are_in_force(opens: Opens) -> None:
    desk = whole(make_desk())
    earlier = register(desk)
    Order.objects.filter(pk=earlier.pk).update(in_force_until=TODAY - timedelta(days=1))
    before = page(opens(desk.world.methodist), "/orders/")
    withdrawing(desk, "withdraws", [])

    after = page(opens(desk.world.methodist), "/orders/")

    assert "срок истёк" in before
    assert "утратил силу" not in before
    assert "утратил силу" in after
