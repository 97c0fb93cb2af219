"""Members whom a read order names: proposed with their words, made members at the registration, with it as basis."""

from datetime import date

import pytest
from django.core.files.base import ContentFile

from metodsovet.kernel.errors import DomainError
from metodsovet.work.communities.models import Community, CommunityKind, Membership, Office
from metodsovet.work.communities.tests.kinds import community_at
from metodsovet.work.orders.actions import (
    Registration,
    accept_sure,
    draft_order_from_file,
    register_read_order,
    settle_doubt,
)
from metodsovet.work.orders.models import Deed, Order, OrderReading
from metodsovet.work.orders.queries.doubts import Doubt
from metodsovet.work.orders.queries.review import doubts_of_reading
from metodsovet.work.orders.reading import read_file_here
from metodsovet.work.orders.tests.desk import Desk, colleague, deed, make_desk, register, whole
from metodsovet.work.orders.tests.read_files import with_tables

pytestmark = pytest.mark.django_db
HEAD = "ПРИКАЗ\n1 октября 2026 г. № 31\nО методическом совете\nПРИКАЗЫВАЮ:\n"
FOOT = "\nНачальник управления И.П. Громова"
APPROVED = "1. Утвердить состав методического совета (приложение № 1)."
SIGNED_ON = date(2026, 10, 1)


def council(desk: Desk) -> Community:
    return community_at(desk.world.town, "Методический совет", code=CommunityKind.Code.COUNCIL)


def read_at(desk: Desk, points: str = APPROVED, *rows: list[str]) -> Order:
    table = [["ФИО", "Должность", "Роль в совете"], *rows]
    tables = [("Состав методического совета", table)] if rows else []
    content = with_tables(f"{HEAD}{points}{FOOT}", *tables)
    upload = ContentFile(content, name="приказ.docx")
    file = read_file_here(content, "приказ.docx")
    order = draft_order_from_file(file, "приказ.docx", upload, organisation=desk.issuer, by=desk.by)
    return Order.objects.get(pk=order.pk)


def asked(order: Order, desk: Desk) -> list[Doubt]:
    reading = OrderReading.objects.select_related("order__organisation").get(order=order)
    return [one for one in doubts_of_reading(reading, desk.by) if one.key.partition(":")[0] in ("deed", "members")]


def accept(order: Order, desk: Desk) -> list[str]:
    return accept_sure(order, keys=[one.key for one in asked(order, desk) if one.sure], by=desk.by)


def registered(order: Order, desk: Desk) -> Order:
    order = Order.objects.get(pk=order.pk)
    return register_read_order(order, registration=Registration(SIGNED_ON, "31"), version=order.version, by=desk.by)


def test_list_of_members_with_roles_becomes_members_and_officers_after_a_yes() -> None:
    desk = make_desk()
    body, plain = council(desk), colleague(desk.world)
    rows = (
        ["Громова Инна Павловна", "начальник", "председатель"],
        ["Захарова Инга Львовна", "учитель химии", "член совета"],
    )
    order = read_at(desk, APPROVED, *rows)
    (doubt,) = asked(order, desk)
    before = order.deeds.exists()

    accept(order, desk)
    order = registered(order, desk)

    assert not before
    assert "Захарова Инга Львовна — член совета" in doubt.choices[0].hint
    assert [one.kind for one in order.deeds.all()] == [Deed.Kind.APPOINT, Deed.Kind.ADMIT]
    membership = Membership.objects.get(community=body, person=plain)
    assert (membership.since, membership.basis) == (SIGNED_ON, order.act)
    head = Office.objects.get(community=body)
    assert (head.person, head.kind, head.basis) == (desk.world.authority_head, Office.Kind.HEAD, order.act)


def test_member_whom_nobody_knows_is_named_and_the_rest_is_no_more_sure() -> None:
    desk = make_desk()
    body = council(desk)
    rows = (
        ["Громова Инна Павловна", "начальник", "член совета"],
        ["Неизвестнов Пётр Ильич", "учитель", "член совета"],
    )
    order = read_at(desk, APPROVED, *rows)
    (doubt,) = asked(order, desk)

    settle_doubt(order, key=doubt.key, choice=f"community:{body.pk}", by=desk.by)

    assert (doubt.sure, "Неизвестнов П.И." in doubt.reason) == ("", True)
    assert [one.person for one in order.deeds.all()] == [desk.world.authority_head]


def test_nobody_is_included_without_a_yes() -> None:
    desk = make_desk()
    council(desk)
    order = read_at(desk, APPROVED, ["Громова Инна Павловна", "начальник", "член совета"])

    registered(order, desk)

    assert not Membership.objects.exists()
    assert not Deed.objects.exists()


def test_points_include_and_exclude_members_by_name() -> None:
    desk = make_desk()
    body, comes = council(desk), colleague(desk.world)
    leaves = colleague(desk.world, "Дятлова Ирина Олеговна")
    Membership.objects.create(community=body, person=leaves, since=date(2025, 9, 1), ground="by_hand")
    order = read_at(
        desk,
        "1. Включить в состав методического совета Захарову И.Л., учителя химии.\n"
        "2. Исключить Дятлову И.О. из состава методического совета.",
    )

    shown = [one.proposal for one in asked(order, desk)]
    accept(order, desk)
    order = registered(order, desk)

    assert shown == [
        "Включить в состав: Захарова Инга Львовна — Методический совет",
        "Исключить из состава: Дятлова Ирина Олеговна — Методический совет",
    ]
    assert Membership.objects.get(community=body, person=comes).basis == order.act
    assert Membership.objects.get(community=body, person=leaves).until == SIGNED_ON


def test_whoever_is_replaced_in_an_office_is_relieved_and_a_former_head_goes_by_himself() -> None:
    desk = make_desk()
    new = colleague(desk.world)
    order = read_at(
        desk,
        "1. Назначить руководителем ГМО учителей математики Захарову И.Л. взамен Бирюковой Н.С. с 1 октября 2026 г.",
    )

    accept(order, desk)
    order = registered(order, desk)

    assert [one.kind for one in order.deeds.all()] == [Deed.Kind.APPOINT]
    former = Office.objects.get(community=desk.association, person=desk.world.teacher)
    assert former.until == date(2026, 9, 30)
    assert Office.objects.get(community=desk.association, person=new).since == SIGNED_ON


def test_accepting_is_refused_for_nothing_and_skips_what_is_no_more_there() -> None:
    desk = make_desk()
    council(desk)
    order = read_at(desk, APPROVED, ["Громова Инна Павловна", "начальник", "член совета"])

    with pytest.raises(DomainError) as nothing:
        accept_sure(order, keys=["deed:7", "nonsense"], by=desk.by)
    accept(order, desk)
    with pytest.raises(DomainError) as again:
        accept_sure(order, keys=["members:0"], by=desk.by)

    assert (nothing.value.code, again.value.code) == ("nothing_chosen", "nothing_chosen")
    assert order.deeds.count() == 1


def test_one_who_is_no_member_cannot_be_excluded() -> None:
    desk = whole(make_desk())
    deed(desk, Deed.Kind.EXCLUDE, community=council(desk), person=colleague(desk.world))

    with pytest.raises(DomainError) as refused:
        register(desk)

    assert refused.value.code == "not_a_member"
