"""The accepted plan lives: a day is appointed, papers go out, a term is moved by an order."""

import re
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from metodsovet.ground.assignments.models import Assignment, Evidence
from metodsovet.work.planning.models import Activity, Occurrence, Plan
from tests.journeys.stage import Stage
from tests.journeys.steps import choose_from_menu, fill, follow, log_in_as, open_row, press
from tests.journeys.watching import Watch

pytestmark = pytest.mark.browser
CONTEST = "Провести конкурс молодых педагогов «Первый урок»"
PASSPORTS = "Описать состояние школьных методических объединений"


def test_appointed_day_stands_in_the_plan_of_the_month(page: Page, demo: Stage, watch: Watch, tmp_path: Path) -> None:
    log_in_as(page, demo, "methodist")
    activity = Activity.objects.get(title=CONTEST)
    open_row(page, demo, activity)
    occurrence = Occurrence.objects.get(activity=activity, school_year=2026)
    page.locator("#dates").get_by_role("link", name=re.compile("Назначить дату|Перенести")).first.click()
    fill(page.locator(".date-form"), held_on="2027-02-17", starts_at="14:30", place="Гимназия № 3, актовый зал")
    press(page, "Назначить")
    expect(page.locator("#dates")).to_contain_text("17 февраля 2027 г., 14:30, Гимназия № 3, актовый зал")
    occurrence.refresh_from_db()
    assert str(occurrence.held_on) == "2027-02-17"

    follow(page, "Календарь")
    page.get_by_role("link", name="февраль").click()
    expect(page.get_by_text(CONTEST).first).to_be_visible()

    page.goto(f"{demo.url}/plans/{activity.plan_id}/month/?month=2027-02")
    for name in ("План на месяц, docx", "xlsx"):
        said = words_of(download(page, name, tmp_path))
        assert CONTEST in said
        assert "14:30" in said
        assert "Гимназия № 3, актовый зал" in said


def test_report_on_execution_names_evidence_and_figures(page: Page, demo: Stage, watch: Watch, tmp_path: Path) -> None:
    log_in_as(page, demo, "methodist")
    plan = roadmap()
    done = Evidence.objects.filter(
        kind=Evidence.Kind.FILE, assignment__state="accepted", assignment__due_on__range=("2026-09-01", "2027-01-20")
    )
    title = done.filter(assignment__origin__contains="дорожная карта").earliest("pk").assignment.title

    open_row(page, demo, plan)
    choose_from_menu(page, "Скачать", "Отчёт об исполнении за период")
    figure = page.locator("dl.facts a.opens").first
    share = figure.inner_text()
    figure.click()
    expect(page.locator("#side")).to_contain_text("Как посчитано")
    expect(page.locator("#side .rows li").first).to_be_visible()

    for name in ("Скачать Word", "xlsx"):
        said = words_of(download(page, name, tmp_path))
        assert title in said
        assert "Материалы.docx" in said
        assert share.replace("\u00a0", " ") in said.replace("\u00a0", " ")


def test_term_moved_by_an_order_moves_open_assignments_only(
    page: Page, demo: Stage, watch: Watch, tmp_path: Path
) -> None:
    activity = Activity.objects.get(title=PASSPORTS)
    rows = Assignment.objects.filter(title=PASSPORTS, key__in=keys_of(activity))
    finished = dict(rows.filter(state="accepted").values_list("pk", "due_on"))
    open_ones = rows.open()
    assert finished
    assert open_ones.exists()

    log_in_as(page, demo, "methodist")
    open_row(page, demo, activity)
    choose_from_menu(page, "Изменить", "Перенести срок")
    fill(page, term_text="до 10 августа, ежегодно", in_force_from="2027-01-20")
    expect(page.locator("#consequences")).to_contain_text("10 августа 2027")
    page.locator("summary", has_text="Другой документ").click()
    fill(page, act_number="15-д", act_date="2027-01-19", act_title="О сроках описания объединений")
    press(page, "Перенести")
    expect(page.locator("dl.facts").first).to_contain_text("до 10 августа")

    assert {str(day) for day in open_ones.filter(due_on__gte="2027-01-20").values_list("due_on", flat=True)} == {
        "2027-08-10"
    }
    assert dict(rows.filter(state="accepted").values_list("pk", "due_on")) == finished
    open_row(page, demo, activity.plan)
    follow(page, "Документ")
    expect(page.locator("article.sheet").get_by_text("В редакции от 20 января 2027 г.")).to_contain_text("№ 15-д")
    page.locator("summary", has_text="Скачать").first.click()
    assert "15-д" in words_of(download(page, "План, Word", tmp_path))


def roadmap() -> Plan:
    return Plan.objects.filter(state=Plan.State.ACCEPTED, kind=Plan.Kind.ROADMAP).earliest("pk")


def keys_of(activity: Activity) -> list[str]:
    keys = Assignment.objects.filter(title=activity.title).values_list("key", flat=True)
    occurrences = {str(pk) for pk in activity.occurrences.values_list("pk", flat=True)}
    return [key for key in keys if key.split(":")[1] in occurrences]


def download(page: Page, name: str, directory: Path) -> Path:
    with page.expect_download() as caught:
        page.get_by_role("link", name=name, exact=True).first.click()
    path = directory / caught.value.suggested_filename
    caught.value.save_as(path)
    return path


def words_of(path: Path) -> str:
    """All the words of a Word or Excel file, opened by libraries that people's programs agree with."""
    if path.suffix == ".docx":
        document = Document(str(path))
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells).replace("\u00a0", " ")
    sheets = load_workbook(path).worksheets
    values = [str(cell) for sheet in sheets for row in sheet.iter_rows(values_only=True) for cell in row if cell]
    return "\n".join(values).replace("\u00a0", " ")
