"""Assignments of points follow their holders; what is given again after a return goes to those of today."""

from datetime import timedelta

import pytest
from django.test import Client

from metodsovet.ground.assignments.models import Assignment, Part
from metodsovet.ground.directory.actions import dismiss
from metodsovet.ground.directory.models import Person, Position
from metodsovet.ground.directory.tests.world import make_person
from metodsovet.kernel import clock
from metodsovet.work.orders.actions import (
    follow_holders,
    remove_point_from_control,
    return_to_control,
)
from metodsovet.work.orders.models import ControlRemoval, Point, PointParty
from metodsovet.work.orders.queries.assignments import assignments_of_points
from metodsovet.work.orders.tasks import follow_holders_of_orders
from metodsovet.work.orders.tests.desk import HEADS, Desk, make_desk, point, register
from metodsovet.work.orders.tests.test_control import CANCELLED, LATER, controller, execute

pytestmark = pytest.mark.django_db
LONG_AGO = clock.today() - timedelta(days=40)


def to_heads(desk: Desk) -> Point:
    """Of every organisation; signed and given long ago."""
    given = point(desk, "Представить отчёты", parties=HEADS, term=LATER)
    register(desk, LONG_AGO)
    return given


def to_each_teacher(desk: Desk) -> Point:
    """Of a school, each on his own."""
    given = point(desk, "Представить разработку урока", parties="учителя", term=LATER)
    PointParty.objects.filter(point=given).update(
        holder=PointParty.Holder.FUNCTION_AT,
        organisation=desk.world.school,
        function=Position.Function.TEACHER,
        acts_as=PointParty.ActsAs.EACH,
        part=PointParty.Part.LEAD,
    )
    register(desk, LONG_AGO)
    return given


def leave(person: Person) -> None:
    for job in person.employments.all():
        dismiss(job, until=clock.today() - timedelta(days=1), by=None)
    person.roles.update(until=clock.today() - timedelta(days=1))


def leads(of: Point) -> set[str | None]:
    """In whose hands its open assignments are; None is a gap."""
    rows = Part.objects.filter(assignment__in=assignments_of_points([of.pk]).open(), until=None, role=Part.Role.LEAD)
    return {row.person.last_name if row.person else None for row in rows.select_related("person")}


def returned(desk: Desk, removed: ControlRemoval) -> int:
    """How many assignments are open after all of it was given again."""
    return_to_control(removed, reason="Рано сняли", gives_again=True, version=None, by=controller(desk))
    return assignments_of_points([removed.point_id or 0]).open().count()


def test_follow_holders_passes_the_duty_of_a_school_to_its_new_head() -> None:
    desk = make_desk()
    given = to_heads(desk)
    before = leads(given)
    leave(desk.world.head)
    newcomer = make_person("Новикова Яна Олеговна", desk.world.school, "директор", Position.Function.HEAD)

    follow_holders_of_orders(timestamp=0)

    assert desk.world.head.last_name in before
    assert leads(given) == before - {desk.world.head.last_name} | {newcomer.last_name}
    assert follow_holders(day=clock.today()) == 0


def test_follow_holders_leaves_what_is_done_with_those_who_did_it() -> None:
    desk = make_desk()
    given = to_heads(desk)
    execute(desk, given)
    leave(desk.world.head)

    assert follow_holders(day=clock.today()) == 0


def test_return_to_control_gives_again_to_the_head_of_today() -> None:
    desk = make_desk()
    given = to_heads(desk)
    before = leads(given)
    removed = remove_point_from_control(given, removal=CANCELLED, version=None, by=controller(desk))
    leave(desk.world.head)
    newcomer = make_person("Новикова Яна Олеговна", desk.world.school, "директор", Position.Function.HEAD)

    number = returned(desk, removed)

    assert number == len(removed.cancelled)
    assert leads(given) == before - {desk.world.head.last_name} | {newcomer.last_name}


def test_return_to_control_gives_nothing_to_a_place_that_is_no_more() -> None:
    desk = make_desk()
    given = to_heads(desk)
    removed = remove_point_from_control(given, removal=CANCELLED, version=None, by=controller(desk))
    desk.world.second_school.closed_on = clock.today() - timedelta(days=1)
    desk.world.second_school.save()

    number = returned(desk, removed)

    assert number == len(removed.cancelled) - 1
    assert not assignments_of_points([given.pk]).open().filter(organisation=desk.world.second_school).exists()


def test_return_to_control_gives_the_duty_of_one_who_left_to_one_who_came() -> None:
    desk = make_desk()
    stays = make_person("Белова Вера Ивановна", desk.world.school, "учитель", Position.Function.TEACHER)
    given = to_each_teacher(desk)
    removed = remove_point_from_control(given, removal=CANCELLED, version=None, by=controller(desk))
    leave(desk.world.teacher)
    newcomer = make_person("Новикова Яна Олеговна", desk.world.school, "учитель", Position.Function.TEACHER)

    number = returned(desk, removed)

    assert number == len(removed.cancelled)
    assert {stays.last_name, newcomer.last_name} <= leads(given)
    assert desk.world.teacher.last_name not in leads(given)


def test_return_to_control_leaves_a_gap_that_whoever_comes_later_fills() -> None:
    desk = make_desk()
    make_person("Белова Вера Ивановна", desk.world.school, "учитель", Position.Function.TEACHER)
    given = to_each_teacher(desk)
    removed = remove_point_from_control(given, removal=CANCELLED, version=None, by=controller(desk))
    leave(desk.world.teacher)

    number = returned(desk, removed)
    gaps = leads(given)
    newcomer = make_person("Новикова Яна Олеговна", desk.world.school, "учитель", Position.Function.TEACHER)
    follow_holders(day=clock.today())

    assert number == len(removed.cancelled)
    assert None in gaps
    assert leads(given) == gaps - {None} | {newcomer.last_name}
    assert Assignment.objects.filter(key__contains=f"person:{newcomer.pk}").count() == 1


def test_return_to_control_says_to_whom_it_is_given_again(client: Client) -> None:
    desk = make_desk()
    given = to_heads(desk)
    removed = remove_point_from_control(given, removal=CANCELLED, version=None, by=controller(desk))
    client.force_login(controller(desk))

    page = client.get(f"/orders/removals/{removed.pk}/return/").content.decode()

    assert "кто отвечает за это сегодня, а не в день подписания" in page
