"""Requisites of the act and the years of the plan."""

from datetime import date

import pytest

from metodsovet.work.planning.reading import Act
from metodsovet.work.planning.reading.acts import read_requisites
from metodsovet.work.planning.tests.reading.files import HEADER, plan_of

TABLE = (HEADER, ("1", "Методический совет", "сентябрь", "Методист"))


def test_read_act_from_the_letterhead() -> None:
    plan = plan_of(
        "УПРАВЛЕНИЕ ОБРАЗОВАНИЯ\nЛУГОВСКОГО МУНИЦИПАЛЬНОГО ОКРУГА",
        "П Р И К А З",
        "« 28 » августа 2025 г.          № 154-ОД",
        "г. Луговск",
        "**Об утверждении плана работы",
        "методической службы на 2025/2026 учебный год**",
        "В целях развития кадров Луговского округа приказываю:",
        "1. Утвердить план (Приложение).",
        "Начальник управления",
        "Приложение\nк приказу от 28.08.2025 № 154-ОД",
        "ПЛАН\nработы методической службы\nна 2025/2026 учебный год",
        TABLE,
    )

    assert plan.act == Act(
        kind="приказ",
        number="154-ОД",
        date=date(2025, 8, 28),
        title="Об утверждении плана работы методической службы на 2025/2026 учебный год",
        issuer="Управление образования Луговского муниципального округа",
        years=(2025, 2026),
    )
    assert plan.title == "ПЛАН работы методической службы на 2025/2026 учебный год"


@pytest.mark.parametrize(
    ("lines", "number", "day"),
    (
        (("РАСПОРЯЖЕНИЕ", "от 12.01.2026 № 7-р"), "7-р", date(2026, 1, 12)),
        (("ПРИКАЗ № 15 от 3 февраля 2026 года",), "15", date(2026, 2, 3)),
        (("ПОСТАНОВЛЕНИЕ", "05.05.2025", "№ 1012/ПА"), "1012/ПА", date(2025, 5, 5)),
        (("ПРИКАЗ", "« 04 » 06 2025г.", "№ 91"), "91", date(2025, 6, 4)),
        (("Приказ", "17.07.2025              № 648"), "648", date(2025, 7, 17)),
        (("ПРИКАЗ", "без даты"), "", None),
    ),
)
def test_read_act_in_layouts_of_practice(lines: tuple[str, ...], number: str, day: date | None) -> None:
    plan = plan_of("Отдел образования", *lines, "О плане мероприятий", "ПРИКАЗЫВАЮ:", TABLE)

    assert (plan.act.number, plan.act.date) == (number, day)
    assert plan.act.title == "О плане мероприятий"


def test_read_act_from_the_stamp_of_approval() -> None:
    plan = plan_of(
        (("", "УТВЕРЖДЕН\nприказом МБУ «Методический центр»\nот 01.09.2025 № 33"),),
        "План мероприятий («дорожная карта») на 2025–2027 годы",
        TABLE,
    )

    assert (plan.act.kind, plan.act.number, plan.act.date) == ("приказ", "33", date(2025, 9, 1))
    assert plan.act.issuer == "МБУ «Методический центр»"
    assert plan.act.years == (2025, 2027)


def test_read_act_from_the_heading_of_an_appendix() -> None:
    plan = plan_of(
        "Приложение № 2 к приказу управления образования № 91 от 04.06.2025",
        "Дорожная карта по развитию наставничества на 2026 год",
        TABLE,
    )

    assert (plan.act.kind, plan.act.number, plan.act.date) == ("приказ", "91", date(2025, 6, 4))
    assert plan.act.title == "Дорожная карта по развитию наставничества на 2026 год"
    assert plan.act.years == (2026, 2026)


def test_read_date_of_approval_by_the_head() -> None:
    plan = plan_of("УТВЕРЖДАЮ", "Директор школы", "«01» сентября 2025 г.", "План работы ШМО учителей химии", TABLE)

    assert plan.act.kind == ""
    assert plan.act.date == date(2025, 9, 1)
    assert plan.act.title == "План работы ШМО учителей химии"


def test_read_plan_without_any_act() -> None:
    assert plan_of(TABLE).act == Act()


def test_read_act_citing_a_later_act_is_warned() -> None:
    plan = plan_of(
        "ПРИКАЗ",
        "09.03.2025 № 61",
        "О плане мероприятий",
        "В соответствии с приказом министерства от 26.06.2025 года № 517-Д и письмом от 01.02.2025 № 3:",
        TABLE,
    )

    assert [warning.code for warning in plan.warnings] == ["act_cites_later_act"]
    assert "№517-Д от 26" in plan.warnings[0].text


def test_title_of_a_plan_printed_with_its_indicators_is_not_the_head_of_their_column() -> None:
    lines = ["Дорожная карта развития объединений на 2025–2028 годы", "Целевые показатели:", "Цель", "Показатель"]
    columns = ["План", "2025/26: 60", "2026/27: 80", "Факт", "2025/26: 64"]

    found = read_requisites([*lines, *columns], "")

    assert found.plan_title == "Дорожная карта развития объединений на 2025–2028 годы"
