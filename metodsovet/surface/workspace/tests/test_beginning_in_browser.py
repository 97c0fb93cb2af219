"""From the first page to a colleague who comes in with a slip of paper, in a real browser."""

import base64

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Page, expect
from pytest_django.live_server_helper import LiveServer

from metodsovet.ground.access.totp import code_at, step_at
from metodsovet.ground.directory.models import Employment
from metodsovet.ground.directory.tests.world import PASSWORD
from metodsovet.kernel import clock

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
OWN_PASSWORD = "три жёлтых трамвая"


def fill(page: Page, **answers: str) -> None:
    for label, answer in answers.items():
        page.locator(f"[name={label}]").fill(answer)


def test_journey_from_the_first_page_to_a_colleague_with_a_slip(page: Page, live_server: LiveServer) -> None:
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(_complaint(message)))

    page.goto(live_server.url)
    _has_no_barriers(page)
    page.get_by_role("link", name="Начать работу").click()
    fill(page, municipality="Ясногорский городской округ", full_name="Первых Анна Игоревна", login="a.pervyh")
    fill(page, password=PASSWORD, password_again=PASSWORD)
    page.get_by_role("button", name="Начать работу").click()
    expect(page.get_by_role("heading", name="Ждёт меня")).to_be_visible()
    page.goto(f"{live_server.url}/second-factor/add/")
    expect(page.get_by_role("heading", name="Второй шаг входа")).to_be_visible()
    _has_no_barriers(page)
    page.get_by_text("Камера не работает").click()
    secret = base64.b32decode(page.locator("details .code").inner_text().replace(" ", ""))
    fill(page, code=code_at(secret, step_at(clock.now())))
    page.get_by_role("button", name="Включить второй шаг").click()
    expect(page.get_by_role("heading", name="Запасные коды")).to_be_visible()
    _has_no_barriers(page)
    page.get_by_role("link", name="Коды сохранены").click()
    expect(page.get_by_role("heading", name="Ждёт меня")).to_be_visible()
    _has_no_barriers(page)

    page.goto(f"{live_server.url}/directory/organisations/")
    page.get_by_role("link", name="Добавить организацию").click()
    page.locator("[name=kind]").select_option("school")
    fill(page, name="МБОУ «Школа № 1»", short_name="Школа № 1")
    page.get_by_role("button", name="Добавить организацию").click()
    page.get_by_role("link", name="Добавить человека").click()
    fill(page, last_name="Соколова", first_name="Мария", position="заместитель директора по УВР")
    page.get_by_role("button", name="Добавить человека").click()
    expect(page.get_by_role("heading", name="Соколова Мария")).to_be_visible()
    _has_no_barriers(page)

    page.get_by_role("link", name="Дать вход").click()
    expect(page.locator("[name=login]")).to_have_value("m.sokolova")
    page.get_by_role("button", name="Дать вход").click()
    slip = page.locator("dl.facts .code").inner_text()
    _has_no_barriers(page)
    page.locator("summary", has_text="А.И. Первых").click()
    page.get_by_role("button", name="Выйти").click()

    fill(page, login="m.sokolova", password=slip)
    page.get_by_role("button", name="Войти").click()
    expect(page.get_by_role("heading", name="Придумайте свой пароль")).to_be_visible()
    _has_no_barriers(page)
    fill(page, new=OWN_PASSWORD, new_again=OWN_PASSWORD)
    page.get_by_role("button", name="Сохранить пароль").click()

    expect(page.get_by_role("heading", name="Ждёт меня")).to_be_visible()
    assert Employment.objects.get().organisation.short_name == "Школа № 1"
    assert [complaint for complaint in complaints if complaint] == []


def test_wrong_password_is_told_at_the_field_and_can_be_shown(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/log-in/")
    fill(page, login="щ.дуиувумф", password="зфыыцщкв")
    page.get_by_role("button", name="Войти").click()

    expect(page.get_by_text("Проверьте раскладку: буквы были русские")).to_be_visible()
    page.get_by_role("button", name="Показать").click()
    expect(page.locator("[name=password]")).to_have_attribute("type", "text")
    _has_no_barriers(page)


def _has_no_barriers(page: Page) -> None:
    found = Axe().run(page).response["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []


def _complaint(message: ConsoleMessage) -> str:
    return message.text if message.type == "error" and "422" not in message.text else ""
