"""An approved roadmap becomes dated work: the methodist, the deputy head and the controller, each at their own page."""

import re
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Locator, Page, expect

from metodsovet.ground.assignments.models import Assignment, Evidence, Report
from metodsovet.ground.directory.models import Person
from metodsovet.work.planning.models import Plan
from tests.journeys.stage import Stage
from tests.journeys.steps import answer_every_doubt, choose_from_menu, do_deed, fill, log_in_as, open_row, press
from tests.journeys.watching import Watch

pytestmark = pytest.mark.browser
LINK = "https://example.org/works/tutors"
MENTORS = "Отчитаться о работе наставников"
DESCRIBING = "Описать состояние школьных методических объединений"
EXAMPLE_TITLE = (
    "Дорожная карта развития школьных методических объединений в общеобразовательных организациях на 2026–2029 годы"
)


def test_line_of_a_file_comes_back_as_an_accepted_report(page: Page, demo: Stage, watch: Watch, tmp_path: Path) -> None:
    log_in_as(page, demo, "methodist")
    accept_the_example(page, demo)
    duty = own_duty("deputy", MENTORS)

    log_in_as(page, demo, "deputy")
    hand_in_with_evidence(page, duty, tmp_path)
    log_in_as(page, demo, "methodist")
    return_from_inbox(page, duty, "Назовите, сколько пар работает.")
    log_in_as(page, demo, "deputy")
    correct_in_inbox(page, duty)
    log_in_as(page, demo, "methodist")
    accept_from_inbox(page, duty)

    duty.refresh_from_db()
    assert duty.state == Assignment.State.ACCEPTED
    assert [report.remark for report in duty.reports.filter(state=Report.State.RETURNED)] == [
        "Назовите, сколько пар работает."
    ]
    assert {one.kind for one in duty.evidence.all()} == {Evidence.Kind.FILE, Evidence.Kind.LINK}
    log_in_as(page, demo, "control")
    open_row(page, demo, duty)
    expect(page.get_by_text("Работают семь пар.")).to_be_visible()
    expect(page.get_by_role("link", name="Журнал встреч.docx")).to_be_visible()


def test_controller_removes_an_assignment_from_control(page: Page, demo: Stage, watch: Watch) -> None:
    duty = own_duty("deputy", DESCRIBING)

    log_in_as(page, demo, "control")
    open_row(page, demo, duty)
    do_deed(page, "Снять с контроля", reason="Школа описала объединения при аккредитации.")
    press(page, "Снять с контроля")

    expect(page.locator(".meta .badge", has_text="снято с контроля")).to_be_visible()
    duty.refresh_from_db()
    assert duty.removal_reason == "Школа описала объединения при аккредитации."
    log_in_as(page, demo, "deputy")
    expect(page.locator(f"#duty-{duty.pk}")).to_have_count(0)


def test_service_records_what_a_school_told_by_phone(page: Page, demo: Stage, watch: Watch) -> None:
    duty = own_duty("deputy2", DESCRIBING)

    log_in_as(page, demo, "methodist")
    open_row(page, demo, duty)
    do_deed(page, "Записать отчёт за исполнителя", text="Описаны три объединения.", told_by="Секретарь лицея")
    press(page, "Записать отчёт")

    expect(page.locator(".report")).to_contain_text("по телефону, сообщил: Секретарь лицея")
    report = duty.reports.get()
    assert (report.source, report.told_by) == (Report.Source.PHONE, "Секретарь лицея")


def test_extension_is_asked_and_granted(page: Page, demo: Stage, watch: Watch) -> None:
    duty = own_duty("deputy", DESCRIBING)
    before = duty.due_on

    log_in_as(page, demo, "deputy")
    open_row(page, demo, duty)
    do_deed(page, "Попросить продлить срок", until="2027-07-15", reason="Ждём итогов аттестации.")
    press(page, "Попросить")
    log_in_as(page, demo, "methodist")
    open_row(page, demo, duty)
    press(page, "Продлить до 15 июля")

    expect(page.get_by_text("срок: 15 июля 2027 г.")).to_be_visible()
    duty.refresh_from_db()
    assert (str(duty.due_on), duty.first_due_on) == ("2027-07-15", before)


