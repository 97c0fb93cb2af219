"""The five sample orders, where their files are at hand; what is expected is told without their sentences and names."""

from datetime import date

import pytest

from metodsovet.kernel.parties import PartyKind
from metodsovet.work.orders.reading import AppendixKind, Clause, ReadOrder, read_order_here
from metodsovet.work.orders.tests.reading.samples import shared

SEEDS = shared("seeds")

pytestmark = pytest.mark.skipif(SEEDS is None, reason="the sample orders are not here")


def order_of(start: str, suffix: str = ".txt") -> tuple[ReadOrder, str]:
    assert SEEDS is not None
    path = next(path for path in SEEDS.iterdir() if path.name.startswith(start) and path.suffix == suffix)
    return read_order_here(path, path.name), path.read_text(encoding="utf-8") if suffix == ".txt" else ""


def outline(order: ReadOrder) -> list[tuple[str, str, str]]:
    return [(point.number, point.verb, point.kind) for point in order.all_points()]


def surname_stands_in(person: str, text: str) -> bool:
    """The surname in any case: its first letters."""
    surname = max(person.replace("\u00a0", " ").split(), key=len)
    return surname[:4] in text


def numbers(clauses: tuple[Clause, ...]) -> list[str]:
    return [clause.number for clause in clauses]


def test_read_the_order_about_methodical_work() -> None:
    order, text = order_of("000")

    assert (order.act.kind, order.act.number, order.act.date) == ("распоряжение", "648", date(2020, 7, 17))
    assert len(order.act.issuers) == 1
    assert order.act.title.endswith("2020/2021 учебном году")
    assert [(act.kind, act.number, act.date) for act in order.basis] == [
        ("положение", "", None),
        ("решение", "486", date(2016, 11, 28)),
    ]
    assert order.command == ""
    assert outline(order) == [
        ("1", "определить", "other"),
        *((f"1.{number}", "", "other") for number in range(1, 6)),
        ("2", "", "other"),
        ("3", "утвердить", "approve"),
        ("4", "утвердить", "approve"),
        ("5", "организовать", "assign"),
        ("6", "", "assign"),
        ("6.1", "организовать", "assign"),
        ("7", "возложить", "control"),
    ]
    terms = {point.number: point.term.source for point in order.all_points() if point.term}
    assert terms == {"5": "в 2020/2021 учебном году", "6.1": "в 2020/2021 учебном году"}
    parties = {point.number: point.parties[0].kind for point in order.all_points() if point.parties}
    assert parties["5"] is PartyKind.DEPARTMENT
    assert parties["6"] is parties["6.1"] is PartyKind.ROLE
    assert order.controller is not None
    assert surname_stands_in(order.controller.parties[0].person, text)
    assert [one.position.startswith("Начальник") for one in order.signatories] == [True]
    assert order.executor is not None
    assert order.executor.phone.count("/") == 2
    assert text.rstrip().endswith(f", {order.executor.phone}")
    assert [(appendix.number, appendix.points) for appendix in order.appendices] == [("1", ("3",)), ("2", ("4",))]
    assert {warning.code for warning in order.warnings} == {"appendix_missing"}


def test_read_the_order_with_a_regulation() -> None:
    order, text = order_of("001")

    assert (order.act.kind, order.act.number, order.act.date) == ("распоряжение", "261", date(2020, 3, 9))
    assert order.act.place.startswith("г. ")
    assert [(act.kind, act.number, act.date) for act in order.basis] == [("приказ", "517-Д", date(2020, 6, 26))]
    assert order.basis[0].issuer.startswith("Министерство")
    assert outline(order) == [("1", "утвердить", "approve"), ("2", "возложить", "control")]
    assert order.controller is not None
    assert surname_stands_in(order.controller.parties[0].person, text)
    assert len(order.signatories) == 1
    (regulation,) = order.appendices
    assert (regulation.kind, regulation.points) == (AppendixKind.REGULATION, ("1",))
    assert numbers(regulation.clauses) == ["1", "2", "3"]
    assert [numbers(section.children) for section in regulation.clauses] == [
        ["1", "2"],
        ["3", "4", "5"],
        ["6", "7", "8", "9", "10"],
    ]
    assert [len(clause.children) for clause in regulation.clauses[1].children] == [0, 6, 4]
    functions = regulation.clauses[2].children[3]
    assert [(part.number, len(part.children)) for part in functions.children] == [("1", 7), ("2", 6)]
    assert [warning.code for warning in order.warnings] == ["act_cites_later_act"]


