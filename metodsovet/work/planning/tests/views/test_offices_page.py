"""Another accepter and controller on the page of an accepted plan."""

from collections.abc import Callable

import pytest
from django.test import Client

from metodsovet.ground.directory.models import Person
from metodsovet.work.planning.actions import change_offices
from metodsovet.work.planning.models import Plan
from metodsovet.work.planning.tests.town import Town, accepted_of

Visit = Callable[[Person], Client]
pytestmark = pytest.mark.django_db


def test_change_offices_from_the_menu_of_the_plan(town: Town, visit: Visit) -> None:
    plan, client = accepted_of(town), visit(town.world.methodist)
    address = f"/plans/{plan.pk}/offices/"
    assert address in client.get(plan.get_absolute_url()).content.decode()

    answer = client.post(address, {"accepter": town.world.second_methodist.pk, "version": plan.version})

    plan.refresh_from_db()
    assert answer.headers["Location"] == plan.get_absolute_url()
    assert plan.accepter == town.world.second_methodist


def test_change_offices_after_another_editor_shows_both_and_goes_by_the_newer(town: Town, visit: Visit) -> None:
    plan, client = accepted_of(town), visit(town.world.methodist)
    address, seen = f"/plans/{plan.pk}/offices/", plan.version
    change_offices(plan, accepter=town.world.second_methodist, controller=None, version=seen, by=town.by)

    refused = client.post(address, {"controller": town.world.authority_head.pk, "version": seen})

    assert refused.status_code == 422
    assert "Р.Т.\u00a0Галеев" in refused.content.decode()
    plan.refresh_from_db()
    assert plan.controller is None
    again = refused.context["form"].data
    assert client.post(address, again).status_code == 302
    pressed = Plan.objects.get(pk=plan.pk)
    assert (pressed.accepter, pressed.controller) == (None, town.world.authority_head)
