import pytest
from django.test import Client

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.tests.world import PASSWORD, make_world, user_of

pytestmark = pytest.mark.django_db
ADDRESS = "10.0.0.7"


def make_user() -> User:
    user = user_of(make_world().teacher)
    user.login, user.totp_seed = "n.biryukova", ""
    user.set_password(PASSWORD)
    user.save()
    return user


def post(client: Client, login: str, password: str, place: str = "/log-in/", address: str = ADDRESS) -> tuple[int, str]:
    answer = client.post(place, {"login": login, "password": password}, REMOTE_ADDR=address)
    return answer.status_code, answer.headers.get("Location", "") or answer.content.decode()


def test_log_in_leads_to_where_the_person_was_going(client: Client) -> None:
    make_user()

    assert post(client, " N.Biryukova ", PASSWORD, "/log-in/?next=/notices/") == (302, "/notices/")


def test_log_in_does_not_lead_to_a_foreign_address(client: Client) -> None:
    make_user()

    assert post(client, "n.biryukova", PASSWORD, "/log-in/?next=https://example.org/") == (302, "/")


def test_log_in_answers_the_same_for_unknown_accounts_and_wrong_passwords(client: Client) -> None:
    make_user()

    wrong = post(client, "n.biryukova", "не тот")
    unknown = post(client, "n.biryukovx", "не тот")

    assert wrong[0] == unknown[0] == 422
    assert "Проверьте раскладку: буквы были русские" in wrong[1]
    assert "Проверьте раскладку: буквы были русские" in unknown[1]


def test_log_in_names_caps_lock(client: Client) -> None:
    assert "Caps Lock" in post(client, "n.biryukova", "SECRET")[1]


def test_log_in_of_a_closed_account_is_refused(client: Client) -> None:
    user = make_user()
    user.is_active = False
    user.save()

    assert post(client, "n.biryukova", PASSWORD)[0] == 422


def test_log_out_ends_the_session_only_by_post(client: Client) -> None:
    client.force_login(make_user())

    assert client.get("/log-out/").status_code == 405
    assert "_auth_user_id" in client.session
    assert client.post("/log-out/")["Location"] == "/log-in/"
    assert "_auth_user_id" not in client.session
