"""Manners of typing that whole samples do not show one by one."""

from datetime import date

import pytest

from metodsovet.work.orders.reading import ReadOrder, read_order_here
from metodsovet.work.orders.reading.basis import read_basis
from metodsovet.work.orders.reading.labels import label_of
from metodsovet.work.orders.tests.reading.corpus import word

HEAD = "Управление образования Луговского округа\nПРИКАЗ\n12.01.2026 № 5\nО семинаре\n"
TAIL = "\nНачальник управления А.А. Берёзкина\n"


def order_of(body: str, head: str = HEAD, tail: str = TAIL) -> ReadOrder:
    return read_order_here(f"{head}{body}{tail}".encode(), "приказ.txt")


def numbers(order: ReadOrder) -> list[str]:
    return [point.number for point in order.all_points()]


@pytest.mark.parametrize(
    "command",
    (
        "приказываю:",
        "ПРИКАЗЫВАЮ",
        "п р и к а з ы в а ю :",
        "П Р И К А З Ы В А Ю:",
        "обязываю:",
        "ПОСТАНОВЛЯЕТ:",
        "распоряжаюсь:",
        "прика зываю:",
    ),
)
def test_command_word_in_any_spelling(command: str) -> None:
    order = order_of(f"В целях развития {command}\n1. Провести семинар.\n2. Контроль оставляю за собой.")

    assert order.command == command.lower().replace(" ", "").rstrip(":")
    assert order.preamble == "В целях развития"
    assert numbers(order) == ["1", "2"]


def test_points_set_in_one_paragraph() -> None:
    order = order_of(
        "В целях развития приказываю: 1.Провести семинар 5 мая 2026 г. 2. Методистам: 2.1. подготовить план."
    )

    assert [(point.number, point.verb) for point in order.points] == [("1", "провести"), ("2", "подготовить")]


def test_numbers_parted_from_their_points_by_tabs() -> None:
    points = "\n".join(f"{number}.\tМетодистам провести семинар {number}." for number in range(1, 20))

    order = order_of(f"\tприказываю:\n{points}", tail="\nНачальник управления\t\t\tА.А. Берёзкина\n")

    assert numbers(order) == [str(number) for number in range(1, 20)]
    assert [(one.position, one.person) for one in order.signatories] == [("Начальник управления", "А.А. Берёзкина")]


def test_parts_that_nobody_numbered() -> None:
    order = order_of(
        "приказываю:\n1. Методистам:\nподготовить план до 1 мая 2026 г.;\nпровести семинар.\n2. Создать архив."
    )

    (first, second) = order.points
    assert [part.verb for part in first.children] == ["подготовить", "провести"]
    assert all(part.parties == first.parties for part in first.children)
    assert second.number == "2"


def test_several_things_approved_by_one_point() -> None:
    order = order_of(
        "приказываю:\n1. Утвердить состав жюри (приложение 1), смету (приложение 2) и положение (приложение 3)."
    )

    found = [(approved.title, approved.appendix) for approved in order.points[0].approves]
    assert found == [("состав жюри", "1"), ("смета", "2"), ("положение", "3")]
    assert [appendix.title for appendix in order.appendices] == ["состав жюри", "смета", "положение"]


def test_people_who_are_approved_title_their_appendix_in_the_nominative() -> None:
    order = order_of(
        "приказываю:\n1. Утвердить ответственных за работу пунктов (приложение 1).\n"
        "2. Утвердить руководителей и кураторов мастерских (приложение 2)."
    )

    titles = ["ответственные за работу пунктов", "руководители и кураторы мастерских"]
    assert [appendix.title for appendix in order.appendices] == titles


def test_what_is_enclosed_without_a_number_stands_beside_numbered_appendices() -> None:
    order = order_of("приказываю:\n1. Утвердить Положение о конкурсе (прилагается), состав жюри (Приложение № 2).")

    found = [(approved.title, approved.appendix) for approved in order.points[0].approves]
    assert found == [("Положение о конкурсе", ""), ("состав жюри", "2")]


