"""«Напомнить тем, кто не сдал»: exactly those, once a day."""

from datetime import timedelta

import pytest
from django.contrib.contenttypes.models import ContentType

from metodsovet.ground.assignments.actions import Reminded, hand_in_report, remind_executors
from metodsovet.ground.assignments.models import Assignment, Reminder
from metodsovet.ground.assignments.tests.ledger import (
    fresh,
    give,
    give_and_report,
    give_to_deputy,
    in_days,
    notices_of,
    refusal_of,
    verbs_done,
)
from metodsovet.ground.assignments.tests.visits import client_of, text_of
from metodsovet.ground.directory.tests.world import World, make_world, user_of
from metodsovet.kernel import clock

pytestmark = pytest.mark.django_db
REMIND = "/assignments/control/remind/"


def remind(world: World, *assignments: Assignment) -> Reminded:
    return remind_executors([one.pk for one in assignments], by=user_of(world.methodist))


def reminders_of(world: World) -> list[str]:
    return [text for text in notices_of(world.deputy) if text.startswith("Напоминаем")]


def test_remind_executors_tells_each_person_once_about_all_that_he_owes() -> None:
    world = make_world()
    owed = [give_to_deputy(world), give_to_deputy(world)]
    reported = give_and_report(world)

    reminded = remind(world, *owed, reported)

    assert reminded == Reminded(assignments=2, people=1)
    assert reminders_of(world) == ["Напоминаем: ждём 2\u00a0отчёта"]
    assert set(Reminder.objects.values_list("assignment_id", flat=True)) == {one.pk for one in owed}
    assert verbs_done(owed[0])[-1] == "remind_executors"


def test_remind_executors_tells_the_leads_where_nobody_holds_it() -> None:
    world = make_world()
    gap = give(world, title="Анализ")

    remind(world, gap)

    assert reminders_of(world) == ["Напоминаем: ждём отчёт «Анализ»"]
    assert [text for text in notices_of(world.head) if "Напоминаем" in text] == reminders_of(world)


def test_remind_executors_twice_a_day_is_refused_and_tells_nobody() -> None:
    world = make_world()
    owed = give_to_deputy(world)
    remind(world, owed)

    assert refusal_of(lambda: remind(world, owed)) == "nobody_to_remind"

    assert len(reminders_of(world)) == 1
    with clock.at(clock.now() + timedelta(days=1)):
        assert remind(world, owed) == Reminded(1, 1)
    assert len(reminders_of(world)) == 2


def test_remind_executors_of_what_is_handed_in_is_refused() -> None:
    world = make_world()
    owed = give_to_deputy(world)
    hand_in_report(owed, text="Сделано", by=user_of(world.deputy))

    assert refusal_of(lambda: remind(world, fresh(owed))) == "nobody_to_remind"
    assert not Reminder.objects.exists()


def test_the_button_reminds_only_within_the_period_and_the_rights() -> None:
    world = make_world()
    key = ContentType.objects.get_for_model(world.town).pk, world.town.pk
    owed = give_to_deputy(world, source=key, due_on=in_days(5))
    give_to_deputy(world, source=key, due_on=in_days(90))
    body = {
        "source": f"{key[0]}-{key[1]}",
        "from": in_days(0),
        "to": in_days(30),
        "next": "/assignments/control/matrix/",
    }

    as_teacher = client_of(world.teacher).post(REMIND, body)
    after_teacher = Reminder.objects.count()
    answer = client_of(world.methodist).post(REMIND, body, follow=True)

    assert (as_teacher.status_code, after_teacher) == (302, 0)
    assert "Напомнили 1 человеку о 1 поручении" in text_of(answer)
    assert list(Reminder.objects.values_list("assignment_id", "people")) == [(owed.pk, 1)]