def test_duty_is_handed_over_inside_the_school(page: Page, demo: Stage, watch: Watch) -> None:
    duty = own_duty("deputy", DESCRIBING)
    director = Person.objects.get(user__login="director")

    log_in_as(page, demo, "deputy")
    open_row(page, demo, duty)
    choose_from_menu(page, "Что ещё можно сделать", "Передать коллеге")
    page.locator("[name=to]").select_option(label=director.full_name)
    press(page, "Передать поручение")

    expect(page.locator("dl.facts").first).to_contain_text(director.full_name)
    log_in_as(page, demo, "director")
    open_row(page, demo, duty)
    expect(page.get_by_role("button", name="Сдать отчёт")).to_be_visible()


def accept_the_example(page: Page, stage: Stage) -> None:
    page.goto(f"{stage.url}/plans/")
    page.get_by_role("link", name="Прочитать план из файла").click()
    press(page, "Попробовать на примере")
    page.wait_for_url("**/review/")
    answer_every_doubt(page)
    let_every_school_report(page, "Утвердить планы школьных объединений", MENTORS)
    page.locator(".dock").get_by_role("link", name="Принять план").click()
    press(page, "Принять план")
    page.wait_for_url(re.compile(r"/plans/\d+/$"))
    assert Plan.objects.filter(title=EXAMPLE_TITLE, state=Plan.State.ACCEPTED).exists()


def let_every_school_report(page: Page, *titles: str) -> None:
    page.get_by_role("link", name=re.compile("^Понято")).click()
    for title in titles:
        page.get_by_role("checkbox", name=f"Выбрать: {title}").check()
    press(page, "Отчитывается каждая организация")
    expect(page.locator(".plan-line", has_text="отчитывается каждая организация")).to_have_count(len(titles))


def own_duty(login: str, title: str) -> Assignment:
    """The latest open assignment that the person leads."""
    led = Assignment.objects.open().filter(parts__person__user__login=login, parts__role="lead", title=title)
    return led.latest("due_on")


def hand_in_with_evidence(page: Page, duty: Assignment, directory: Path) -> None:
    row = page.locator(f"#duty-{duty.pk}")
    row.get_by_role("link", name=duty.title).click()
    file = directory / "Журнал встреч.docx"
    document = Document()
    document.add_paragraph("Семь встреч за полугодие.")
    document.save(str(file))
    page.locator("summary", has_text="Добавить файл или ссылку").click()
    page.locator("input[type=file]").set_input_files(file)
    press(page, "Приложить файл")
    page.locator("summary", has_text="Добавить файл или ссылку").click()
    fill(page, link=LINK)
    press(page, "Добавить ссылку")
    page.get_by_label("Что сделано").fill("Пары встречаются раз в неделю.")
    press(page, "Сдать отчёт")
    expect(page.get_by_text("Ждёт приёмки у методистов")).to_be_visible()


def return_from_inbox(page: Page, duty: Assignment, remark: str) -> None:
    row = open_in_inbox(page, duty, "Посмотреть")
    fill(row, remark=remark)
    press(row, "Вернуть")
    is_settled(row)


def correct_in_inbox(page: Page, duty: Assignment) -> None:
    row = open_in_inbox(page, duty, "Отчитаться")
    row.get_by_label("Что сделано").fill("Пары встречаются раз в неделю. Работают семь пар.")
    press(row, "Сдать отчёт")
    is_settled(row)


def accept_from_inbox(page: Page, duty: Assignment) -> None:
    row = open_in_inbox(page, duty, "Посмотреть")
    expect(row.get_by_text("Работают семь пар.")).to_be_visible()
    press(row, "Принять отчёт")
    is_settled(row)


def open_in_inbox(page: Page, duty: Assignment, word: str) -> Locator:
    row = page.locator(f"#duty-{duty.pk}")
    row.get_by_role("link", name=word, exact=True).click()
    expect(row.locator("form").first).to_be_visible()
    return row


def is_settled(row: Locator) -> None:
    """The duty is folded into what was done with it, in its place of the list."""
    expect(row.locator("form")).to_have_count(0)
    expect(row.locator("small")).to_be_visible()
