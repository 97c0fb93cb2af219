"""What is printed of an order and leafed through on its page; whom the words of a point mean, looked for."""

from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from docx import Document
from docx.shared import Mm

from metodsovet.ground.directory.tests.world import user_of
from metodsovet.work.orders.actions import (
    Signatures,
    add_link,
    draft_order,
    send_for_agreement,
    set_signatures,
)
from metodsovet.work.orders.models import PointParty
from metodsovet.work.orders.tests.desk import Desk, appendix, make_desk, point, register, whole
from metodsovet.work.planning.matching import HolderChoice

pytestmark = pytest.mark.django_db


def test_long_table_of_an_appendix_is_leafed_through_on_the_sheet(client: Client) -> None:
    desk = whole(make_desk())
    table: dict[str, Any] = {
        "columns": ["Тема", "Срок"],
        "rows": [[f"Тема номер {place}", "май"] for place in range(1, 131)],
    }
    appendix(desk, kind="rows", title="Темы", **table)
    client.force_login(desk.by)

    first = client.get(f"/orders/{desk.order.pk}/").content.decode()
    last = client.get(f"/orders/{desk.order.pk}/", {"rows_of": "1", "rows": "3"}).content.decode()

    assert "Тема номер 60<" in first
    assert "Тема номер 61<" not in first
    assert "Тема номер 130<" in last
    assert "Тема номер 60<" not in last


def test_changed_order_and_its_agreement_are_downloaded(client: Client) -> None:
    desk = whole(make_desk())
    send_for_agreement(desk.fresh(), people=[desk.world.head], by=desk.by)
    client.force_login(user_of(desk.world.head))

    sheet = client.get(f"/orders/{desk.order.pk}/agreement/sheet/")
    unchanged = client.get(f"/orders/{desk.order.pk}/edition/")

    line = Document(BytesIO(sheet.content)).tables[0].rows[1]
    assert "В.Г. Устинова" in line.cells[2].text.replace("\u00a0", " ")
    assert (line.height or 0) > Mm(8)
    assert unchanged.headers["Location"] == f"/orders/{desk.order.pk}/word/"
    client.force_login(user_of(desk.world.teacher))
    assert client.get(f"/orders/{desk.order.pk}/agreement/sheet/").status_code == 404


def test_sheet_of_an_amended_order_is_shown_as_it_was_and_with_the_changes(client: Client) -> None:
    desk = whole(make_desk())
    earlier = register(desk)
    assert earlier.act is not None
    order = draft_order(desk.issuer, kind="order", title="О внесении изменений", by=desk.by)
    set_signatures(order, signatures=Signatures(desk.world.authority_head), by=desk.by)
    later = Desk(desk.world, order, desk.association)
    point(later, "в пункте 2.1 слова «семинар» заменить словами «методический день»")
    add_link(order, kind="amends", act=earlier.act, by=desk.by)
    changing = register(later)
    client.force_login(desk.by)

    first = client.get(f"/orders/{earlier.pk}/").content.decode()
    edition = client.get(f"/orders/{earlier.pk}/", {"sheet": "edition"}).content.decode()
    of_later = client.get(f"/orders/{changing.pk}/", {"sheet": "edition"}).content.decode()

    sheets = [
        text.partition("Приказ, как он печатается")[2].replace("\u00a0", " ") for text in (first, edition, of_later)
    ]
    assert [text.count("Провести методический день") for text in sheets] == [0, 1, 0]
    assert "(с изменениями, внесёнными приказом" in sheets[1]
    assert f'href="/orders/{changing.pk}/"' in first


def test_party_is_found_among_all_of_the_municipality_and_none_of_another(client: Client) -> None:
    desk = make_desk()
    row = point(desk, "Провести семинар", parties="координатор проекта").parties.get()
    client.force_login(desk.by)

    found = client.get(f"/orders/parties/{row.pk}/find/", {"find": "Бирюк"}).content.decode()
    foreign = client.get(f"/orders/parties/{row.pk}/find/", {"find": desk.world.foreign_methodist.last_name})
    code = HolderChoice(PointParty.Holder.PERSON.value, person_id=desk.world.teacher.pk).code
    assert f'value="{code}"' in found
    client.post(f"/orders/parties/{row.pk}/", {"holder": code})

    row.refresh_from_db()
    assert "никого не нашлось" in foreign.content.decode()
    assert row.person == desk.world.teacher
