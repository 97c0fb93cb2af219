"""A plan as a Word file of practice: the example to try the reading on, and what the demo reads its own plans from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Pt
from docx.table import Table, _Row

from metodsovet.kernel.russian import date_short
from metodsovet.kernel.school_year import SchoolYear

COLUMNS = ("№ п/п", "Мероприятие", "Сроки", "Ответственные", "Результат")
Row = tuple[str, str, str, str, str]


@dataclass(frozen=True, slots=True)
class PlanFile:
    """What the file says: who issued, the act, the heading of the plan and its sections of rows.

    A row without a number whose first cell is empty continues the row above, as after a page break.
    """

    issuer: str
    act_kind: str
    act_date: date
    act_number: str
    title: str
    signed_by: str
    sections: Sequence[tuple[str, Sequence[Row]]]


def write_plan_docx(plan: PlanFile) -> bytes:
    document = Document()
    document.styles["Normal"].font.name = "Times New Roman"
    document.styles["Normal"].font.size = Pt(12)
    for text, is_bold in (
        (plan.issuer.upper(), True),
        (plan.act_kind.upper(), True),
        (f"{date_short(plan.act_date)} № {plan.act_number}", False),
        (f"Об утверждении документа «{plan.title}»", True),
        (f"1. Утвердить документ «{plan.title}» (прилагается).", False),
        (f"2. Контроль исполнения возложить на {plan.signed_by}.", False),
        (plan.title, True),
    ):
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if is_bold else WD_ALIGN_PARAGRAPH.LEFT
        paragraph.add_run(text).bold = is_bold
    _write_table(document.add_table(rows=0, cols=len(COLUMNS)), plan.sections)
    content = BytesIO()
    document.save(content)
    return content.getvalue()


def _write_table(table: Table, sections: Sequence[tuple[str, Sequence[Row]]]) -> None:
    table.style = "Table Grid"
    _fill(table.add_row(), COLUMNS, is_bold=True)
    for title, rows in sections:
        if title:
            head = table.add_row()
            head.cells[0].merge(head.cells[-1])
            _fill(head, (title,), is_bold=True)
        for row in rows:
            _fill(table.add_row(), row)


def _fill(row: _Row, texts: Sequence[str], *, is_bold: bool = False) -> None:
    for cell, text in zip(row.cells, texts, strict=False):
        cell.paragraphs[0].add_run(text).bold = is_bold


def example_file(today: date) -> tuple[str, bytes]:
    """Name and content of the example: years begin with the present school year, so that it can be accepted at once.

    It shows what the review is for: a row cut by a page break, a term nobody can date, a person unknown here, the same
    title twice, a term earlier than the act.
    """
    year = SchoolYear.of(today)
    act_date = date(year.start, 8, 28)
    title = (
        "Дорожная карта развития школьных методических объединений в общеобразовательных организациях "
        f"на {year.start}–{year.start + 3} годы"
    )
    plan = PlanFile(
        issuer="Управление образования",
        act_kind="Приказ",
        act_date=act_date,
        act_number="214",
        title=title,
        signed_by="заместителя начальника управления",
        sections=_sections(year),
    )
    return f"Дорожная карта {year.start}-{year.start + 3}.docx", write_plan_docx(plan)


def _sections(year: SchoolYear) -> tuple[tuple[str, tuple[Row, ...]], ...]:
    return (
        (
            "1. Информация для педагогов",
            (
                ("1.", "Рассылать школам новости методической работы", "В постоянном режиме", "Методисты", ""),
                (
                    "2.",
                    "Вести страницу объединений на сайте",
                    "Ежемесячно, до 25 числа",
                    "Методисты",
                    "Страница на сайте",
                ),
                ("3.", "Собирать вопросы школ к методической службе", "В установленном порядке", "Руководители ОО", ""),
            ),
        ),
        (
            "2. Анализ и диагностика",
            (
                (
                    "4.",
                    "Разобрать итоги экзаменов по предметам",
                    "Июль-август (ежегодно)",
                    "Руководители ГМО, методисты",
                    "Справка",
                ),
                (
                    "5.",
                    "Изучить результаты проверочных работ",
                    "По графику проведения ВПР (ежегодно)",
                    "Руководители ШМО, методисты",
                    "",
                ),
                (
                    "6.",
                    "Подготовить советы школам по итогам проверок",
                    "Октябрь-ноябрь",
                    "Методисты, руководители ОО",
                    "Памятка",
                ),
                (
                    "7.",
                    "Составить анкету о затруднениях педагогов",
                    f"Февраль, {year.start}",
                    "Методисты, Звонарёва К.Ю.",
                    "Анкета",
                ),
                ("8.", "Провести опрос педагогов и обсудить", "Апрель,", "Методисты,", "Карта затруд-"),
                ("", "его итоги в объединениях", "ежегодно", "руководители ШМО", "нений"),
            ),
        ),
        (
            "3. . Методическая работа",
            (
                (
                    "9.",
                    "Утвердить планы школьных объединений",
                    "До 1 октября, ежегодно",
                    "Заместители директоров по УВР",
                    "План объединения",
                ),
                (
                    "10.",
                    "Провести заседания городских объединений",
                    "Сентябрь, ноябрь, январь, март",
                    "Руководители ГМО",
                    "Протокол",
                ),
                ("11.", "Провести неделю открытых уроков", "Вторая неделя декабря", "Руководители ШМО", "Карты уроков"),
                ("12.", "Подготовить советы школам по итогам проверок", "В течение года", "Руководители ГМО", ""),
                ("13.", "Провести выездные семинары", "По мере необходимости", "Методисты", ""),
            ),
        ),
        (
            "4. Молодые педагоги",
            (
                (
                    "14.",
                    "Закрепить наставников за молодыми педагогами",
                    "Сентябрь, ежегодно",
                    "Руководители ОО",
                    "Приказ школы",
                ),
                ("15.", "Вести мастерскую молодого педагога", "Третья среда месяца", "Методисты", ""),
                (
                    "16.",
                    "Провести конкурс первых уроков",
                    "Февраль, ежегодно",
                    "Координатор конкурса, методисты",
                    "Протокол жюри",
                ),
                (
                    "17.",
                    "Отчитаться о работе наставников",
                    "До 25 декабря и до 25 мая",
                    "Заместители директоров по УВР",
                    "Отчёт",
                ),
            ),
        ),
    )
