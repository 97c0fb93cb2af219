"""What is kept about whoever prepared orders is read by as many queries as there are kinds of it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from metodsovet.ground.directory.everything import kept_about
from metodsovet.ground.directory.models import Person
from metodsovet.work.orders.actions import Signatures, draft_order, set_signatures
from metodsovet.work.orders.tests.desk import TITLE, Desk, make_desk, point, register

pytestmark = pytest.mark.django_db


def registered_once_more(desk: Desk) -> None:
    world = desk.world
    order = draft_order(world.authority, kind="order", title=TITLE, by=desk.by)
    signatures = Signatures(world.authority_head, "", world.second_methodist, world.methodist, "4-17-25")
    set_signatures(order, signatures=signatures, by=desk.by)
    another = Desk(world, order, desk.association)
    point(another, "Провести семинар")
    register(another)


def queries_about(person: Person) -> int:
    kept_about(person)  # kinds of content are looked up once a process
    with CaptureQueriesContext(connection) as queries:
        kept_about(Person.objects.get(pk=person.pk))
    return len(queries)


def test_as_many_queries_for_one_order_as_for_three() -> None:
    desk = make_desk()
    point(desk, "Провести совещание")
    register(desk)
    of_one = queries_about(desk.world.methodist)

    for _ in range(2):
        registered_once_more(desk)

    assert queries_about(desk.world.methodist) == of_one
