"""Last year's order as a draft of this year."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metodsovet.ground.directory.actions import dismiss
from metodsovet.kernel import clock
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.work.orders.actions import copy_order
from metodsovet.work.orders.copying import next_year_text
from metodsovet.work.orders.models import Order
from metodsovet.work.orders.numbering import numbered
from metodsovet.work.orders.tests.desk import HEADS, appendix, deed, make_desk, point, register

TODAY = clock.today()
LAST_YEAR = date(SchoolYear.of(TODAY).start - 1, 10, 1)


def of_last_year() -> Order:
    return Order(title="Приказ", signed_on=date(2025, 10, 1))


@pytest.mark.parametrize(
    ("text", "moved"),
    (
        ("в 2025/26 учебном году", "в 2026/27 учебном году"),
        ("в 2025-2026 учебном году", "в 2026-2027 учебном году"),
        ("до 15 сентября 2025 г.", "до 15 сентября 2026 г."),
        ("в соответствии с приказом от 12.03.2024 № 55", "в соответствии с приказом от 12.03.2024 № 55"),
        ("до 01.06.2026", "до 01.06.2027"),
        ("приложение № 2025", "приложение № 2025"),
        ("без года", "без года"),
    ),
)
def test_next_year_text_moves_years_and_leaves_acts(text: str, moved: str) -> None:
    assert next_year_text(text, of_last_year(), date(2026, 11, 1)) == moved


@given(st.text(alphabet=st.characters(exclude_categories=("Nd", "Cs")), max_size=60))
def test_next_year_text_leaves_words_without_years_alone(text: str) -> None:
    assert next_year_text(text, of_last_year(), date(2026, 11, 1)) == text


@pytest.mark.django_db
def test_copy_order_takes_points_tables_and_people_who_still_work() -> None:
    with clock.at(datetime.combine(LAST_YEAR, time(9), UTC)):
        desk = make_desk()
        upper = point(desk, parties=HEADS)
        point(desk, "представить планы", parent=upper, term=f"до 15 ноября {LAST_YEAR.year} г.")
        appendix(desk)
        deed(desk, "close", community=desk.association)
        order = register(desk, LAST_YEAR)
    dismiss(desk.world.second_methodist.employments.get(), until=TODAY - timedelta(days=1), by=None)

    copy = copy_order(order, by=desk.by)

    below = [(one.number, str(one.point)) for one in numbered(copy.points.all())]
    assert below == [("1", HEADS), ("1.1", "представить планы")]
    term = copy.points.get(parent__isnull=False).term
    assert term is not None
    assert term.end == date(LAST_YEAR.year + 1, 11, 15)
    assert copy.appendices.get().offer == "communities:associations"
    assert (copy.state, copy.copied_from, copy.controller) == ("draft", order, None)
    assert copy.signatory == desk.world.authority_head
    assert not copy.deeds.exists()
