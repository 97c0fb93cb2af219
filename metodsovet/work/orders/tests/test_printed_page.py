"""The printed page of an order, as a clerk looks at it."""

from io import BytesIO
from typing import Any

import pytest
from django.utils.timezone import localdate
from docx import Document
from docx.document import Document as Word

from metodsovet.ground.directory.models import Organisation
from metodsovet.ground.directory.tests.world import user_of
from metodsovet.ground.documents.printing.papers import print_for, print_word
from metodsovet.ground.documents.rendering import Mark
from metodsovet.work.orders.actions import (
    OrderRequisites,
    agree,
    change_requisites,
    return_order,
    send_for_agreement,
    set_bases,
)
from metodsovet.work.orders.filling import Filled
from metodsovet.work.orders.models import Order, OrderAppendix
from metodsovet.work.orders.papers import kind_of, order_paper
from metodsovet.work.orders.papers.agreement_sheets import agreement_sheet
from metodsovet.work.orders.papers.annexes import annexes
from metodsovet.work.orders.papers.signatures import in_lines
from metodsovet.work.orders.tests.desk import Desk, appendix, make_desk, point, whole
from metodsovet.work.orders.tidying import tidy, tidy_cell, tidy_lists, tidy_title, without_command

Kind = OrderAppendix.Kind


@pytest.mark.parametrize(
    ("typed", "printed"),
    (
        ("от 28 ноября 2016 г.№486", "от 28 ноября 2016 г. № 486"),
        ("от 26.12.2017 года №1642 «О программе»", "от 26.12.2017 № 1642 «О программе»"),
        ("от 19.12.2019 г. № 5", "от 19.12.2019 № 5"),
        ("принят 19.12.2019 г. Министерство решило", "принят 19.12.2019 г. Министерство решило"),
        ("на 2020- 2025 годы и 2021-2024", "на 2020–2025 годы и 2021–2024"),
        ("приказ № 2021-2024", "приказ № 2021-2024"),
        ("8-2021-2024", "8-2021-2024"),
        ("по плану (Приложение 1), всем (Приложение)", "по плану (приложение № 1), всем (приложение)"),
        ("(Приложение №3)", "(приложение № 3)"),
        ('школа "Луч" ,  рядом', "школа «Луч», рядом"),
        ("цель - рост", "цель – рост"),
        ("научно-методический", "научно-методический"),
        ("- первое\n- второе", "– первое\n– второе"),
        ("до 1 мая 2027г.", "до 1 мая 2027 г."),
        ("доклад — гостям", "доклад — гостям"),
        ("с 01 сентября 2026 г. по 31 мая", "с 1 сентября 2026 г. по 31 мая"),
        ("«04» июня, 10 мая, кабинет 101", "«04» июня, 10 мая, кабинет 101"),
        ("стаж не более 3-х лет, 5-ти дней, 3-й день", "стаж не более 3 лет, 5 дней, 3-й день"),
    ),
)
def test_words_are_mended_as_a_clerk_would(typed: str, printed: str) -> None:
    assert tidy(typed) == printed
    assert tidy(printed) == printed


def test_place_of_the_issuer_is_not_torn_from_its_mark_over_an_appendix() -> None:
    issuer = Organisation(name="Управление образования ЗАТО г. Североморск")
    order = Order(organisation=issuer, kind=Order.Kind.ORDER)

    (annex,) = annexes(order, [Filled(OrderAppendix(kind=Kind.TEXT, title="Положение"), (), (), (), ())])

    assert annex.head[-1].endswith("г.\u00a0Североморск")


