"""Makes the Word template of the ledger beside this file: run it after a change, then look at the printed paper."""

from pathlib import Path

from metodsovet.ground.documents.printing.making import (
    LANDSCAPE,
    LAST_CELL,
    LIST,
    OVER_TITLE,
    PORTRAIT,
    TITLE,
    add_mark,
    add_rows,
    fill,
    leave_room_to_sign,
    new_document,
    new_table,
    write,
    write_number,
    write_sign,
)

HERE = Path(__file__).resolve().parent
COLUMNS = {
    "number": "№",
    "organisation": "Организация",
    "given": "Поручено",
    "on_time": "В срок",
    "late": "С опозданием",
    "overdue": "Просрочено",
    "waiting": "Ждёт приёмки",
    "extended": "Срок продлён",
    "returned": "Возвращали отчёт",
    "share": "Доля в срок",
}
WIDTHS_MM = (12, 71, 23, 18, 27, 25, 22, 22, 27, 20)


def make_discipline() -> None:
    document = new_document(LANDSCAPE, "Исполнительская дисциплина")
    write(document, "{{ owner }}", OVER_TITLE)
    write(document, "{{ title }}", TITLE)
    write(document, "{{ period }}", OVER_TITLE, after=10)
    write_number(document, after=10)
    table = new_table(document, list(COLUMNS.values()), WIDTHS_MM)
    add_rows(table, "line in lines", [f"{{{{ line.{name} }}}}" for name in COLUMNS], WIDTHS_MM)
    fill(table.add_row(), [f"{{{{ total.{name} }}}}" for name in COLUMNS], WIDTHS_MM, LAST_CELL)
    write(document, "", after=4)
    write(document, "{{ note }}", LIST)
    write_sign(document, LANDSCAPE[0])
    document.save(str(HERE / "discipline.docx"))


def make_acknowledgement_sheet() -> None:
    """Source: ГОСТ Р 7.0.97-2025 has no form of it; the columns are those that schools use."""
    widths = (12, 62, 52, 30, 24)
    document = new_document(PORTRAIT, "Лист ознакомления")
    write(document, "{{ organisation }}", OVER_TITLE, after=10)
    write(document, "Лист ознакомления", TITLE, after=6)
    write(document, "с документом: {{ document }}", OVER_TITLE, after=10)
    table = new_table(document, ("№", "Фамилия, имя, отчество", "Должность", "Подпись", "Дата"), widths)
    cells = [f"{{{{ reader.{name} }}}}" for name in ("number", "name", "position")]
    add_mark(table, "{%tr for reader in readers %}", widths)
    row = table.add_row()
    leave_room_to_sign(row)
    fill(row, [*cells, "{{ reader.mark }}", ""], widths)
    add_mark(table, "{%tr endfor %}", widths)
    document.save(str(HERE / "acknowledgement_sheet.docx"))


if __name__ == "__main__":
    make_acknowledgement_sheet()
    make_discipline()
