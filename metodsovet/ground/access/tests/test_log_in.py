from datetime import timedelta

import pytest
from django.test import Client

from metodsovet.ground.access.guessing import note_failure, seconds_to_wait
from metodsovet.ground.access.models import Guess, User
from metodsovet.ground.directory.tests.world import PASSWORD, make_world, user_of
from metodsovet.kernel import clock

pytestmark = pytest.mark.django_db
ADDRESS = "10.0.0.7"


def make_user() -> User:
    user = user_of(make_world().methodist)
    user.login = "o.lebedeva"
    user.set_password(PASSWORD)
    user.save()
    return user


def post(client: Client, login: str, password: str, place: str = "/log-in/", address: str = ADDRESS) -> tuple[int, str]:
    answer = client.post(place, {"login": login, "password": password}, REMOTE_ADDR=address)
    return answer.status_code, answer.headers.get("Location", "") or answer.content.decode()


def test_log_in_leads_to_where_the_person_was_going(client: Client) -> None:
    make_user()

    assert post(client, " O.Lebedeva ", PASSWORD, "/log-in/?next=/notices/") == (302, "/notices/")


def test_log_in_does_not_lead_to_a_foreign_address(client: Client) -> None:
    make_user()

    assert post(client, "o.lebedeva", PASSWORD, "/log-in/?next=https://example.org/") == (302, "/")


def test_log_in_answers_the_same_for_unknown_accounts_and_wrong_passwords(client: Client) -> None:
    make_user()

    wrong = post(client, "o.lebedeva", "не тот")
    unknown = post(client, "o.lebedevx", "не тот")

    assert wrong[0] == unknown[0] == 422
    assert "Проверьте раскладку: буквы были русские" in wrong[1]
    assert "Проверьте раскладку: буквы были русские" in unknown[1]


def test_log_in_names_caps_lock(client: Client) -> None:
    assert "Caps Lock" in post(client, "o.lebedeva", "SECRET")[1]


def test_log_in_of_a_closed_account_is_refused(client: Client) -> None:
    user = make_user()
    user.is_active = False
    user.save()

    assert post(client, "o.lebedeva", PASSWORD)[0] == 422


def test_guessing_waits_longer_and_longer_and_a_right_password_is_not_tried_meanwhile(client: Client) -> None:
    make_user()
    for _ in range(5):
        assert post(client, "o.lebedeva", "guess-guess")[0] == 422

    assert post(client, "o.lebedeva", PASSWORD)[0] == 429
    assert "_auth_user_id" not in client.session


def test_guessing_does_not_lock_the_owner_at_another_address(client: Client) -> None:
    make_user()
    for _ in range(5):
        post(client, "o.lebedeva", "guess-guess")

    assert post(client, "o.lebedeva", PASSWORD, address="10.0.0.8") == (302, "/")


def test_wait_doubles_and_is_forgotten_after_an_hour() -> None:
    now = clock.now()
    waits = []
    for _ in range(8):
        note_failure("any", ADDRESS)
        waits.append(seconds_to_wait("any", ADDRESS))
    with clock.at(now + timedelta(hours=2)):
        later = seconds_to_wait("any", ADDRESS)

    assert waits == [0, 0, 0, 0, 5, 10, 20, 40]
    assert later == 0


def test_guesses_keep_no_login_in_plain_words() -> None:
    note_failure("o.lebedeva", ADDRESS)

    assert not any("lebedeva" in key or ADDRESS in key for key in Guess.objects.values_list("key", flat=True))


def test_log_out_ends_the_session_only_by_post(client: Client) -> None:
    client.force_login(make_user())

    assert client.get("/log-out/").status_code == 405
    assert "_auth_user_id" in client.session
    assert client.post("/log-out/")["Location"] == "/log-in/"
    assert "_auth_user_id" not in client.session
