"""A draft goes round named people and comes back agreed or with a note."""

import pytest
from django.core.files.base import ContentFile

from metodsovet.ground.directory.tests.world import user_of
from metodsovet.ground.files.queries import files_of
from metodsovet.ground.notifications.models import Notice
from metodsovet.kernel.errors import DomainError
from metodsovet.work.orders.actions import agree, attach_signed, recall_order, return_order, send_for_agreement
from metodsovet.work.orders.models import Order
from metodsovet.work.orders.queries.shown import shown_order
from metodsovet.work.orders.tests.desk import Desk, make_desk, register, whole

pytestmark = pytest.mark.django_db


def sent(desk: Desk) -> Desk:
    people = [desk.world.authority_head, desk.world.second_methodist]
    send_for_agreement(desk.order, people=people, by=desk.by)
    return desk


def test_order_is_agreed_when_everybody_agrees_and_then_registered() -> None:
    desk = sent(whole(make_desk()))

    states = [
        agree(desk.order, by=user_of(one)).state for one in (desk.world.authority_head, desk.world.second_methodist)
    ]
    order = register(desk)

    assert states == ["agreed_on", "agreed"]
    assert order.is_registered
    assert Notice.objects.filter(text__startswith="Согласуйте проект").count() == 2
    assert Notice.objects.filter(text__startswith="Согласован всеми").get().person == desk.world.methodist


def test_return_order_brings_it_back_with_a_note_and_the_next_round_asks_all_again() -> None:
    desk = sent(whole(make_desk()))
    agree(desk.order, by=user_of(desk.world.authority_head))

    return_order(desk.order, note="Уточните срок", by=user_of(desk.world.second_methodist))
    back = desk.fresh().state
    sent(desk)

    assert back == "draft"
    asked = desk.order.agreements.filter(round=2, answer="asked")
    assert asked.count() == 2
    assert desk.order.agreements.get(answer="returned").note == "Уточните срок"


def test_agree_of_whoever_is_not_asked_and_return_without_a_note_are_refused() -> None:
    desk = sent(whole(make_desk()))
    codes = []

    with pytest.raises(DomainError) as refusal:
        agree(desk.order, by=user_of(desk.world.head))
    codes.append(refusal.value.code)
    with pytest.raises(DomainError) as refusal:
        return_order(desk.order, note=" ", by=user_of(desk.world.authority_head))
    codes.append(refusal.value.code)

    assert codes == ["not_asked", "no_note"]
    assert desk.fresh().state == "agreed_on"


def test_send_for_agreement_to_nobody_or_without_points_is_refused() -> None:
    desk = make_desk()
    codes = []

    for people in ([], [desk.world.authority_head]):
        with pytest.raises(DomainError) as refusal:
            send_for_agreement(desk.order, people=people, by=desk.by)
        codes.append(refusal.value.code)

    assert codes == ["nobody_asked", "no_points"]


def test_recall_order_takes_an_agreed_one_back_to_be_edited() -> None:
    desk = sent(whole(make_desk()))

    recall_order(desk.order, by=desk.by)

    assert desk.fresh().state == "draft"


def test_attach_signed_keeps_the_scan_and_waits_for_the_agreement() -> None:
    desk = whole(make_desk())
    file = ContentFile("Подписано".encode(), name="скан.txt")
    attach_signed(desk.order, file, by=desk.by)
    sent(desk)

    with pytest.raises(DomainError) as refusal:
        attach_signed(desk.order, file, by=desk.by)

    assert refusal.value.code == "on_agreement"
    assert [one.name for one in files_of(desk.order)] == ["скан.txt"]


def test_who_is_asked_sees_the_draft_and_others_of_the_school_do_not() -> None:
    desk = whole(make_desk())
    send_for_agreement(desk.order, people=[desk.world.deputy], by=desk.by)

    seen = {
        person.last_name: Order.objects.visible_to(user_of(person)).exists()
        for person in (desk.world.deputy, desk.world.head, desk.world.methodist, desk.world.foreign_methodist)
    }

    assert list(seen.values()) == [True, False, True, False]


def test_whoever_was_asked_before_the_draft_was_recalled_is_asked_no_more() -> None:
    desk = whole(make_desk())
    send_for_agreement(desk.order, people=[desk.world.head], by=desk.by)
    recall_order(desk.fresh(), by=desk.by)
    send_for_agreement(desk.fresh(), people=[desk.world.authority_head], by=desk.by)

    waiting = shown_order(desk.fresh(), desk.by).answers
    recall_order(desk.fresh(), by=desk.by)

    assert [one.person for one in waiting] == [desk.world.authority_head]
    assert shown_order(desk.fresh(), desk.by).answers == []