def test_title_in_straight_quotes_is_printed_without_them() -> None:
    head = HEAD.replace("О семинаре", '"О закреплении наставников"')

    assert order_of("приказываю:\n1. Провести семинар.", head=head).act.title == "О закреплении наставников"


def test_parts_have_the_addressee_and_the_term_of_their_heading() -> None:
    parts = "1.1. провести семинар;\n1.2. сдать отчёт к 5 мая 2026 г."
    order = order_of(f"приказываю:\n1. Руководителям школ в срок до 1 мая 2026 года:\n{parts}")

    first, second = order.points[0].children
    assert first.inherits == ("parties", "term")
    assert first.term is not None
    assert first.term.end == date(2026, 5, 1)
    assert second.inherits == ("parties",)
    assert second.term is not None
    assert second.term.end == date(2026, 5, 5)


def test_what_heads_are_told_to_approve_is_theirs_to_do() -> None:
    order = order_of(
        "приказываю:\n1. Руководителям школ утвердить планы до 1 мая 2026 года.\n2. Утвердить план округа."
    )

    assert [point.kind for point in order.points] == ["assign", "approve"]
    assert order.points[0].approves == ()


def test_word_of_the_text_that_differs_from_the_heading_is_warned() -> None:
    order = order_of(
        "приказываю:\n1. Провести семинар.\n2. Контроль исполнения настоящего распоряжения оставляю за собой."
    )

    assert [warning.code for warning in order.warnings] == ["kind_differs"]
    assert "распоряжения" in order.warnings[0].text


def test_terms_before_the_date_and_impossible_ones_are_warned() -> None:
    order = order_of("приказываю:\n1. Методистам сдать отчёт до 1 мая 2025 года.\n2. Контроль оставляю за собой.")

    assert [warning.code for warning in order.warnings] == ["term_before_act"]
    assert order.warnings[0].text == "Пункт 1: срок «до 1 мая 2025 года» раньше даты документа; проверьте год."


def test_executor_on_the_last_page_and_notes_after_the_signature() -> None:
    order = order_of(
        "приказываю:\n1. Провести семинар.",
        tail="\nНачальник управления А.А. Берёзкина\nСогласовано: юрист\nОсинова Мария Ивановна\n8(39100) 2-11-22\n",
    )

    assert order.executor is not None
    assert (order.executor.person, order.executor.phone) == ("Осинова Мария Ивановна", "8(39100) 2-11-22")
    assert order.notes == ("Согласовано: юрист",)


def test_an_appendix_of_every_kind() -> None:
    table = (("№", "Статья", "Сумма"), ("1", "Дипломы", "5000"))
    content = word(
        HEAD,
        "приказываю:",
        "1. Утвердить состав (приложение 1), положение (приложение 2), смету (приложение 3).",
        TAIL,
        "Приложение 1\nк приказу от 12.01.2026 № 5",
        "СОСТАВ\nоргкомитета",
        "Берёзкина А.А., председатель;\nОсинова М.И., секретарь.",
        "Приложение № 2\nУТВЕРЖДЕНО\nприказом управления\nот 12.01.2026 № 5",
        "ПОЛОЖЕНИЕ",
        "1. Общие положения\n1. Организатор – управление.\n2. Участники:\n- учителя;\n- воспитатели.",
        "2. Сроки\n3. Конкурс идёт весной.",
        "Приложение № 3",
        "Смета",
        table,
    )

    order = read_order_here(content, "приказ.docx")

    assert [(one.number, one.kind.value, one.points) for one in order.appendices] == [
        ("1", "members", ("1",)),
        ("2", "regulation", ("1",)),
        ("3", "table", ("1",)),
    ]
    sections = order.appendices[1].clauses
    assert [(section.number, [clause.number for clause in section.children]) for section in sections] == [
        ("1", ["1", "2"]),
        ("2", ["3"]),
    ]
    assert [clause.number for clause in sections[0].children[1].children] == ["–", "–"]
    assert order.appendices[2].rows == table


