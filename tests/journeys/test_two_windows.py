"""Two people at once, a hand that presses twice, a connection that breaks: nothing doubled, nothing lost."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Page, expect

from metodsovet.ground.assignments.models import Assignment
from metodsovet.ground.directory.models import Organisation, Person
from metodsovet.ground.documents.models import Act
from metodsovet.work.communities.models import Community
from metodsovet.work.planning.models import Plan
from tests.journeys.screens import visitor
from tests.journeys.stage import Stage
from tests.journeys.steps import choose, fill, log_in_as, open_row, press
from tests.journeys.test_main_job import DESCRIBING, own_duty
from tests.journeys.watching import Watch

pytestmark = pytest.mark.browser


def test_two_methodists_accept_one_draft_and_one_plan_arises(page: Page, second: Page, demo: Stage) -> None:
    draft = read_example_as("methodist")
    log_in_as(page, demo, "methodist")
    log_in_as(second, demo, "methodist2")
    for window in (page, second):
        window.goto(demo.url + reverse("accept_plan", args=[draft.pk]))

    press(page, "Принять план")
    page.wait_for_url(re.compile(rf"/plans/{draft.pk}/$"))
    given = Assignment.objects.count()
    press(second, "Принять план")
    second.wait_for_load_state()

    assert Assignment.objects.count() == given
    assert Plan.objects.get(pk=draft.pk).state == Plan.State.ACCEPTED
    expect(second.get_by_text(re.compile("принят", re.IGNORECASE)).first).to_be_visible()


def test_double_press_makes_one_of_each(page: Page, demo: Stage, watch: Watch) -> None:
    town = Organisation.objects.get(kind="municipality")
    school = Organisation.objects.get(short_name="СОШ № 2")
    log_in_as(page, demo, "methodist")

    page.goto(demo.url + reverse("add_person"))
    fill(page, last_name="Двойнова", first_name="Анна", position="учитель математики")
    choose(page, "organisation", "СОШ № 2")
    press_twice(page, "Добавить человека")
    page.goto(demo.url + reverse("add_community"))
    choose(page, "organisation", "СОШ № 2")
    fill(page, name="ШМО двойных нажатий")
    press_twice(page, "Добавить объединение")
    page.goto(demo.url + reverse("add_act"))
    choose(page, "organisation", town.short_name)
    fill(page, number="2-2", title="О двойных нажатиях")
    press_twice(page, "Внести документ")
    page.goto(demo.url + reverse("draft_plan"))
    fill(page, title="План двойных нажатий")
    press_twice(page, "Составить черновик")

    assert Person.objects.filter(last_name="Двойнова").count() == 1
    assert Community.objects.filter(name="ШМО двойных нажатий", organisation=school).count() == 1
    assert Act.objects.filter(number="2-2").count() == 1
    assert Plan.objects.filter(title="План двойных нажатий").count() == 1


def test_second_editor_of_a_line_sees_both_versions(page: Page, second: Page, demo: Stage) -> None:
    draft = read_example_as("methodist")
    line = draft.activities.get(result="Памятка")
    log_in_as(page, demo, "methodist")
    log_in_as(second, demo, "methodist2")
    for window in (page, second):
        window.goto(demo.url + reverse("show_review", args=[draft.pk]) + f"?tab=lines&line={line.pk}")

    fill(page.locator(".plan-line.open"), result="Памятка каждой школе")
    press(page, "Сохранить строку")
    expect(page.locator(".plan-line.open")).to_have_count(0)
    fill(second.locator(".plan-line.open"), result="Сборник памяток")
    press(second, "Сохранить строку")

    expect(second.locator(".plan-line.open")).to_contain_text("Памятка каждой школе")
    expect(second.locator(".plan-line.open [name=result]")).to_have_value("Сборник памяток")
    line.refresh_from_db()
    assert line.result == "Памятка каждой школе"
    press(second, "Сохранить строку")
    expect(second.locator(".plan-line.open")).to_have_count(0)
    line.refresh_from_db()
    assert line.result == "Сборник памяток"


def test_lost_connection_keeps_the_text_and_saves_it_later(page: Page, demo: Stage) -> None:
    duty = own_duty("deputy", DESCRIBING)
    log_in_as(page, demo, "deputy")
    open_row(page, demo, duty)

    page.context.set_offline(True)
    page.get_by_label("Что сделано").fill("Провели в двух классах.")
    expect(page.locator("[data-saved]")).to_contain_text("Нет связи")
    expect(page.get_by_label("Что сделано")).to_have_value("Провели в двух классах.")
    page.context.set_offline(False)

    expect(page.locator("[data-saved]")).to_contain_text("Сохранено")
    assert duty.reports.get(state="draft").text == "Провели в двух классах."


def test_way_back_does_not_lose_what_was_typed(page: Page, demo: Stage) -> None:
    """The page asks before it is left; whoever stays finds the words, and whoever goes finds the draft."""
    duty = own_duty("deputy", DESCRIBING)
    log_in_as(page, demo, "deputy")
    open_row(page, demo, duty)
    page.get_by_label("Что сделано").press_sequentially("Составили график.")
    expect(page.locator("[data-saved]")).to_contain_text("Сохранено")

    page.go_back()
    page.go_forward()

    expect(page.get_by_label("Что сделано")).to_have_value("Составили график.")


def read_example_as(login: str) -> Plan:
    visitor(login).post(reverse("read_example"), {"key": "two-windows"})
    return Plan.objects.filter(state=Plan.State.DRAFT).latest("pk")


def press_twice(page: Page, name: str) -> None:
    """Faster than the page can answer, past the guard of the page itself, which a slow script would not hold."""
    button = page.get_by_role("button", name=name, exact=True)
    address = page.url
    with page.expect_navigation():
        button.evaluate(
            """button => {
                const form = new URLSearchParams(new FormData(button.form));
                const send = () => fetch(button.form.action, {method: "POST", body: form});
                return Promise.all([send(), send()]).then(([answer]) => { location.href = answer.url; });
            }"""
        )
    assert page.url != address


@pytest.fixture
def second(browser: Browser, browser_context_args: dict[str, object], demo: Stage) -> Page:
    return browser.new_context(**browser_context_args).new_page()  # type: ignore[arg-type]  # options of the plugin