def test_list_of_a_text_has_dashes_and_goes_by_semicolons() -> None:
    typed = ["Решаются задачи:", "рост педагогов;", "обмен опытом.", "изучение практик.", "Работа идёт весь год."]
    dashed = ["Задачи:", "– рост педагогов.", "– обмен опытом в 2026 г.", "– изучение практик.", "2) школы:"]

    assert tidy_lists(typed) == [
        "Решаются задачи:",
        "– рост педагогов;",
        "– обмен опытом;",
        "– изучение практик.",
        "Работа идёт весь год.",
    ]
    assert tidy_lists(dashed) == ["Задачи:", "– рост педагогов;", *dashed[2:]]
    assert tidy_lists(["положение вступает в силу"]) == ["положение вступает в силу"]


@pytest.mark.parametrize(
    ("typed", "printed"),
    (
        ("«Об организации методической работы».", "Об организации методической работы"),
        ("О проведении конкурса «Лучший урок»", "О проведении конкурса «Лучший урок»"),
        ("О плане на 2027 г.", "О плане на 2027 г."),
    ),
)
def test_title_has_neither_quotes_nor_a_full_stop(typed: str, printed: str) -> None:
    assert tidy_title(typed) == printed


@pytest.mark.parametrize(
    ("typed", "printed"),
    (
        ("постоянно", "Постоянно"),
        ("Консультирование, помощь.", "Консультирование, помощь"),
        ("Провести опрос. Собрать отчёты.", "Провести опрос. Собрать отчёты."),
        ("до 1 мая 2027 г.", "До 1 мая 2027 г."),
        ("МБУ ЦРО", "МБУ ЦРО"),
        ("8 «А»", "8 «А»"),
    ),
)
def test_cell_begins_with_a_capital_letter_and_has_no_stop_after_one_sentence(typed: str, printed: str) -> None:
    assert tidy_cell(typed) == printed


def test_command_typed_into_the_preamble_is_not_printed_twice() -> None:
    assert without_command("В целях развития, п р и к а з ы в а ю:") == "В целях развития"
    assert without_command("В целях развития") == "В целях развития"


@pytest.mark.parametrize(
    ("post", "lines"),
    (
        ("Начальник управления", ["Начальник управления"]),
        (
            "Начальник Управления образования городского округа Ясногорск",
            ["Начальник Управления образования", "городского округа Ясногорск"],
        ),
    ),
)
def test_long_post_is_signed_in_lines_of_like_length(post: str, lines: list[str]) -> None:
    assert in_lines(post).split("\n") == lines


def test_post_of_any_length_leaves_room_for_the_name() -> None:
    post = "Заместитель главы района, руководитель управления образования администрации Ясногорского района области"

    assert in_lines(post).replace("\n", " ") == post
    assert all(len(line) <= 42 for line in in_lines(post).split("\n"))


pytestmark = pytest.mark.django_db


def word(desk: Desk, order: Order | None = None) -> Word:
    order = order or desk.fresh()
    return Document(BytesIO(print_for(kind_of(order), order_paper(order), order.organisation)))


def texts(document: Word) -> list[str]:
    return [paragraph.text.replace("\u00a0", " ") for paragraph in document.paragraphs if paragraph.text.strip()]


def test_lines_of_a_point_are_paragraphs_of_their_own() -> None:
    desk = make_desk()
    point(desk, "Решить задачи:\n– первая\n– вторая;\n– третья")
    point(desk, "Утвердить план")

    printed = texts(word(desk))

    start = printed.index("1. Решить задачи:")
    assert printed[start : start + 5] == [
        "1. Решить задачи:",
        "– первая;",
        "– вторая;",
        "– третья.",
        "2. Утвердить план.",
    ]


def test_what_leads_a_list_and_the_last_lines_keep_to_what_follows() -> None:
    desk = whole(make_desk())
    document = word(desk)
    kept = [one.text.replace("\u00a0", " ")[:4] for one in document.paragraphs if one.paragraph_format.keep_with_next]

    assert "2. М" in kept
    assert "2.1." in kept
    assert "3. К" in kept
    assert "1. Р" not in kept


