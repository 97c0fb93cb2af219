from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from metodsovet.ground.assignments.models import Assignment, Part
from metodsovet.ground.directory.models import Organisation, Person, RoleAssignment
from metodsovet.ground.directory.models.role_kinds import Role
from metodsovet.ground.directory.tests.world import CANARY, World, make_world, user_of
from metodsovet.kernel import clock
from metodsovet.surface.workspace import queries
from metodsovet.surface.workspace.suggestions import suggestions_for

pytestmark = pytest.mark.django_db
MOST_QUERIES = 60
EVERYBODY = ("administrator", "authority_head", "methodist", "head", "deputy", "kindergarten_head", "teacher")


def logged_in(client: Client, person: Person) -> Client:
    client.force_login(user_of(person))
    return client


def give(world: World, organisation: Organisation, lead: Person | None, number: int = 1, title: str = "Дело") -> None:
    for index in range(number):
        assignment = Assignment.objects.create(
            key=f"test:{organisation.pk}:{title}:{index}",
            title=f"{title} {index}",
            organisation=organisation,
            issuer=world.town,
            controller=world.authority_head,
            due_on=clock.today() + timedelta(days=3),
        )
        if lead is not None:
            Part.objects.create(
                assignment=assignment, person=lead, organisation=organisation, role=Part.Role.LEAD, since=clock.today()
            )


@pytest.mark.parametrize("who", EVERYBODY)
def test_home_opens_for_everybody_and_shows_nothing_foreign(client: Client, who: str) -> None:
    world = make_world()
    give(world, world.foreign_school, world.foreign_deputy, title=CANARY)

    answer = logged_in(client, getattr(world, who)).get("/")

    content = answer.content.decode()
    assert answer.status_code == 200
    assert queries.day_title(clock.today()) in content
    assert CANARY not in content


def test_home_shows_what_waits_and_what_is_controlled(client: Client) -> None:
    world = make_world()
    give(world, world.school, world.deputy, title="Подготовить справку")

    deputy = logged_in(client, world.deputy).get("/").content.decode()
    control = logged_in(client, world.authority_head).get("/").content.decode()

    assert "Подготовить справку 0" in deputy.replace("\u00a0", " ")
    assert "На моём контроле" not in deputy
    assert "На моём контроле" in control


def test_home_asks_the_same_number_of_queries_for_any_rows(client: Client) -> None:
    world = make_world()
    logged_in(client, world.methodist)
    counts = []
    for number, title in ((1, "Первое"), (30, "Другое")):
        give(world, world.school, world.deputy, number, title)
        with CaptureQueriesContext(connection) as asked:
            client.get("/")
        counts.append(len(asked))

    assert counts[0] == counts[1] <= MOST_QUERIES


def test_suggestion_names_the_school_whose_duties_nobody_executes() -> None:
    world = make_world()
    give(world, world.kindergarten, None, number=3)

    reasons = {one.url: one.reason for one in suggestions_for(user_of(world.methodist), clock.today())}

    assert reasons[world.kindergarten.get_absolute_url()] == "3 поручения без исполнителя"


def test_suggestions_stop_when_the_lead_is_named() -> None:
    world = make_world()
    RoleAssignment.objects.create(
        person=world.kindergarten_head,
        role=Role.METHODICAL_LEAD,
        organisation=world.kindergarten,
        since=date(2020, 9, 1),
    )

    left = [one.title for one in suggestions_for(user_of(world.methodist), clock.today())]
    assert left == ["Прочитать первый план из файла"]


def test_teacher_gets_no_suggestions_about_others() -> None:
    world = make_world()
    give(world, world.kindergarten, None)

    assert suggestions_for(user_of(world.teacher), clock.today()) == []


@pytest.mark.parametrize(
    ("today", "first", "last"),
    (
        (date(2026, 11, 16), date(2026, 11, 16), date(2026, 11, 20)),
        (date(2026, 11, 20), date(2026, 11, 16), date(2026, 11, 20)),
        (date(2026, 11, 21), date(2026, 11, 21), date(2026, 11, 26)),
        (date(2026, 11, 22), date(2026, 11, 22), date(2026, 11, 26)),
    ),
)
def test_week_shows_five_days_and_on_a_weekend_looks_ahead(today: date, first: date, last: date) -> None:
    days = queries.week(user_of(make_world().methodist), today)

    assert [day.day for day in days if day.is_today] == [today]
    assert (len(days), days[0].day, days[-1].day) == (5, first, last)


@pytest.mark.parametrize(
    ("day", "number"),
    ((date(2026, 9, 1), 1), (date(2026, 9, 6), 1), (date(2026, 9, 7), 2), (date(2026, 11, 17), 12)),
)
def test_school_week_is_counted_from_the_first_of_september(day: date, number: int) -> None:
    assert queries.school_week(day) == number


def test_places_of_the_rail_are_those_one_may_enter(client: Client) -> None:
    world = make_world()

    teacher = logged_in(client, world.teacher).get("/").content.decode()
    administrator = logged_in(client, world.administrator).get("/").content.decode()

    assert "Управление</a>" not in teacher
    assert "Управление</a>" in administrator
    assert 'href="/directory/people/"' in teacher
