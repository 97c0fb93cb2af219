"""The column «Срок» of an appendix: read, judged and written to offices."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metodsovet.ground.directory.tests.world import make_world, user_of
from metodsovet.work.communities.actions import AppendixGround, apply_appendix, decide_line, load_appendix
from metodsovet.work.communities.matching import judge_appendix
from metodsovet.work.communities.models import Appendix, AppendixRow, Community, Office
from metodsovet.work.communities.periods import Period, period_of
from metodsovet.work.communities.reading import Line
from metodsovet.work.communities.tests.kinds import Code, kind_at
from metodsovet.work.communities.tests.test_reading import lines_of

DAY = date(2026, 9, 15)
HEAD = ("№", "Объединение", "ФИО руководителя", "Срок полномочий")


@pytest.mark.parametrize(
    ("words", "period"),
    (
        ("с 01.09.2026 по 31.05.2027", Period(date(2026, 9, 1), date(2027, 5, 31))),
        ("с 1 сентября 2026 г. по 31 мая 2027 г.", Period(date(2026, 9, 1), date(2027, 5, 31))),
        ("01.10.2026 – 31.08.2028", Period(date(2026, 10, 1), date(2028, 8, 31))),
        ("на 2026/27 учебный год", Period(DAY, date(2027, 8, 31))),
        ("2027-2028 учебный год", Period(date(2027, 9, 1), date(2028, 8, 31))),
        ("до 31.08.2027", Period(DAY, date(2027, 8, 31))),
        ("по 31.08.2027", Period(DAY, date(2027, 8, 31))),
        ("с 01.10.2026", Period(date(2026, 10, 1))),
        ("2 года", Period(DAY, date(2028, 9, 14))),
        ("сроком на 3 (три) года", Period(DAY, date(2029, 9, 14))),
        ("один год", Period(DAY, date(2027, 9, 14))),
        ("3 года с 01.09.2026", Period(date(2026, 9, 1), date(2029, 8, 31))),
        ("2026-2028 годы", Period(DAY, date(2028, 12, 31))),
        ("бессрочно", Period(DAY)),
        ("Постоянно", Period(DAY)),
        ("—", Period(DAY)),
        ("с 01.09.2027 по 31.08.2026", None),
        ("до 01.01.2020", None),
        ("по мере надобности", None),
    ),
)
def test_period_of_words(words: str, period: Period | None) -> None:
    assert period_of(words, DAY) == period


@given(st.text(max_size=60))
def test_period_of_any_words_never_runs_backwards(words: str) -> None:
    period = period_of(words, DAY)

    assert period is None or period.until is None or period.until >= period.since


def test_period_of_years_from_a_leap_day() -> None:
    assert period_of("1 год", date(2028, 2, 29)) == Period(date(2028, 2, 29), date(2029, 2, 28))


def test_read_lines_takes_the_term() -> None:
    (line,) = lines_of(("1", "ШМО химиков", "Рябов К.И.", "до 31.08.2027"), head=HEAD)

    assert (line.community, line.head, line.term) == ("ШМО химиков", "Рябов К.И.", "до 31.08.2027")


def loaded(*terms: str, kind: str = Code.CITY_ASSOCIATION) -> tuple[Appendix, object]:
    world = make_world()
    by = user_of(world.methodist)
    people = ("Бирюкова Нина Сергеевна", "Устинова Вера Глебовна")
    lines = [Line(n, f"Группа {n}", people[n - 1], term=term) for n, term in enumerate(terms, 1)]
    ground = AppendixGround(kind_at(world.town, kind), DAY)
    return load_appendix(world.town, lines=lines, file_name="приложение.docx", ground=ground, by=by), by


@pytest.mark.django_db
def test_apply_appendix_gives_offices_from_day_to_day() -> None:
    appendix, by = loaded("с 01.10.2026 по 31.05.2027", "")

    apply_appendix(appendix, by=by)  # type: ignore[arg-type]  # a user

    days = list(Office.objects.order_by("pk").values_list("since", "until"))
    assert days == [(date(2026, 10, 1), date(2027, 5, 31)), (DAY, None)]
    assert list(Community.objects.values_list("runs_until", flat=True)) == [None, None]


@pytest.mark.django_db
def test_a_temporary_community_works_as_long_as_its_head() -> None:
    appendix, by = loaded("1 год", kind=Code.TEMPORARY_COLLECTIVE)

    apply_appendix(appendix, by=by)  # type: ignore[arg-type]  # a user

    community = Community.objects.get()
    assert (community.opened_on, community.runs_until) == (DAY, DAY.replace(year=2027) - timedelta(days=1))


@pytest.mark.django_db
def test_a_term_that_is_not_understood_is_asked_about() -> None:
    appendix, by = loaded("по мере надобности")
    (line,) = judge_appendix(appendix, user=by)  # type: ignore[arg-type]  # a user
    assert [(doubt.field, doubt.reason) for doubt in line.doubts] == [("term", "Срок «по мере надобности» не понят.")]

    decide_line(AppendixRow.objects.get(), choices={"term": "none"}, by=by)  # type: ignore[arg-type]  # a user
    apply_appendix(appendix, by=by)  # type: ignore[arg-type]  # a user

    assert (Office.objects.get().since, Office.objects.get().until) == (DAY, None)