@pytest.mark.parametrize("suffix", (".txt", ".docx"))
def test_read_the_order_with_a_roadmap(suffix: str) -> None:
    order, _ = order_of("002", suffix)

    assert (order.act.kind, order.act.number, order.act.date) == ("распоряжение", "1441", date(2021, 11, 24))
    assert order.act.title.endswith("на 2021-2024 годы")
    assert order.basis == ()
    assert outline(order) == [
        ("1", "утвердить", "approve"),
        ("2", "обеспечить", "assign"),
        ("3", "возложить", "control"),
    ]
    assert [point.term.source if point.term else "" for point in order.points] == [
        "",
        "в период реализации дорожной карты",
        "",
    ]
    assert [len(point.parties) for point in order.points] == [0, 1, 1]
    assert order.points[1].parties[0].person
    assert len(order.signatories) == 1
    (roadmap,) = order.appendices
    assert (roadmap.kind, roadmap.points) == (AppendixKind.PLAN, ("1",))
    assert roadmap.plan is not None
    assert len(roadmap.plan.activities) == 28
    assert [section.number for section in roadmap.plan.sections] == ["1", "2", "3", "4"]


def test_read_the_order_with_a_programme() -> None:
    order, text = order_of("003")

    assert (order.act.kind, order.act.number, order.act.date) == ("приказ", "91", date(2020, 6, 4))
    assert order.act.place.startswith("г. ")
    assert order.command == "приказываю"
    assert [(act.kind, act.number) for act in order.basis] == [("положение", "")]
    assert outline(order) == [
        ("1", "утвердить", "approve"),
        ("2", "возложить", "control"),
        ("3", "вступает", "other"),
    ]
    assert order.controller is not None
    assert surname_stands_in(order.controller.parties[0].person, text)
    assert order.enters_into_force is not None
    assert order.enters_into_force.point == "3"
    assert order.enters_into_force.term is not None
    assert order.signatories[0].position.count(",") == 1
    (programme,) = order.appendices
    assert (programme.kind, programme.points) == (AppendixKind.REGULATION, ("1",))
    assert sorted(len(clause.children) for clause in programme.clauses)[-2:] == [2, 6]
    assert order.warnings == ()


def test_read_the_order_of_directions_and_five_appendices() -> None:
    order, text = order_of("004")

    assert (order.act.kind, order.act.number, order.act.date) == ("приказ", "228", date(2023, 8, 31))
    assert order.act.issuers == ()
    assert order.act.title.endswith("2023/2024 учебном году")
    assert order.command == "приказываю"
    assert [point.number for point in order.points] == ["1", "2", "3"]
    assert [part.number for part in order.points[0].children] == [f"1.{number}" for number in range(1, 9)]
    assert [part.number for part in order.points[1].children] == [f"2.{number}" for number in range(1, 8)]
    assert [len(part.children) for part in order.points[0].children] == [5, 0, 3, 0, 0, 0, 0, 0]
    assert len(order.points[1].children[6].children) == 4
    assert all(part.parties for part in (*order.points[0].children, *order.points[1].children))
    assert len(order.points[0].children[2].appoints) == 3
    terms = {point.number: point.term.source for point in order.all_points() if point.term}
    assert terms == {
        "1.2": "в 2023/2024 учебном году",
        "1.4": "на 2023/2024 учебный год",
        "2.5": "в срок до 15 июня 2024 года",
        "2.7": "с 01 сентября 2023 г. по 31 мая 2024 г.",
    }
    assert order.controller is not None
    assert surname_stands_in(order.controller.parties[0].person, text)
    assert [one.position for one in order.signatories] == ["Начальник управления"]
    named = {appendix.number: appendix.points for appendix in order.appendices}
    assert named == {
        "1": ("1.2", "2.7"),
        "2": ("1.4", "2.7"),
        "3": ("1.5", "2.7"),
        "4": ("1.6", "1.7", "2.7"),
        "5": ("1.8",),
    }
    assert {warning.code for warning in order.warnings} == {"no_issuer", "appendix_missing"}
