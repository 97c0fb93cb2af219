"""Guessing costs time and locks nobody out; a clock that the test moves shows how much."""

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from statistics import median
from time import perf_counter

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.db import connection
from django.test import Client, override_settings

from metodsovet.ground.access import actions
from metodsovet.ground.access.codes import new_code
from metodsovet.ground.access.guessing import Guessed, begin_try, forget_old_guesses, forgive_try
from metodsovet.ground.access.models import Guess, User
from metodsovet.ground.access.tests.phones import shown_code, wrong_code
from metodsovet.ground.access.tests.test_log_in import ADDRESS, make_user, post
from metodsovet.ground.access.totp import new_seed
from metodsovet.ground.directory.tests.world import PASSWORD
from metodsovet.kernel import clock

pytestmark = pytest.mark.django_db
NOON = datetime.fromisoformat("2027-02-01T12:00:00+00:00")


def tries_in(hours: int, *, what: Guessed = Guessed.PASSWORD, address: str = ADDRESS) -> int:
    """How many guesses somebody makes who asks again as soon as he may, one second a guess."""
    moment, until, made = NOON, NOON + timedelta(hours=hours), 0
    while moment < until:
        with clock.at(moment):
            wait = begin_try(what, "n.biryukova", address)
        made += not wait
        moment += timedelta(seconds=wait or 1)
    return made


def test_wait_doubles_and_is_forgotten_after_an_hour() -> None:
    waits, moment = [], NOON
    for _ in range(9):
        with clock.at(moment):
            wait = begin_try(Guessed.PASSWORD, "any", ADDRESS)
        waits.append(wait)
        moment += timedelta(seconds=wait + 1 if wait else 0)  # the clock goes on while a try is made

    assert waits == [pytest.approx(wait, abs=1) for wait in (0, 0, 0, 0, 0, 5, 0, 10, 0)]
    with clock.at(moment + timedelta(hours=2)):
        assert begin_try(Guessed.PASSWORD, "any", ADDRESS) == 0


def test_a_day_of_guessing_passwords_or_codes_of_slips_from_one_address_makes_few_tries() -> None:
    assert tries_in(24) < 150


def test_a_day_of_guessing_codes_of_the_phone_makes_few_tries() -> None:
    """Of a million codes three are right at a time."""
    assert tries_in(24, what=Guessed.SECOND_FACTOR) < 150


def test_guessing_codes_of_the_phone_from_many_addresses_is_slow_as_well() -> None:
    moment, made = NOON, 0
    for number in range(400):
        with clock.at(moment):
            wait = begin_try(Guessed.SECOND_FACTOR, "n.biryukova", f"10.1.{number // 250}.{number % 250}")
        made += not wait
        moment += timedelta(seconds=50)

    assert made < 100


def test_one_password_for_many_accounts_is_slow_from_one_address() -> None:
    moment, made = NOON, 0
    for number in range(600):
        with clock.at(moment):
            wait = begin_try(Guessed.PASSWORD, f"user{number}", ADDRESS)
        made += not wait
        moment += timedelta(seconds=1)

    assert 200 <= made < 230


def test_addresses_of_one_network_of_ipv6_are_one() -> None:
    waits = [begin_try(Guessed.PASSWORD, "any", f"2001:db8:0:1::{number:x}") for number in range(1, 8)]

    assert waits[:5] == [0] * 5
    assert waits[5] > 0


def test_a_loop_of_guesses_opens_nothing_and_the_right_password_is_not_tried_meanwhile(client: Client) -> None:
    make_user()
    statuses = [post(client, "n.biryukova", f"guess-guess-{number}")[0] for number in range(40)]

    assert statuses == [422] * 5 + [429] * 35
    assert post(client, "n.biryukova", PASSWORD)[0] == 429
    assert "_auth_user_id" not in client.session


def test_a_loop_of_codes_of_slips_is_slowed_like_passwords(client: Client) -> None:
    user = make_user()
    code = actions.give_code(user)
    statuses = [post(client, "n.biryukova", new_code())[0] for _ in range(20)]

    assert statuses == [422] * 5 + [429] * 15
    assert post(client, "n.biryukova", code)[0] == 429


