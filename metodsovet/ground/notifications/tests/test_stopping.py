"""The digest is refused by its own link, without a login, and by the programs of the mail with one click (RFC 8058)."""

from datetime import timedelta
from email.message import EmailMessage
from urllib.parse import urlsplit

import pytest
from django.test import Client
from pytest_django import Settings

from metodsovet.ground.access.history import history_of
from metodsovet.ground.directory.models import Person
from metodsovet.ground.directory.tests.world import make_world
from metodsovet.ground.notifications.actions import notify
from metodsovet.ground.notifications.actions.mailboxes import settings_of, stopping_token_of
from metodsovet.ground.notifications.models import DigestSettings
from metodsovet.ground.notifications.tests.mail_server import MailServer
from metodsovet.ground.notifications.tests.post import mail_goes, moment, morning_after, text_of, with_mail
from metodsovet.kernel import clock

pytestmark = pytest.mark.django_db


def digest_to(person: Person, server: MailServer) -> EmailMessage:
    with clock.at(moment()):
        notify([person.pk], key="k", text="Новость", url="/notices/")
    mail_goes(morning_after())
    return server.messages[-1]


def test_the_digest_carries_the_link_in_its_head_and_at_its_foot(server: MailServer) -> None:
    person = with_mail(make_world().teacher)

    message = digest_to(person, server)

    link = str(message["List-Unsubscribe"])[1:-1]
    assert link.startswith("https://metod.example.ru/notices/mail/stop/")
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert link in text_of(message)
    assert link in text_of(message, "html")
    assert person.last_name not in link


def test_without_tls_one_click_is_not_promised(server: MailServer, settings: Settings) -> None:
    settings.SITE_URL = "http://metod.example.ru"

    message = digest_to(with_mail(make_world().teacher), server)

    assert message["List-Unsubscribe"]
    assert message["List-Unsubscribe-Post"] is None


def test_looking_changes_nothing_and_pressing_stops_the_digest(server: MailServer) -> None:
    person = with_mail(make_world().teacher)
    path = urlsplit(str(digest_to(person, server)["List-Unsubscribe"])[1:-1]).path
    client = Client(enforce_csrf_checks=True)

    asked = client.get(path)
    after_looking = settings_of(person).is_on
    pressed = client.post(path, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded")

    assert "Не присылать сводку?" in asked.content.decode()
    assert after_looking
    assert (pressed.status_code, "Сводка больше не придёт" in pressed.content.decode()) == (200, True)
    assert not settings_of(person).is_on
    assert [line.verb for line in history_of(person)] == ["stop_digest"]


def test_pressing_twice_is_written_down_once_and_keeps_the_choice_of_topics() -> None:
    person = with_mail(make_world().teacher)
    DigestSettings.objects.create(person=person, topics=["reports"])
    path = f"/notices/mail/stop/{stopping_token_of(person)}/"

    for _ in range(2):
        Client().post(path)

    chosen = settings_of(person)
    assert (chosen.is_on, chosen.topics) == (False, ["reports"])
    assert history_of(person).count() == 1


def test_the_page_names_nobody() -> None:
    person = with_mail(make_world().teacher)

    page = Client().get(f"/notices/mail/stop/{stopping_token_of(person)}/").content.decode()

    assert "Не присылать сводку?" in page
    assert not {word for word in (person.last_name, person.first_name, person.mail) if word in page}


def test_a_link_to_a_former_address_is_worthless() -> None:
    person = with_mail(make_world().teacher)
    path = f"/notices/mail/stop/{stopping_token_of(person)}/"
    Person.objects.filter(pk=person.pk).update(mail_confirmed_at=clock.now() + timedelta(seconds=1))

    assert Client().post(path).status_code == 404
    assert Client().get(path).status_code == 404
    Person.objects.filter(pk=person.pk).update(mail="", mail_confirmed_at=None)
    assert Client().post(path).status_code == 404
    assert settings_of(person).is_on


@pytest.mark.parametrize("token", ("1", "1-0:forged", "x:y", ":"))
def test_a_forged_link_answers_not_found(token: str) -> None:
    assert Client().post(f"/notices/mail/stop/{token}/").status_code == 404