def test_mark_of_the_executor_lies_at_the_foot() -> None:
    desk = whole(make_desk())
    framed = [one.text for one in word(desk).paragraphs if "w:framePr" in one._p.xml]

    assert framed == ["Лебедева Ольга Викторовна", "4-17-25"]


def test_two_who_issue_together_both_sign() -> None:
    desk = whole(make_desk())
    set_bases(desk.order, bases=[], beside=[desk.world.school], by=desk.by)

    printed = texts(word(desk))

    assert "ПРИКАЗЫВАЕМ:" in printed
    assert printed[:2] == ["УПРАВЛЕНИЕ ОБРАЗОВАНИЯ ЯСНОГОРСКА", "СОШ № 1"]
    assert "Начальник управления\tИ.П. Громова" in printed
    assert "Директор СОШ № 1\tВ.Г. Устинова" in printed


def test_form_of_2016_knows_no_code_of_verification() -> None:
    desk = whole(make_desk())
    order = desk.fresh()
    mark = Mark("7", "11 января 2027 г.", "https://example.org/check/ABC")

    def footers(form: str) -> bool:
        order.form = form
        data: dict[str, Any] = kind_of(order).sample_data | {"is_coded": order_paper(order).is_coded}
        content = print_word("order", data, template=None, mark=mark)
        footer = Document(BytesIO(content)).sections[0].first_page_footer
        return "Проверить" in "".join(one.text for one in footer.paragraphs)

    assert footers(Order.Form.GOST_2025)
    assert not footers(Order.Form.GOST_2016)


def test_text_over_a_table_is_printed_and_empty_columns_of_a_plan_are_not() -> None:
    desk = whole(make_desk())
    appendix(
        desk, kind=Kind.ROWS, title="График", columns=["Что", "Когда"], rows=[["обзор", "май."]], text="Вступление."
    )

    (annex,) = order_paper(desk.fresh()).annexes

    assert annex.paragraphs == ("Вступление.",)
    assert annex.rows == (("1", "Обзор", "Май"),)


def test_headings_of_a_regulation_stand_in_the_middle() -> None:
    desk = whole(make_desk())
    text = "1. Общие положения\n1.1. Мастерская объединяет учителей.\nПеречень:\n1. Урок\n2. Семинар\n3. Занятие"
    appendix(desk, kind=Kind.TEXT, title="Положение", text=text)

    centred = [
        one.text.replace("\u00a0", " ")
        for one in word(desk).paragraphs
        if one.alignment is not None and one.alignment.name == "CENTER"
    ]

    assert "1. Общие положения" in centred
    assert "1. Урок" not in centred


def test_agreement_sheet_tells_every_round() -> None:
    desk = whole(make_desk())
    person = desk.world.authority_head
    send_for_agreement(desk.order, people=[person], by=desk.by)
    return_order(desk.fresh(), note="Уточнить срок.", by=user_of(person))
    send_for_agreement(desk.fresh(), people=[person], by=desk.by)
    agree(desk.fresh(), by=user_of(person))

    sheet = agreement_sheet(desk.fresh())

    today = localdate().strftime("%d.%m.%Y")
    assert [(line.post, line.name, line.answer, line.day) for line in sheet.lines] == [
        ("Начальник управления", person.short_name, "Возвращено: Уточнить срок.", today),
        ("Начальник управления", person.short_name, "Согласовано", today),
    ]
    assert sheet.document.replace("\u00a0", " ") == "проекта приказа «Об организации методической работы»"


def test_preamble_that_says_the_command_itself_says_it_once() -> None:
    desk = whole(make_desk())
    requisites = OrderRequisites(
        "order", "«О работе».", preamble="В целях развития, ПРИКАЗЫВАЮ:", command="ПРИКАЗЫВАЮ:"
    )
    change_requisites(desk.order, requisites=requisites, by=desk.by)

    paper = order_paper(desk.fresh())

    assert (paper.title.replace("\u00a0", " "), paper.preamble) == ("О работе", "В целях развития,")
