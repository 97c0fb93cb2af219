"""Every screen: no barrier for anybody, no complaint of the browser, nothing wider than the window."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.journeys.screens import ROLES, Screen, all_screens, furnish, visitor
from tests.journeys.stage import Stage
from tests.journeys.watching import Watch, barriers, overflow

pytestmark = pytest.mark.browser
LOOKS = ((1440, "light"), (360, "dark"))
ALL_LOOKS = ((1440, "light"), (1440, "dark"), (768, "light"), (360, "light"), (360, "dark"))
PICTURES = os.environ.get("METODSOVET_PICTURES", "")
"""A folder for pictures of every screen in every look, for those who want to see them all."""


def test_every_screen_is_for_everybody(page: Page, demo: Stage, watch: Watch) -> None:
    furnish(visitor("methodist"))
    screens = all_screens()
    assert len(screens) > 60

    found = list(faults(page, demo, screens, LOOKS))
    assert found == [], "\n".join(found)


@pytest.mark.deep
@pytest.mark.parametrize("login", ROLES)
def test_every_screen_of_the_role_is_for_everybody_in_every_look(
    page: Page, demo: Stage, watch: Watch, login: str
) -> None:
    furnish(visitor("methodist"))

    found = list(faults(page, demo, all_screens((login,)), ALL_LOOKS))
    assert found == [], "\n".join(found)


def faults(page: Page, stage: Stage, screens: list[Screen], looks: tuple[tuple[int, str], ...]) -> Iterator[str]:
    login = ""
    for screen in sorted(screens, key=lambda one: one.login):
        if screen.login != login:
            login = screen.login
            enter(page.context, stage, login)
        page.set_viewport_size({"width": looks[0][0], "height": 900})
        page.goto(f"{stage.url}{screen.address}")
        for width, theme in looks:
            yield from (f"{screen}, {width} {theme}: {fault}" for fault in faults_in(page, screen, width, theme))


def faults_in(page: Page, screen: Screen, width: int, theme: str) -> Iterator[str]:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme="dark" if theme == "dark" else "light")
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{screen.name} {width} {theme}.png", full_page=True)
    yield from barriers(page)
    if excess := overflow(page):
        yield f"wider than the window by {excess} px"


def enter(context: BrowserContext, stage: Stage, login: str) -> None:
    cookie = visitor(login).cookies["sessionid"].value
    context.clear_cookies()
    context.add_cookies([{"name": "sessionid", "value": cookie, "url": stage.url}])
