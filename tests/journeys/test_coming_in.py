"""From a slip of paper to the own password, the phone and the day when the phone is not at hand."""

import re
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from metodsovet.ground.directory.models import Installation
from tests.journeys.stage import Stage
from tests.journeys.steps import add_second_factor, fill, log_in_as, press
from tests.journeys.watching import Watch

pytestmark = pytest.mark.browser
PASSWORD = "семь синих чайников"


def test_slip_becomes_an_own_password_and_a_second_factor(
    page: Page, demo: Stage, watch: Watch, tmp_path: Path
) -> None:
    login, code = print_slip(page, demo, tmp_path)
    Installation.objects.update(is_demo=False, second_factor_for=Installation.SecondFactorFor.EVERYONE)

    come_in(page, demo, login, code)
    expect(page.get_by_role("heading", name="Придумайте свой пароль")).to_be_visible()
    fill(page, new=PASSWORD, new_again=PASSWORD)
    press(page, "Сохранить пароль")
    codes = add_second_factor(page)
    expect(page.get_by_role("heading", name="Ждёт меня")).to_be_visible()

    come_in(page, demo, login, PASSWORD)
    expect(page.get_by_role("heading", name="Второй шаг входа")).to_be_visible()
    fill(page, code=codes[0])
    press(page, "Войти")
    expect(page.get_by_role("heading", name="Ждёт меня")).to_be_visible()


def print_slip(page: Page, stage: Stage, directory: Path) -> tuple[str, str]:
    """The name and the code from the file that the lead of the school gets."""
    log_in_as(page, stage, "deputy")
    page.goto(f"{stage.url}/directory/people/?entry=none")
    page.locator("tbody input[name=chosen]").first.check()
    press(page, "Листки для входа")
    with page.expect_download() as caught:
        press(page, "Выдать и сохранить листки")
    path = directory / "slips.docx"
    caught.value.save_as(path)
    with zipfile.ZipFile(path) as paper:
        words = re.sub(r"<[^>]+>", "\n", paper.read("word/document.xml").decode())
    found = re.search(r"^([a-z]\.[a-z-]+\d*)$.*?^([a-z]{3}-[a-z]{3}-[a-z]{3}-\d\d)$", words, re.MULTILINE | re.DOTALL)
    assert found is not None, words
    return found[1], found[2]


def come_in(page: Page, stage: Stage, login: str, password: str) -> None:
    page.context.clear_cookies()
    page.goto(f"{stage.url}/log-in/")
    page.locator("#id_login").fill(login)
    page.locator("#id_password").fill(password)
    page.locator("form", has=page.locator("#id_password")).get_by_role("button", name="Войти", exact=True).click()
