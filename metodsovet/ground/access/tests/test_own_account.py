from datetime import timedelta

import pytest
from django.test import Client

from metodsovet.ground.access.actions import change_password, choose_password, give_code
from metodsovet.ground.access.history import history_of
from metodsovet.ground.access.models import User
from metodsovet.ground.directory.tests.world import PASSWORD, make_world, user_of
from metodsovet.kernel import clock
from metodsovet.kernel.errors import DomainError

pytestmark = pytest.mark.django_db
NEW = "три жёлтых трамвая"


def make_user() -> User:
    user = user_of(make_world().methodist)
    user.set_password(PASSWORD)
    user.save()
    return user


def post(client: Client, old: str, new: str, again: str) -> int:
    return client.post("/password/", {"old": old, "new": new, "new_again": again}).status_code


def test_change_password_keeps_the_session(client: Client) -> None:
    user = make_user()
    client.force_login(user)

    assert post(client, PASSWORD, NEW, NEW) == 302

    user.refresh_from_db()
    assert user.check_password(NEW)
    assert "_auth_user_id" in client.session
    assert [line.verb for line in history_of(user)] == ["change_password"]


@pytest.mark.parametrize(
    ("old", "new", "again"),
    (("не тот пароль", NEW, NEW), (PASSWORD, NEW, f"{NEW}!"), (PASSWORD, "короткий", "короткий"), (PASSWORD,) * 3),
)
def test_change_password_refused_saves_nothing(client: Client, old: str, new: str, again: str) -> None:
    user = make_user()
    client.force_login(user)

    assert post(client, old, new, again) == 422

    user.refresh_from_db()
    assert user.check_password(PASSWORD)


def test_change_password_by_a_wrong_old_one_is_refused() -> None:
    user = make_user()

    with pytest.raises(DomainError) as refusal:
        change_password(user, old="не тот", new=NEW)

    assert refusal.value.code == "wrong_password"
    assert not history_of(user).exists()


def test_old_passwords_are_not_guessed_at_full_speed_in_an_open_session(client: Client) -> None:
    client.force_login(make_user())
    for _ in range(5):
        post(client, "не тот", NEW, NEW)

    assert post(client, PASSWORD, NEW, NEW) == 422


def test_code_of_a_slip_lets_in_and_asks_for_an_own_password(client: Client) -> None:
    user = make_user()
    user.totp_seed = ""
    user.save()
    code = give_code(user, days=3)

    assert client.post("/log-in/", {"login": user.login, "password": code.upper()}).status_code == 302
    assert client.get("/notices/")["Location"] == "/password/choose/"
    assert client.post("/password/choose/", {"new": NEW, "new_again": "не то"}).status_code == 422
    assert client.post("/password/choose/", {"new": NEW, "new_again": NEW})["Location"] == "/"

    user.refresh_from_db()
    assert user.check_password(NEW)
    assert (user.password_is_temporary, user.code_hash, user.has_code) == (False, "", False)
    assert Client().post("/log-in/", {"login": user.login, "password": code}).status_code == 422


def test_give_code_keeps_a_hash_and_ends_the_password_and_the_sessions(client: Client) -> None:
    user = make_user()
    client.force_login(user)
    code = give_code(user, days=3)

    user.refresh_from_db()
    assert code not in user.code_hash
    assert not user.check_password(PASSWORD)
    assert not user.check_password(code)
    assert client.get("/notices/")["Location"].startswith("/log-in/")


@pytest.mark.parametrize(("days", "status"), ((3, 302), (4, 422)))
def test_code_is_good_through_its_last_day(client: Client, days: int, status: int) -> None:
    user = make_user()
    code = give_code(user, days=3)
    with clock.at(clock.now() + timedelta(days=days)):
        answer = client.post("/log-in/", {"login": user.login, "password": code})

    assert answer.status_code == status
    assert (status == 302) or "Срок кода с листка закончился" in answer.content.decode()


def test_a_new_code_ends_the_earlier_one(client: Client) -> None:
    user = make_user()
    first = give_code(user)
    give_code(user)

    assert client.post("/log-in/", {"login": user.login, "password": first}).status_code == 422


def test_code_of_a_closed_account_does_not_let_in(client: Client) -> None:
    user = make_user()
    code = give_code(user)
    user.is_active = False
    user.save()

    assert client.post("/log-in/", {"login": user.login, "password": code}).status_code == 422


def test_choose_password_of_a_chosen_one_is_refused() -> None:
    with pytest.raises(DomainError) as refusal:
        choose_password(make_user(), new=NEW)

    assert refusal.value.code == "password_chosen"


def test_choose_look_is_kept_with_the_account(client: Client) -> None:
    user = make_user()
    client.force_login(user)

    answer = client.post("/look/", {"theme": "dark", "next": "/notices/"})

    user.refresh_from_db()
    assert answer["Location"] == "/notices/"
    assert (user.theme, user.text_size, user.contrast) == ("dark", "", "")


def test_choose_look_before_the_login_is_kept_in_the_session(client: Client) -> None:
    client.post("/look/", {"text": "large"})

    assert client.session["look"] == {"text": "large"}


@pytest.mark.parametrize("posted", ({}, {"theme": "pink"}, {"login": "admin"}))
def test_choose_look_refuses_what_is_not_offered(client: Client, posted: dict[str, str]) -> None:
    assert client.post("/look/", posted).status_code == 400
