"""Letters and a server that takes, refuses, hangs and drops."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from pytest_django.fixtures import Settings

from metodsovet.ground.directory.models import Person
from metodsovet.ground.directory.tests.world import World, make_world, user_of
from metodsovet.ground.notifications.actions import notify, retry_letter
from metodsovet.ground.notifications.actions.letters import MOST_TRIES, WAITS, claim_letter, note_handing, sweep_letters
from metodsovet.ground.notifications.delivery import deliver_letters
from metodsovet.ground.notifications.models import Letter, Notice
from metodsovet.ground.notifications.tests.mail_server import MailServer
from metodsovet.ground.notifications.tests.post import mail_goes, moment, morning_after, text_of, with_mail
from metodsovet.kernel import clock
from metodsovet.kernel.errors import DomainError

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
SOON = timedelta(minutes=1)


def tell(person: Person, text: str = "Вам поручено: «Неделя уроков»", key: str = "k") -> None:
    with clock.at(moment()):
        notify([person.pk], key=key, text=text, url="/notices/")


def told_world() -> World:
    world = make_world()
    tell(with_mail(world.teacher))
    return world


def fate() -> tuple[str, int, str]:
    letter = Letter.objects.get()
    return letter.state, letter.tries, letter.error


def test_a_letter_is_written_with_its_notice_and_goes_at_the_hour_of_digests(server: MailServer) -> None:
    told_world()

    mail_goes(moment(hour=23))
    before = len(server.messages)
    mail_goes(morning_after())

    assert (before, len(server.messages)) == (0, 1)
    assert fate() == ("sent", 1, "")
    message = server.messages[0]
    assert message["To"] == Letter.objects.get().address
    assert "Неделя уроков" in text_of(message)
    assert "https://metod.example.ru/notices/" in text_of(message)
    assert "Неделя уроков" in text_of(message, "html")


def test_a_letter_goes_once_however_often_the_task_runs(server: MailServer) -> None:
    told_world()

    for minute in range(3):
        mail_goes(morning_after() + timedelta(minutes=minute))

    assert len(server.messages) == 1


def test_nothing_is_written_where_mail_is_off() -> None:
    told_world()

    assert Letter.objects.count() == 0
    assert deliver_letters() == 0


def test_a_bad_address_is_tried_five_times_ever_later_and_parked(server: MailServer) -> None:
    told_world()
    server.manner = "no such mailbox"
    at = morning_after()

    for wait in (*WAITS, DAY):
        mail_goes(at)
        mail_goes(at + timedelta(minutes=1))
        at += wait + SOON

    assert fate() == ("parked", MOST_TRIES, "Почтовый сервер не принял адрес: 550 5.1.1 No such mailbox")
    assert server.messages == []
    assert Notice.objects.get().mailed_at is None


def test_a_bad_address_does_not_hold_up_the_others(server: MailServer) -> None:
    world = told_world()
    tell(with_mail(world.deputy))
    server.manner = "drops"
    mail_goes(morning_after())
    states = set(Letter.objects.values_list("state", "tries"))
    server.manner = "well"

    mail_goes(morning_after() + WAITS[0] + SOON)

    assert states == {("waiting", 1)}
    assert len(server.messages) == 2


def test_a_server_that_is_busy_gets_the_letter_later(server: MailServer) -> None:
    told_world()
    server.manner = "not now"
    mail_goes(morning_after())
    error = fate()[2]
    server.manner = "well"

    mail_goes(morning_after() + WAITS[0] + SOON)

    assert error == "Почтовый сервер не принял адрес: 451 4.3.0 Try later"
    assert fate() == ("sent", 2, "")
    assert len(server.messages) == 1


def test_a_server_that_refuses_the_text_gets_it_again_with_the_same_news(server: MailServer) -> None:
    told_world()
    server.manner = "no such text"
    mail_goes(morning_after())
    error = fate()[2]
    server.manner = "well"

    mail_goes(morning_after() + WAITS[0] + SOON)

    assert error == "Почтовый сервер не принял письмо: 554 5.6.0 Message refused"
    assert "Неделя уроков" in text_of(server.messages[0])


def test_a_silent_server_is_nobodys_fault_and_does_not_count(server: MailServer) -> None:
    world = told_world()
    tell(with_mail(world.deputy))
    server.manner = "silent"

    mail_goes(morning_after())

    assert server.conversations == 1
    assert sorted(Letter.objects.values_list("tries", flat=True)) == [0, 0]
    errors = [letter.error for letter in Letter.objects.exclude(error="")]
    assert len(errors) == 1
    assert errors[0].endswith("молчит слишком долго")


def test_no_server_at_all_leaves_the_letter_waiting(server: MailServer, settings: Settings) -> None:
    told_world()
    settings.EMAIL_URL = "smtp://127.0.0.1:1"

    mail_goes(morning_after())

    state, tries, error = fate()
    assert (state, tries) == ("waiting", 0)
    assert error == "Почтовый сервер 127.0.0.1:1 не отвечает как должен: соединение не принято"


@pytest.mark.parametrize("manner", ("silent after text", "drops after text"))
def test_a_letter_of_unknown_fate_is_not_sent_again_by_itself(server: MailServer, manner: str) -> None:
    world = told_world()
    server.manner = manner
    mail_goes(morning_after())
    state, _, error = fate()
    server.manner = "well"

    mail_goes(morning_after() + timedelta(minutes=30))

    assert state == "parked"
    assert error.endswith("Неизвестно, ушло ли письмо.")
    assert len(server.messages) == 1

    with clock.at(morning_after() + timedelta(hours=1)):
        retry_letter(Letter.objects.get(), by=user_of(world.administrator))
    mail_goes(morning_after() + timedelta(hours=2))
    assert ["Неделя уроков" in text_of(message) for message in server.messages] == [True, True]
    assert fate()[0] == "sent"


def test_a_worker_that_died_before_handing_over_loses_nothing(server: MailServer) -> None:
    told_world()
    with clock.at(morning_after()):
        assert claim_letter() is not None

    mail_goes(morning_after() + timedelta(minutes=5))
    while_leased = len(server.messages)
    mail_goes(morning_after() + timedelta(minutes=11))

    assert (while_leased, len(server.messages)) == (0, 1)


def test_a_worker_that_died_while_handing_over_parks_the_letter(server: MailServer) -> None:
    told_world()
    with clock.at(morning_after()):
        letter = claim_letter()
        assert letter is not None
        note_handing(letter, [])

    mail_goes(morning_after() + timedelta(minutes=11))

    assert server.messages == []
    assert fate()[0] == "parked"
    assert "неизвестно, ушло ли оно" in fate()[2]


def test_retry_letter_that_is_not_parked_is_refused(server: MailServer) -> None:
    world = told_world()

    with pytest.raises(DomainError) as refusal:
        retry_letter(Letter.objects.get(), by=user_of(world.administrator))

    assert refusal.value.code == "not_parked"


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_each_letter_once(server: MailServer) -> None:
    world = make_world()
    people = [with_mail(one) for one in (world.teacher, world.deputy, world.head, world.methodist)]
    for person in people:
        tell(person)
    server.pause_seconds = 0.05

    def work(_: int) -> None:
        mail_goes(morning_after())
        connection.close()

    with ThreadPoolExecutor(2) as workers:
        list(workers.map(work, range(2)))

    assert sorted(str(message["To"]) for message in server.messages) == sorted(person.mail for person in people)


def test_sweep_letters_forgets_what_is_long_past(server: MailServer) -> None:
    told_world()
    mail_goes(morning_after())

    with clock.at(morning_after() + 59 * DAY):
        kept = sweep_letters()
    with clock.at(morning_after() + 61 * DAY):
        swept = sweep_letters()

    assert (kept, swept, Letter.objects.count()) == (0, 1, 0)
