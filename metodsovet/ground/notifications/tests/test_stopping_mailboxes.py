"""The mailbox of an organisation refuses its digest by the link in it; the organisation turns it on again."""

from datetime import timedelta
from email.message import EmailMessage
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from metodsovet.ground.access.history import history_of
from metodsovet.ground.assignments.tests.ledger import give_to_deputy
from metodsovet.ground.directory.actions import set_organisation_mail
from metodsovet.ground.directory.models import Organisation
from metodsovet.ground.directory.tests.world import World, make_world, user_of
from metodsovet.ground.notifications.actions.letters import queue_digests_of_the_day
from metodsovet.ground.notifications.actions.mailboxes import stopping_token_of_mailbox
from metodsovet.ground.notifications.models import Letter
from metodsovet.ground.notifications.tests.mail_server import MailServer
from metodsovet.ground.notifications.tests.post import MONDAY, mail_goes, moment, morning_after, text_of
from metodsovet.kernel import clock

pytestmark = pytest.mark.django_db


def world_with_mailbox() -> World:
    world = make_world()
    set_organisation_mail(world.school, mail="school@example.ru", by=None)
    return world


def path_of(organisation: Organisation) -> str:
    organisation.refresh_from_db()
    return reverse("stop_organisation_digest", args=[stopping_token_of_mailbox(organisation)])


def is_on(organisation: Organisation) -> bool:
    return Organisation.objects.get(pk=organisation.pk).gets_digest


def digest_of(world: World, server: MailServer) -> EmailMessage:
    with clock.at(moment()):
        give_to_deputy(world, title="Новое дело", due_on=MONDAY + timedelta(days=60))
    mail_goes(morning_after())
    return server.messages[-1]


def test_the_digest_of_a_mailbox_carries_the_link_in_its_head_and_at_its_foot(server: MailServer) -> None:
    message = digest_of(world_with_mailbox(), server)

    link = str(message["List-Unsubscribe"])[1:-1]
    assert link.startswith("https://metod.example.ru/notices/mail/stop/organisation/")
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert link in text_of(message)
    assert link in text_of(message, "html")


def test_stop_organisation_digest_by_one_click_ends_it_and_looking_does_not(server: MailServer) -> None:
    world = world_with_mailbox()
    path = urlsplit(str(digest_of(world, server)["List-Unsubscribe"])[1:-1]).path
    client = Client(enforce_csrf_checks=True)

    asked = client.get(path).content.decode()
    after_looking = is_on(world.school)
    pressed = client.post(path, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded")

    assert "Не присылать сводку поручений?" in asked
    assert after_looking
    assert (pressed.status_code, "больше не придёт" in pressed.content.decode()) == (200, True)
    assert not is_on(world.school)
    assert history_of(world.school)[0].verb == "stop_organisation_digest"


def test_a_stopped_mailbox_gets_no_letters_until_the_organisation_turns_them_on(server: MailServer) -> None:
    world = world_with_mailbox()
    client = Client()
    client.post(path_of(world.school))
    with clock.at(moment()):
        give_to_deputy(world, title="Новое дело", due_on=MONDAY + timedelta(days=60))

    mail_goes(morning_after())
    stopped = len(server.messages)
    client.force_login(user_of(world.deputy))
    page = client.get(world.school.get_absolute_url()).content.decode()
    client.post(
        reverse("set_organisation_mail", args=[world.school.pk]), {"mail": "school@example.ru", "gets_digest": "on"}
    )
    mail_goes(morning_after(MONDAY + timedelta(days=1)))

    assert stopped == 0
    assert "сводка поручений остановлена" in page
    assert len(server.messages) == 1


def test_a_letter_that_waits_is_not_sent_after_the_stop(server: MailServer) -> None:
    world = world_with_mailbox()
    with clock.at(moment()):
        give_to_deputy(world, title="Новое дело", due_on=MONDAY + timedelta(days=60))
    with clock.at(morning_after()):
        queue_digests_of_the_day()
    Client().post(path_of(world.school))

    mail_goes(morning_after())

    assert server.messages == []
    assert Letter.objects.get().state == "skipped"


def test_a_link_to_a_former_mailbox_or_a_forged_one_answers_not_found() -> None:
    world = world_with_mailbox()
    path = path_of(world.school)
    set_organisation_mail(world.school, mail="other@example.ru", by=None)

    assert Client().post(path).status_code == 404
    for token in ("1", "1-0:forged", "x:y"):
        assert Client().post(f"/notices/mail/stop/organisation/{token}/").status_code == 404
    assert is_on(world.school)
