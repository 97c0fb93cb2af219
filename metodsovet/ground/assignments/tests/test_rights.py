from dataclasses import fields

import pytest

from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.actions import appoint_substitute, hand_over
from metodsovet.ground.assignments.models import Assignment, Extension, Substitution
from metodsovet.ground.assignments.queries import waiting_for
from metodsovet.ground.assignments.queries.concerns import controls
from metodsovet.ground.assignments.queries.substitutions import people_answered_for
from metodsovet.ground.assignments.tests.ledger import (
    give,
    give_and_report,
    give_to_deputy,
    in_days,
    today,
)
from metodsovet.ground.directory.models import Organisation, Person
from metodsovet.ground.directory.models.role_kinds import Role
from metodsovet.ground.directory.tests.world import World, grant, make_organisation, make_world, user_of

pytestmark = pytest.mark.django_db


def people_of(world: World) -> list[Person]:
    return [value for field in fields(world) if isinstance(value := getattr(world, field.name), Person)]


def a_bit_of_everything(world: World) -> None:
    """Assignments of every relation somebody can have to one, in both municipalities."""
    give_to_deputy(world)
    give_and_report(world)
    give_and_report(world, accepter_id=None, controller_id=None)
    give(world, lead=world.teacher)
    give(world, candidates=(world.teacher, world.deputy))
    give(world, organisation=world.second_school, accepter_id=world.second_methodist.pk)
    give(world, organisation=world.centre, lead=world.methodist, accepter_id=world.methodist.pk)
    give(world, organisation=world.foreign_school, lead=world.foreign_deputy, issuer_id=world.foreign_town.pk)
    give(world, organisation=world.foreign_school, lead=world.foreign_deputy, controller_id=world.teacher.pk)
    handed = give_to_deputy(world)
    hand_over(handed, to=world.head, by=user_of(world.deputy))
    appoint_substitute(
        world.second_methodist,
        substitute=world.kindergarten_head,
        since=today(),
        until=in_days(3),
        reason="",
        by=user_of(world.methodist),
    )


def test_visible_to_and_view_assignment_agree_for_everybody() -> None:
    world = make_world()
    a_bit_of_everything(world)

    for person in people_of(world):
        user = user_of(person)
        seen = set(Assignment.objects.visible_to(user))
        allowed = {row for row in Assignment.objects.all() if user.has_perm("assignments.view_assignment", row)}
        assert seen == allowed, person

    assert Assignment.objects.visible_to(user_of(world.teacher)).count() == 3
    assert Assignment.objects.visible_to(user_of(world.administrator)).count() == 0


def test_visible_to_and_view_assignment_agree_for_everybody_of_one_tree() -> None:
    world = make_world()
    region = make_organisation("Край", "region")
    for node in Organisation.objects.exclude(pk=region.pk).order_by("pk"):
        node.parent = Organisation.objects.get(pk=node.parent_id or region.pk)
        node.save()
    a_bit_of_everything(world)
    grant(world.second_methodist, Role.METHODIST, region)
    grant(world.teacher, Role.METHODICAL_LEAD, region)
    seen_by = {}

    for person in people_of(world):
        user = user_of(person)
        seen_by[person] = set(Assignment.objects.visible_to(user))
        allowed = {row for row in Assignment.objects.all() if user.has_perm("assignments.view_assignment", row)}
        assert seen_by[person] == allowed, person

    assert seen_by[world.second_methodist] == seen_by[world.teacher] == set(Assignment.objects.all())
    assert seen_by[world.methodist] < set(Assignment.objects.all())


def test_whom_a_report_waits_for_agrees_with_the_right_to_accept() -> None:
    world = make_world()
    a_bit_of_everything(world)
    reported = Assignment.objects.filter(state="reported")

    for person in people_of(world):
        user = user_of(person)
        allowed = {row for row in reported if user.has_perm("assignments.accept_report", row)}
        assert set(waiting_for(user)) == allowed, person

    assert waiting_for(user_of(world.methodist)).count() == 2
    assert waiting_for(user_of(world.second_methodist)).count() == 1


def test_control_in_sql_agrees_with_the_right_to_remove_from_control() -> None:
    world = make_world()
    a_bit_of_everything(world)

    for person in people_of(world):
        user = user_of(person)
        allowed = {row for row in Assignment.objects.all() if user.has_perm("assignments.remove_from_control", row)}
        assert set(Assignment.objects.filter(controls(user))) == allowed, person


def test_people_answered_for_agree_with_the_right_to_appoint() -> None:
    world = make_world()

    for person in people_of(world):
        user = user_of(person)
        allowed = {one for one in people_of(world) if user.has_perm("assignments.appoint_substitute", one)}
        assert set(people_answered_for(user)) & set(people_of(world)) == allowed, person


@pytest.mark.parametrize(
    ("who", "verbs"),
    (
        ("deputy", {"write_report", "hand_in_report", "ask_extension", "hand_over", "add_evidence"}),
        ("head", {"write_report", "hand_in_report", "ask_extension", "hand_over", "add_evidence"}),
        ("teacher", set()),
        ("methodist", {"accept_report", "return_report", "record_report", "mark_not_applicable", "add_evidence"}),
        ("second_methodist", {"record_report", "add_evidence"}),
        ("authority_head", {"remove_from_control", "mark_not_applicable", "record_report", "add_evidence"}),
        ("administrator", set()),
        ("foreign_methodist", set()),
    ),
)
def test_two_offices_and_the_executor_hold_their_own_rights(who: str, verbs: set[str]) -> None:
    world = make_world()
    assignment = give_to_deputy(world)
    asked = {
        "write_report",
        "hand_in_report",
        "ask_extension",
        "hand_over",
        "add_evidence",
        "accept_report",
        "return_report",
        "record_report",
        "remove_from_control",
        "mark_not_applicable",
    }
    user: User = user_of(getattr(world, who))

    assert {verb for verb in asked if user.has_perm(f"assignments.{verb}", assignment)} == verbs


def test_rows_of_the_parts_follow_the_assignment() -> None:
    world = make_world()
    a_bit_of_everything(world)
    Extension.objects.create(
        assignment=Assignment.objects.earliest("pk"), until=in_days(30), reason="так", asked_by=user_of(world.deputy)
    )

    assert Extension.objects.visible_to(user_of(world.deputy)).count() == 1
    assert Extension.objects.visible_to(user_of(world.foreign_deputy)).count() == 0
    assert Substitution.objects.visible_to(user_of(world.kindergarten_head)).count() == 1
    assert Substitution.objects.visible_to(user_of(world.foreign_methodist)).count() == 0
