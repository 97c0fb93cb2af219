from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, Request, Route, expect

pytestmark = pytest.mark.browser

CARD = '<article class="ask-card" id="a{}"><p class="acts"><button class="btn" type="button">Да</button></p></article>'
VIEWS = [(1440, "light"), (1440, "dark"), (900, "light"), (360, "light"), (360, "dark")]


@pytest.fixture
def complaints(page: Page) -> list[str]:
    heard: list[str] = []
    page.on("console", lambda message: heard.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: heard.append(str(error)))
    return heard


@pytest.mark.parametrize(("width", "scheme"), VIEWS)
@pytest.mark.parametrize("query", ("?wrong=1", "?side=1&text=large"))
def test_components_are_accessible_and_keep_the_policy(
    browser: Browser, address_of_pages: str, width: int, scheme: Any, query: str
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    heard: list[str] = []
    page.on("console", lambda message: heard.append(message.text) if message.type == "error" else None)
    page.goto(f"{address_of_pages}/components/{query}", wait_until="networkidle")

    violations = [(found["id"], found["nodes"][0]["html"]) for found in Axe().run(page).response["violations"]]
    overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    page.close()

    assert (violations, heard, overflow) == ([], [], 0)


def test_fonts_and_sprite_arrive(page: Page, address_of_pages: str) -> None:
    page.goto(f"{address_of_pages}/components/", wait_until="networkidle")

    assert page.evaluate("document.fonts.check('700 15px \"PT Sans\"')")
    assert page.evaluate("document.querySelector('.state .g use').getBoundingClientRect().width") > 10


def test_figure_opens_its_rows_in_the_side_panel(page: Page, address_of_pages: str, complaints: list[str]) -> None:
    page.goto(f"{address_of_pages}/components/", wait_until="networkidle")
    expect(page.locator("#side")).to_be_hidden()

    page.get_by_role("link", name="Принято 7 из 14").click()
    expect(page.locator("#side h2")).to_have_text("Принято 7 из 14")

    page.get_by_role("link", name="Закрыть").click()
    expect(page.locator("#side")).to_be_hidden()
    assert complaints == []


def test_dialog_asks_and_closes(page: Page, address_of_pages: str) -> None:
    page.goto(f"{address_of_pages}/components/", wait_until="networkidle")

    page.locator("button[data-dialog]").click()
    expect(page.get_by_role("dialog", name="Закрыть план?")).to_be_visible()
    page.get_by_role("button", name="Вернуться").click()

    expect(page.locator("#close-plan")).to_be_hidden()


def test_selection_counts_chosen_rows(page: Page, address_of_pages: str) -> None:
    page.goto(f"{address_of_pages}/components/", wait_until="networkidle")
    invite = page.get_by_role("button", name="Пригласить на событие")
    expect(invite).to_be_disabled()

    page.get_by_label("Выбрать: Ветров Пётр Андреевич").check()
    expect(page.locator("[data-selection] b")).to_have_text("Выбрано 1", use_inner_text=True)
    page.get_by_label("Выбрать всех на странице").check()

    expect(page.locator("[data-selection] b")).to_have_text("Выбрано 3", use_inner_text=True)
    expect(invite).to_be_enabled()


def test_double_press_sends_one_form_with_its_button(page: Page, address_of_pages: str) -> None:
    posted: list[str] = []

    def hold(route: Route, request: Request) -> None:
        if request.method == "POST":
            posted.append(request.post_data or "")
            route.fulfill(status=204)
        else:
            route.continue_()

    page.goto(f"{address_of_pages}/components/", wait_until="networkidle")
    page.route("**/components/**", hold)
    page.get_by_label("Выбрать: Ветров Пётр Андреевич").check()
    page.evaluate("const b = document.querySelector('[name=act][value=invite]'); b.click(); b.click(); b.click();")
    page.wait_for_timeout(300)

    assert len(posted) == 1
    assert "act=invite" in posted[0]
    expect(page.locator("[name=act][value=invite]")).to_have_attribute("aria-disabled", "true")


def test_lost_connection_is_told_and_the_form_can_be_sent_again(page: Page, address_of_pages: str) -> None:
    page.goto(f"{address_of_pages}/components/", wait_until="networkidle")
    page.route("**/save/", lambda route: route.abort())
    page.evaluate(
        "const f = document.querySelector('form.fields'); f.setAttribute('hx-post', '/save/');"
        "f.setAttribute('novalidate', ''); window.htmx.process(f);"
    )

    page.get_by_role("button", name="Сохранить").click()

    expect(page.get_by_role("alert")).to_contain_text("Нет связи, введённое сохранено на этой странице")
    expect(page.get_by_role("button", name="Сохранить")).not_to_have_attribute("aria-disabled", "true")


def test_refusal_is_shown_in_the_form_it_answers(page: Page, address_of_pages: str) -> None:
    page.goto(f"{address_of_pages}/components/", wait_until="networkidle")
    page.evaluate(
        "const f = document.querySelector('form.fields'); f.setAttribute('hx-post', '/refuse/');"
        "f.setAttribute('novalidate', ''); window.htmx.process(f);"
    )

    page.get_by_role("button", name="Сохранить").click()

    expect(page.locator("form.fields [data-refusal]")).to_have_text(
        "Нет кворума: присутствуют 3 из 9. Перенесите заседание."
    )


def test_menu_closes_on_escape_and_gives_focus_back(page: Page, address_of_pages: str) -> None:
    page.goto(f"{address_of_pages}/components/", wait_until="networkidle")
    opener = page.locator(".head summary", has_text="З.И. Ёлкина")

    opener.click()
    expect(page.get_by_role("button", name="Выйти").first).to_be_visible()
    page.keyboard.press("Escape")

    expect(page.locator(".drop-menu[open]")).to_have_count(0)
    expect(opener).to_be_focused()


def test_keys_walk_through_what_must_be_checked(page: Page, address_of_pages: str) -> None:
    page.goto(f"{address_of_pages}/components/", wait_until="networkidle")
    page.evaluate(
        f"document.querySelector('.stack').insertAdjacentHTML('afterbegin', `{CARD.format(1)}{CARD.format(2)}`)"
    )
    page.evaluate("void (document.querySelector('#a2 button').onclick = (event) => event.target.id = 'pressed')")

    page.keyboard.press("j")
    expect(page.locator("#a1")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator("#a2")).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.locator("#a2 #pressed")).to_have_count(1)


def test_list_works_without_scripts(browser: Browser, address_of_pages: str) -> None:
    page = browser.new_page(java_script_enabled=False)
    page.goto(f"{address_of_pages}/components/")

    page.locator("summary.chip", has_text="Организация").click()
    page.get_by_role("link", name="СОШ № 3", exact=True).first.click()
    found = page.locator("table.table tbody tr")
    expect(found).to_have_count(2)
    rows = found.all_inner_texts()
    page.close()

    assert [row.split("\t")[1] for row in rows] == ["Ветров Пётр Андреевич", "Ёлкина Зоя Ильинична"]
