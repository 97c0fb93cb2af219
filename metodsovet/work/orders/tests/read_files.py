"""Files of orders with invented text, for tests of the review."""

from io import BytesIO

from docx import Document

from metodsovet.work.orders.reading import ReadFile, read_file_here

LINES = """УПРАВЛЕНИЕ ОБРАЗОВАНИЯ ЯСНОГОРСКА
ПРИКАЗ
28 августа 2026 г. № 214-о
г. Берёзовск
Об организации методической работы в 2026/27 учебном году
В соответствии с приказом Министерства образования от 12 мая 2026 г. № 77 «О методической работе»
ПРИКАЗЫВАЮ:
1. Руководителям образовательных организаций:
1.1. обеспечить участие педагогов в мониторинге, срок — до 25 сентября 2026 г.;
1.2. представить планы работы в срок до 15 июня 2027 года.
2. Назначить {head} руководителем ГМО учителей математики.
3. Методистам провести семинар по мере готовности зала к сентябрю.
4. Утвердить положение о мастерской (приложение № 1).
5. Утвердить состав жюри (приложение № 2).
6. Контроль за исполнением настоящего приказа возложить на {controller}.
Начальник управления {signatory}
Исп. {executor}
8 (34399) 4-17-25
Приложение № 1
к приказу Управления образования
Положение о мастерской молодых педагогов
1. Общие положения
1.1. Мастерская объединяет учителей со стажем работы до трёх лет.
1.2. Мастерская работает при муниципальной методической службе."""


def order_text(**people: str) -> str:
    return LINES.format(**people)


def word_of(text: str) -> bytes:
    document = Document()
    for line in text.splitlines():
        document.add_paragraph(line)
    content = BytesIO()
    document.save(content)
    return content.getvalue()


def read_file_of(text: str) -> ReadFile:
    return read_file_here(word_of(text), "приказ.docx")


def with_tables(text: str, *tables: tuple[str, list[list[str]]]) -> bytes:
    """The order, then «Приложение № 1» with the title and the table, and so on."""
    document = Document(BytesIO(word_of(text)))
    for number, (title, rows) in enumerate(tables, start=1):
        document.add_page_break()
        document.add_paragraph(f"Приложение № {number}")
        document.add_paragraph("к приказу Управления образования")
        document.add_paragraph(title)
        table = document.add_table(rows=0, cols=len(rows[0]))
        for row in rows:
            for cell, words in zip(table.add_row().cells, row, strict=True):
                cell.text = words
    content = BytesIO()
    document.save(content)
    return content.getvalue()
