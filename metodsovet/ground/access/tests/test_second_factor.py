from datetime import timedelta

import pytest
from django.test import Client

from metodsovet.ground.access import actions
from metodsovet.ground.access.history import history_of
from metodsovet.ground.access.models import RecoveryCode, User
from metodsovet.ground.access.tests.phones import code_of_seed, shown_code, wrong_code
from metodsovet.ground.access.totp import new_seed
from metodsovet.ground.directory.models import Installation
from metodsovet.ground.directory.models.role_kinds import Role
from metodsovet.ground.directory.tests.world import PASSWORD, World, grant, make_world, user_of
from metodsovet.kernel import clock
from metodsovet.kernel.errors import DomainError

pytestmark = pytest.mark.django_db


def with_password(user: User, *, seed: str = "") -> User:
    user.totp_seed = seed
    user.set_password(PASSWORD)
    user.save()
    return user


def log_in(client: Client, user: User, place: str = "/log-in/") -> str:
    return client.post(place, {"login": user.login, "password": PASSWORD})["Location"]


def confirm(client: Client, code: str) -> tuple[int, str]:
    answer = client.post("/log-in/code/", {"code": code})
    return answer.status_code, answer.headers.get("Location", "")


def enrolled() -> tuple[User, list[str]]:
    user = with_password(user_of(make_world().teacher))
    seed = new_seed()
    codes = actions.add_second_factor(user, seed=seed, code=code_of_seed(seed, steps=-1))
    user.refresh_from_db()
    return user, codes


def test_password_alone_does_not_let_in(client: Client) -> None:
    user, _ = enrolled()

    assert log_in(client, user, "/log-in/?next=/notices/") == "/log-in/code/"
    assert "_auth_user_id" not in client.session
    assert client.get("/notices/")["Location"].startswith("/log-in/")
    assert confirm(client, shown_code(user)) == (302, "/notices/")
    assert client.get("/notices/").status_code == 200


def test_wrong_code_does_not_let_in(client: Client) -> None:
    user, _ = enrolled()
    log_in(client, user)

    assert confirm(client, wrong_code(user))[0] == 422
    assert "_auth_user_id" not in client.session


def test_code_is_good_once(client: Client) -> None:
    user, _ = enrolled()
    code = shown_code(user)
    log_in(client, user)
    confirm(client, code)
    thief = Client()
    log_in(thief, user)

    assert confirm(thief, code)[0] == 422


def test_code_that_added_the_second_factor_does_not_let_in_again() -> None:
    user = with_password(user_of(make_world().teacher))
    seed = new_seed()
    code = code_of_seed(seed)
    actions.add_second_factor(user, seed=seed, code=code)

    assert not actions.check_second_factor(user, code=code)


def test_recovery_code_is_good_once_and_kept_as_a_hash(client: Client) -> None:
    user, codes = enrolled()
    log_in(client, user)

    assert confirm(client, codes[3].upper())[0] == 302
    assert not actions.check_second_factor(user, code=codes[3])
    assert actions.check_second_factor(user, code=codes[4])
    assert user.recovery_codes.count() == len(codes) - 2 == 8
    assert not set(codes) & set(RecoveryCode.objects.values_list("code_hash", flat=True))


def test_recovery_code_of_another_person_is_not_good() -> None:
    user, _ = enrolled()
    other = User.objects.create(login="other")
    seed = new_seed()
    codes = actions.add_second_factor(other, seed=seed, code=code_of_seed(seed))

    assert not actions.check_second_factor(user, code=codes[0])


def test_second_step_waits_ten_minutes_and_for_the_same_password(client: Client) -> None:
    user, _ = enrolled()
    log_in(client, user)
    with clock.at(clock.now() + timedelta(minutes=11)):
        late = confirm(client, shown_code(user))
    log_in(client, user)
    user.set_password("пароль сменили тем временем")
    user.save()

    assert late == (302, "/log-in/")
    assert confirm(client, shown_code(user)) == (302, "/log-in/")
    assert confirm(Client(), "123456") == (302, "/log-in/")


def test_obliged_person_finds_the_second_factor_before_anything_else(client: Client) -> None:
    user = with_password(user_of(make_world().methodist))
    log_in(client, user)

    assert client.get("/")["Location"] == "/second-factor/add/"
    assert client.get("/directory/people/")["Location"] == "/second-factor/add/"
    page = client.get("/second-factor/add/").content.decode()
    seed = client.session["totp_seed"]
    assert "svg" in page
    done = client.post("/second-factor/add/", {"code": code_of_seed(seed)})

    assert done.content.decode().count('<li class="code">') == 10
    assert client.get("/directory/people/").status_code == 200
    assert "totp_seed" not in client.session
    assert client.get("/second-factor/add/")["Location"] == "/second-factor/"