@pytest.mark.parametrize(
    ("text", "acts"),
    (
        (
            "Во исполнение постановления Губернатора края от 10.10.97 N 1011 «О детях» (с изменениями)",
            [("постановление", "Губернатор края", "1011", date(1997, 10, 10), "О детях")],
        ),
        (
            'На основании Закона края от 1 июля 2013 года № 5-ОЗ "Об образовании", ст. 19 Устава округа Лугового, '
            "в целях развития",
            [
                ("закон", "", "5-ОЗ", date(2013, 7, 1), "Об образовании"),
                ("устав", "Округ Лугового", "", None, ""),
            ],
        ),
        (
            "Руководствуясь приказом МБУ «Центр» от 01.02.2026 № 3 и письмом Министерства образования "
            "от 05.02.2026 № 7/1",
            [
                ("приказ", "МБУ «Центр»", "3", date(2026, 2, 1), ""),
                ("письмо", "Министерство образования", "7/1", date(2026, 2, 5), ""),
            ],
        ),
        ("В целях реализации плана и порядка работы с приказами", []),
    ),
)
def test_acts_that_the_preamble_stands_on(text: str, acts: list[tuple[str, str, str, date | None, str]]) -> None:
    assert [(act.kind, act.issuer, act.number, act.date, act.title) for act in read_basis(text)] == acts


@pytest.mark.parametrize(
    ("text", "number"),
    (
        ("1. Утвердить", "1"),
        ("1.Утвердить", "1"),
        ("1.2.3. Утвердить", "1.2.3"),
        ("2) утвердить", "2"),
        ("а) утвердить", "а"),
        ("IV. Утвердить", "IV"),
        ("4.1 утвердить", "4.1"),
        ("3 Утвердить", "3"),
        ("- утвердить", "–"),
        ("01.09.2025 провести", None),
        ("10.00 – регистрация", None),
        ("5 школ участвуют", None),
        ("1-й этап", None),
        ("2025 год", None),
        ("Утвердить 1. План", None),
    ),
)
def test_numbers_before_points(text: str, number: str | None) -> None:
    label = label_of(text)

    assert (label.number if label else None) == number


def test_heading_in_a_flat_list_has_its_parts() -> None:
    order = order_of("приказываю:\nУтвердить план (Приложение № 1).\nМетодистам:\n- вести журнал;\n- сдавать отчёт.")

    approving, heading = order.points
    assert (approving.kind, heading.kind) == ("approve", "assign")
    assert [part.verb for part in heading.children] == ["вести", "сдавать"]


def test_order_of_a_school_in_paragraphs() -> None:
    head = "Приказ № 34\nпо МАОУ «Гимназия № 1»\nот 30.08.2025г.\n«Об обязанностях»\n"

    order = order_of(
        "приказываю:\n§ 1. Провести совет.\n§ 2. Контроль оставляю за собой.", head, "\nДиректор: Осинова С.С.\n"
    )

    assert (order.act.number, order.act.date, order.act.title) == ("34", date(2025, 8, 30), "Об обязанностях")
    assert order.act.issuers == ("МАОУ «Гимназия № 1»",)
    assert numbers(order) == ["1", "2"]
    assert [(one.position, one.person) for one in order.signatories] == [("Директор", "Осинова С.С.")]


def test_several_people_in_brackets_beside_a_role() -> None:
    order = order_of("приказываю:\n1. Директорам школ (Щукина А.А., Налимов В.В.):\n1.1. назначить кураторов.")

    people = [party.print().replace("\u00a0", " ") for party in order.points[0].parties]
    assert people == ["директора школ", "Щукина А.А.", "Налимов В.В."]
    assert (order.points[0].children[0].kind, order.points[0].children[0].inherits) == ("assign", ("parties",))


def test_place_date_and_number_in_one_line() -> None:
    order = order_of("приказываю:\n1. Провести совет.", "ПРИКАЗ\nг. Ладожск          от 19.03.2026 № 118\nО совете\n")

    assert (order.act.place, order.act.date, order.act.number) == ("г. Ладожск", date(2026, 3, 19), "118")
