"""Assignments of the small test world."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from itertools import count
from typing import Any

import pytest
from django.db import connection

from metodsovet.ground.access.history import history_of
from metodsovet.ground.assignments.actions import (
    AssignmentDraft,
    PartDraft,
    give_assignments,
    hand_in_report,
)
from metodsovet.ground.assignments.models import Assignment, Part
from metodsovet.ground.directory.models import Organisation, Person
from metodsovet.ground.directory.tests.world import World, user_of
from metodsovet.kernel import clock
from metodsovet.kernel.errors import DomainError

_numbers = count(1)


def today() -> date:
    return clock.today()


def in_days(days: int) -> date:
    return today() + timedelta(days=days)


def a_draft(
    world: World,
    *,
    lead: Person | None = None,
    candidates: tuple[Person, ...] = (),
    organisation: Organisation | None = None,
    **more: Any,
) -> AssignmentDraft:
    """Given by the town to its first school; a gap unless a lead or candidates are named."""
    place = organisation or world.school
    parts = [PartDraft(Part.Role.CANDIDATE, one.pk, place.pk) for one in candidates]
    if not candidates:
        parts.append(PartDraft(Part.Role.LEAD, lead.pk if lead else None, place.pk, "заместители директоров", "duty"))
    values: dict[str, Any] = {
        "key": f"test:{next(_numbers)}",
        "title": "Неделя открытых уроков",
        "origin": "план работы, п. 3.1",
        "organisation_id": place.pk,
        "issuer_id": world.town.pk,
        "starts_on": in_days(-20),
        "due_on": in_days(5),
        "parts": tuple(parts),
    }
    return AssignmentDraft(**{**values, **more})


def give(world: World, **more: Any) -> Assignment:
    draft = a_draft(world, **more)
    give_assignments([draft], by=None)
    return Assignment.objects.get(key=draft.key)


def give_to_deputy(world: World, **more: Any) -> Assignment:
    """The usual one: the deputy leads, the methodist accepts, the head of the authority controls."""
    named = {"lead": world.deputy, "accepter_id": world.methodist.pk, "controller_id": world.authority_head.pk}
    return give(world, **{**named, **more})


def give_and_report(world: World, **more: Any) -> Assignment:
    assignment = give_to_deputy(world, **more)
    hand_in_report(assignment, text="Проведено восемь уроков.", by=user_of(world.deputy))
    return fresh(assignment)


def fresh(assignment: Assignment) -> Assignment:
    return Assignment.objects.get(pk=assignment.pk)


def refusal_of(act: Callable[[], object]) -> str:
    with pytest.raises(DomainError) as refused:
        act()
    return refused.value.code


def at_once(acts: list[Callable[[], object]]) -> list[str]:
    """Run in parallel threads, each with its own connection: codes of refusals, «» for those that went through."""

    def run(act: Callable[[], object]) -> str:
        try:
            act()
        except DomainError as refusal:
            return refusal.code
        finally:
            connection.close()
        return ""

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def notices_of(person: Person) -> list[str]:
    return list(person.notices.order_by("pk").values_list("text", flat=True))


def verbs_done(assignment: Assignment) -> list[str]:
    return [record.verb for record in reversed(history_of(assignment))]
