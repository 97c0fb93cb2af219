"""Large files of orders: kept at once, read by the worker, shown while they are read; nothing is lost or doubled."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from metodsovet.ground.directory.models import Person
from metodsovet.ground.directory.tests.world import user_of
from metodsovet.ground.files.models import StoredFile
from metodsovet.work.orders import tasks
from metodsovet.work.orders.actions import bring_order, read_brought_order
from metodsovet.work.orders.forms import reading as forms_of_reading
from metodsovet.work.orders.models import BroughtOrder, Order, OrderReading
from metodsovet.work.orders.tests.desk import Desk, make_desk
from metodsovet.work.orders.tests.read_files import order_text, word_of

pytestmark = pytest.mark.django_db
Opens = Callable[[Person], Client]
TEXT = order_text(
    head="Захарову Ингу Львовну", controller="методиста Лебедеву О.В.", signatory="И.П. Громова", executor="Иванов И.И."
)
CLAUSES = "\n".join(
    f"1.{place}. Мастерская проводит занятие номер {place} для учителей школ." for place in range(3, 500)
)


@pytest.fixture
def opens() -> Opens:
    def open_(person: Person) -> Client:
        client = Client()
        client.force_login(user_of(person))
        return client

    return open_


def sent(desk: Desk, text: str) -> dict[str, Any]:
    file = SimpleUploadedFile("приказ 214.docx", word_of(text))
    return {"organisation": desk.issuer.pk, "text": "", "form_key": "one-press", "file": file}


def large() -> str:
    return f"{TEXT}\n{CLAUSES}"


def brought_at(desk: Desk, text: str = TEXT) -> BroughtOrder:
    upload = ContentFile(word_of(text), name="приказ 214.docx")
    return bring_order(upload, "приказ 214.docx", organisation=desk.issuer, by=desk.by)


def test_large_file_waits_for_the_worker_and_its_page_leads_to_the_review(opens: Opens) -> None:
    desk = make_desk()
    client = opens(desk.world.methodist)

    answer = client.post("/orders/read/", sent(desk, large()))
    brought = BroughtOrder.objects.get()
    waiting = client.get(brought.get_absolute_url())
    poll = client.get(brought.get_absolute_url(), headers={"hx-request": "true"})
    listed = client.get("/orders/")
    jobs = list(
        ProcrastinateJob.objects.filter(task_name__endswith="read_brought_order").values_list("args", flat=True)
    )
    tasks.read_brought_order(**jobs[0])
    after = client.get(brought.get_absolute_url(), headers={"hx-request": "true"})

    order = Order.objects.exclude(pk=desk.order.pk).get()
    assert answer.headers["Location"] == brought.get_absolute_url()
    assert "Приказ читается" in waiting.content.decode()
    assert (poll.status_code, "HX-Redirect" in poll.headers) == (200, False)
    assert "приказ 214.docx" in listed.content.decode()
    assert jobs == [{"brought": brought.pk, "user": desk.by.pk}]
    assert after.headers["HX-Redirect"] == f"/orders/{order.pk}/review/"
    assert client.get(brought.get_absolute_url()).headers["Location"] == f"/orders/{order.pk}/review/"
    assert "занятие номер 499" in order.appendices.get(position=1).text


def test_small_file_is_read_at_once(opens: Opens) -> None:
    desk = make_desk()

    answer = opens(desk.world.methodist).post("/orders/read/", sent(desk, TEXT))

    assert answer.headers["Location"].endswith("/review/")
    assert not BroughtOrder.objects.exists()


@pytest.mark.parametrize("name", ("приказ.txt", "приказ.doc"))
def test_file_that_no_order_needs_is_refused_before_it_is_read(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = make_desk()
    monkeypatch.setattr(forms_of_reading, "FILE_BYTES", 1_000)
    file = SimpleUploadedFile(name, b"1" * 1_001)
    values = {"organisation": desk.issuer.pk, "text": ""}
    form = forms_of_reading.ReadOrderForm(values, {"file": file}, user=desk.by)

    assert not form.is_valid()
    assert form.errors["file"] == [f"Файл «{name}» больше 20 МБ: оставьте в нём один приказ с приложениями."]
    assert file.tell() == 0


def test_file_that_must_be_converted_first_waits_whatever_its_size() -> None:
    assert forms_of_reading._takes_long(SimpleUploadedFile("приказ.odt", b"PK"))
    assert not forms_of_reading._takes_long(SimpleUploadedFile("приказ.txt", TEXT.encode()))


def test_the_file_becomes_that_of_the_order_and_a_second_run_makes_no_second_one() -> None:
    desk = make_desk()
    brought = brought_at(desk)
    (file,) = StoredFile.objects.all()

    for _ in range(2):
        read_brought_order(BroughtOrder.objects.get(pk=brought.pk), by=desk.by)

    order = Order.objects.exclude(pk=desk.order.pk).get()
    brought.refresh_from_db()
    assert (brought.state, brought.order, brought.file) == (BroughtOrder.State.READ, order, None)
    assert OrderReading.objects.get().file == file
    assert StoredFile.objects.get().owner == order


def test_a_worker_that_was_killed_leaves_the_file_to_the_next_run(monkeypatch: pytest.MonkeyPatch) -> None:
    desk = make_desk()
    brought = brought_at(desk)

    def killed(*_: object) -> None:
        raise SystemExit(9)

    with monkeypatch.context() as patched:
        patched.setattr(OrderReading, "save", killed)
        with pytest.raises(SystemExit):
            tasks.read_brought_order(brought.pk, desk.by.pk)
    brought.refresh_from_db()
    between = (brought.state, Order.objects.exclude(pk=desk.order.pk).exists())
    tasks.read_brought_order(brought.pk, desk.by.pk)

    brought.refresh_from_db()
    assert between == (BroughtOrder.State.READING, False)
    assert brought.order is not None


def test_file_without_an_order_says_so_and_is_kept_no_longer(opens: Opens) -> None:
    desk = make_desk()
    brought = brought_at(desk, "Просто письмо без единого пункта.")

    tasks.read_brought_order(brought.pk, desk.by.pk)

    page = opens(desk.world.methodist).get(brought.get_absolute_url()).content.decode()
    assert "Файл не прочитан" in page
    assert "не нашёлся приказ" in page.replace("\u00a0", " ")
    assert not StoredFile.objects.exists()


def test_whoever_lost_the_right_reads_nothing_and_strangers_do_not_see_it(opens: Opens) -> None:
    desk = make_desk()
    brought = brought_at(desk)

    tasks.read_brought_order(brought.pk, user_of(desk.world.teacher).pk)

    brought.refresh_from_db()
    assert (brought.state, brought.trouble) == (BroughtOrder.State.UNREADABLE, tasks.NO_RIGHT)
    for stranger in (desk.world.teacher, desk.world.foreign_methodist):
        assert opens(stranger).get(brought.get_absolute_url()).status_code == 404
