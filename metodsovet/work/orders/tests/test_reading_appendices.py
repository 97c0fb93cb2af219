"""A plan and a list inside the file of an order go to their own rooms, and stay appendices of the order."""

from datetime import date

import pytest
from django.core.files.base import ContentFile

from metodsovet.work.communities.models import Appendix
from metodsovet.work.orders.actions import (
    Registration,
    accept_sure,
    draft_order_from_file,
    register_read_order,
    settle_doubt,
)
from metodsovet.work.orders.models import Deed, Order, OrderAppendix, OrderReading
from metodsovet.work.orders.queries.doubts import Doubt
from metodsovet.work.orders.queries.review import doubts_of_reading
from metodsovet.work.orders.reading import read_file_here
from metodsovet.work.orders.tests.desk import Desk, make_desk
from metodsovet.work.orders.tests.read_files import with_tables
from metodsovet.work.planning.models import Plan

pytestmark = pytest.mark.django_db
TEXT = """ПРИКАЗ
1 октября 2026 г. № 31
О методической работе
ПРИКАЗЫВАЮ:
1. Утвердить план работы методической службы (приложение № 1).
2. Утвердить список руководителей городских методических объединений (приложение № 2).
3. Методистам провести семинар.
Начальник управления И.П. Громова"""
PLAN = [
    ["№", "Мероприятия", "Сроки", "Ответственные"],
    ["1", "Семинар для молодых педагогов", "ноябрь 2026 г.", "методисты"],
    ["2", "Отчёт о работе объединений", "до 15 мая 2027 г.", "руководители ОО"],
]
ROSTER = [
    ["№", "Наименование объединения", "ФИО руководителя", "Должность, ОО"],
    ["1", "ГМО учителей математики", "Бирюкова Нина Сергеевна", "учитель математики, СОШ № 1"],
    ["2", "ГМО учителей химии", "Устинова Вера Глебовна", "директор, СОШ № 1"],
]


def read_at(desk: Desk, text: str = TEXT, year: str = "2026/27") -> Order:
    content = with_tables(
        text,
        (f"План работы методической службы на {year} учебный год", PLAN),
        ("Список руководителей городских методических объединений", ROSTER),
    )
    upload = ContentFile(content, name="приказ 31.docx")
    file = read_file_here(content, "приказ 31.docx")
    order = draft_order_from_file(file, "приказ 31.docx", upload, organisation=desk.issuer, by=desk.by)
    return Order.objects.get(pk=order.pk)


def doubts_in(order: Order, desk: Desk) -> list[Doubt]:
    return doubts_of_reading(OrderReading.objects.select_related("order__organisation").get(order=order), desk.by)


def test_included_plan_becomes_a_draft_that_the_order_approves_after_a_yes() -> None:
    desk = make_desk()
    order = read_at(desk)
    (doubt,) = [one for one in doubts_in(order, desk) if one.key.startswith("plan:")]
    before = order.deeds.exists()

    settle_doubt(order, key=doubt.key, choice=doubt.sure, by=desk.by)

    plan = Plan.objects.get()
    assert [line.title for line in plan.activities.all()] == [row[1] for row in PLAN[1:]]
    first = order.appendices.get(position=1)
    assert (first.kind, first.plan) == (OrderAppendix.Kind.PLAN, plan)
    deed = order.deeds.get()
    assert not before
    assert (deed.kind, deed.plan) == (Deed.Kind.APPROVE_PLAN, plan)
    assert deed.point is not None
    assert deed.point.text.startswith("Утвердить план работы")


def test_order_of_a_year_that_is_over_is_registered_and_leaves_its_plan_a_draft() -> None:
    desk = make_desk()
    order = read_at(desk, TEXT.replace("1 октября 2026", "1 октября 2021"), "2021/22")
    registration = Registration(date(2021, 10, 1), "31", gives=False)

    order = register_read_order(order, registration=registration, version=order.version, by=desk.by)

    assert order.is_registered
    assert not order.deeds.filter(kind=Deed.Kind.APPROVE_PLAN).exists()
    assert Plan.objects.get().is_draft


def test_included_list_waits_in_the_communities_with_the_order_as_its_ground() -> None:
    desk = make_desk()

    order = read_at(desk)
    accept_sure(order, keys=[one.key for one in doubts_in(order, desk) if one.sure], by=desk.by)
    roster = Appendix.objects.get()
    before = (roster.act, [row.community_words for row in roster.rows.all()])
    registration = Registration(date(2026, 10, 1), "31")
    version = Order.objects.get(pk=order.pk).version
    order = register_read_order(order, registration=registration, version=version, by=desk.by)

    roster.refresh_from_db()
    second = order.appendices.get(position=2)
    assert before == (None, ["ГМО учителей математики", "ГМО учителей химии"])
    assert list(OrderReading.objects.get(order=order).rosters.all()) == [roster]
    assert (second.kind, second.rows[0][:2]) == (
        OrderAppendix.Kind.ROWS,
        ["ГМО учителей математики", "Бирюкова Нина Сергеевна"],
    )
    assert (roster.act, roster.since, roster.kind.code) == (order.act, date(2026, 10, 1), "city_association")
    assert Plan.objects.get().state == Plan.State.ACCEPTED
