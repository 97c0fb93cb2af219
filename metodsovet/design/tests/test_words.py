from datetime import UTC, date, datetime

import pytest
from django.template import engines
from django.test import override_settings

from metodsovet.design.tests.pages import Person
from metodsovet.design.typography import unbreakable, when_text

TODAY = date(2026, 11, 17)


def draw(source: str, **context: object) -> str:
    return str(engines["django"].from_string(source).render(context)).replace("\u00a0", "~")


@pytest.mark.parametrize(
    ("source", "expected"),
    (
        ("{{ n|percent }}", "45,6~%"),
        ("{{ n|percent:0 }}", "46~%"),
        ("{{ none|percent }}", "—"),
        ('{{ two|plural:"поручение,поручения,поручений" }}', "поручения"),
        ('{{ eleven|counted:"поручение,поручения,поручений" }}', "11~поручений"),
        ("{{ day|ru_date }}", "17~ноября~2026~г."),
        ("{{ day|ru_day }}", "17~ноября"),
        ("{{ day|ru_date_short }}", "17.11.2026"),
        ("{{ none|ru_date_short }}", "—"),
        ("{{ size|size }}", "38~КБ"),
        ("{{ person|short_name }}", "З.И.~Ёлкина"),
        ("{{ person|list_name }}", "Ёлкина~З.И."),
    ),
)
def test_filters_speak_russian(source: str, expected: str) -> None:
    person = Person("Ёлкина", "Зоя", "Ильинична", "", None)

    assert draw(source, n=0.4555, none=None, two=2, eleven=11, day=TODAY, size=38912, person=person) == expected


@pytest.mark.parametrize(
    ("moment", "expected"),
    (
        (datetime(2026, 11, 17, 6, 12, tzinfo=UTC), "сегодня, 09:12"),
        (datetime(2026, 11, 16, 14, 40, tzinfo=UTC), "вчера, 17:40"),
        (datetime(2026, 11, 16, 22, 30, tzinfo=UTC), "сегодня, 01:30"),
        (datetime(2024, 3, 5, 9, 0, tzinfo=UTC), "05.03.2024"),
        (date(2026, 11, 18), "завтра"),
        (date(2026, 11, 16), "вчера"),
        (date(2026, 9, 1), "1~сентября"),
        (date(2025, 9, 1), "01.09.2025"),
    ),
)
@override_settings(TIME_ZONE="Europe/Moscow")
def test_when_is_told_as_people_tell_it(moment: date | datetime, expected: str) -> None:
    assert when_text(moment, TODAY).replace("\u00a0", "~") == expected


@pytest.mark.parametrize(
    ("plain", "expected"),
    (
        ("приказ № 214, п. 3", "приказ №~214, п.~3"),
        ("работа в школе и дома", "работа в~школе и~дома"),
        ("З.И. Ёлкина", "З.И.~Ёлкина"),
        ("З. И. Ёлкина", "З.И.~Ёлкина"),
        ("Москва — город", "Москва~— город"),
        ("12 500 руб", "12~500~руб"),
        ("2026–2029 годы", "2026–\u20602029~годы"),
        ("до 25 декабря, до 25 мая", "до~25~декабря, до~25~мая"),
        ("ежемесячно, октябрь–май", "ежемесячно, октябрь–\u2060май"),
        ("из-за карантина", "из-за карантина"),
    ),
)
def test_nbsp_keeps_together_what_may_not_part(plain: str, expected: str) -> None:
    assert unbreakable(plain).replace("\u00a0", "~") == expected


def test_nbsp_escapes_what_it_is_given() -> None:
    assert draw("{{ text|nbsp }}", text="<b>в доме</b>") == "&lt;b&gt;в~доме&lt;/b&gt;"
