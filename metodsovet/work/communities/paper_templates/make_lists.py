"""Makes the Word templates of communities that go by lists and by text: run it after a change, then look."""

from pathlib import Path

from docx.document import Document as Word
from docx.shared import Mm, Pt

from metodsovet.ground.documents.printing.making import (
    LANDSCAPE,
    LIST,
    OVER_TITLE,
    PORTRAIT,
    SUBHEADING,
    TITLE,
    Alignment,
    add_rows,
    new_document,
    new_table,
    write,
    write_number,
    write_sign,
)

HERE = Path(__file__).resolve().parent
ROSTER = (
    ("№", "{{ row.number }}", 10),
    ("Фамилия, имя, отчество", "{{ row.name }}", 45),
    ("Должность, организация", "{{ row.post_and_place }}", 60),
    ("Обязанность", "{{ row.duty }}", 27),
    ("Основание", "{{ row.basis }}", 38),
)
HEADS = (
    ("№", "{{ row.number }}", 10),
    ("Объединение", "{{ row.community }}", 75),
    ("Фамилия, имя, отчество руководителя", "{{ row.name }}", 55),
    ("Должность, организация", "{{ row.post_and_place }}", 60),
    ("Куратор", "{{ row.curator }}", 42),
    ("Срок", "{{ row.term }}", 25),
)
LINES = (("Сведения", "{{ row.label }}", 70), ("Значение", "{{ row.text }}", 110))
FIGURES = (("Показатель", "{{ row.label }}", 120), ("За год", "{{ row.text }}", 60))
INDENT_MM = 12.5


def make_roster() -> None:
    document = new_document(PORTRAIT, "Состав объединения")
    write(document, "{{ place }}", OVER_TITLE, after=12)
    write(document, "Состав: {{ name }}", TITLE)
    write(document, "на {{ day }}", OVER_TITLE, after=12)
    write_number(document, after=12)
    _table(document, ROSTER, "rows")
    document.save(str(HERE / "roster.docx"))


def make_heads() -> None:
    document = new_document(LANDSCAPE, "Руководители объединений")
    write(document, "{{ place }}", OVER_TITLE, after=12)
    write(document, "Руководители методических объединений", TITLE)
    write(document, "на {{ day }}", OVER_TITLE, after=12)
    _table(document, HEADS, "rows")
    document.save(str(HERE / "heads.docx"))


def make_passport() -> None:
    document = new_document(PORTRAIT, "Паспорт объединения")
    write(document, "Паспорт", TITLE)
    write(document, "{{ name }}", TITLE)
    write(document, "{{ kind }}, на {{ day }}", OVER_TITLE, after=12)
    write_number(document, after=12)
    _table(document, LINES, "lines")
    write(document, "{%p if aim %}")
    write(document, "Цель", SUBHEADING, after=6)
    write(document, "{{ aim }}")
    write(document, "{%p endif %}")
    write(document, "Состав в цифрах", SUBHEADING, after=6)
    _table(document, LINES, "figures")
    document.save(str(HERE / "passport.docx"))


def make_reference() -> None:
    document = new_document(PORTRAIT, "Справка о работе в объединении")
    write(document, "{{ organisation }}", OVER_TITLE, after=24)
    write(document, "Справка", TITLE, after=6)
    write_number(document, after=6)
    write(document, "", after=6)
    _say(
        document,
        "Настоящая справка подтверждает, что {{ name }}{% if post_and_place %} ({{ post_and_place }}){% endif %} "
        "{{ period }} — {{ office }} объединения «{{ community }}» ({{ kind }}).",
    )
    write(document, "{%p if basis %}")
    _say(document, "Основание: {{ basis }}.")
    write(document, "{%p endif %}")
    _say(document, "Справка составлена {{ day }} для предъявления в аттестационную комиссию.")
    write_sign(document, PORTRAIT[0])
    document.save(str(HERE / "reference.docx"))


def make_analysis() -> None:
    document = new_document(PORTRAIT, "Анализ работы объединения")
    write(document, "{{ organisation }}", OVER_TITLE, after=12)
    write(document, "Анализ работы за {{ year }} учебный год{% if state %} ({{ state }}){% endif %}", TITLE)
    write(document, "{{ community }}", TITLE)
    write(document, "{{ kind }}, на {{ day }}", OVER_TITLE, after=12)
    write_number(document, after=12)
    write(document, "{%p if theme %}")
    write(document, "Методическая тема: {{ theme }}.", after=6)
    write(document, "{%p endif %}")
    write(document, "{%p for group in groups %}")
    write(document, "{{ group.title }}", SUBHEADING, after=6)
    _table(document, FIGURES, "group.lines")
    write(document, "{%p for list in group.lists %}")
    write(document, "{{ list.title }}:", SUBHEADING, after=2)
    write(document, "{%p for text in list.rows %}")
    write(document, "— {{ text }}", LIST)
    write(document, "{%p endfor %}")
    write(document, "{%p endfor %}")
    write(document, "{%p endfor %}")
    _say_sections(document)
    write_sign(document, PORTRAIT[0])
    document.save(str(HERE / "analysis.docx"))


def _say_sections(document: Word) -> None:
    write(document, "{%p for section in sections %}")
    write(document, "{{ section.title }}", SUBHEADING, after=6)
    write(document, "{%p for text in section.paragraphs %}")
    _say(document, "{{ text }}")
    write(document, "{%p endfor %}")
    write(document, "{%p endfor %}")


def _say(document: Word, text: str) -> None:
    write(document, text, after=6)
    said = document.paragraphs[-1]
    said.alignment = Alignment.JUSTIFY
    said.paragraph_format.first_line_indent = Mm(INDENT_MM)
    said.paragraph_format.line_spacing = Pt(18)


def _table(document: Word, columns: tuple[tuple[str, str, int], ...], rows: str) -> None:
    widths = [width for _, _, width in columns]
    table = new_table(document, [title for title, _, _ in columns], widths)
    add_rows(table, f"row in {rows}", [mark for _, mark, _ in columns], widths)


if __name__ == "__main__":
    make_roster()
    make_heads()
    make_passport()
    make_reference()
    make_analysis()
