"""A meeting from the call to the decision that somebody has carried out, the network gone in the middle."""

import re
from collections.abc import Iterator

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Locator, Page, expect

from metodsovet.ground.assignments.models import Assignment
from metodsovet.ground.directory.models import Person
from metodsovet.work.communities.models import Community
from metodsovet.work.events.models import Meeting, Minutes
from metodsovet.work.events.queries.editions import editions_of_minutes
from tests.journeys.stage import Stage
from tests.journeys.steps import fill, log_in_as, open_row, press

pytestmark = pytest.mark.browser
QUESTION = "Приёмы чтения графиков"
DECISION = "Собрать двадцать графиков с вопросами"
HEARD = "три приёма с примерами"
LONG_MS = 20_000


@pytest.fixture
def tablet(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1024, "height": 768}, locale="ru-RU", has_touch=True)
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


def test_meeting_held_without_a_network_ends_in_a_decision_that_is_carried_out(tablet: Page, demo: Stage) -> None:
    community = Community.objects.get(name="ШМО учителей математики", organisation__short_name="СОШ № 1")
    executor = Person.objects.get(user__login="teacher")
    log_in_as(tablet, demo, "association")
    meeting = call(tablet, demo, community)
    press(tablet, "Провести заседание")
    expect(tablet.locator(".meet")).to_have_attribute("data-shelved", "yes", timeout=LONG_MS)
    mark_everybody(tablet)

    write_without_network(tablet, executor)
    assert not meeting.decisions.exists()
    tablet.context.set_offline(False)
    expect(tablet.locator("[data-saved]")).to_contain_text("Сохранено", timeout=LONG_MS)
    press(tablet, "Закрыть заседание")
    press(tablet, "Утвердить протокол")
    expect(tablet.get_by_text("протокол утверждён").first).to_be_visible()

    minutes = Minutes.objects.get(meeting=meeting)
    given = Assignment.objects.get(title=DECISION)
    assert editions_of_minutes(meeting).get().data["items"][-1]["heard"].endswith(f"{HEARD}.")
    following = call(tablet, demo, community)
    carry_out(tablet, demo, given)
    open_row(tablet, demo, following)
    first = tablet.locator(".questions > li", has_text=f"заседания №\u00a0{minutes.number}").last
    expect(first).to_contain_text(DECISION)
    expect(first).to_contain_text("исполнено 1 из 1")


def call(page: Page, stage: Stage, community: Community) -> Meeting:
    page.goto(stage.url + reverse("plan_meeting", args=[community.pk]))
    fill(page, topic="Читаем графики", place="каб. 5")
    press(page, "Запланировать заседание")
    page.wait_for_url(re.compile(r"/meetings/\d+/$"))
    meeting = Meeting.objects.latest("pk")
    page.goto(stage.url + reverse("add_item", args=[meeting.pk]))
    fill(page, title=QUESTION)
    press(page, "Добавить вопрос")
    press(page, "Созвать участников")
    expect(page.locator(".badge", has_text="созвано")).to_be_visible()
    return meeting


def mark_everybody(page: Page) -> None:
    for button in page.get_by_role("button", name="присутствует").all():
        button.click()
    expect(page.locator("[data-quorum]")).to_contain_text("кворум есть")
    expect(page.locator("[data-saved]")).to_contain_text("Сохранено")


def write_without_network(page: Page, executor: Person) -> None:
    """What is typed survives even a reload, from the shelf of the browser."""
    page.context.set_offline(True)
    page.get_by_role("link", name=re.compile(QUESTION)).click()
    shown(page).get_by_label("Слушали").fill(HEARD)
    press(shown(page), "Решение")
    shown(page).get_by_label(re.compile(r"^Решение \d")).fill(DECISION)
    shown(page).get_by_label("Кто отвечает").select_option(value=str(executor.pk))
    shown(page).get_by_label("Срок").fill("2027-02-15")
    expect(page.locator("[data-saved]")).to_contain_text("Нет сети")
    expect(page.locator("[data-saved]")).to_contain_text("не закрывайте")
    page.wait_for_timeout(1_000)  # the last letters are kept when the hand has rested
    page.reload()
    expect(shown(page).get_by_label("Слушали")).to_have_value(HEARD)
    expect(shown(page).get_by_label(re.compile(r"^Решение \d"))).to_have_value(DECISION)


def shown(page: Page) -> Locator:
    return page.locator(".question:visible")


def carry_out(page: Page, stage: Stage, given: Assignment) -> None:
    log_in_as(page, stage, "teacher")
    open_row(page, stage, given)
    page.get_by_label("Что сделано").fill("Двадцать графиков собраны.")
    press(page, "Сдать отчёт")
    log_in_as(page, stage, "association")
    open_row(page, stage, given)
    press(page, "Принять отчёт")
    given.refresh_from_db()
    assert given.state == Assignment.State.ACCEPTED
