"""Lines of an appendix out of tables, without a database."""

from collections.abc import Sequence
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metodsovet.kernel.spreadsheets import Cell, Document, FileRefused, Row, Table, read_tables
from metodsovet.work.communities.reading import Line, read_lines
from metodsovet.work.communities.tests.word_files import HEAD, word_file


def lines_of(*rows: Sequence[str], head: Sequence[str] = HEAD) -> list[Line]:
    return read_lines(read_tables(word_file(head, *rows), "приложение.docx"))


def test_read_lines_of_an_appendix_in_word() -> None:
    lines = lines_of(
        ("1", "2", "3", "4", "5"),
        ("1.", "ГМО учителей математики", "Фролова Людмила Георгиевна", "учитель, Гимназия № 4", "Лебедева О.В."),
        ("2.", "ГМО учителей химии", "Рябов К.И.", "учитель химии, МБОУ «СОШ № 1»", "-"),
    )

    assert lines == [
        Line(3, "ГМО учителей математики", "Фролова Людмила Георгиевна", "учитель", "Гимназия № 4", "Лебедева О.В."),
        Line(4, "ГМО учителей химии", "Рябов К.И.", "учитель химии", "МБОУ «СОШ № 1»", "-"),
    ]


def test_read_lines_where_the_name_the_post_and_the_place_stand_in_one_cell() -> None:
    head = ("№ п/п", "Творческая лаборатория", "Руководитель")

    (line,) = lines_of(("1", "Лаборатория «Урок»", "Рябов К.И., учитель химии, Лицей № 6"), head=head)

    assert (line.head, line.post, line.place) == ("Рябов К.И.", "учитель химии", "Лицей № 6")


def test_read_lines_of_columns_in_another_order_under_a_title() -> None:
    head = ("Организация", "Должность", "Ф.И.О.", "Объединение")

    (line,) = lines_of(("СОШ № 1", "учитель", "Рябов Кирилл Ильич", "ШМО химиков"), head=head)

    assert line == Line(2, "ШМО химиков", "Рябов Кирилл Ильич", "учитель", "СОШ № 1", "")


def test_read_lines_of_a_file_without_such_a_table_is_refused() -> None:
    with pytest.raises(FileRefused) as refusal:
        lines_of(("1", "2"), head=("Мероприятие", "Срок"))

    assert refusal.value.code == "no_appendix"


texts = st.text(alphabet="абвгд №«».,-123\n", max_size=30)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(texts, texts, texts), min_size=1, max_size=6))
def test_reading_keeps_every_row_that_names_a_community_once(rows: list[tuple[str, str, str]]) -> None:
    table = [("Объединение", "ФИО", "Должность, ОО"), *rows]
    cells = [
        Row(tuple(Cell(text, column) for column, text in enumerate(row)), position)
        for position, row in enumerate(table, start=1)
    ]
    document = Document("файл", (Table(tuple(cells), 3),))

    with suppress(FileRefused):  # where no row names a community
        lines = read_lines(document)
        positions = [line.position for line in lines]
        assert positions == sorted(set(positions))
        assert all(line.community for line in lines)
