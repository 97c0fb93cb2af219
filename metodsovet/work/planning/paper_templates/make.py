"""Makes the Word templates of planning beside this file: run it after a change, then look at the printed paper."""

from collections.abc import Sequence
from pathlib import Path

from docx.document import Document as Word
from docx.table import Table

from metodsovet.ground.documents.printing.making import (
    APPROVED,
    LANDSCAPE,
    LAST_OF_LIST,
    LIST,
    OVER_TITLE,
    SUBHEADING,
    TITLE,
    add_heading_row,
    add_mark,
    add_rows,
    fill,
    new_document,
    new_table,
    write,
    write_number,
    write_sign,
)

HERE = Path(__file__).resolve().parent


def make_month_plan() -> None:
    widths = (30, 16, 85, 46, 40, 50)
    document = new_document(LANDSCAPE, "План на месяц")
    write(document, "{{ owner }}", OVER_TITLE)
    write(document, "{{ title }}", TITLE, after=10)
    titles = ("Дата", "Время", "Мероприятие", "Для кого", "Место", "Ответственный")
    cells = ("day", "hour", "title", "audience", "place", "responsible")
    table = new_table(document, titles, widths)
    add_rows(table, "line in dated", [f"{{{{ line.{name} }}}}" for name in cells], widths)
    add_mark(table, "{%tr if undated %}", widths)
    add_heading_row(table, "В течение месяца")
    add_mark(table, "{%tr endif %}", widths)
    add_rows(table, "line in undated", [f"{{{{ line.{name} }}}}" for name in cells], widths)
    write_sign(document, LANDSCAPE[0])
    document.save(str(HERE / "month_plan.docx"))


def make_plan() -> None:
    widths = (13, 95, 50, 60, 49)
    document = new_document(LANDSCAPE, "План")
    write(document, "{%p if considered %}")
    write(document, "{{ considered }}", APPROVED, after=8)
    write(document, "{%p endif %}")
    write(document, "{%p if approved %}")
    write(document, "{{ approved }}", APPROVED, after=12)
    write(document, "{%p endif %}")
    write(document, "{{ owner }}", OVER_TITLE)
    write(document, "{{ title }}", TITLE)
    write(document, "{%p if edition %}")
    write(document, "{{ edition }}", OVER_TITLE)
    write(document, "{%p endif %}")
    write(document, "", after=4)
    _add_goals(document)
    table = new_table(document, ("№", "Мероприятие", "Сроки", "Ответственные", "Результат"), widths)
    need = "{% if line.need %}\nПотребность: {{ line.need }}{% endif %}"
    cells = [f"{{{{ line.{name} }}}}" for name in ("number", "title", "term", "responsible", "result")]
    cells[1] += need
    _add_sections(table, cells, widths)
    _add_named(document, "results", "Итоги по годам")
    write_sign(document, LANDSCAPE[0])
    document.save(str(HERE / "plan.docx"))


def _add_goals(document: Word) -> None:
    """Goals in words, then the indicators as a table; neither stands there when the plan has none."""
    _add_named(document, "goals", "Цели")
    write(document, "{%p if indicators %}")
    write(document, "Целевые показатели:", SUBHEADING, after=4)
    widths = (70, 97, 50, 50)
    table = new_table(document, ("Цель", "Показатель", "План", "Факт"), widths)
    names = ("goal", "title", "planned", "facts")
    add_mark(table, "{%tr for one in indicators %}", widths)
    fill(table.add_row(), [f"{{{{ one.{name} }}}}" for name in names], widths)
    add_mark(table, "{%tr endfor %}", widths)
    write(document, "", after=8)
    write(document, "{%p endif %}")


def make_execution_report() -> None:
    document = new_document(LANDSCAPE, "Отчёт об исполнении")
    write(document, "{{ owner }}", OVER_TITLE)
    write(document, "{{ title }}", TITLE)
    write(document, "{{ subtitle }}", OVER_TITLE)
    write(document, "{{ period }}", OVER_TITLE, after=10)
    write_number(document, after=10)
    write(document, "{%p for figure in figures %}")
    formula = "{% if figure.formula %} ({{ figure.formula }}){% endif %}"
    write(document, f"{{{{ figure.title }}}}: {{{{ figure.value }}}}{formula}.", LIST, after=4)
    write(document, "{%p endfor %}")
    write(document, "{%p if note %}")
    write(document, "{{ note }}", LIST, after=4)
    write(document, "{%p endif %}")
    write(document, "", after=4)
    _add_report_table(document)
    _add_named(document, "late", "Просрочено")
    _add_named(document, "left_out", "Не исполняется")
    write_sign(document, LANDSCAPE[0])
    document.save(str(HERE / "execution_report.docx"))


def _add_report_table(document: Word) -> None:
    widths = (13, 62, 36, 42, 25, 33, 56)
    titles = ("№", "Мероприятие", "Сроки", "Ответственные", "Исполнено", "Состояние", "Подтверждения")
    names = ("number", "title", "term", "responsible", "done", "states", "evidence")
    below = {"term": "dates", "states": "reported"}
    cells = [_two_lines(name, below[name]) if name in below else f"{{{{ line.{name} }}}}" for name in names]
    _add_sections(new_table(document, titles, widths), cells, widths)


def _two_lines(first: str, second: str) -> str:
    """The line break stands only between two texts."""
    both = f"{{% if line.{first} and line.{second} %}}\n{{% endif %}}"
    return f"{{{{ line.{first} }}}}{both}{{{{ line.{second} }}}}"


def _add_named(document: Word, name: str, heading: str) -> None:
    write(document, f"{{%p if {name} %}}")
    write(document, f"{heading}:", SUBHEADING)
    write(document, f"{{%p for text in {name} %}}")
    write(document, "{%p if loop.last %}")
    write(document, "— {{ text }}", LAST_OF_LIST)
    write(document, "{%p else %}")
    write(document, "— {{ text }}", LIST)
    write(document, "{%p endif %}")
    write(document, "{%p endfor %}")
    write(document, "{%p endif %}")


def _add_sections(table: Table, texts: Sequence[str], widths_mm: Sequence[int]) -> None:
    add_mark(table, "{%tr for section in sections %}", widths_mm)
    add_mark(table, "{%tr if section.title %}", widths_mm)
    add_heading_row(table, "{{ section.title }}")
    add_mark(table, "{%tr endif %}", widths_mm)
    add_rows(table, "line in section.lines", texts, widths_mm)
    add_mark(table, "{%tr endfor %}", widths_mm)


if __name__ == "__main__":
    make_month_plan()
    make_plan()
    make_execution_report()
