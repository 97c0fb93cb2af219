"""The year of an order: read from a file, carried out, removed from control, changed by the next one, begun anew."""

import re
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from docx import Document
from playwright.sync_api import Page, expect

from metodsovet.ground.assignments.models import Assignment
from metodsovet.ground.directory.models import Person
from metodsovet.kernel.russian import Case, decline_name
from metodsovet.work.communities.models import Community, Office
from metodsovet.work.orders.models import Order
from metodsovet.work.orders.queries.assignments import assignments_of_order
from tests.journeys.stage import Stage
from tests.journeys.steps import answer_every_doubt, fill, follow, log_in_as, open_row, press
from tests.journeys.watching import Watch

pytestmark = pytest.mark.browser
METHODIST, CONTROLLER, DIRECTOR = "methodist", "control", "director"
COMMUNITY = "ГМО учителей математики"
WEEK = "Провести неделю открытых уроков математики"
FEBRUARY, NEXT_SUMMER = (datetime(2027, month, 24, 10, 0, tzinfo=ZoneInfo("Asia/Yekaterinburg")) for month in (2, 8))
ORDER = """УПРАВЛЕНИЕ ОБРАЗОВАНИЯ
ЗАРЕЧНОГОРСКОГО ГОРОДСКОГО ОКРУГА
ПРИКАЗ
20.01.2027 № 7-п
г. Заречногорск
О неделе открытых уроков математики
В целях распространения опыта учителей математики
ПРИКАЗЫВАЮ:
1. Назначить {head} руководителем ГМО учителей математики с 20 января 2027 года по 31 августа 2027 года.
2. Директору СОШ № 1 провести неделю открытых уроков математики, срок — до 15 февраля 2027 года.
3. Старшему методисту подготовить сборник разработок, срок — по мере готовности.
4. Контроль за исполнением настоящего приказа возложить на заместителя начальника Управления образования {controller}.
Начальник Управления образования {signatory}
Исп. Заозёрный Лев Маркович
8 (34399) 4-17-25"""


def test_year_of_an_order_from_the_file_to_the_next_one(page: Page, demo: Stage, watch: Watch, tmp_path: Path) -> None:
    community = Community.objects.get(name=COMMUNITY)
    first, second = teachers_of_mathematics(community)

    log_in_as(page, demo, METHODIST)
    order = read_and_register(page, demo, written_order(first, tmp_path))
    open_row(page, demo, community)
    expect(page.locator("main")).to_contain_text(first.full_name)

    carry_out(page, demo, assignments_of_order(order).get(title=WEEK))
    remove_from_control(page, demo, order)

    with demo.later(FEBRUARY):
        log_in_as(page, demo, METHODIST)
        change_head(page, demo, community, second)
        following = register_what_changed(page, demo)
        assert order.act in [link.act for link in following.links.all()]
        assert heads_of(community) == {second.pk: following.act_id}

    with demo.later(NEXT_SUMMER):
        log_in_as(page, demo, METHODIST)
        begin_next_year(page, demo, order)
    deed = Order.objects.latest("pk").deeds.get(community=community)
    assert (deed.person, str(deed.until)) == (second, "2028-08-31")


def teachers_of_mathematics(community: Community) -> tuple[Person, Person]:
    """Two who do not head it: one for the order, one for whom it will be changed."""
    now = Office.objects.filter(community=community, kind=Office.Kind.HEAD).values("person")
    people = Person.objects.filter(employments__position__name="учитель математики", employments__until=None).exclude(
        pk__in=now
    )
    first, second = people.order_by("pk").distinct()[:2]
    return first, second


def written_order(head: Person, directory: Path) -> Path:
    signatory, controller = (Person.objects.get(user__login=login) for login in ("authority", CONTROLLER))
    words = ORDER.format(
        head=decline_name(head.full_name, Case.ACCS, head.gender or None),
        controller=decline_name(initials_last(controller), Case.ACCS),
        signatory=f"{signatory.first_name[0]}.{signatory.patronymic[0]}. {signatory.last_name}",
    )
    document = Document()
    for line in words.splitlines():
        document.add_paragraph(line)
    file = directory / "О неделе открытых уроков.docx"
    document.save(str(file))
    return file