def test_own_password_comes_before_the_second_factor(client: Client) -> None:
    user = with_password(user_of(make_world().methodist))
    user.password_is_temporary = True
    user.save()
    client.force_login(user)

    assert client.get("/second-factor/add/")["Location"] == "/password/choose/"


def test_add_second_factor_by_a_wrong_code_saves_nothing(client: Client) -> None:
    user = with_password(user_of(make_world().methodist))
    client.force_login(user)
    client.get("/second-factor/add/")
    user.totp_seed = client.session["totp_seed"]

    assert client.post("/second-factor/add/", {"code": wrong_code(user)}).status_code == 422

    user.refresh_from_db()
    assert (user.has_second_factor, user.recovery_codes.count()) == (False, 0)


def obliged(world: World, rule: str) -> set[str]:
    """Who of the people without a second factor meets its page."""
    Installation.objects.update(second_factor_for=rule)
    people = ("administrator", "authority_head", "methodist", "head", "deputy", "teacher")
    found = set()
    for name in people:
        client = Client()
        client.force_login(with_password(user_of(getattr(world, name))))
        if client.get("/notices/").headers.get("Location") == "/second-factor/add/":
            found.add(name)
    return found


@pytest.mark.parametrize(
    ("rule", "expected"),
    (
        ("service", {"administrator", "authority_head", "methodist"}),
        ("leads", {"administrator", "authority_head", "methodist", "head", "deputy"}),
        ("everyone", {"administrator", "authority_head", "methodist", "head", "deputy", "teacher"}),
    ),
)
def test_second_factor_is_asked_by_role_and_by_the_setting(rule: str, expected: set[str]) -> None:
    assert obliged(make_world(), rule) == expected


def test_example_asks_nobody_for_a_phone() -> None:
    world = make_world()
    Installation.objects.update(is_demo=True)

    assert obliged(world, "everyone") == set()


def test_role_granted_today_obliges_with_the_next_request(client: Client) -> None:
    world = make_world()
    client.force_login(with_password(user_of(world.teacher)))
    before = client.get("/notices/").status_code
    grant(world.teacher, Role.METHODIST, world.town)

    assert before == 200
    assert client.get("/notices/")["Location"] == "/second-factor/add/"


def test_second_factor_added_ends_sessions_elsewhere() -> None:
    user = with_password(user_of(make_world().teacher))
    here, elsewhere = Client(), Client()
    log_in(here, user)
    log_in(elsewhere, user)
    here.get("/second-factor/add/")
    here.post("/second-factor/add/", {"code": code_of_seed(here.session["totp_seed"])})

    assert here.get("/notices/").status_code == 200
    assert elsewhere.get("/notices/")["Location"].startswith("/log-in/")


def test_renew_recovery_codes_asks_the_password_and_ends_the_earlier_ones(client: Client) -> None:
    user, codes = enrolled()
    client.force_login(user)

    assert client.post("/second-factor/codes/", {"password": "не тот"}).status_code == 422
    assert actions.check_second_factor(user, code=codes[0])
    assert client.post("/second-factor/codes/", {"password": PASSWORD}).status_code == 200
    assert not actions.check_second_factor(user, code=codes[1])
    assert user.recovery_codes.count() == 10


def test_remove_second_factor_asks_the_password(client: Client) -> None:
    user, _ = enrolled()
    client.force_login(user)

    assert client.post("/second-factor/remove/", {"password": "не тот"}).status_code == 422
    assert client.post("/second-factor/remove/", {"password": PASSWORD}).status_code == 302

    user.refresh_from_db()
    assert (user.has_second_factor, user.recovery_codes.count()) == (False, 0)
    assert history_of(user)[0].verb == "remove_second_factor"


def test_remove_second_factor_by_whoever_is_obliged_is_refused() -> None:
    user = with_password(user_of(make_world().methodist), seed="seed")

    with pytest.raises(DomainError) as refusal:
        actions.remove_second_factor(user, password=PASSWORD)

    assert refusal.value.code == "second_factor_is_obliged"
    user.refresh_from_db()
    assert user.has_second_factor


def test_secret_is_never_shown_again(client: Client) -> None:
    user, _ = enrolled()
    client.force_login(user)
    pages = [client.get(place).content.decode() for place in ("/second-factor/", "/sessions/", "/")]

    assert not any(user.totp_seed in page or "otpauth" in page for page in pages)
