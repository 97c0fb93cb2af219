from datetime import date

import pytest

from metodsovet.design.lanes import Bar, DrawnBar, DrawnMark, Lane, Mark, Span, drawn_bars, drawn_marks

YEAR = Span(date(2026, 9, 1), date(2027, 8, 31), date(2026, 11, 17))


@pytest.mark.parametrize(
    ("day", "place"),
    ((date(2026, 9, 1), 0.0), (date(2026, 12, 1), 25.0), (date(2027, 9, 1), 100.0), (date(2025, 1, 1), 0.0)),
)
def test_span_places_a_day_by_equal_months(day: date, place: float) -> None:
    assert YEAR.place(day) == place


def test_span_marks_today_inside_only() -> None:
    past = Span(date(2025, 9, 1), date(2026, 8, 31), date(2026, 11, 17))

    assert (YEAR.today_place, past.today_place) == ("21.11", "")


def test_span_names_its_months() -> None:
    names = ", ".join(name for name, _ in YEAR.months)

    assert names == "сен, окт, ноя, дек, янв, фев, мар, апр, май, июн, июл, авг"
    assert [name for name, is_now in YEAR.months if is_now] == ["ноя"]


def test_bar_shows_the_done_share_of_its_whole_period() -> None:
    lane = Lane(bars=(Bar(date(2026, 9, 1), date(2026, 10, 31), 0.5, "waiting"),))

    assert drawn_bars(lane, YEAR) == (DrawnBar("0.00", "16.67", "8.33", "wait", "accent"),)


def test_bar_is_cut_at_the_edges_of_the_span() -> None:
    lane = Lane(bars=(Bar(date(2026, 6, 1), date(2026, 9, 30)), Bar(date(2027, 10, 1), date(2027, 10, 5))))

    assert drawn_bars(lane, YEAR) == (DrawnBar("0.00", "8.33", "0.00", "next", "idle"),)


def test_mark_outside_the_span_is_not_drawn() -> None:
    lane = Lane(marks=(Mark(date(2026, 12, 1), "ahead"), Mark(date(2027, 9, 1), "ahead")))

    assert drawn_marks(lane, YEAR) == (DrawnMark("25.00", "next"),)
