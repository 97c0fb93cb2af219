"""A point with several addressees: each has his part, the paper prints the point once; a recommendation is a fact."""

from datetime import date

import pytest
from django.core.files.base import ContentFile

from metodsovet.work.orders.actions import (
    PointDraft,
    Registration,
    change_point,
    copy_order,
    draft_order_from_file,
    move_point,
    register_read_order,
)
from metodsovet.work.orders.expansion import PointExpansion
from metodsovet.work.orders.models import Order
from metodsovet.work.orders.numbering import numbered
from metodsovet.work.orders.papers import order_paper
from metodsovet.work.orders.queries.assignments import assignments_of_order
from metodsovet.work.orders.tests.desk import HEADS, Desk, make_desk, point
from metodsovet.work.orders.tests.read_files import read_file_of, word_of

pytestmark = pytest.mark.django_db
WORDS = "Руководителям образовательных организаций: сдать планы до 15.03.2027; методистам: сверить их до 25.03.2027"
TEXT = (
    f"ПРИКАЗ\n1 октября 2026 г. № 31\nО планах\nПРИКАЗЫВАЮ:\n1. {WORDS}.\n"
    "2. Провести семинар.\nНачальник управления И.П. Громова"
)


def read_at(desk: Desk) -> Order:
    upload = ContentFile(word_of(TEXT), name="приказ.docx")
    order = draft_order_from_file(read_file_of(TEXT), "приказ.docx", upload, organisation=desk.issuer, by=desk.by)
    return Order.objects.get(pk=order.pk)


def test_each_part_gives_its_own_assignments_and_the_point_is_printed_once() -> None:
    desk = make_desk()
    order = read_at(desk)

    lines = [(line.mark, line.text.replace("\u00a0", " ")) for line in order_paper(order).points]
    silences = [one.silence for one in PointExpansion(order).given()]
    order = register_read_order(
        order, registration=Registration(date(2026, 10, 1), "31"), version=order.version, by=desk.by
    )

    assert lines[:2] == [("1.", f"{WORDS}."), ("2.", "Провести семинар.")]
    assert silences[:3] == ["исполняется по частям", "", ""]
    given = set(assignments_of_order(order).values_list("title", "due_on"))
    assert given == {
        ("Руководителям образовательных организаций: сдать планы до 15.03.2027", date(2027, 3, 15)),
        ("Методистам: сверить их до 25.03.2027", date(2027, 3, 25)),
    }


def test_parts_have_the_number_of_their_point_and_the_next_one_goes_on() -> None:
    desk = make_desk()

    order = read_at(desk)

    assert [(one.number, one.level) for one in numbered(order.points.all())] == [("1", 1), ("1", 2), ("1", 2), ("2", 1)]


def test_part_that_is_moved_out_becomes_a_point_and_a_copy_keeps_the_others() -> None:
    desk = make_desk()
    order = read_at(desk)
    part = order.points.filter(is_inline=True).last()
    assert part is not None

    move_point(part, where="out", by=desk.by)

    assert [one.number for one in numbered(order.points.all())] == ["1", "1", "2", "3"]
    copied = copy_order(order, by=desk.by)
    assert copied.points.filter(is_inline=True).count() == 1


def test_recommendation_is_a_fact_of_the_point_that_follows_its_words() -> None:
    desk = make_desk()
    said = point(desk, "Школам рекомендуется провести педсоветы", parties=HEADS)
    plain = point(desk, "Подготовить рекомендации", parties=HEADS)

    before = (said.is_recommended, plain.is_recommended)
    said = change_point(said, draft=PointDraft("Провести педсоветы", HEADS), by=desk.by)

    assert before == (True, False)
    assert not said.is_recommended
