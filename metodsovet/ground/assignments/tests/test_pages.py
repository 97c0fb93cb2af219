from http import HTTPStatus

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from metodsovet.ground.access.once import new_key
from metodsovet.ground.assignments.actions import ask_extension, remove_from_control, write_report
from metodsovet.ground.assignments.models import Assignment, Extension, Report, Substitution
from metodsovet.ground.assignments.tests.ledger import (
    fresh,
    give_and_report,
    give_to_deputy,
    in_days,
    today,
)
from metodsovet.ground.assignments.tests.visits import client_of, text_of
from metodsovet.ground.directory.tests.world import make_world, user_of

pytestmark = pytest.mark.django_db


def test_show_assignment_offers_each_office_its_own_next_step() -> None:
    world = make_world()
    given, waiting = give_to_deputy(world), give_and_report(world)

    pages = {
        who: [text_of(client_of(getattr(world, who)).get(one.get_absolute_url())) for one in (given, waiting)]
        for who in ("deputy", "methodist", "authority_head")
    }

    assert "Сдать отчёт" in pages["deputy"][0]
    assert "Отозвать отчёт" in pages["deputy"][1]
    assert "Сдать отчёт" not in pages["methodist"][0]
    assert "Принять отчёт" in pages["methodist"][1]
    assert "Принять отчёт" not in pages["authority_head"][1]
    assert "Снять с контроля" in pages["authority_head"][1]
    assert "Снять с контроля" not in pages["methodist"][1]


@pytest.mark.parametrize("do", ("ask_extension", "hand_over", "record_report", "cancel_assignment", "nothing"))
def test_show_assignment_asks_only_what_one_may(do: str) -> None:
    world = make_world()
    assignment = give_to_deputy(world)

    response = client_of(world.deputy).get(f"{assignment.get_absolute_url()}?do={do}")

    may = do in ("ask_extension", "hand_over")
    assert response.status_code == HTTPStatus.OK
    assert ('id="deed"' in text_of(response)) is may


def test_report_goes_from_hand_in_to_acceptance_by_forms() -> None:
    world = make_world()
    assignment = give_to_deputy(world)
    deputy, methodist = client_of(world.deputy), client_of(world.methodist)

    deputy.post(reverse("hand_in_report", args=[assignment.pk]), {"text": "Провели", "version": 0, "key": new_key()})
    methodist.post(reverse("return_report", args=[assignment.pk]), {"remark": "Где фото?"})
    deputy.post(reverse("hand_in_report", args=[assignment.pk]), {"text": "С фото", "version": 0, "key": new_key()})
    response = methodist.post(reverse("accept_report", args=[assignment.pk]), {"remark": ""}, follow=True)

    assert fresh(assignment).state == "accepted"
    assert "Отчёт принят" in text_of(response)
    assert list(Report.objects.order_by("pk").values_list("state", flat=True)) == ["returned", "accepted"]


