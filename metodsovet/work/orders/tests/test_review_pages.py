"""Pages of the reading: who may, what is refused, that a double press makes one draft, in how many queries."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from metodsovet.ground.directory.models import Person
from metodsovet.ground.directory.tests.world import user_of
from metodsovet.ground.files.models import StoredFile
from metodsovet.work.orders.models import Order, OrderReading
from metodsovet.work.orders.tests.desk import Desk, colleague, make_desk
from metodsovet.work.orders.tests.read_files import order_text, word_of
from metodsovet.work.planning.tests.views.test_reading import BAD_FILES

pytestmark = pytest.mark.django_db
Opens = Callable[[Person], Client]
TEXT = order_text(
    head="Захарову Ингу Львовну",
    controller="методиста Лебедеву О.В.",
    signatory="И.П. Громова",
    executor="Неизвестнов Пётр Ильич",
)
NO_ORDERS = [name for name in BAD_FILES if name.endswith(".docx") or name == "letter.txt"]


@pytest.fixture
def opens() -> Opens:
    def open_(person: Person) -> Client:
        client = Client()
        client.force_login(user_of(person))
        return client

    return open_


def sent(desk: Desk, **more: Any) -> dict[str, Any]:
    return {"organisation": desk.issuer.pk, "text": "", "form_key": "one-press", **more}


def uploaded(text: str = TEXT) -> SimpleUploadedFile:
    return SimpleUploadedFile("приказ 214.docx", word_of(text))


def read(opens: Opens, desk: Desk, text: str = TEXT, **more: Any) -> Order:
    opens(desk.world.methodist).post("/orders/read/", sent(desk, file=uploaded(text), **more))
    return Order.objects.exclude(pk=desk.order.pk).latest("pk")


def test_read_order_leads_to_the_review_and_keeps_the_file(opens: Opens) -> None:
    desk = make_desk()
    client = opens(desk.world.methodist)

    answers = [client.post("/orders/read/", sent(desk, file=uploaded())) for _ in range(2)]

    order = Order.objects.exclude(pk=desk.order.pk).get()
    assert {answer.headers["Location"] for answer in answers} == {f"/orders/{order.pk}/review/"}
    assert StoredFile.objects.get().name == "приказ 214.docx"
    assert OrderReading.objects.get().file == StoredFile.objects.get()


@pytest.mark.parametrize("name", NO_ORDERS)
def test_read_order_refuses_a_bad_file_in_one_sentence_and_stores_nothing(opens: Opens, name: str) -> None:
    desk = make_desk()
    file = SimpleUploadedFile(name, BAD_FILES[name])

    answer = opens(desk.world.methodist).post("/orders/read/", sent(desk, file=file))

    assert answer.status_code == 422
    (error,) = answer.context["form"].errors["file"]
    assert error.endswith(".")
    assert not OrderReading.objects.exists()
    assert not StoredFile.objects.exists()


def test_read_order_asks_for_one_of_the_two_ways_and_keeps_what_was_pasted(opens: Opens) -> None:
    desk = make_desk()
    client = opens(desk.world.methodist)

    nothing = client.post("/orders/read/", sent(desk))
    both = client.post("/orders/read/", sent(desk, text=TEXT, file=uploaded()))
    words = client.post("/orders/read/", sent(desk, text="просто слова"))

    assert [list(one.context["form"].errors) for one in (nothing, both, words)] == [["file"], ["text"], ["text"]]
    assert "просто слова" in words.content.decode()
    assert not OrderReading.objects.exists()


def test_reading_is_for_those_who_compose_and_only_their_own(opens: Opens) -> None:
    desk = make_desk()
    order = read(opens, desk)
    pages = (f"/orders/{order.pk}/review/", f"/orders/{order.pk}/review/register/")

    assert opens(desk.world.teacher).get("/orders/read/").status_code == 403
    assert [opens(desk.world.teacher).get(page).status_code for page in pages] == [404, 404]
    assert [opens(desk.world.foreign_methodist).get(page).status_code for page in pages] == [404, 404]
    foreign = opens(desk.world.foreign_methodist).post("/orders/read/", sent(desk, text=TEXT, form_key="other"))
    assert list(foreign.context["form"].errors) == ["organisation"]


def test_review_shows_the_file_beside_what_is_doubtful(opens: Opens) -> None:
    desk = make_desk()
    colleague(desk.world)
    order = read(opens, desk)

    answer = opens(desk.world.methodist).get(f"/orders/{order.pk}/review/")

    cards = {card.doubt.key: card for card in answer.context["cards"]}
    content = answer.content.decode().replace("\u00a0", " ")
    assert "executor" in cards
    assert "Человека с такой фамилией в реестре нет." in content
    assert f'id="line-{cards["executor"].line}"' in content
    assert "Исп. Неизвестнов Пётр Ильич" in content
    assert "1.2. представить планы работы" in content


def test_settled_doubt_is_asked_no_more_and_a_second_press_says_so(opens: Opens) -> None:
    desk = make_desk()
    order = read(opens, desk)
    client = opens(desk.world.methodist)
    body = {"key": "executor", "choice": "nobody:::::::", "next": "", "version": order.version}

    first = client.post(f"/orders/{order.pk}/review/settle/", body)
    again = client.post(f"/orders/{order.pk}/review/settle/", body, follow=True)

    shown = client.get(f"/orders/{order.pk}/review/?tab=doubts")
    assert first.status_code == 302
    assert "executor" not in {card.doubt.key for card in shown.context["cards"]}
    assert "Пока вы читали, приказ изменили" in again.content.decode()


def test_registered_by_the_form_it_leaves_the_review_and_gives_its_file(opens: Opens) -> None:
    desk = make_desk()
    order = read(opens, desk)
    client = opens(desk.world.methodist)
    address = f"/orders/{order.pk}/review/register/"
    opened = client.get(address)
    body = {"signed_on": "2026-08-28", "number": "214-о", "version": order.version, "form_key": "once"}

    refused = client.post(address, {**body, "number": ""})
    answers = [client.post(address, body) for _ in range(2)]

    order = Order.objects.get(pk=order.pk)
    assert opened.context["form"].initial["number"] == "214-о"
    assert list(refused.context["form"].errors) == ["number"]
    assert [answer.headers["Location"] for answer in answers] == [order.get_absolute_url()] * 2
    assert order.is_registered
    assert order.original is not None
    assert client.get(f"/orders/{order.pk}/word/").headers["Location"] == order.original.get_absolute_url()
    assert client.get(f"/orders/{order.pk}/review/").headers["Location"] == order.get_absolute_url()
    assert "Как понято" in client.get(order.get_absolute_url()).content.decode()


def test_review_asks_as_many_questions_for_one_doubt_as_for_three(opens: Opens) -> None:
    desk = make_desk()
    client = opens(desk.world.methodist)
    few, many = read(opens, desk), read(opens, desk, _with_strangers(TEXT), form_key="second")
    for order in (few, many):
        client.get(f"/orders/{order.pk}/review/?tab=doubts")

    counted = [queries_of(client, f"/orders/{order.pk}/review/?tab=doubts") for order in (few, many)]

    assert counted[0] == counted[1]


def _with_strangers(text: str) -> str:
    more = "\n".join(f"{place}. Методисту Незнакомцеву {place}.А. провести семинар." for place in (7, 8, 9))
    return text.replace("\nНачальник управления", f"\n{more}\nНачальник управления")


def queries_of(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)
