"""From an empty installation to an accepted plan, its assignments and its page, without reading anything."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from metodsovet.ground.assignments.models import Assignment
from metodsovet.work.planning.models import Activity, Plan
from tests.journeys.stage import Stage
from tests.journeys.steps import answer_every_doubt, choose, fill, follow, press
from tests.journeys.watching import Watch

pytestmark = pytest.mark.browser
PASSWORD = "четыре зелёных яблока"


def test_empty_installation_becomes_a_plan_with_assignments(
    page: Page, from_nothing: Stage, watch: Watch, tmp_path: Path
) -> None:
    begin(page, from_nothing)
    add_organisation(page, kind="centre", name="МБУ «Методический центр»", short_name="Методический центр")
    hire_oneself(page)
    add_organisation(page, kind="school", name="МБОУ «Школа № 1»", short_name="Школа № 1")
    add_deputy_head(page)
    add_association_with_head(page)
    read_example_file(page, tmp_path)
    assert answer_every_doubt(page) == 4
    edit_term(page)
    give_up_reports_of_two_lines(page)

    expected = accept(page)

    plan = Plan.objects.get()
    assert plan.state == Plan.State.ACCEPTED
    assert Assignment.objects.count() == expected
    assert plan.activities.get(result="Памятка").term.source == "до 20 февраля, ежегодно"
    assert Assignment.objects.filter(parts__person__last_name="Первых").exists()
    assert Assignment.objects.filter(parts__person__last_name="Соколова").exists()
    expect(page.get_by_role("heading", name=re.compile("Дорожная карта развития школьных"))).to_be_visible()
    follow(page, "Сегодня")
    expect(page.locator("#inbox .duty").first).to_be_visible()


def begin(page: Page, stage: Stage) -> None:
    page.goto(stage.url)
    follow(page, "Начать работу")
    fill(page, municipality="Ясногорский городской округ", full_name="Первых Анна Игоревна", login="a.pervyh")
    page.locator("[name=time_zone]").select_option("Asia/Yekaterinburg")
    fill(page, password=PASSWORD, password_again=PASSWORD)
    press(page, "Начать работу")
    expect(page.get_by_role("heading", name="Ждёт меня")).to_be_visible()


def add_organisation(page: Page, *, kind: str, name: str, short_name: str) -> None:
    follow(page, "Люди и объединения")
    follow(page, "Организации")
    follow(page, "Добавить организацию")
    page.locator("[name=kind]").select_option(kind)
    fill(page, name=name, short_name=short_name)
    press(page, "Добавить организацию")
    expect(page.get_by_role("heading", name=short_name, exact=True)).to_be_visible()


def hire_oneself(page: Page) -> None:
    follow(page, "Люди и объединения")
    follow(page, "Первых Анна Игоревна")
    follow(page, "Добавить место работы")
    choose(page, "organisation", "Методический центр")
    fill(page, position="методист", since="2026-09-01")
    press(page, "Принять на работу")
    expect(page.get_by_role("cell", name="методист")).to_be_visible()


def add_deputy_head(page: Page) -> None:
    follow(page, "Добавить человека")
    fill(page, last_name="Соколова", first_name="Мария", patronymic="Львовна", since="2026-09-01")
    fill(page, position="заместитель директора по УВР")
    page.locator("[name=function]").select_option("deputy")
    press(page, "Добавить человека")
    follow(page, "Дать роль")
    page.locator("[name=role]").select_option("methodical_lead")
    choose(page, "organisation", "Школа № 1")
    press(page, "Дать роль")
    expect(page.get_by_text("Ответственный за методическую работу").first).to_be_visible()


def add_association_with_head(page: Page) -> None:
    follow(page, "Люди и объединения")
    follow(page, "Объединения")
    follow(page, "Добавить объединение")
    choose(page, "organisation", "Школа № 1")
    page.locator("[name=kind]").select_option(label="школьное методическое объединение")
    fill(page, name="ШМО учителей математики")
    press(page, "Добавить объединение")
    follow(page, "Назначить")
    page.get_by_role("searchbox", name="Найти человека по имени").fill("Соколова")
    page.get_by_role("radio", name=re.compile("Соколова Мария")).check()
    press(page, "Назначить")
    expect(page.get_by_role("heading", name="Состав")).to_be_visible()


def read_example_file(page: Page, directory: Path) -> None:
    follow(page, "План")
    follow(page, "Прочитать план из файла")
    with page.expect_download() as caught:
        page.locator(".file-link a").click()
    path = directory / caught.value.suggested_filename
    caught.value.save_as(path)
    page.locator("input[type=file]").set_input_files(path)
    press(page, "Прочитать")
    page.wait_for_url("**/review/")
    assert Activity.objects.count() == 17


def edit_term(page: Page) -> None:
    page.get_by_role("link", name=re.compile("^Понято")).click()
    page.get_by_role("link", name=re.compile("^Подготовить советы школам")).first.click()
    page.get_by_label("Срок", exact=True).fill("до 20 февраля, ежегодно")
    expect(page.locator(".term-preview")).to_contain_text("до 20.02.2027")
    press(page, "Сохранить строку")
    expect(page.locator(".plan-line.open")).to_have_count(0)
    expect(page.locator(".plan-line", has_text="до 20 февраля")).to_be_visible()


def give_up_reports_of_two_lines(page: Page) -> None:
    for words in ("Вести страницу объединений", "Вести мастерскую"):
        page.get_by_role("checkbox", name=re.compile(words)).check()
    press(page, "Без отчёта")
    expect(page.locator(".plan-line", has_text="Вести мастерскую")).to_contain_text("без отчёта")


def accept(page: Page) -> int:
    """How many assignments the page foretold."""
    page.locator(".dock").get_by_role("link", name="Принять план").click()
    foretold = int(page.locator("p.figure").inner_text())
    press(page, "Принять план")
    page.wait_for_url(re.compile(r"/plans/\d+/$"))
    return foretold