def test_a_loop_of_codes_of_the_phone_is_slowed(client: Client) -> None:
    user = make_user()
    user.totp_seed = new_seed()
    user.save()
    post(client, "n.biryukova", PASSWORD)
    statuses = [client.post("/log-in/code/", {"code": wrong_code(user)}).status_code for _ in range(20)]

    assert statuses == [422] * 5 + [429] * 15
    assert client.post("/log-in/code/", {"code": shown_code(user)}).status_code == 429


def test_guessing_does_not_lock_the_owner_at_another_address(client: Client) -> None:
    make_user()
    for _ in range(5):
        post(client, "n.biryukova", "guess-guess")

    assert post(client, "n.biryukova", PASSWORD, address="10.0.0.8") == (302, "/")


@override_settings(CLIENT_ADDRESS_HEADER="HTTP_X_REAL_IP")
def test_behind_nginx_its_header_tells_the_address(client: Client) -> None:
    make_user()
    data = {"login": "n.biryukova", "password": "guess-guess"}
    for _ in range(6):
        answer = client.post("/log-in/", data, REMOTE_ADDR="127.0.0.1", HTTP_X_REAL_IP="10.0.0.7")
    other = client.post("/log-in/", data, REMOTE_ADDR="127.0.0.1", HTTP_X_REAL_IP="10.0.0.8")

    assert answer.status_code == 429
    assert other.status_code == 422


def test_a_header_of_the_visitor_does_not_tell_the_address(client: Client) -> None:
    make_user()
    data = {"login": "n.biryukova", "password": "guess-guess"}
    answers = [client.post("/log-in/", data, HTTP_X_REAL_IP=f"10.0.0.{number}").status_code for number in range(7)]

    assert answers[-1] == 429


def test_right_passwords_cost_nothing() -> None:
    for _ in range(40):
        assert begin_try(Guessed.PASSWORD, "any", ADDRESS) == 0
        forgive_try(Guessed.PASSWORD, "any", ADDRESS)

    assert set(Guess.objects.values_list("failures", flat=True)) == {0}


@pytest.mark.django_db(transaction=True)
def test_parallel_tries_are_counted_each() -> None:
    def attempt(number: int) -> int:
        try:
            return begin_try(Guessed.PASSWORD, "any", ADDRESS)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        waits = list(pool.map(attempt, range(24)))

    assert waits.count(0) == 5


def test_guesses_keep_no_login_in_plain_words_and_are_cleared_away() -> None:
    begin_try(Guessed.PASSWORD, "n.biryukova", ADDRESS)

    assert not any("biryukova" in key or ADDRESS in key for key in Guess.objects.values_list("key", flat=True))
    with clock.at(clock.now() + timedelta(hours=2)):
        assert forget_old_guesses() == 3


class CountedHasher(MD5PasswordHasher):
    """Hashing is what takes the time of a login."""

    algorithm = "counted"
    times = 0

    def encode(self, password: str, salt: str) -> str:
        CountedHasher.times += 1
        return super().encode(password, salt)


@override_settings(PASSWORD_HASHERS=[f"{CountedHasher.__module__}.CountedHasher"])
def test_unknown_accounts_take_as_much_hashing_as_known_ones() -> None:
    make_accounts()

    work = {}
    for login in LOGINS:
        before = CountedHasher.times
        assert post(Client(), login, "не тот пароль")[0] == 422
        work[login] = CountedHasher.times - before

    assert set(work.values()) == {1}


@pytest.mark.deep
@override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.Argon2PasswordHasher"])
def test_unknown_accounts_take_about_as_long_as_known_ones() -> None:
    make_accounts()

    times = {login: seconds_of_log_in(login) for login in LOGINS}

    assert max(times.values()) < 2 * min(times.values()), times


LOGINS = ("n.biryukova", "m.sokolova", "closed", "nobody")


def make_accounts() -> None:
    user = make_user()
    user.set_password(PASSWORD)
    user.save()
    actions.give_code(User.objects.create(login="m.sokolova"))
    User.objects.create_user("closed", PASSWORD, is_active=False)


def seconds_of_log_in(login: str) -> float:
    seconds = []
    for number in range(7):
        begun = perf_counter()
        assert post(Client(), login, "не тот пароль", address=f"10.2.0.{number}")[0] == 422
        seconds.append(perf_counter() - begun)
    return median(seconds)
