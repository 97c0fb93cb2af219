"""Appendices of orders as Word files, for tests."""

import io
from collections.abc import Sequence

from docx import Document as WordDocument

HEAD = ("№", "Наименование ГМО", "ФИО руководителя", "Должность, ОО", "Куратор")


def word_file(*rows: Sequence[str]) -> bytes:
    document = WordDocument()
    document.add_paragraph("Приложение № 3 к приказу")
    table = document.add_table(rows=0, cols=len(rows[0]))
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()
