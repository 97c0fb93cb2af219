"""What digests say, to whom and how often."""

from datetime import date, time, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.actions import hand_over
from metodsovet.ground.assignments.tests.ledger import give_to_deputy
from metodsovet.ground.directory.actions import dismiss, set_digest_time
from metodsovet.ground.directory.models import CalendarDay, Organisation
from metodsovet.ground.directory.tests.world import CANARY, World, make_world, user_of
from metodsovet.ground.notifications.actions import change_digest, notify, read_all_notices
from metodsovet.ground.notifications.models import Letter, Topic
from metodsovet.ground.notifications.tests.mail_server import MailServer
from metodsovet.ground.notifications.tests.post import MONDAY, mail_goes, moment, morning_after, text_of, with_mail
from metodsovet.kernel import clock

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def days_and_states() -> list[tuple[date | None, str]]:
    return list(Letter.objects.order_by("day").values_list("day", "state"))


def test_people_without_a_confirmed_address_are_not_written_to(server: MailServer) -> None:
    world = make_world()
    world.deputy.mail = "somebody@example.ru"
    world.deputy.save()

    notify([world.teacher.pk, world.deputy.pk], key="k", text="Новость", url="/")

    assert Letter.objects.count() == 0


def test_many_notices_of_a_day_are_one_letter(server: MailServer) -> None:
    world = make_world()
    with_mail(world.teacher)
    for number in range(3):
        with clock.at(moment(hour=9 + number)):
            notify([world.teacher.pk], key=str(number), text=f"Новость {number}", url="/notices/")

    mail_goes(morning_after())

    (message,) = server.messages
    assert message["Subject"] == "Сводка за 17\u00a0ноября: 3 новых уведомления"
    assert all(f"Новость {number}" in text_of(message) for number in range(3))


def test_news_after_the_digest_wait_for_that_of_the_next_day(server: MailServer) -> None:
    world = make_world()
    with_mail(world.teacher)
    with clock.at(moment()):
        notify([world.teacher.pk], key="a", text="Первое", url="/notices/")
    mail_goes(morning_after())
    with clock.at(morning_after() + timedelta(hours=1)):
        notify([world.teacher.pk], key="b", text="Второе", url="/notices/")
    mail_goes(morning_after() + timedelta(hours=2))

    mail_goes(morning_after(MONDAY + DAY))

    assert ["Первое" in text_of(message) for message in server.messages] == [True, False]
    assert days_and_states() == [(MONDAY + DAY, "sent"), (MONDAY + 2 * DAY, "sent")]


def test_a_late_digest_and_that_of_today_are_one_letter(server: MailServer) -> None:
    world = make_world()
    with_mail(world.teacher)
    for number in range(2):
        with clock.at(moment(MONDAY + number * DAY)):
            notify([world.teacher.pk], key=str(number), text=f"Новость {number}", url="/notices/")

    mail_goes(morning_after(MONDAY + DAY))

    assert len(server.messages) == 1
    assert days_and_states() == [(MONDAY + DAY, "skipped"), (MONDAY + 2 * DAY, "sent")]


def test_digests_rest_on_days_off(server: MailServer) -> None:
    world = make_world()
    with_mail(world.teacher)
    CalendarDay.objects.create(day=MONDAY + 7 * DAY, is_working=False)
    with clock.at(moment(MONDAY + 4 * DAY, 12)):
        notify([world.teacher.pk], key="k", text="В пятницу", url="/notices/")

    for number in (5, 6, 7):
        mail_goes(moment(MONDAY + number * DAY, 8))
    resting = len(server.messages)
    mail_goes(moment(MONDAY + 8 * DAY, 8))

    assert (resting, len(server.messages)) == (0, 1)


def test_set_digest_time_moves_the_digests_that_are_not_written_yet(server: MailServer) -> None:
    world = make_world()
    with_mail(world.teacher)
    set_digest_time(world.installation, digest_at=time(18, 0), by=user_of(world.administrator))
    with clock.at(moment(hour=10)):
        notify([world.teacher.pk], key="k", text="Новость", url="/notices/")

    mail_goes(moment(hour=17, minute=59))
    before = len(server.messages)
    mail_goes(moment(hour=18))

    assert (before, len(server.messages)) == (0, 1)


def test_what_is_read_is_not_mailed(server: MailServer) -> None:
    world = make_world()
    with_mail(world.teacher)
    with clock.at(moment()):
        notify([world.teacher.pk], key="k", text="Новость", url="/notices/")
    read_all_notices(world.teacher.pk)

    mail_goes(morning_after())

    assert server.messages == []
    assert Letter.objects.get().error == "Нового нет: всё прочитано."


def test_change_digest_chooses_what_comes(server: MailServer) -> None:
    world = make_world()
    user = user_of(with_mail(world.teacher))
    change_digest(world.teacher, is_on=True, topics=[Topic.REPORTS], with_deadlines=False, by=user)
    with clock.at(moment()):
        notify([world.teacher.pk], key="a", text="Поручение", url="/notices/", topic=Topic.DUTIES)
        notify([world.teacher.pk], key="b", text="Отчёт", url="/notices/", topic=Topic.REPORTS)

    mail_goes(morning_after())

    text = text_of(server.messages[0])
    assert "Отчёт" in text
    assert "Поручение" not in text