def test_hand_in_report_with_one_key_twice_answers_the_same() -> None:
    world = make_world()
    assignment = give_to_deputy(world)
    client, form = client_of(world.deputy), {"text": "Провели", "version": 0, "key": new_key()}

    answers = [client.post(reverse("hand_in_report", args=[assignment.pk]), form) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [HTTPStatus.FOUND] * 2
    assert Report.objects.count() == 1


def test_hand_in_report_of_an_older_page_shows_both_texts() -> None:
    world = make_world()
    assignment = give_to_deputy(world)
    write_report(assignment, text="Текст директора", by=user_of(world.head))
    client = client_of(world.deputy)
    address = reverse("hand_in_report", args=[assignment.pk])

    refused = client.post(address, {"text": "Текст завуча", "version": 0})
    page = text_of(refused)
    chosen = client.post(address, {"text": "Оба текста", "version": 1})

    assert refused.status_code == HTTPStatus.CONFLICT
    assert "Текст директора" in page
    assert "Текст завуча" in page
    assert chosen.status_code == HTTPStatus.FOUND
    assert Report.objects.get().text == "Оба текста"


def test_write_report_answers_with_the_next_version() -> None:
    world = make_world()
    assignment = give_to_deputy(world)
    client, address = client_of(world.deputy), reverse("write_report", args=[assignment.pk])

    first = client.post(address, {"text": "Начали", "version": 0}, headers={"HX-Request": "true"})
    second = client.post(address, {"text": "Другое", "version": 0}, headers={"HX-Request": "true"})

    assert 'value="1"' in text_of(first)
    assert second.status_code == HTTPStatus.CONFLICT
    assert Report.objects.get().text == "Начали"


def test_return_report_without_remark_keeps_the_form_and_says_why() -> None:
    world = make_world()
    assignment = give_and_report(world)

    response = client_of(world.methodist).post(reverse("return_report", args=[assignment.pk]), {"remark": ""})

    assert response.status_code == HTTPStatus.CONFLICT
    assert "без замечания отчёт не возвращают" in text_of(response)
    assert fresh(assignment).state == "reported"


def test_duty_is_done_in_its_place_of_the_inbox() -> None:
    world = make_world()
    assignment = give_and_report(world)
    client, fragment = client_of(world.methodist), {"HX-Request": "true"}

    opened = client.get(reverse("show_duty", args=[assignment.pk]), headers=fragment)
    done = client.post(reverse("accept_report", args=[assignment.pk]), {"remark": ""}, headers=fragment)

    assert "Проведено восемь уроков." in text_of(opened)
    assert "<html" not in text_of(opened) + text_of(done)
    assert f'id="duty-{assignment.pk}"' in text_of(done)
    assert fresh(assignment).state == "accepted"


def test_show_duty_without_scripts_leads_to_the_page() -> None:
    world = make_world()
    assignment = give_and_report(world)

    response = client_of(world.methodist).get(reverse("show_duty", args=[assignment.pk]))

    assert response.headers["Location"] == assignment.get_absolute_url()


def test_extension_is_asked_and_granted_by_forms() -> None:
    world = make_world()
    assignment = give_to_deputy(world)
    asked = {"until": in_days(9).isoformat(), "reason": "карантин", "key": new_key()}

    client_of(world.deputy).post(reverse("ask_extension", args=[assignment.pk]), asked)
    page = client_of(world.methodist).get(assignment.get_absolute_url())
    client_of(world.methodist).post(reverse("grant_extension", args=[Extension.objects.get().pk]))

    assert "карантин" in text_of(page)
    assert fresh(assignment).due_on == in_days(9)


def test_removed_from_control_asks_for_nothing() -> None:
    world = make_world()
    assignment = give_to_deputy(world)
    remove_from_control(assignment, reason="приказ № 5", by=user_of(world.authority_head))

    page = text_of(client_of(world.deputy).get(assignment.get_absolute_url()))

    assert "приказ № 5" in page
    assert "Сдать отчёт" not in page


def test_appoint_substitute_by_the_form() -> None:
    world = make_world()
    form = {"absent": world.deputy.pk, "substitute": world.teacher.pk, "since": today().isoformat(), "key": new_key()}

    client_of(world.head).post(reverse("appoint_substitute"), form)
    page = client_of(world.teacher).get(reverse("show_substitutions"))

    assert Substitution.objects.get().absent == world.deputy
    assert "Соколова Мария Петровна" in text_of(page)


def test_appoint_substitute_for_somebody_elses_people_is_refused() -> None:
    world = make_world()
    form = {"absent": world.second_deputy.pk, "substitute": world.teacher.pk, "since": today().isoformat()}

    response = client_of(world.head).post(reverse("appoint_substitute"), form)

    assert response.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert Substitution.objects.count() == 0


def test_show_assignment_takes_the_same_number_of_queries_for_one_and_many_requests() -> None:
    world = make_world()
    assignment = give_to_deputy(world)
    client = client_of(world.methodist)
    client.get(assignment.get_absolute_url())
    with CaptureQueriesContext(connection) as before:
        client.get(assignment.get_absolute_url())
    for _ in range(3):
        write_report(assignment, text=new_key(), by=user_of(world.deputy))
    ask_extension(assignment, until=in_days(30), reason="карантин", by=user_of(world.deputy))
    with CaptureQueriesContext(connection) as after:
        client.get(assignment.get_absolute_url())

    assert len(after) == len(before)


def test_show_control_opens_with_what_is_not_done_and_the_overdue_first() -> None:
    world = make_world()
    give_to_deputy(world, title="Ещё не скоро", due_on=in_days(30))
    give_to_deputy(world, title="Просрочено давно", due_on=in_days(-40))
    done = give_to_deputy(world, title="Исполнено год назад", due_on=in_days(-300))
    Assignment.objects.filter(pk=done.pk).update(state="accepted", reported_on=in_days(-310), accepted_on=in_days(-309))
    client = client_of(world.methodist)

    plain = text_of(client.get("/assignments/control/"))
    everything = text_of(client.get("/assignments/control/", {"all": "1"}))
    found = text_of(client.get("/assignments/control/", {"find": "год назад"}))

    assert "Исполнено год назад" not in plain
    assert plain.index("Просрочено давно") < plain.index("Ещё не скоро")
    assert "2 поручения" in plain
    assert everything.index("Просрочено давно") < everything.index("Исполнено год назад")
    assert "Исполнено год назад" in found
