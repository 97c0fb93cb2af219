"""Ctrl-K from the keyboard alone, in a real browser."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from metodsovet.ground.directory.tests.world import make_world, user_of

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_search_from_the_keyboard_opens_what_is_chosen(page: Page, live_server: LiveServer) -> None:
    world = make_world()
    client = Client()
    client.force_login(user_of(world.methodist))
    page.context.add_cookies(
        [{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}]
    )
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.goto(f"{live_server.url}/documents/acts/")

    page.keyboard.press("Control+k")
    field = page.get_by_role("combobox", name="Что найти")
    expect(field).to_be_focused()
    expect(page.get_by_text("Достаточно двух букв")).to_be_visible()
    page.keyboard.type("cji")
    expect(page.get_by_role("option")).to_have_count(2)
    expect(page.get_by_text("Искали «сош»")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option", name="СОШ № 2")).to_have_attribute("aria-selected", "true")
    assert [(one["id"], one["nodes"][0]["html"]) for one in Axe().run(page).response["violations"]] == []
    page.keyboard.press("Escape")
    expect(field).to_be_hidden()
    page.keyboard.press("Control+k")
    page.keyboard.press("Enter")

    expect(page).to_have_url(f"{live_server.url}{world.second_school.get_absolute_url()}")
    assert complaints == []
