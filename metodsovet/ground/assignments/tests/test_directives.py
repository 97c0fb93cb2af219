"""One thing asked of many organisations in one step."""

from typing import Any

import pytest

from metodsovet.ground.assignments.actions import DirectiveDraft, give_directive
from metodsovet.ground.assignments.models import Assignment, Directive, InterimDate, Matter, Part
from metodsovet.ground.assignments.queries.recipients import forecast_of, receiving_under
from metodsovet.ground.assignments.tests.ledger import in_days, notices_of, refusal_of
from metodsovet.ground.assignments.tests.visits import client_of, text_of
from metodsovet.ground.directory.tests.world import CANARY, World, make_world, user_of

pytestmark = pytest.mark.django_db
GIVE = "/assignments/directives/give/"


def draft(**more: Any) -> DirectiveDraft:
    return DirectiveDraft(**{"title": "Сведения о наставниках", "due_on": in_days(10), **more})


def give(world: World, holder: str = "methodical_lead", **more: Any) -> Directive:
    to = forecast_of(list(receiving_under(world.town)), holder)
    return give_directive(world.town, draft=draft(holder=holder, **more), to=to, by=user_of(world.methodist))


def body(**more: Any) -> dict[str, Any]:
    return {
        "title": "Сведения о наставниках",
        "text": "По форме",
        "due_on": in_days(10),
        "holder": "methodical_lead",
        "to": "everybody",
        "key": "once",
        **more,
    }


def test_forecast_names_holders_and_gaps() -> None:
    world = make_world()
    places = list(receiving_under(world.town))

    by_lead = forecast_of(places, "methodical_lead")
    by_head = forecast_of(places, "organisation_head")

    held = {one.organisation: one.people for one in by_lead.recipients if one.people}
    assert held == {world.school: (world.deputy,), world.second_school: (world.second_deputy,)}
    assert by_lead.gaps == [world.centre, world.kindergarten]
    assert by_head.held == 2
    assert by_lead.mark != by_head.mark


def test_give_directive_gives_one_assignment_to_each_organisation() -> None:
    world = make_world()

    directive = give(world, accepter=world.methodist, controller=world.authority_head)

    rows = Assignment.objects.order_by("organisation__short_name")
    assert {row.organisation for row in rows} == {
        world.centre, world.school, world.second_school, world.kindergarten
    }  # fmt: skip
    assert {(row.title, row.due_on, row.accepter, row.controller) for row in rows} == {
        ("Сведения о наставниках", in_days(10), world.methodist, world.authority_head)
    }
    leads = Part.objects.filter(role="lead", person__isnull=False)
    assert {part.person for part in leads} == {world.deputy, world.second_deputy}
    assert all(row.source == directive for row in rows)
    assert Matter.objects.count() == 1
    assert notices_of(world.deputy) == ["Вам поручено: «Сведения о наставниках»"]


def test_give_directive_sets_interim_dates_of_each_assignment() -> None:
    world = make_world()

    give(world, interim=((in_days(3), "Проект"),))

    assert InterimDate.objects.count() == Assignment.objects.count() == 4
    assert set(InterimDate.objects.values_list("due_on", "title")) == {(in_days(3), "Проект")}


@pytest.mark.parametrize(
    ("change", "code"),
    (
        ({"title": " "}, "no_title"),
        ({"due_on": in_days(-1)}, "due_in_the_past"),
        ({"interim": ((in_days(10), "Проект"),)}, "not_before_deadline"),
    ),
)
def test_give_directive_is_refused_and_saves_nothing(change: dict[str, Any], code: str) -> None:
    world = make_world()

    assert refusal_of(lambda: give(world, **change)) == code
    assert not Directive.objects.exists()
    assert not Assignment.objects.exists()


def test_give_directive_to_nobody_is_refused() -> None:
    world = make_world()
    nobody = forecast_of([], "methodical_lead")

    code = refusal_of(
        lambda: give_directive(world.town, draft=draft(), to=nobody, by=user_of(world.methodist))
    )  # fmt: skip

    assert code == "no_recipients"


def test_the_form_shows_the_forecast_first_and_gives_what_was_shown_once() -> None:
    world = make_world()
    client = client_of(world.methodist)

    shown = client.post(GIVE, body(to="kinds", kinds=["school"], exceptions=[world.second_school.pk]))
    before = Directive.objects.count()
    mark = shown.context["forecast"].mark
    sent = body(to="kinds", kinds=["school"], exceptions=[world.second_school.pk], mark=mark, give="1")
    first, second = client.post(GIVE, sent), client.post(GIVE, sent)

    assert "Будет 1 поручение, исполнитель есть у каждого" in text_of(shown)
    assert before == 0
    directive = Directive.objects.get()
    assert first.headers["Location"] == second.headers["Location"] == directive.get_absolute_url()
    assert [row.organisation for row in Assignment.objects.all()] == [world.school]


def test_the_form_shows_again_what_has_become_other() -> None:
    world = make_world()
    client = client_of(world.methodist)

    answer = client.post(GIVE, body(mark="0" * 16, give="1"))

    assert "Получатели изменились" in text_of(answer)
    assert not Directive.objects.exists()


def test_give_directive_is_for_the_service_alone() -> None:
    world = make_world()

    assert client_of(world.head).get(GIVE).status_code == 403
    assert CANARY not in text_of(client_of(world.methodist).get(GIVE))


def test_show_directive_to_those_who_got_it() -> None:
    world = make_world()
    directive = give(world, text="Пришлите список")

    own = text_of(client_of(world.deputy).get(directive.get_absolute_url()))

    assert "Пришлите список" in own
    assert "СОШ № 2" not in own
    assert client_of(world.foreign_methodist).get(directive.get_absolute_url()).status_code == 404
    assert "Напомнить тем, кто не сдал, 4" in text_of(client_of(world.methodist).get(directive.get_absolute_url()))
