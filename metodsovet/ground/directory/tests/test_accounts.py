"""Accounts: codes on slips, who may give them to whom, and that nobody opens an account stronger than his own."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from metodsovet.ground.access.history import history_of
from metodsovet.ground.access.models import User
from metodsovet.ground.directory import actions
from metodsovet.ground.directory.actions.accounts import MOST_SLIPS, Slip
from metodsovet.ground.directory.demo_accounts import DEMO_PASSWORD
from metodsovet.ground.directory.let_in import main as let_in_main
from metodsovet.ground.directory.logins import free_logins, latin
from metodsovet.ground.directory.models import Installation, Person
from metodsovet.ground.directory.models.role_kinds import Role
from metodsovet.ground.directory.rules import let_in_by
from metodsovet.ground.directory.tests.world import World, employ, grant, make_person, make_world, user_of
from metodsovet.kernel import clock
from metodsovet.kernel.errors import DomainError

pytestmark = pytest.mark.django_db
VERBS = ("give_account", "renew_code", "reset_second_factor", "close_account", "open_account")


def newcomer(world: World, name: str = "Новых Ада Ильинична") -> Person:
    """Works at the school and has no account."""
    person = make_person(name, world.school)
    user, person.user = person.user, None
    person.save()
    assert user is not None
    user.delete()
    return person


def opens(slip: Slip) -> bool:
    return Client().post("/log-in/", {"login": slip.login, "password": slip.code}).status_code == 302


def refusal_of(act: Callable[[], object]) -> str:
    with pytest.raises(DomainError) as refusal:
        act()
    return refusal.value.code


def test_give_account_answers_a_slip_that_opens_it() -> None:
    world = make_world()

    slip = actions.give_account(newcomer(world), login="A.Novyh", by=user_of(world.methodist))

    assert slip.login == "a.novyh"
    assert slip.last_day == clock.today() + timedelta(days=14)
    assert opens(slip)


def test_give_account_twice_or_with_a_taken_login_saves_nothing() -> None:
    world = make_world()
    person = newcomer(world)
    taken = user_of(world.teacher).login.upper()

    assert refusal_of(lambda: actions.give_account(world.teacher, login="any", by=None)) == "has_account"
    assert refusal_of(lambda: actions.give_account(person, login=taken, by=None)) == "login_taken"
    person.refresh_from_db()
    assert person.user is None


def test_give_accounts_makes_accounts_and_new_codes_and_leaves_the_others_alone() -> None:
    world = make_world()
    waiting = newcomer(world, "Ждущих Яна Ильинична")
    first = actions.give_account(waiting, login="waiting", by=None)
    new = [newcomer(world), newcomer(world, "Новых Анна Павловна")]
    before = user_of(world.teacher).password

    slips = actions.give_accounts([*new, waiting, world.teacher], by=user_of(world.methodist))

    assert [(slip.person.first_name, slip.login) for slip in slips] == [
        ("Яна", "waiting"),
        ("Ада", "a.novykh"),
        ("Анна", "a.novykh2"),
    ]
    assert all(opens(slip) for slip in slips)
    assert not opens(first)
    assert user_of(world.teacher).password == before
    assert next(line.verb for line in history_of(waiting)) == "renew_code"


def test_give_accounts_refuses_what_makes_no_slip() -> None:
    world = make_world()
    crowd = [Person(pk=number) for number in range(MOST_SLIPS + 1)]

    assert refusal_of(lambda: actions.give_accounts([world.teacher], by=None)) == "nobody_needs_slip"
    assert refusal_of(lambda: actions.give_accounts(crowd, by=None)) == "too_many_slips"


def test_give_accounts_asks_as_many_questions_for_many_as_for_one() -> None:
    world = make_world()
    counts = []
    for number in (1, 20):
        people = [newcomer(world, f"Новых Ада{letter} Ильинична") for letter in "абвгдежзиклмнопрстуф"[:number]]
        with CaptureQueriesContext(connection) as asked:
            actions.give_accounts(people, by=None)
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_let_in_by_asks_as_many_questions_for_many_as_for_one() -> None:
    world = make_world()
    counts = []
    for number in (1, 6):
        people = list(Person.objects.order_by("pk")[:number])
        user = user_of(world.methodist)
        with CaptureQueriesContext(connection) as asked:
            let_in_by(user, people)
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_renew_code_ends_the_password_and_keeps_the_second_factor() -> None:
    world = make_world()
    client = Client()
    client.force_login(user_of(world.teacher))

    slip = actions.renew_code(world.teacher, by=user_of(world.deputy))

    assert client.get("/notices/")["Location"].startswith("/log-in/")
    assert user_of(world.teacher).has_second_factor
    assert Client().post("/log-in/", {"login": slip.login, "password": slip.code})["Location"] == "/log-in/code/"


def test_reset_second_factor_leaves_the_password() -> None:
    world = make_world()
    user = user_of(world.teacher)

    actions.reset_second_factor(world.teacher, by=user_of(world.deputy))

    after = user_of(world.teacher)
    assert (after.has_second_factor, after.password) == (False, user.password)
    assert refusal_of(lambda: actions.reset_second_factor(world.teacher, by=None)) == "no_second_factor"


@pytest.mark.parametrize("verb", ("renew_code", "reset_second_factor", "close_account"))
def test_own_account_is_not_reset_by_oneself(verb: str) -> None:
    world = make_world()

    refusal = refusal_of(lambda: getattr(actions, verb)(world.methodist, by=user_of(world.methodist)))

    assert refusal == "not_to_oneself"


def test_term_of_codes_is_a_setting() -> None:
    world = make_world()
    actions.change_entering(
        world.installation, code_days=3, second_factor_for="everyone", by=user_of(world.administrator)
    )

    slip = actions.renew_code(world.teacher, by=None)

    assert slip.last_day == clock.today() + timedelta(days=3)
    assert Installation.objects.get().second_factor_for == "everyone"


@pytest.mark.parametrize(
    ("who", "whom", "may"),
    (
        ("methodist", "teacher", True),
        ("methodist", "head", True),
        ("methodist", "second_methodist", True),
        ("authority_head", "methodist", True),
        ("head", "teacher", True),
        ("head", "deputy", True),
        ("deputy", "teacher", True),
        ("deputy", "head", False),
        ("deputy", "second_deputy", False),
        ("head", "second_deputy", False),
        ("kindergarten_head", "teacher", False),
        ("teacher", "head", False),
        ("methodist", "administrator", False),
        ("methodist", "foreign_deputy", False),
        ("foreign_methodist", "teacher", False),
    ),
)
def test_account_is_opened_only_by_whoever_is_not_weaker(who: str, whom: str, may: bool) -> None:
    world = make_world()

    allowed = {
        verb for verb in VERBS if user_of(getattr(world, who)).has_perm(f"directory.{verb}", getattr(world, whom))
    }

    assert allowed == (set(VERBS) if may else set())


def test_lead_of_a_school_does_not_reset_a_colleague_who_is_a_methodist_of_the_town(client: Client) -> None:
    """Else the slip would make the lead a methodist."""
    world = make_world()
    grant(world.teacher, Role.METHODIST, world.town)
    before = user_of(world.teacher).password
    client.force_login(user_of(world.head))

    answers = [
        client.post(f"/directory/people/{world.teacher.pk}/account/{place}").status_code
        for place in ("renew/", "second-factor/", "close/", "open/")
    ]
    page = client.get(f"/directory/people/{world.teacher.pk}/").content.decode()

    assert answers == [403] * 4
    assert user_of(world.teacher).password == before
    assert "Выдать новый листок" not in page


def test_role_of_tomorrow_counts_and_role_of_yesterday_does_not() -> None:
    world = make_world()
    granted = grant(world.teacher, Role.METHODIST, world.town)
    granted.since = clock.today() + timedelta(days=1)
    granted.save()
    tomorrow = user_of(world.head).has_perm("directory.renew_code", Person.objects.get(pk=world.teacher.pk))
    granted.since, granted.until = date(2020, 1, 1), clock.today() - timedelta(days=1)
    granted.save()

    assert not tomorrow
    assert user_of(world.head).has_perm("directory.renew_code", Person.objects.get(pk=world.teacher.pk))


def test_lead_of_another_place_of_work_does_not_reset_its_head() -> None:
    world = make_world()
    employ(world.head, world.second_school, "учитель математики", "teacher")

    assert not user_of(world.second_deputy).has_perm("directory.renew_code", world.head)


def test_slip_is_shown_once(client: Client) -> None:
    world = make_world()
    person = newcomer(world)
    client.force_login(user_of(world.methodist))
    proposed = client.get(f"/directory/people/{person.pk}/account/").content.decode()

    page = client.post(f"/directory/people/{person.pk}/account/", {"login": "a.novykh"}).content.decode()
    code = page.split('<b class="code">')[1].split("</b>")[0]

    assert 'value="a.novykh"' in proposed
    assert Client().post("/log-in/", {"login": "a.novykh", "password": code}).status_code == 302
    assert code not in client.get(f"/directory/people/{person.pk}/").content.decode()


def test_no_account_outside_of_the_example_opens_by_the_password_of_the_example() -> None:
    world = make_world()
    people = [newcomer(world), newcomer(world, "Вторых Анна Павловна")]
    slips = [actions.give_account(people[0], login="a.novykh", by=None), *actions.give_accounts(people[1:], by=None)]

    for login in User.objects.values_list("login", flat=True):
        assert Client().post("/log-in/", {"login": login, "password": DEMO_PASSWORD}).status_code == 422
    assert len({slip.code for slip in slips}) == 2
    assert DEMO_PASSWORD not in Client().get("/log-in/").content.decode()


@pytest.mark.parametrize(
    ("name", "expected"),
    (("Щербакова-Юн", "shcherbakova-iun"), ("Объедков", "obieedkov"), ("Ёлкина", "elkina"), ("Smith", "smith")),
)
def test_latin_letters_are_those_of_passports(name: str, expected: str) -> None:
    assert latin(name) == expected


def test_free_logins_are_free_and_different() -> None:
    User.objects.create(login="n.biriukova")
    User.objects.create(login="n.biriukova2")
    people = [Person(last_name="Бирюкова", first_name="Нина")] * 2 + [Person(last_name="王", first_name="伟")]

    assert free_logins(people) == ["n.biriukova3", "n.biriukova4", "user"]


def test_an_initial_is_written_as_it_is_heard() -> None:
    people = [Person(last_name=last, first_name=first) for last, first in (("Юдина", "Юлия"), ("Орлова", "Жанна"))]

    assert free_logins(people) == ["yu.iudina", "zh.orlova"]


def test_let_in_on_the_machine_opens_whatever_was_lost(capsys: pytest.CaptureFixture[str]) -> None:
    world = make_world()
    user = user_of(world.administrator)

    assert let_in_main([user.login.upper()]) == 0
    code = capsys.readouterr().out.strip()
    client = Client()

    assert client.post("/log-in/", {"login": user.login, "password": code}).status_code == 302
    assert client.get("/")["Location"] == "/password/choose/"
    assert not user_of(world.administrator).has_second_factor
    assert let_in_main(["nobody"]) == 1
