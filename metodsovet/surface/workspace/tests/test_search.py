"""Search as everybody uses it: forms, beginnings, slips, order, and nothing of what one may not see."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from metodsovet.ground.assignments.models import Assignment
from metodsovet.ground.directory.models import Organisation, Person
from metodsovet.ground.directory.tests.world import (
    CANARY,
    World,
    employ,
    make_organisation,
    make_person,
    make_world,
    user_of,
)
from metodsovet.ground.documents.models import Act
from metodsovet.kernel import clock
from metodsovet.surface.workspace.searching import Answer, search, search_kind
from metodsovet.work.communities.models import CommunityKind
from metodsovet.work.communities.tests.kinds import community_at
from metodsovet.work.planning.models import Activity, Plan

pytestmark = pytest.mark.django_db
Find = Callable[..., Answer]


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def find(world: World) -> Find:
    def ask(text: str, person: Person = world.methodist) -> Answer:
        return search(user_of(person), text)

    return ask


def titles(answer: Answer, name: str) -> list[str]:
    return [line.title for group in answer.groups if group.name == name for line in group.lines]


def papers(world: World) -> None:
    for number, title in (("214", "О питании школьников"), ("215-од", "Об утверждении плана по преодолению дефицитов")):
        Act.objects.create(organisation=world.town, number=number, title=title, date=date(2026, 8, 28))
    plan = Plan.objects.create(
        organisation=world.town, title="Дорожная карта наставничества", state=Plan.State.ACCEPTED, executed_from=2026
    )
    Activity.objects.create(
        plan=plan, position=1, title="Семинар для молодых учителей", result="Планы наставников", term_json={}
    )
    community_at(world.town, "Учителя математики", code=CommunityKind.Code.CITY_ASSOCIATION)
    Assignment.objects.create(key="1", title="Провести семинары", organisation=world.school, issuer=world.town)


@pytest.mark.parametrize(
    ("text", "kind", "title"),
    (
        ("лебед", "people", "Лебедева Ольга Викторовна"),
        ("Лебедевой Ольге", "people", "Лебедева Ольга Викторовна"),
        ("ольга викт", "people", "Лебедева Ольга Викторовна"),
        ("шк 2", "organisations", "СОШ № 2"),
        ("№ 2", "organisations", "СОШ № 2"),
        ("детские сады", "organisations", "Детский сад № 9"),
        ("приказ 214", "acts", "О питании школьников"),
        ("приказы о питании", "acts", "О питании школьников"),
        ("дефицит", "acts", "Об утверждении плана по преодолению дефицитов"),
        ("215-од", "acts", "Об утверждении плана по преодолению дефицитов"),
        ("дорожной картой", "plans", "Дорожная карта наставничества"),
        ("семинары учителю", "activities", "Семинар для молодых учителей"),
        ("план наставника", "activities", "Семинар для молодых учителей"),
        ("учительница математики", "communities", "Учителя математики"),
        ("гмо математики", "communities", "Учителя математики"),
        ("семинар", "assignments", "Провести семинары"),
        ("список планов", "pages", "Планы"),
    ),
)
def test_search_finds_by_forms_and_beginnings(find: Find, world: World, text: str, kind: str, title: str) -> None:
    papers(world)

    assert title in titles(find(text), kind)


@pytest.mark.parametrize(("typed", "meant"), (("kt,tltdf", "лебедева"), ("Ufkttd", "Галеев"), ("cji 2", "сош 2")))
def test_search_forgives_the_other_layout_and_says_so(find: Find, typed: str, meant: str) -> None:
    answer = find(typed)

    assert answer.meant == meant
    assert [group.name for group in answer.groups] == [group.name for group in find(meant).groups]


@pytest.mark.parametrize("typed", ("Лебидева", "Лебедива Ольга", "Либедева", "kt,bltdf"))
def test_search_forgives_slips_in_names(find: Find, typed: str) -> None:
    answer = find(typed)

    assert answer.is_alike
    assert titles(answer, "people")[0] == "Лебедева Ольга Викторовна"


def test_search_takes_yo_for_ye(find: Find, world: World) -> None:
    make_person("Соловьёв Пётр Фёдорович", world.school)

    assert titles(find("соловьев петр"), "people") == titles(find("Соловьёв Пётр"), "people") != []


def test_search_puts_exact_titles_first_then_names_then_texts_and_past_behind(find: Find, world: World) -> None:
    plan = Plan.objects.create(organisation=world.town, title="План", state=Plan.State.ACCEPTED, executed_from=2026)
    rows = (
        ("Декада химии", "Конкурс", Activity.State.ACTIVE),
        ("Конкурсная комиссия", "", Activity.State.ACTIVE),
        ("Итоги конкурса", "", Activity.State.CANCELLED),
        ("Жюри конкурса", "", Activity.State.ACTIVE),
        ("Конкурс", "", Activity.State.ACTIVE),
    )
    for place, (title, result, state) in enumerate(rows):
        Activity.objects.create(plan=plan, position=place, title=title, result=result, state=state, term_json={})

    assert titles(find("конкурс"), "activities") == [
        "Конкурс", "Жюри конкурса", "Итоги конкурса", "Конкурсная комиссия", "Декада химии",
    ]  # fmt: skip


def test_search_of_somebody_who_left_marks_him_as_past(find: Find, world: World) -> None:
    gone = make_person("Лебедева Анна Глебовна", world.school)
    gone.employments.update(until=clock.today() - timedelta(days=1))

    people = next(group for group in find("лебедева").groups if group.name == "people")

    assert [(line.title, line.is_past) for line in people.lines] == [
        ("Лебедева Ольга Викторовна", False),
        ("Лебедева Анна Глебовна", True),
    ]


@pytest.mark.parametrize("text", (CANARY, CANARY.lower()[:6], "Xe;tlfkmcr", "Чюжедальск", "Чужедальска Анна Ивановна"))
def test_search_says_nothing_of_another_municipality(find: Find, world: World, text: str) -> None:
    Act.objects.create(organisation=world.foreign_town, number="1", title=f"{CANARY}ий приказ")
    Person.objects.filter(pk=world.foreign_deputy.pk).update(last_name=CANARY)

    assert find(text).groups == ()


def test_search_is_the_same_whatever_there_is_out_of_sight(find: Find, world: World) -> None:
    def answers() -> list[Answer]:
        return [find(text, world.teacher) for text in ("сош", "учитель", "иванов", "bdfyjd", "ивонов")]

    make_person("Иванова Ольга Петровна", world.school)
    before = answers()
    for number in range(8):
        make_person(f"Иванов Иван Петрович{number}", world.foreign_school)
        make_person(f"Иванов Пётр Петрович{number}", world.second_school)
        make_organisation(f"СОШ № 1{number}", Organisation.Kind.SCHOOL, world.foreign_town)

    assert [answer.groups for answer in answers()] == [answer.groups for answer in before]


def test_search_shows_five_of_a_kind_and_counts_the_rest(find: Find, world: World) -> None:
    for number in range(7):
        make_person(f"Журавлёва Анна Ильинична{'абвгдежз'[number]}", world.school)

    group = find("журавлева").groups[0]
    whole = search_kind(user_of(world.methodist), "журавлева", "people", "1")

    assert (len(group.lines), group.total, group.has_more) == (5, 7, True)
    assert whole is not None
    assert [line.title for line in whole.lines][:5] == [line.title for line in group.lines]
    assert len(whole.lines) == 7


def test_search_offers_only_pages_that_the_person_may_open(find: Find, world: World) -> None:
    assert titles(find("настройки", world.administrator), "pages") == ["Настройки"]
    assert titles(find("настройки", world.teacher), "pages") == []


def test_search_page_works_without_scripts(client: Client, world: World) -> None:
    client.force_login(user_of(world.methodist))

    page = client.get("/search/", {"q": "лебед"}).content.decode()

    assert f'href="/directory/people/{world.methodist.pk}/"' in page
    assert "Достаточно двух букв" in client.get("/search/").content.decode()
    assert "ничего не найдено" in client.get("/search/", {"q": "йцукенгш"}).content.decode()


def test_search_dialog_gets_only_its_lines(client: Client, world: World) -> None:
    client.force_login(user_of(world.methodist))

    part = client.get("/search/", {"q": "сош"}, headers={"HX-Request": "true"}).content.decode()

    assert "<html" not in part
    assert part.count('role="option"') == 2
    assert 'data-said="Найдено: 2"' in part


@pytest.mark.parametrize("text", ("<b>&'\"", "a:* | b", "\\", "%_", "🎓", "л" * 500, "' OR 1=1 --"))
def test_search_takes_anything_for_words(client: Client, world: World, text: str) -> None:
    client.force_login(user_of(world.methodist))

    assert client.get("/search/", {"q": text}).status_code == 200


def test_search_for_a_zero_byte_is_a_broken_question(client: Client, world: World) -> None:
    client.force_login(user_of(world.methodist))

    assert client.get("/search/", {"q": "\x00"}).status_code == 400


def test_search_asks_the_same_number_of_queries_for_one_and_three_rows(world: World) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            search(user_of(world.methodist), "журавлева")
        return len(asked)

    make_person("Журавлёва Анна Ильинична", world.school)
    one = queries()
    for name in ("Журавлёва Вера Ильинична", "Журавлёва Ольга Ильинична"):
        employ(make_person(name, world.school), world.second_school, "методист", "methodist")

    assert queries() == one
