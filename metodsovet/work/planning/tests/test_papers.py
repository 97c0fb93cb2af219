"""Papers read back: what is printed is what was given, however hostile the text."""

from datetime import date
from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import qn
from openpyxl import load_workbook

from metodsovet.ground.documents.printing.signatures import Signature
from metodsovet.kernel.terms import Window
from metodsovet.work.planning.papers import (
    ExecutionReportPaper,
    MonthPlanPaper,
    PlanPaper,
    print_docx,
    print_xlsx,
)
from metodsovet.work.planning.papers.execution_reports import ReportFigure, ReportLine, ReportSection
from metodsovet.work.planning.papers.month_plans import MonthPlanLine, days_text
from metodsovet.work.planning.papers.plan_papers import PlanIndicator, PlanLine, PlanSection

HOSTILE = "=1+1 <w:p/> & «{{ owner }}» {% raw %} \u0001конец"
AS_PRINTED = HOSTILE.replace("\u0001", "")
SIGNED = Signature("Старший методист", "О.В.\u00a0Лебедева")


def month_plan(title: str, *, undated: bool = True) -> MonthPlanPaper:
    line = MonthPlanLine("02.12.2026", "10:00", title, "школы", "кабинет 4", "методисты")
    return MonthPlanPaper("Центр", "План на декабрь", (line,), (line,) if undated else (), SIGNED)


def plan(title: str) -> PlanPaper:
    line = PlanLine("1.1", title, "до 1 октября, ежегодно", "методисты", "справка", "мало наставников")
    indicator = PlanIndicator("Цель", title, "2026/27: 40", "—")
    sections = (PlanSection("1. Раздел", (line,)),)
    return PlanPaper("Центр", "", "План", "", (title,), (indicator,), sections, SIGNED)


def execution_report(title: str) -> ExecutionReportPaper:
    line = ReportLine(
        number="1.1",
        title=title,
        term="до 1 октября",
        dates="срок 01.10.2026",
        responsible="методисты",
        done="1 из 2",
        states="",
        reported="последний отчёт 02.10.2026",
        evidence="СОШ № 1: Протокол.docx",
    )
    return ExecutionReportPaper(
        owner="Центр",
        title="Отчёт об исполнении плана",
        subtitle="«План»",
        period="за год",
        figures=(
            ReportFigure("Исполнение плана", "50\u00a0%", "поручений — 2"),
            ReportFigure("Доля", "нет данных", ""),
        ),
        note="",
        sections=(ReportSection("1. Раздел", (line, line)),),
        late=("1.1 Семинар: СОШ № 2", "1.2 Урок: СОШ № 3"),
        left_out=(),
        signature=Signature("", ""),
    )


def cells_of(docx: bytes) -> list[list[str]]:
    table = Document(BytesIO(docx)).tables[0]
    return [[cell.text for cell in row.cells] for row in table.rows]


@pytest.mark.parametrize("make", (month_plan, plan, execution_report))
def test_print_docx_keeps_any_text_as_it_is(make: type) -> None:
    rows = cells_of(print_docx(make(HOSTILE)))

    assert any(AS_PRINTED in cell for row in rows for cell in row)
    assert not any("{%" in cell and "raw" not in cell for row in rows for cell in row)


@pytest.mark.parametrize("make", (month_plan, plan, execution_report))
def test_print_xlsx_writes_text_as_text(make: type) -> None:
    sheet = load_workbook(BytesIO(print_xlsx(make("=1+1")))).active

    found = [cell for row in sheet.iter_rows() for cell in row if str(cell.value).startswith("=1+1")]
    assert [cell.data_type for cell in found] == ["s"] * len(found)
    assert found


def test_print_docx_of_a_month_without_windows_has_no_heading_for_them() -> None:
    with_them = cells_of(print_docx(month_plan("Семинар")))
    without = cells_of(print_docx(month_plan("Семинар", undated=False)))

    assert [row[0] for row in with_them] == ["Дата", "02.12.2026", "В течение месяца", "02.12.2026"]
    assert [row[0] for row in without] == ["Дата", "02.12.2026"]


def test_print_docx_of_an_execution_report_names_figures_evidence_and_what_is_late() -> None:
    content = print_docx(execution_report("Семинар"))
    text = "\n".join(paragraph.text for paragraph in Document(BytesIO(content)).paragraphs)

    assert "Исполнение плана: 50\u00a0% (поручений — 2)." in text
    assert "Доля: нет данных." in text
    assert "Просрочено:\n— 1.1 Семинар: СОШ № 2\n— 1.2 Урок: СОШ № 3" in text
    assert "Не исполняется" not in text
    assert cells_of(content)[2][2:] == [
        "до 1 октября\nсрок 01.10.2026",
        "методисты",
        "1 из 2",
        "последний отчёт 02.10.2026",
        "СОШ № 1: Протокол.docx",
    ]


def test_print_docx_leaves_an_unnamed_signature_to_be_filled_in_by_hand() -> None:
    last = Document(BytesIO(print_docx(execution_report("Семинар")))).paragraphs[-1].text

    assert last == f"{'_' * 20}\t{'_' * 20}"


def test_print_docx_keeps_the_signature_on_the_page_of_the_last_line() -> None:
    rows = Document(BytesIO(print_docx(execution_report("Семинар")))).tables[0].rows

    assert [row.cells[0].paragraphs[0].style.name for row in rows[-2:]] == ["Ячейка", "Ячейка последняя"]
    assert rows[-1].cells[0].paragraphs[0].style.paragraph_format.keep_with_next


@pytest.mark.parametrize("make", (month_plan, plan, execution_report))
def test_print_docx_is_a_russian_document(make: type) -> None:
    document = Document(BytesIO(print_docx(make("Семинар"))))

    languages = {tag.get(qn("w:val")) for tag in document.styles.element.iter(qn("w:lang"))}
    assert languages == {"ru-RU"}
    assert (document.core_properties.author, document.core_properties.comments) == ("Методсовет", "")


@pytest.mark.parametrize(
    ("window", "text"),
    (
        (Window(date(2026, 11, 9), date(2026, 11, 15)), "9–15\u00a0ноября"),
        (Window(date(2026, 10, 26), date(2026, 11, 3)), "26\u00a0октября – 3\u00a0ноября"),
        (Window(date(2026, 9, 1), date(2027, 8, 31)), "весь месяц"),
        (Window(date(2026, 11, 4), date(2026, 11, 4)), "4\u00a0ноября"),
        (Window(date(2026, 9, 1), date(2026, 11, 25), deadline=True), "до 25\u00a0ноября"),
    ),
)
def test_days_of_a_month_plan_are_written_as_people_write(window: Window, text: str) -> None:
    assert days_text(window, date(2026, 11, 1), date(2026, 11, 30)) == text


def test_print_docx_repeats_the_head_of_the_table_on_each_page() -> None:
    table = Document(BytesIO(print_docx(plan("Семинар")))).tables[0]

    assert table.rows[0]._tr.xpath("./w:trPr/w:tblHeader")
