"""The copy of an order with what later ones changed."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from docx import Document

from metodsovet.kernel.russian import date_text
from metodsovet.work.orders.actions import Signatures, add_link, draft_order, set_signatures
from metodsovet.work.orders.models import Order, OrderAppendix, OrderLink
from metodsovet.work.orders.papers.editions import changes_of, edition_data, print_edition
from metodsovet.work.orders.tests.desk import Desk, appendix, make_desk, point, register, whole
from metodsovet.work.orders.tests.test_printed_page import texts

pytestmark = pytest.mark.django_db


def test_edition_names_what_changed_it_and_says_which_points_are_gone() -> None:
    desk = whole(make_desk())
    earlier = register(desk)
    later = _later(desk, earlier, OrderLink.Kind.WITHDRAWS_POINTS, points=[earlier.points.get(parent=None, position=2)])

    changes = changes_of(earlier, later.day)
    data = edition_data(earlier, changes)

    said = [f"{line['mark']} {line['text']}".replace("\u00a0", " ") for line in data["points"]]
    assert data["edition"].replace("\u00a0", " ").startswith("(с изменениями, внесёнными приказом от ")
    assert said[1].startswith("2. Утратил силу (приказ от ")
    assert not any(line.startswith("2.1.") for line in said)
    assert len(said) == 3
    assert f"№ {earlier.number}" in " ".join(texts(Document(BytesIO(print_edition(earlier, changes)))))


def test_edition_puts_the_new_words_into_the_points_and_rows_they_are_about() -> None:
    desk = whole(make_desk())
    table = {"columns": ("Школа", "Куратор"), "rows": (("СОШ № 1", "Захарова И.Л."), ("СОШ № 2", "Захарова И.Л."))}
    appendix(desk, kind=OrderAppendix.Kind.ROWS, title="Кураторы", offer="", **table)
    earlier = register(desk)
    later = _later(
        desk,
        earlier,
        OrderLink.Kind.AMENDS,
        says=(
            "в пункте 2.1 слова «до 20 августа» заменить словами «до 31 августа»",
            "дополнить пунктом 2.2 следующего содержания: «представить отчёт»",
            "в приложении в строке 2 слова «Захарова И.Л.» заменить словами «Белова В.И.»",
        ),
    )

    data = edition_data(earlier, changes_of(earlier, later.day))

    said = [f"{line['mark']} {line['text']}".replace("\u00a0", " ").strip() for line in data["points"]]
    by = f"от {date_text(later.day)} № {later.number}".replace("\u00a0", " ")
    assert said[2:6] == [
        "2.1. Провести семинар, срок — до 31 августа 2027 г.",
        f"(в редакции приказа {by})",
        "2.2. Представить отчёт.",
        f"(введён приказом {by})",
    ]
    rows = [[cell.replace("\u00a0", " ") for cell in row] for row in data["annexes"][0]["rows"]]
    assert rows == [["1", "СОШ № 1", "Захарова И.Л."], ["2", "СОШ № 2", "Белова В.И."]]


def _later(desk: Desk, earlier: Order, kind: str, says: Sequence[str] = ("Внести изменения",), **more: Any) -> Order:
    order = draft_order(desk.issuer, kind="order", title="О внесении изменений", by=desk.by)
    set_signatures(order, signatures=Signatures(desk.world.authority_head), by=desk.by)
    later = Desk(desk.world, order, desk.association)
    for text in says:
        point(later, text)
    assert earlier.act is not None
    add_link(order, kind=kind, act=earlier.act, by=desk.by, **more)
    return register(later, date(earlier.day.year, earlier.day.month, earlier.day.day))
