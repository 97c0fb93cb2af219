"""One's own address: nothing personal goes to it before its owner has confirmed it."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from metodsovet.ground.directory.models import Person
from metodsovet.ground.directory.tests.world import make_world, user_of
from metodsovet.ground.notifications.actions import ask_mail_confirmation, change_digest, confirm_mail, forget_mail
from metodsovet.ground.notifications.actions.mailboxes import MOST_A_DAY, TERM, settings_of, token_of
from metodsovet.ground.notifications.models import DigestSettings, Letter, MailConfirmation, Topic
from metodsovet.ground.notifications.models.topics import CHOSEN
from metodsovet.ground.notifications.tests.mail_server import MailServer
from metodsovet.ground.notifications.tests.post import mail_goes, text_of, with_mail
from metodsovet.kernel import clock
from metodsovet.kernel.errors import DomainError

pytestmark = pytest.mark.django_db
ADDRESS = "nina@example.ru"


def ask(person: Person, address: str = ADDRESS) -> MailConfirmation:
    return ask_mail_confirmation(person, address=address, by=user_of(person))


def refusal_of_confirming(person: Person, token: str) -> str:
    with pytest.raises(DomainError) as refusal:
        confirm_mail(person, token=token, by=user_of(person))
    return refusal.value.code


def test_the_link_of_the_letter_confirms_the_address(server: MailServer, client: Client) -> None:
    world = make_world()
    client.force_login(user_of(world.teacher))
    client.post("/notices/mail/address/", {"address": ADDRESS})
    mail_goes(clock.now() + timedelta(minutes=1))
    (message,) = server.messages
    found = re.search(r"https://metod\.example\.ru(/notices/mail/confirm/\S+)", text_of(message))
    assert found is not None

    shown = client.get(found[1]).content.decode()
    world.teacher.refresh_from_db()
    before = world.teacher.mail
    client.post(found[1])

    world.teacher.refresh_from_db()
    assert message["To"] == ADDRESS
    assert ADDRESS in shown
    assert (before, world.teacher.mail, world.teacher.mail_confirmed_at is not None) == ("", ADDRESS, True)


def test_the_letter_of_confirmation_names_nobody(server: MailServer) -> None:
    world = make_world()
    ask(world.teacher)
    mail_goes(clock.now() + timedelta(minutes=1))

    words = text_of(server.messages[0]) + text_of(server.messages[0], "html")

    for name in (world.teacher.last_name, world.teacher.first_name, world.school.short_name):
        assert name not in words


def test_a_link_works_once(server: MailServer) -> None:
    teacher = make_world().teacher
    token = token_of(ask(teacher))
    confirm_mail(teacher, token=token, by=user_of(teacher))

    assert refusal_of_confirming(teacher, token) == "link_is_old"


def test_a_link_has_its_term(server: MailServer) -> None:
    teacher = make_world().teacher
    token = token_of(ask(teacher))

    with clock.at(clock.now() + TERM + timedelta(minutes=1)):
        assert refusal_of_confirming(teacher, token) == "link_is_old"


def test_a_link_of_another_person_is_no_link(server: MailServer, client: Client) -> None:
    world = make_world()
    token = token_of(ask(world.teacher))
    client.force_login(user_of(world.deputy))

    assert refusal_of_confirming(world.deputy, token) == "link_is_old"
    assert client.get(f"/notices/mail/confirm/{token}/").status_code == 404
    assert client.get("/notices/mail/confirm/1:forged/").status_code == 404
    assert not Person.objects.exclude(mail="").exists()


def test_a_newer_letter_makes_the_older_link_old(server: MailServer) -> None:
    teacher = make_world().teacher
    first, second = ask(teacher), ask(teacher, "other@example.ru")

    assert refusal_of_confirming(teacher, token_of(first)) == "link_is_old"
    assert confirm_mail(teacher, token=token_of(second), by=user_of(teacher)).mail == "other@example.ru"


def test_the_confirmed_address_stays_until_the_new_one_is_confirmed(server: MailServer) -> None:
    teacher = with_mail(make_world().teacher)
    ask(teacher)

    teacher.refresh_from_db()

    assert teacher.mail != ADDRESS
    assert teacher.mail_confirmed_at is not None


def test_ask_mail_confirmation_many_times_a_day_is_refused(server: MailServer) -> None:
    teacher = make_world().teacher
    for _ in range(MOST_A_DAY):
        ask(teacher)

    with pytest.raises(DomainError) as refusal:
        ask(teacher)

    assert refusal.value.code == "too_many_letters"
    assert Letter.objects.count() == MOST_A_DAY


def test_ask_mail_confirmation_where_mail_is_off_is_refused_in_words(client: Client) -> None:
    teacher = make_world().teacher
    client.force_login(user_of(teacher))

    with pytest.raises(DomainError) as refusal:
        ask(teacher)
    page = client.get("/notices/mail/").content.decode()

    assert refusal.value.code == "no_mail"
    assert "Здесь почта не настроена" in page
    assert 'name="address"' not in page


def test_forget_mail_keeps_no_address_anywhere(server: MailServer) -> None:
    teacher = with_mail(make_world().teacher)
    ask(teacher)

    forget_mail(teacher, by=user_of(teacher))

    teacher.refresh_from_db()
    assert (teacher.mail, teacher.mail_confirmed_at) == ("", None)
    assert not MailConfirmation.objects.exists()
    assert not Letter.objects.exists()


def test_change_digest_is_kept_and_is_everything_before_it_is_changed() -> None:
    teacher = make_world().teacher
    before = settings_of(teacher)

    change_digest(teacher, is_on=True, topics=[Topic.OFFICES], with_deadlines=False, by=user_of(teacher))

    after = DigestSettings.objects.get()
    assert (before.is_on, before.topics, before.with_deadlines) == (True, list(CHOSEN), True)
    assert (after.is_on, after.topics, after.with_deadlines) == (True, ["offices"], False)


def test_change_digest_on_the_page_asks_for_something_to_send(client: Client) -> None:
    client.force_login(user_of(make_world().teacher))

    answer = client.post("/notices/mail/", {"is_on": "on"})

    assert answer.status_code == 422
    assert "Отметьте хотя бы одно" in answer.content.decode()
    assert not DigestSettings.objects.exists()
