"""A meeting from the call to the decision that somebody has carried out, the network gone in the middle."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Locator, Page, expect

from metodsovet.ground.assignments.models import Assignment
from metodsovet.work.communities.models import Community
from metodsovet.work.events.models import Attendance, Meeting, Minutes
from tests.journeys.stage import Stage
from tests.journeys.steps import fill, log_in_as, press

pytestmark = pytest.mark.browser
TABLET = {"width": 1024, "height": 768}
QUESTION = "Приёмы чтения графиков"
DECISION = "Собрать двадцать графиков с вопросами"


@pytest.fixture
def tablet(browser: Browser) -> Page:
    context = browser.new_context(viewport=TABLET, locale="ru-RU", has_touch=True)
    return context.new_page()


def test_meeting_is_held_without_a_network_and_the_next_one_opens_with_its_decision(tablet: Page, demo: Stage) -> None:
    community = Community.objects.get(name="ШМО учителей математики", organisation__short_name="СОШ № 1")
    log_in_as(tablet, demo, "association")
    meeting = call(tablet, demo, community)
    press(tablet, "Провести заседание")
    expect(tablet.locator(".meet")).to_have_attribute("data-shelved", "yes")

    mark_everybody(tablet)
    tablet.context.set_offline(True)
    tablet.get_by_role("link", name=re.compile(QUESTION)).click()
    write_question(tablet)
    expect(tablet.locator("[data-saved]")).to_contain_text("Нет сети")
    tablet.reload()
    expect(shown(tablet).get_by_label("Слушали")).to_have_value("три приёма")
    assert meeting.decisions.count() == 0
    tablet.context.set_offline(False)
    expect(tablet.locator("[data-saved]")).to_contain_text("Сохранено", timeout=15_000)
    press(tablet, "Закрыть заседание")
    tablet.wait_for_url(re.compile(rf"/meetings/{meeting.pk}/$"))
    press(tablet, "Утвердить протокол")
    expect(tablet.get_by_text("протокол утверждён").first).to_be_visible()

    given = Assignment.objects.get(title=DECISION)
    assert Minutes.objects.get(meeting=meeting).editions.count() == 1
    carry_out(tablet, demo, given)
    following = call(tablet, demo, community)
    tablet.goto(demo.url + reverse("show_meeting", args=[following.pk]))
    expect(tablet.get_by_role("heading", name="Повестка")).to_be_visible()
    assert not following.items.filter(about=meeting).exists()
    tablet.goto(demo.url + reverse("show_meeting", args=[meeting.pk]))
    expect(tablet.locator(".questions")).to_contain_text("исполнено")
    tablet.context.close()


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
    expect(page.get_by_text("созвано").first).to_be_visible()
    return meeting


def mark_everybody(page: Page) -> None:
    for button in page.get_by_role("button", name="присутствует").all():
        button.click()
    expect(page.locator("[data-quorum]")).to_contain_text("кворум есть")
    expect(page.locator("[data-saved]")).to_contain_text("Сохранено")
    assert Attendance.objects.filter(meeting__state="under_way", mark="present").exists()


def write_question(page: Page) -> None:
    question = shown(page)
    question.get_by_label("Слушали").fill("три приёма")
    question.get_by_role("button", name="Решение", exact=True).click()
    question.get_by_label("Решение", exact=False).first.fill(DECISION)
    question.get_by_label("Кто отвечает").select_option(index=2)
    question.get_by_label("Срок").fill("2027-02-15")
    page.locator("h1").click()


def shown(page: Page) -> Locator:
    return page.locator(".question:visible")


def carry_out(page: Page, stage: Stage, given: Assignment) -> None:
    """The executor's report by the head's hand, then accepted by the head, who controls it."""
    page.goto(stage.url + reverse("record_report", args=[given.pk]) if False else stage.url + given.get_absolute_url())
    press(page, "Записать отчёт")
