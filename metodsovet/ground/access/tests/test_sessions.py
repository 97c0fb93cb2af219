from datetime import timedelta

import pytest
from django.test import Client

from metodsovet.ground.access.devices import device_words
from metodsovet.ground.access.models import Session, User
from metodsovet.ground.access.tasks import sweep_access
from metodsovet.ground.access.tests.test_log_in import make_user
from metodsovet.ground.access.visits import visits_of
from metodsovet.ground.directory.actions import close_account, dismiss, end_role
from metodsovet.ground.directory.tests.world import PASSWORD, make_world, user_of
from metodsovet.kernel import clock

pytestmark = pytest.mark.django_db
WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:131.0) Gecko/20100101 Firefox/131.0"
PHONE = "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Mobile Safari/537"
YANDEX = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/128.0 YaBrowser/24.10 Safari/537.36"
NEW = "три жёлтых трамвая"


def entered(user: User, agent: str = WINDOWS) -> Client:
    client = Client(headers={"User-Agent": agent})
    assert client.post("/log-in/", {"login": user.login, "password": PASSWORD}).status_code == 302
    return client


def is_in(client: Client) -> bool:
    return client.get("/notices/").status_code == 200


@pytest.mark.parametrize(
    ("agent", "words"),
    (
        (WINDOWS, "Firefox, Windows"),
        (PHONE, "Chrome, Android"),
        (YANDEX, "Яндекс Браузер, Windows"),
        ("curl/8.5", "Неизвестное устройство"),
        ("", "Неизвестное устройство"),
    ),
)
def test_device_is_told_in_words(agent: str, words: str) -> None:
    assert device_words(agent) == words


def test_show_sessions_tells_own_devices_and_no_keys() -> None:
    user = make_user()
    here, phone = entered(user), entered(user, PHONE)

    page = here.get("/sessions/").content.decode()

    assert "Firefox, Windows" in page
    assert "Chrome, Android" in page
    assert here.cookies["sessionid"].value not in page
    assert phone.cookies["sessionid"].value not in page


def test_end_session_ends_that_one_with_its_next_request() -> None:
    user = make_user()
    here, phone = entered(user), entered(user, PHONE)
    named = next(one for one in visits_of(user, session_key=here.session.session_key or "") if not one.is_this)

    here.post("/sessions/end/", {"session": named.name})

    assert is_in(here)
    assert not is_in(phone)


def test_end_session_of_somebody_else_ends_nothing() -> None:
    user = make_user()
    thief = User.objects.create_user("thief", PASSWORD)
    theirs, ours = entered(thief), entered(user)
    named = visits_of(user, session_key="")[0]

    theirs.post("/sessions/end/", {"session": named.name})
    theirs.post("/sessions/end-others/")

    assert is_in(ours)


def test_end_other_sessions_keeps_this_one() -> None:
    user = make_user()
    clients = [entered(user) for _ in range(3)]

    clients[0].post("/sessions/end-others/")

    assert [is_in(client) for client in clients] == [True, False, False]
    assert Session.objects.open_of(user).count() == 1


def test_change_password_ends_the_other_sessions() -> None:
    user = make_user()
    here, phone = entered(user), entered(user, PHONE)

    here.post("/password/", {"old": PASSWORD, "new": NEW, "new_again": NEW})

    assert is_in(here)
    assert not is_in(phone)
    assert [visit.is_this for visit in visits_of(user, session_key=here.session.session_key or "")] == [True]


def test_last_visit_is_noted_once_in_five_minutes() -> None:
    user = make_user()
    client = entered(user)
    begun = client.session["seen"]
    client.get("/notices/")
    soon = client.session["seen"]
    with clock.at(clock.now() + timedelta(minutes=6)):
        client.get("/notices/")

    assert soon == begun
    assert client.session["seen"] >= begun + 360


def test_sweep_access_deletes_only_sessions_that_are_over() -> None:
    user = make_user()
    entered(user)
    fresh = sweep_access()
    with clock.at(clock.now() + timedelta(days=15)):
        late = sweep_access()

    assert fresh == 0
    assert late >= 1
    assert not Session.objects.exists()


def test_closed_account_is_out_with_the_next_request() -> None:
    world = make_world()
    client = Client()
    client.force_login(user_of(world.teacher))
    before = is_in(client)

    close_account(world.teacher, by=user_of(world.methodist))

    assert before
    assert not is_in(client)


def test_ended_role_and_ended_employment_count_with_the_next_request() -> None:
    world = make_world()
    client = Client()
    client.force_login(user_of(world.deputy))
    place = f"/directory/people/{world.teacher.pk}/"
    yesterday = clock.today() - timedelta(days=1)
    before = client.get(place).status_code, client.get(f"{place}name/").status_code
    end_role(world.deputy.roles.get(), until=yesterday, by=None)
    without_role = client.get(place).status_code, client.get(f"{place}name/").status_code
    dismiss(world.deputy.employments.get(), until=yesterday, by=None)

    assert before == (200, 200)
    assert without_role == (200, 403)
    assert client.get(place).status_code == 404
