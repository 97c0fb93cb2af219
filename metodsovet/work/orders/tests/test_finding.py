"""People and communities of a deed are found inside its form, which keeps what is typed."""

import re

import pytest
from django.test import Client

from metodsovet.work.communities.tests.kinds import community_at
from metodsovet.work.orders.tests.desk import colleague, make_desk, point

pytestmark = pytest.mark.django_db


def test_person_of_a_deed_is_found_by_name(client: Client) -> None:
    desk = make_desk()
    colleague(desk.world, "Захарова Инга Львовна")
    client.force_login(desk.by)
    address = f"/orders/{desk.order.pk}/deeds/add/appoint/"

    unasked = client.get(address).content.decode()
    found = client.post(address, {"look": "person", "find_person": "захар инга"}).content.decode()
    nobody = client.post(address, {"look": "person", "find_person": "Никитова"}).content.decode()

    assert "Найдите человека по имени" in unasked
    assert "Захарова Инга Львовна" not in unasked
    assert "Захарова Инга Львовна" in found
    assert "с таким именем здесь никто не работает" in nobody


def test_looking_for_a_person_of_a_deed_keeps_what_is_typed_and_saves_nothing(client: Client) -> None:
    desk = make_desk()
    added = point(desk, "Назначить руководителей")
    client.force_login(desk.by)
    typed = {"office": "deputy", "since": "11.01.2027", "community": desk.association.pk, "point": added.pk}

    answer = client.post(
        f"/orders/{desk.order.pk}/deeds/add/appoint/",
        {**typed, "look": "person", "find_person": "Бирюк", "form_key": "once"},
    )

    shown = answer.content.decode()
    assert answer.status_code == 200
    assert desk.world.teacher.full_name in shown
    assert re.search(r'<option value="deputy"[^>]* selected', shown)
    assert re.search(rf'<option value="{added.pk}"[^>]* selected', shown)
    assert re.search(rf'name="community" value="{desk.association.pk}"[^>]* checked', shown)
    assert 'name="form_key" value="once"' in shown
    assert re.search(r'name="since"[^>]*value="(11.01.2027|2027-01-11)"', shown)
    assert not desk.order.deeds.exists()


def test_community_of_a_deed_is_found_by_its_name_and_its_organisation(client: Client) -> None:
    desk = make_desk()
    for place in range(25):
        community_at(desk.world.town, f"Секция начальных классов {place}")
    last = community_at(desk.world.second_school, "ШМО учителей физики")
    client.force_login(desk.by)
    address = f"/orders/{desk.order.pk}/deeds/add/close/"

    first = client.get(address).content.decode()
    sent = {"look": "community", "find_community": f"физик {desk.world.second_school.short_name}"}
    found = client.post(address, sent).content.decode()

    assert "Показаны первые" in first
    assert last.name not in first
    assert last.name in found
    assert "начальных классов" not in found
