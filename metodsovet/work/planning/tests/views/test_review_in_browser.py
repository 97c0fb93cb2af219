"""A methodist goes from the example file to an accepted plan in a real browser, by keyboard where one would."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, expect

from metodsovet.ground.directory.tests.world import user_of
from metodsovet.work.planning.models import Activity, Plan
from metodsovet.work.planning.tests.town import Town, make_town

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
VIEWS = ((1440, "light"), (1440, "dark"), (360, "light"), (360, "dark"))


@pytest.fixture
def town(transactional_db: None) -> Town:
    return make_town()


@pytest.fixture
def heard() -> list[str]:
    """What the browser complained of: errors of scripts and violations of the policy."""
    return []


@pytest.fixture
def page(browser: Browser, town: Town, live_server: Any, heard: list[str]) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1440, "height": 1000}, locale="ru-RU", base_url=live_server.url)
    log_in(context, town, live_server.url)
    opened = context.new_page()
    listen(opened, heard)
    yield opened
    context.close()


def log_in(context: BrowserContext, town: Town, url: str) -> None:
    client = Client()
    client.force_login(user_of(town.world.methodist))
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": url}])


def listen(page: Page, heard: list[str]) -> None:
    page.on("console", lambda message: heard.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: heard.append(str(error)))


def read_example(page: Page) -> Plan:
    page.goto("/plans/")
    page.get_by_role("link", name="Прочитать план из файла").click()
    page.get_by_role("button", name="Попробовать на примере").click()
    page.wait_for_url("**/review/")
    return Plan.objects.get()


def test_example_becomes_an_accepted_plan(page: Page, heard: list[str]) -> None:
    plan = read_example(page)
    left = page.locator(".ask-card").count()

    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.locator(".ask-card")).to_have_count(left - 1)
    page.locator(".dock").get_by_role("link", name="Принять план").click()
    page.get_by_role("button", name="Принять план").click()
    page.wait_for_url(re.compile(rf"/plans/{plan.pk}/$"))

    expect(page.locator("[data-toast]")).to_contain_text("План принят, роздано")
    assert Plan.objects.get().state == Plan.State.ACCEPTED
    assert heard == []


def test_keys_lead_through_the_doubtful_cells(page: Page, heard: list[str]) -> None:
    read_example(page)

    page.keyboard.press("j")
    page.keyboard.press("j")
    second = page.locator(".ask-card").nth(1)
    expect(second).to_be_focused()
    expect(page.locator(f"#{second.get_attribute('data-cell')}")).to_have_class(re.compile(r"\bnow\b"))
    page.keyboard.press("k")
    expect(page.locator(".ask-card").first).to_be_focused()
    page.keyboard.press("Enter")

    expect(page).to_have_url(re.compile("at="))
    expect(page.locator(".ask-card.open")).to_be_focused()
    assert heard == []


def test_other_words_of_a_term_are_understood_while_one_types(page: Page, heard: list[str]) -> None:
    read_example(page)
    card = page.locator(".ask-card").first

    card.get_by_label("Другой срок словами").fill("до 15 июня")

    expect(card.locator(".term-preview")).to_contain_text("Напечатается: до 15 июня")
    expect(card.locator("[data-other]")).to_be_checked()
    card.get_by_role("button", name="Подтвердить и дальше").click()
    expect(page.locator(".dock")).not_to_contain_text("Осталось проверить 4")
    assert Activity.objects.filter(term_json__source="до 15 июня").exists()
    assert heard == []


def test_refused_choice_is_told_in_its_card(page: Page) -> None:
    read_example(page)
    card = page.locator(".ask-card").first

    card.locator("[data-other]").check()
    card.get_by_role("button", name="Подтвердить и дальше").click()

    expect(card.locator("[data-refusal-note]")).to_contain_text("Напишите срок словами")
    expect(page.locator(".ask-card").first).to_be_visible()


def test_line_is_edited_in_its_place(page: Page, heard: list[str]) -> None:
    plan = read_example(page)
    page.get_by_role("link", name=re.compile("Понято")).click()
    title = "Разобрать итоги экзаменов по предметам"
    page.locator(".plan-line").get_by_role("link", name=title).click()
    form = page.locator(".plan-line.open form").first

    expect(form.locator(".term-preview")).to_contain_text("июль–\u2060август, ежегодно")
    form.get_by_label("Ответственные", exact=True).fill("руководители ОО, методисты")
    expect(form.locator(".parties-preview .party")).to_have_count(2)
    form.get_by_label("Мероприятие").fill("Обсудить итоги экзаменов")
    form.get_by_role("button", name="Сохранить строку").click()

    expect(page.locator("[data-toast]")).to_contain_text("Строка сохранена")
    saved = plan.activities.get(title="Обсудить итоги экзаменов")
    assert [party.text for party in saved.parties.all()] == ["руководители ОО", "методисты"]
    assert heard == []


def test_plan_is_composed_by_hand(page: Page, heard: list[str]) -> None:
    page.goto("/plans/draft/")
    page.get_by_label("Название").fill("План совета")
    page.get_by_role("button", name="Составить черновик").click()

    for number in (1, 2):
        form = page.locator(".new-line form")
        form.get_by_label("Мероприятие").evaluate("field => { field.style.height = '6rem'; }")  # as if dragged larger
        form.get_by_label("Мероприятие").fill(f"Заседание {number}")
        form.get_by_label("Срок").fill("май, ежегодно")
        form.get_by_role("button", name="Добавить в план").click()
        expect(page.locator(".plan-line")).to_have_count(number)

    assert [line.title for line in Plan.objects.get().activities.all()] == ["Заседание 1", "Заседание 2"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in Axe().run(page).response["violations"]] == []
    assert heard == []


def test_control_of_chosen_lines_is_changed_together(page: Page) -> None:
    plan = read_example(page)
    page.goto(f"/plans/{plan.pk}/review/?tab=lines")

    page.get_by_label("Выбрать: Провести неделю открытых уроков").check()
    page.get_by_role("button", name="Отчитывается каждая организация").click()

    expect(page.locator("[data-toast]")).to_contain_text("1 строка изменена")
    assert plan.activities.get(control="every_organisation").title == "Провести неделю открытых уроков"


def test_two_editors_see_both_versions_in_place(page: Page, town: Town) -> None:
    plan = read_example(page)
    activity = plan.activities.get(number="4")
    page.goto(f"/plans/{plan.pk}/review/?tab=lines&line={activity.pk}")
    Activity.objects.filter(pk=activity.pk).update(title="Сказано другим", version=activity.version + 1)

    form = page.locator(".plan-line.open form").first
    form.get_by_label("Мероприятие").fill("Сказано мной")
    form.get_by_role("button", name="Сохранить строку").click()

    expect(page.locator(".plan-line.open")).to_contain_text("Сказано другим")
    expect(page.locator(".plan-line.open").get_by_label("Мероприятие")).to_have_value("Сказано мной")


def test_review_works_without_scripts(browser: Browser, town: Town, live_server: Any) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=live_server.url)
    log_in(context, town, live_server.url)
    page = context.new_page()
    read_example(page)
    left = page.locator(".ask-card").count()

    page.locator(".ask-card").first.get_by_role("button", name="Подтвердить и дальше").click()

    expect(page.locator(".ask-card")).to_have_count(left - 1)
    context.close()


@pytest.mark.parametrize(("width", "scheme"), VIEWS)
def test_screens_are_accessible_and_fit(
    browser: Browser, town: Town, live_server: Any, heard: list[str], width: int, scheme: Any
) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, base_url=live_server.url
    )
    log_in(context, town, live_server.url)
    page = context.new_page()
    listen(page, heard)
    plan = read_example(page)
    line = plan.activities.get(number="4")
    party = line.parties.all()[0]
    addresses = ["/plans/", "/plans/read/", "/plans/draft/", f"/plans/{plan.pk}/accept/"]
    addresses += [f"/plans/{plan.pk}/review/?tab={tab}" for tab in ("doubts", "warnings", "lines&adding=1", "act")]
    addresses += [f"/plans/{plan.pk}/review/?tab=lines&line={line.pk}"]
    addresses += [f"/plans/review/lines/{line.pk}/parties/{party.pk}/find/?find=Волкова"]

    faults = {}
    for address in addresses:
        page.goto(address, wait_until="networkidle")
        found = [(one["id"], one["nodes"][0]["html"]) for one in Axe().run(page).response["violations"]]
        overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        if found or overflow > 0:
            faults[address] = (found, overflow)
    context.close()

    assert faults == {}
    assert heard == []