def test_change_digest_refuses_it_at_once_even_for_a_letter_already_written(server: MailServer) -> None:
    world = make_world()
    with_mail(world.teacher)
    with clock.at(moment()):
        notify([world.teacher.pk], key="k", text="Новость", url="/notices/")
    user = user_of(world.teacher)
    change_digest(world.teacher, is_on=False, topics=[], with_deadlines=False, by=user)

    mail_goes(morning_after())
    notify([world.teacher.pk], key="later", text="Ещё", url="/notices/")

    assert server.messages == []
    assert Letter.objects.get().error == "Человек отказался от сводки."


def test_rights_are_asked_again_at_delivery(server: MailServer) -> None:
    """The duty was handed over to another person before the letter went: its name stays inside."""
    world = make_world()
    with_mail(world.teacher)
    with clock.at(moment()):
        assignment = give_to_deputy(world, lead=world.teacher, title="Тайная неделя")
        notify([world.teacher.pk], key="other", text="Прочее", url="/notices/")
        hand_over(assignment, to=world.deputy, by=user_of(world.deputy))

    mail_goes(morning_after())

    assert "Тайная" not in text_of(server.messages[0])
    assert "Прочее" in text_of(server.messages[0])


@pytest.mark.parametrize("how", ("dismissed", "closed"))
def test_whoever_has_left_gets_nothing(server: MailServer, how: str) -> None:
    world = make_world()
    with_mail(world.teacher)
    with clock.at(moment()):
        notify([world.teacher.pk], key="k", text="Новость", url="/notices/")
    if how == "dismissed":
        dismiss(world.teacher.employments.get(), until=MONDAY, by=None)
    else:
        User.objects.filter(person=world.teacher).update(is_active=False)

    mail_goes(morning_after())

    assert server.messages == []
    assert Letter.objects.get().state == "skipped"


def test_news_that_met_no_digest_come_with_the_next_one(server: MailServer) -> None:
    """The address was confirmed after the news had come."""
    world = make_world()
    with clock.at(moment()):
        notify([world.teacher.pk], key="k", text="Новость", url="/notices/")
    with_mail(world.teacher)

    mail_goes(morning_after())

    assert len(server.messages) == 1


def mailbox(organisation: Organisation) -> Organisation:
    organisation.mail = f"org{organisation.pk}@example.ru"
    organisation.save()
    return organisation


def a_week(world: World) -> None:
    """The school: a new duty, a late one, a near one; the neighbour and the foreign school have theirs."""
    with clock.at(moment()):
        today = clock.today()
        give_to_deputy(world, title="Новое дело", due_on=today + 60 * DAY)
    with clock.at(moment(MONDAY - 30 * DAY)):
        give_to_deputy(world, title="Позднее дело", due_on=MONDAY - DAY)
        give_to_deputy(world, title="Близкое дело", due_on=MONDAY + 9 * DAY)
        give_to_deputy(world, title="Далёкое дело", due_on=MONDAY + 90 * DAY)
        give_to_deputy(world, title="Соседское дело", organisation=world.second_school, due_on=MONDAY - DAY)
        give_to_deputy(world, title=f"{CANARY}ое дело", organisation=world.foreign_school, due_on=MONDAY - DAY)


def test_an_organisation_is_told_what_is_new_near_and_late_in_it(server: MailServer) -> None:
    world = make_world()
    mailbox(world.school)
    a_week(world)

    mail_goes(morning_after())

    (message,) = server.messages
    text = text_of(message)
    assert message["To"] == world.school.mail
    assert [name for name in ("Новое", "Позднее", "Близкое", "Далёкое", "Соседское", CANARY) if name in text] == [
        "Новое",
        "Позднее",
        "Близкое",
    ]
    assert world.deputy.last_name not in text


def test_an_organisation_is_not_told_twice_of_the_same(server: MailServer) -> None:
    world = make_world()
    mailbox(world.school)
    a_week(world)
    mail_goes(morning_after())

    mail_goes(morning_after(MONDAY + DAY))

    assert len(server.messages) == 1
    assert days_and_states()[-1] == (MONDAY + 2 * DAY, "skipped")


def test_an_organisation_hears_of_a_duty_given_after_the_digest_of_the_same_day(server: MailServer) -> None:
    world = make_world()
    mailbox(world.school)
    a_week(world)
    mail_goes(morning_after())
    with clock.at(morning_after() + timedelta(hours=3)):
        give_to_deputy(world, title="Дневное дело", due_on=MONDAY + 60 * DAY)

    mail_goes(morning_after(MONDAY + DAY))

    assert "Дневное дело" in text_of(server.messages[1])


def test_a_municipality_is_not_sent_the_duties_of_its_schools(server: MailServer) -> None:
    world = make_world()
    mailbox(world.town)
    a_week(world)

    mail_goes(morning_after())

    assert server.messages == []


def test_notify_asks_the_same_number_of_queries_for_any_people(
    server: MailServer, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    world = make_world()
    people = [with_mail(one).pk for one in (world.teacher, world.deputy, world.head)]

    for number in (1, 3):
        with django_assert_num_queries(5):
            notify(people[:number], key=str(number), text="Новость", url="/notices/")
