"""What people do in several journeys, named by their own words."""

import base64

from django.db.models import Model
from playwright.sync_api import Locator, Page, expect

from metodsovet.ground.access.totp import code_at, step_at
from metodsovet.ground.directory.demo_accounts import DEMO_PASSWORD
from metodsovet.kernel import clock
from tests.journeys.stage import Stage


def fill(page: Page | Locator, **answers: str) -> None:
    for name, answer in answers.items():
        page.locator(f"[name={name}]").fill(answer)


def press(page: Page | Locator, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def follow(page: Page | Locator, name: str) -> None:
    page.get_by_role("link", name=name, exact=True).first.click()


def choose(page: Page | Locator, name: str, words: str) -> None:
    """The option that holds the words: labels are indented by the tree."""
    field = page.locator(f"select[name={name}]")
    value = field.locator("option", has_text=words).first.get_attribute("value")
    field.select_option(value=value)


def choose_from_menu(page: Page, menu: str, item: str) -> None:
    page.locator("summary", has_text=menu).or_(page.locator(f"summary[aria-label='{menu}']")).first.click()
    page.get_by_role("link", name=item, exact=True).first.click()


def log_in_as(page: Page, stage: Stage, login: str) -> None:
    """Whoever sat here before has gone home."""
    page.context.clear_cookies()
    page.goto(f"{stage.url}/log-in/")
    page.get_by_label("Имя для входа").fill(login)
    page.get_by_label("Пароль").fill(DEMO_PASSWORD)
    page.locator("form", has=page.get_by_label("Пароль")).get_by_role("button", name="Войти", exact=True).click()
    expect(page.get_by_role("heading", name="Ждёт меня")).to_be_visible()


def answer_every_doubt(page: Page) -> int:
    """By keyboard alone: the proposed answer where there is one, a gap where nobody is proposed."""
    cards = page.locator(".ask-card")
    expect(cards.first).to_be_visible()
    answered = 0
    page.keyboard.press("j")
    while left := cards.count():
        card = page.locator(".ask-card:focus")
        expect(card).to_have_count(1)
        if card.locator("input:checked").count():
            page.keyboard.press("Enter")
        else:
            page.keyboard.press("Tab")
            page.keyboard.press("ArrowUp")
            page.keyboard.press("Enter")
        expect(cards).to_have_count(left - 1)
        answered += 1
    return answered


def open_row(page: Page, stage: Stage, row: Model) -> None:
    page.goto(f"{stage.url}{row.get_absolute_url()}")  # type: ignore[attr-defined]  # rows of our own


def do_deed(page: Page, deed: str, **answers: str) -> None:
    """Choose the deed from the menu of an assignment and fill its form."""
    choose_from_menu(page, "Что ещё можно сделать", deed)
    fill(page.locator("#deed"), **answers)


def add_second_factor(page: Page) -> list[str]:
    """With a phone whose camera is broken; the recovery codes that the page shows once."""
    expect(page.get_by_role("heading", name="Второй шаг входа")).to_be_visible()
    page.get_by_text("Камера не работает").click()
    secret = base64.b32decode(page.locator("details .code").inner_text().replace(" ", ""))
    fill(page, code=code_at(secret, step_at(clock.now())))
    press(page, "Включить второй шаг")
    expect(page.get_by_role("heading", name="Запасные коды")).to_be_visible()
    codes = page.locator(".codes li").all_inner_texts()
    follow(page, "Коды сохранены, продолжить")
    return codes
