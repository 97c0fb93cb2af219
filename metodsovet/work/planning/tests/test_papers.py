"""Papers read back: what is printed is what was given, however hostile the text."""

from io import BytesIO

import pytest
from docx import Document
from openpyxl import load_workbook

from metodsovet.work.planning.papers import (
    ExecutionReportPaper,
    MonthPlanPaper,
    PlanPaper,
    print_docx,
    print_xlsx,
)
from metodsovet.work.planning.papers.execution_reports import ReportFigure, ReportLine, ReportSection
from metodsovet.work.planning.papers.month_plans import MonthPlanLine
from metodsovet.work.planning.papers.plan_papers import PlanLine, PlanSection
from metodsovet.work.planning.papers.signatures import Signature

HOSTILE = "=1+1 <w:p/> & «{{ owner }}» {% raw %} \u0001конец"
AS_PRINTED = HOSTILE.replace("\u0001", "")
SIGNED = Signature("Старший методист", "О.В.\u00a0Лебедева")


def month_plan(title: str, *, undated: bool = True) -> MonthPlanPaper:
    line = MonthPlanLine("02.12.2026", "10:00", title, "школы", "кабинет 4", "методисты")
    return MonthPlanPaper("Центр", "План на декабрь", (line,), (line,) if undated else (), SIGNED)


def plan(title: str) -> PlanPaper:
    line = PlanLine("1.1", title, "до 1 октября, ежегодно", "методисты", "справка")
    return PlanPaper("Центр", "", "План", "", (PlanSection("1. Раздел", (line,)),), SIGNED)


def execution_report(title: str) -> ExecutionReportPaper:
    line = ReportLine("1.1", title, "до 1 октября", "методисты", "1 из 2", "просрочено 1", "Протокол.docx (СОШ № 1)")
    figure = ReportFigure("Исполнение плана", "50\u00a0%", "поручений: 2")
    sections = (ReportSection("1. Раздел", (line,)),)
    return ExecutionReportPaper("Центр", "Отчёт", "План", "за год", (figure,), sections, ("СОШ № 2: срок",), SIGNED)


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

    found = [cell for row in sheet.iter_rows() for cell in row if cell.value == "=1+1"]
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

    assert "Исполнение плана: 50\u00a0% (поручений: 2)." in text
    assert "— СОШ № 2: срок" in text
    assert cells_of(content)[2][-1] == "Протокол.docx (СОШ № 1)"


def test_print_docx_repeats_the_head_of_the_table_on_each_page() -> None:
    table = Document(BytesIO(print_docx(plan("Семинар")))).tables[0]

    assert table.rows[0]._tr.xpath("./w:trPr/w:tblHeader")
