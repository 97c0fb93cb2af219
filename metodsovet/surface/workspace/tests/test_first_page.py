import pytest
from django.test import Client

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.demo_accounts import DEMO_PASSWORD
from metodsovet.ground.directory.models import Installation, Organisation
from metodsovet.ground.directory.tests.world import PASSWORD, make_world, user_of
from metodsovet.kernel.errors import DomainError
from metodsovet.surface.workspace import tasks
from metodsovet.surface.workspace.actions import ask_demo
from metodsovet.surface.workspace.models import DemoBuild

ANSWERS = {
    "municipality": "Ясногорский городской округ",
    "time_zone": "Asia/Yekaterinburg",
    "full_name": "Первых Анна Игоревна",
    "login": "A.Pervyh",
    "password": PASSWORD,
    "password_again": PASSWORD,
}


@pytest.mark.django_db
def test_first_page_offers_two_ways_while_nothing_has_begun(client: Client) -> None:
    page = client.get("/").content.decode()

    assert "Посмотреть пример" in page
    assert "Начать работу" in page


@pytest.mark.django_db
def test_begin_installation_logs_its_first_person_in(client: Client) -> None:
    answer = client.post("/begin/", ANSWERS)

    assert answer["Location"] == "/"
    user = User.objects.get()
    assert client.session["_auth_user_id"] == str(user.pk)
    assert (user.login, user.person.full_name) == ("a.pervyh", "Первых Анна Игоревна")
    page = client.get("/").content.decode()
    assert "Добавить организации и" in page
    assert "Прочитать первый план из" in page


@pytest.mark.django_db
def test_begin_installation_asks_for_a_second_factor_at_the_next_login(client: Client) -> None:
    client.post("/begin/", ANSWERS)
    client.logout()

    client.force_login(User.objects.get())

    assert client.get("/").headers["Location"] == "/second-factor/add/"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "value"),
    (
        ("municipality", ""),
        ("time_zone", "Mars/Olympus"),
        ("full_name", "Анна"),
        ("login", "имя"),
        ("password", "короткий"),
        ("password_again", "другой пароль"),
    ),
)
def test_begin_installation_with_a_wrong_answer_saves_nothing(client: Client, field: str, value: str) -> None:
    answer = client.post("/begin/", ANSWERS | {field: value})

    assert answer.status_code == 422
    assert not Organisation.objects.exists()
    assert not User.objects.exists()


@pytest.mark.django_db
def test_begin_installation_is_closed_once_begun(client: Client) -> None:
    make_world()

    assert client.get("/begin/")["Location"] == "/log-in/"
    assert client.post("/begin/", ANSWERS)["Location"] == "/log-in/"
    assert Installation.objects.count() == 1


@pytest.mark.django_db
def test_home_of_a_begun_installation_asks_a_stranger_to_log_in(client: Client) -> None:
    make_world()

    assert client.get("/")["Location"] == "/log-in/?next=/"


@pytest.mark.django_db
def test_ask_demo_twice_asks_for_one() -> None:
    ask_demo()
    ask_demo()

    assert DemoBuild.objects.count() == 1


@pytest.mark.django_db
def test_ask_demo_where_somebody_works_is_refused() -> None:
    make_world()

    with pytest.raises(DomainError) as refusal:
        ask_demo()

    assert refusal.value.code == "already_begun"
    assert not DemoBuild.objects.exists()


@pytest.mark.django_db
def test_show_demo_polls_while_it_is_made_and_then_leads_to_the_login(client: Client) -> None:
    client.post("/demo/make/")

    waiting = client.get("/demo/").content.decode()
    DemoBuild.objects.update(state=DemoBuild.State.DONE)
    done = client.get("/demo/", headers={"HX-Request": "true"})

    assert 'hx-trigger="every 1s"' in waiting
    assert "Обновить" in waiting
    assert done["HX-Redirect"] == "/log-in/"


def fail_by_refusal(progress: object) -> None:
    Organisation.objects.create(kind="school", name="Половина примера", short_name="Половина")
    raise DomainError("no_room", "Место на диске кончилось: освободите его.")


@pytest.mark.django_db(transaction=True)
def test_build_demo_that_fails_leaves_nothing_and_says_why(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    DemoBuild.objects.create(pk=1)
    monkeypatch.setattr(tasks, "BUILDER", f"{__name__}.fail_by_refusal")

    tasks.build_demo.func()

    assert not Organisation.objects.exists()
    page = client.get("/demo/").content.decode()
    assert "Место на диске кончилось" in page
    assert "Попробовать снова" in page


@pytest.mark.django_db
def test_log_in_page_of_the_example_offers_its_people(client: Client) -> None:
    world = make_world()
    Installation.objects.update(is_demo=True)

    page = client.get("/log-in/").content.decode()

    assert world.teacher.full_name in page
    assert DEMO_PASSWORD in page


@pytest.mark.django_db
def test_log_in_page_of_a_working_installation_offers_nobody(client: Client) -> None:
    world = make_world()

    page = client.get("/log-in/").content.decode()

    assert user_of(world.teacher).login not in page
    assert DEMO_PASSWORD not in page


@pytest.mark.django_db
def test_health_is_told_without_a_session(client: Client) -> None:
    assert client.get("/health/live").content == b"ok"
    ready = client.get("/health/ready")
    assert ready.status_code == 200
    assert ready.json() == {"ready": True, "database": True, "migrations": True, "disk": True, "worker": False}
