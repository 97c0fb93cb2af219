"""The outbox of the administrator."""

from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from metodsovet.ground.directory.models import Installation, Person
from metodsovet.ground.directory.tests.world import make_world, user_of
from metodsovet.ground.notifications.models import Letter
from metodsovet.ground.notifications.tests.mail_server import MailServer
from metodsovet.ground.notifications.tests.post import MONDAY, with_mail
from metodsovet.kernel import clock

pytestmark = pytest.mark.django_db


def parked(person: Person, key: str = "k") -> Letter:
    error = "Почтовый сервер не принял адрес: 550 No such mailbox"
    return Letter.objects.create(
        key=key, kind="person_digest", person=person, day=MONDAY, state="parked", tries=5, error=error
    )


def test_show_letters_tells_why_a_letter_has_not_left(client: Client) -> None:
    world = make_world()
    parked(with_mail(world.teacher))
    parked(with_mail(world.foreign_deputy), "foreign")
    client.force_login(user_of(world.administrator))

    page = client.get("/notices/letters/?state=parked").content.decode()

    assert "550 No such mailbox" in page
    assert world.teacher.mail in page
    assert world.foreign_deputy.mail not in page


@pytest.mark.parametrize(
    ("email_url", "site_url", "mail_from", "said"),
    (
        ("", "", "", "EMAIL_URL и запустите"),
        ("pigeon://roof", "", "", "не похожа на адрес"),
        ("smtp://127.0.0.1:25", "", "", "SITE_URL"),
        ("smtp://127.0.0.1:25", "https://metod.example.ru", "", "MAIL_FROM"),
    ),
)
def test_show_letters_says_what_is_missing(
    client: Client, settings: Settings, email_url: str, site_url: str, mail_from: str, said: str
) -> None:
    settings.EMAIL_URL, settings.SITE_URL, settings.MAIL_FROM = email_url, site_url, mail_from
    client.force_login(user_of(make_world().administrator))

    page = client.get("/notices/letters/").content.decode()

    assert "Письма не уходят" in page
    assert said in page


def test_show_letters_is_quiet_where_mail_is_on(client: Client, server: MailServer) -> None:
    client.force_login(user_of(make_world().administrator))

    assert "Письма не уходят" not in client.get("/notices/letters/").content.decode()


def test_show_letters_is_for_administrators(client: Client) -> None:
    client.force_login(user_of(make_world().methodist))

    assert client.get("/notices/letters/").status_code == 403


def test_retry_letter_puts_it_back(client: Client) -> None:
    world = make_world()
    letter = parked(with_mail(world.teacher))
    client.force_login(user_of(world.administrator))

    client.post(f"/notices/letters/{letter.pk}/retry/")

    letter.refresh_from_db()
    assert (letter.state, letter.tries, letter.error) == ("waiting", 0, "")


def test_retry_letter_of_another_municipality_answers_not_found(client: Client) -> None:
    world = make_world()
    letter = parked(with_mail(world.foreign_deputy))
    client.force_login(user_of(world.administrator))

    assert client.post(f"/notices/letters/{letter.pk}/retry/").status_code == 404


def test_letters_to_somebody_who_has_left_are_seen_only_for_the_days_when_he_was_here() -> None:
    world = make_world()
    before, after = parked(world.teacher, "before"), parked(world.teacher, "after")
    Letter.objects.filter(pk=before.pk).update(created_at=clock.now() - timedelta(days=60))
    world.teacher.employments.update(until=clock.today() - timedelta(days=30))

    seen = Letter.objects.visible_to(user_of(world.administrator))

    assert list(seen) == [before]
    assert not user_of(world.administrator).has_perm("notifications.retry_letter", after)


def test_set_digest_time_is_kept(client: Client) -> None:
    client.force_login(user_of(make_world().administrator))

    client.post("/notices/letters/time/", {"digest_at": "16:45"})

    assert f"{Installation.objects.get().digest_at:%H:%M}" == "16:45"


def test_show_letters_asks_the_same_number_of_queries_for_any_rows(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    world = make_world()
    client.force_login(user_of(world.administrator))
    for number in range(3):
        parked(with_mail(world.teacher), str(number))
        if number in (0, 2):
            with django_assert_num_queries(11):
                client.get("/notices/letters/")
