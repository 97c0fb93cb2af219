import pytest
from django.test import Client

from metodsovet.ground.access.actions import change_password
from metodsovet.ground.access.history import history_of
from metodsovet.ground.access.models import User
from metodsovet.ground.directory.tests.world import PASSWORD, make_world, user_of
from metodsovet.kernel.errors import DomainError

pytestmark = pytest.mark.django_db
NEW = "три жёлтых трамвая"


def make_user() -> User:
    user = user_of(make_world().methodist)
    user.set_password(PASSWORD)
    user.password_is_temporary = True
    user.save()
    return user


def post(client: Client, old: str, new: str, again: str) -> int:
    return client.post("/password/", {"old": old, "new": new, "new_again": again}).status_code


def test_change_password_keeps_the_session_and_ends_the_first_day(client: Client) -> None:
    user = make_user()
    client.force_login(user)

    assert post(client, PASSWORD, NEW, NEW) == 302

    user.refresh_from_db()
    assert user.check_password(NEW)
    assert not user.password_is_temporary
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
    assert user.password_is_temporary


def test_change_password_by_a_wrong_old_one_is_refused() -> None:
    user = make_user()

    with pytest.raises(DomainError) as refusal:
        change_password(user, old="не тот", new=NEW)

    assert refusal.value.code == "wrong_password"
    assert not history_of(user).exists()


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
