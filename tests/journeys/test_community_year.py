"""The year of a community: a head, an approved plan, a meeting without a network, its decision, the analysis."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Page, ViewportSize, expect

from metodsovet.ground.assignments.models import Assignment
from metodsovet.ground.directory.models import Person, ReferenceNumber
from metodsovet.work.communities.models import Community
from metodsovet.work.communities.queries.analyses import FROM_MONTH
from metodsovet.work.events.models import Meeting
from tests.journeys.stage import Stage
from tests.journeys.steps import fill, follow, log_in_as, open_row, press
from tests.journeys.watching import Watch

pytestmark = pytest.mark.browser
HEAD, LEAD, EXECUTOR = "association", "deputy", "teacher"
SEPTEMBER = 9
"""From then on this town takes analyses; by custom it would wait until May."""
LINE = "Неделя занимательной математики"
DECISION = "Собрать задачи для недели математики"
LONG_MS = 20_000
TABLET, DESK = ViewportSize(width=1024, height=768), ViewportSize(width=1440, height=900)


def test_year_of_a_community_from_the_plan_to_the_accepted_analysis(page: Page, demo: Stage, watch: Watch) -> None:
    community = Community.objects.get(name="ШМО учителей математики", organisation__short_name="СОШ № 1")
    log_in_as(page, demo, LEAD)
    open_row(page, demo, community)
    appoint_anew(page, Person.objects.get(user__login=HEAD))

    log_in_as(page, demo, HEAD)
    open_row(page, demo, community)
    begin_plan_anew(page)
    hand_in(page)

    log_in_as(page, demo, LEAD)
    open_row(page, demo, community)
    approve(page)

    log_in_as(page, demo, HEAD)
    meeting = hold_planned_meeting(page, demo, community)
    approve_minutes(page)
    following = plan_next_meeting(page, demo, community)
    carry_out(page, demo, Assignment.objects.get(title=DECISION))
    open_row(page, demo, following)
    opens_with_the_decision(page, meeting)
    ReferenceNumber.objects.filter(code=FROM_MONTH).update(value=SEPTEMBER)
    analyse(page, demo, community)

    log_in_as(page, demo, LEAD)
    open_row(page, demo, community)
    accept_analysis(page, meeting)


def open_tab(page: Page, name: str) -> None:
    """A number may stand beside the name."""
    page.locator(".tabs").get_by_role("link", name=re.compile(f"^{name}")).click()


def appoint_anew(page: Page, head: Person) -> None:
    """His term has ended; he is appointed for another one."""
    open_tab(page, "Состав")
    page.get_by_role("link", name="закончить срок").first.click()
    fill(page, until="2027-01-19")
    press(page, "Закончить срок")
    follow(page, "Назначить")
    page.get_by_role("radio", name=re.compile(head.full_name)).check()
    fill(page, since="2027-01-20")
    press(page, "Назначить")
    expect(page.get_by_text(head.full_name).first).to_be_visible()


def begin_plan_anew(page: Page) -> None:
    """What was handed in is taken back, put aside and begun from a template, with one line of its own."""
    open_tab(page, "План")
    expect(page.locator(".badge", has_text="сдан")).to_be_visible()
    press(page, "Забрать на доработку")
    page.locator("summary[aria-label='Ещё действия']").click()
    press(page, "Убрать черновик и начать заново")
    expect(page.get_by_text("Плана на этот год нет")).to_be_visible()
    follow(page, "Начать план")
    page.get_by_label(re.compile("^Шаблон «План школьного объединения»")).check()
    press(page, "Начать план")
    expect(page.get_by_role("heading", name=re.compile("ШМО учителей математики: план работы"))).to_be_visible()
    page.locator("summary", has_text="Добавить мероприятие").click()
    fill(page.locator(".new-line"), title=LINE, term_text="март", parties_text="руководитель объединения")
    press(page, "Добавить в план")
    expect(page.get_by_text(LINE).first).to_be_visible()


def hand_in(page: Page) -> None:
    follow(page, "Сдать на утверждение")
    fill(page, considered_at="на заседании методического совета", minutes_number="3")
    press(page, "Сдать план")
    expect(page.locator(".badge", has_text="сдан")).to_be_visible()
    expect(page.get_by_text(LINE)).to_be_visible()


def approve(page: Page) -> None:
    open_tab(page, "План")
    follow(page, "Утвердить")
    expect(page.get_by_label("Где рассмотрен")).to_have_value("на заседании методического совета")
    press(page, "Утвердить план")
    expect(page.locator(".badge", has_text="утверждён")).to_be_visible()


def hold_planned_meeting(page: Page, stage: Stage, community: Community) -> Meeting:
    """The form is filled from the next meeting of the plan; the agenda begins with its line."""
    open_row(page, stage, community)
    open_tab(page, "Заседания")
    follow(page, "Запланировать заседание")
    expect(page.get_by_label("Тема")).to_have_value(re.compile("Итоги полугодия"))
    press(page, "Запланировать заседание")
    page.wait_for_url(re.compile(r"/meetings/\d+/$"))
    meeting = Meeting.objects.latest("pk")
    expect(page.locator(".questions > li", has_text="Заседание 3. Итоги полугодия")).to_be_visible()
    press(page, "Созвать участников")
    page.set_viewport_size(TABLET)
    press(page, "Провести заседание")
    expect(page.locator(".meet")).to_have_attribute("data-shelved", "yes", timeout=LONG_MS)
    for button in page.get_by_role("button", name="присутствует").all():
        button.click()
    page.context.set_offline(True)
    decide(page)
    page.context.set_offline(False)
    expect(page.locator("[data-saved]")).to_contain_text("Сохранено", timeout=LONG_MS)
    press(page, "Закрыть заседание")
    page.set_viewport_size(DESK)
    expect(page.locator(".badge", has_text="ждёт утверждения")).to_be_visible()
    return meeting


def decide(page: Page) -> None:
    page.get_by_role("link", name=re.compile("Итоги полугодия")).click()
    question = page.locator(".question:visible")
    press(question, "Решение")
    question.get_by_label(re.compile(r"^Решение \d")).fill(f"{DECISION}.")
    executor = Person.objects.get(user__login=EXECUTOR)
    question.get_by_label("Кто отвечает").select_option(value=str(executor.pk))
    question.get_by_label("Срок").fill("2027-03-01")


def approve_minutes(page: Page) -> None:
    press(page, "Утвердить протокол")
    expect(page.locator(".badge", has_text="протокол утверждён")).to_be_visible()
    expect(page.get_by_text(re.compile(r"собрано 0 из \d"))).to_be_visible()


def carry_out(page: Page, stage: Stage, given: Assignment) -> None:
    log_in_as(page, stage, EXECUTOR)
    reading = page.get_by_role("listitem").filter(has_text="ШМО учителей математики. Итоги полугодия").last
    press(reading, "Ознакомиться")
    expect(reading.get_by_role("button", name="Ознакомиться")).to_have_count(0)
    open_row(page, stage, given)
    page.get_by_label("Что сделано").fill("Тридцать задач собраны.")
    press(page, "Сдать отчёт")
    log_in_as(page, stage, HEAD)
    open_row(page, stage, given)
    press(page, "Принять отчёт")
    expect(page.locator(".badge", has_text="исполнено")).to_be_visible()


def plan_next_meeting(page: Page, stage: Stage, community: Community) -> Meeting:
    page.goto(stage.url + reverse("plan_meeting", args=[community.pk]))
    fill(page, topic="Готовим неделю математики")
    press(page, "Запланировать заседание")
    page.wait_for_url(re.compile(r"/meetings/\d+/$"))
    return Meeting.objects.latest("pk")


def opens_with_the_decision(page: Page, held: Meeting) -> None:
    question = page.locator(".questions > li", has_text=f"заседания №\u00a0{held.minutes.number}").last
    expect(question).to_contain_text(DECISION)
    expect(question).to_contain_text("исполнено 1 из 1")


def analyse(page: Page, stage: Stage, community: Community) -> None:
    """It cannot be handed in before its sections are written."""
    page.goto(stage.url + reverse("show_analyses", args=[community.pk]))
    page.locator("li", has_text="2026/27").get_by_role("button", name="Начать анализ").click()
    expect(page.get_by_role("button", name="Сдать анализ")).to_have_count(0)
    follow(page, "Написать")
    for section in page.locator("main textarea").all():
        section.fill("Неделя математики прошла во всех классах.")
    press(page, "Сохранить")
    press(page, "Сдать анализ")
    expect(page.locator(".state", has_text="сдан, ждёт принятия")).to_be_visible()


def accept_analysis(page: Page, held: Meeting) -> None:
    """The figure of the accepted analysis opens the decisions that it counts."""
    open_tab(page, "Анализ года")
    follow(page, "2026/27 учебный год")
    press(page, "Принять анализ")
    expect(page.locator(".state").filter(has_text=re.compile(r"^\s*принят\s*$"))).to_be_visible()
    figure = (
        page.locator("dt", has_text="Принято решений").locator("xpath=following-sibling::dd[1]").get_by_role("link")
    )
    number = int(figure.inner_text())
    figure.click()
    side = page.locator("#side")
    expect(side.get_by_role("heading", name=f"Принято решений: {number}")).to_be_visible()
    expect(side.locator(".rows > li")).to_have_count(number)
    expect(side.get_by_role("link", name=f"{DECISION}.")).to_be_visible()
    side.get_by_role("link", name=f"{DECISION}.").click()
    page.wait_for_url(re.compile(rf"/meetings/{held.pk}/"))