def initials_last(person: Person) -> str:
    return f"{person.last_name} {person.first_name[0]}.{person.patronymic[0]}."


def read_and_register(page: Page, stage: Stage, file: Path) -> Order:
    """The appointment is plain and only waits for a yes; the executor is nobody of the register: that is asked."""
    page.goto(f"{stage.url}/orders/")
    follow(page, "Прочитать из файла")
    page.locator("input[type=file]").set_input_files(file)
    press(page, "Прочитать")
    page.wait_for_url("**/review/")
    expect(page.get_by_role("heading", name="Понятно сразу: 1")).to_be_visible()
    press(page, "Принять отмеченное")
    expect(page.get_by_role("heading", name="Понятно сразу")).to_have_count(0)
    assert answer_every_doubt(page) == 1
    follow(page, "Зарегистрировать прочитанный")
    expect(page.get_by_text(f"руководитель, «{COMMUNITY}»")).to_be_visible()
    press(page, "Зарегистрировать прочитанный")
    expect(page.locator(".badge", has_text="в силе")).to_be_visible()
    return Order.objects.latest("pk")


def carry_out(page: Page, stage: Stage, duty: Assignment) -> None:
    log_in_as(page, stage, DIRECTOR)
    open_row(page, stage, duty)
    page.get_by_label("Что сделано").fill("Девять открытых уроков, сорок гостей.")
    press(page, "Сдать отчёт")
    log_in_as(page, stage, METHODIST)
    open_row(page, stage, duty)
    press(page, "Принять отчёт")
    expect(page.locator(".badge", has_text="исполнено")).to_be_visible()


def remove_from_control(page: Page, stage: Stage, order: Order) -> None:
    log_in_as(page, stage, CONTROLLER)
    open_row(page, stage, order)
    page.locator(".tabs").get_by_role("link", name="Исполнение").click()
    expect(page.get_by_text("Можно снимать с контроля")).to_be_visible()
    follow(page, "Снять с контроля")
    page.get_by_label("Что сделано или почему больше не нужно").fill("Неделя прошла во всех классах.")
    press(page, "Снять приказ с контроля")
    expect(page.locator(".badge", has_text="не на контроле")).to_be_visible()
    expect(page.locator("main")).to_contain_text("Неделя прошла во всех классах.")


def change_head(page: Page, stage: Stage, community: Community, person: Person) -> None:
    """Without an order: it will be proposed."""
    open_row(page, stage, community)
    follow(page, "Назначить")
    page.get_by_role("searchbox", name="Найти человека по имени").fill(person.last_name)
    page.get_by_role("radio", name=re.compile(person.full_name)).check()
    fill(page, since="2027-02-22")
    press(page, "Назначить")
    expect(page.locator("main")).to_contain_text(person.full_name)


def register_what_changed(page: Page, stage: Stage) -> Order:
    page.goto(f"{stage.url}/orders/")
    expect(page.get_by_text("Руководители сменились, а приказа нет")).to_be_visible()
    press(page, "Составить приказ об изменениях")
    expect(page.locator("main")).to_contain_text(COMMUNITY)
    follow(page, "Зарегистрировать")
    press(page, "Зарегистрировать приказ")
    expect(page.locator(".badge", has_text="в силе")).to_be_visible()
    return Order.objects.latest("pk")


def heads_of(community: Community) -> dict[int, int | None]:
    """The acts by which whoever heads it now was appointed, by the ids of the people."""
    offices = Office.objects.filter(community=community, kind=Office.Kind.HEAD).today()
    return dict(offices.values_list("person", "basis"))


def begin_next_year(page: Page, stage: Stage, order: Order) -> None:
    """Terms move on by a year; whom the order appointed is asked about before the draft is looked at."""
    open_row(page, stage, order)
    press(page, "Новый по образцу")
    expect(page.get_by_role("heading", name="Что повторить из образца")).to_be_visible()
    press(page, "Добавить в приказ")
    page.wait_for_url(re.compile(r"/orders/\d+/$"))
    expect(page.locator(".badge", has_text="черновик")).to_be_visible()
    expect(page.locator("main")).to_contain_text("15 февраля 2028")
