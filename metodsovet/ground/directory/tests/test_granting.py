from datetime import date, timedelta

import pytest

from metodsovet.ground.access.history import history_of
from metodsovet.ground.directory.actions import dismiss, end_role, grant_role, transfer
from metodsovet.ground.directory.granting import roles_granted_by
from metodsovet.ground.directory.models import Position, RoleAssignment
from metodsovet.ground.directory.models.role_kinds import Role
from metodsovet.ground.directory.standing import standing_of
from metodsovet.ground.directory.tests.world import make_world, user_of
from metodsovet.kernel.errors import DomainError

pytestmark = pytest.mark.django_db
TODAY = date.today()  # noqa: DTZ011 whatever the zone, roles of tests began long ago


def test_grant_role_holds_from_the_next_request_and_is_on_record() -> None:
    world = make_world()

    grant_role(world.teacher, role=Role.METHODICAL_LEAD, organisation=world.school, since=TODAY, by=user_of(world.head))

    assert standing_of(user_of(world.teacher)).holds([Role.METHODICAL_LEAD], world.school.path)
    assert [line.verb for line in history_of(world.teacher)] == ["grant_role"]


@pytest.mark.parametrize(
    ("who", "role", "where", "code"),
    (
        ("head", Role.METHODIST, "school", "not_yours_to_grant"),
        ("head", Role.METHODICAL_LEAD, "second_school", "not_yours_to_grant"),
        ("administrator", Role.METHODIST, "town", "not_yours_to_grant"),
        ("methodist", Role.ADMINISTRATOR, "town", "not_yours_to_grant"),
        ("methodist", Role.METHODICAL_LEAD, "foreign_school", "not_yours_to_grant"),
        ("teacher", Role.METHODICAL_LEAD, "school", "not_to_oneself"),
        ("methodist", Role.ORGANISATION_HEAD, "town", "role_needs_organisation"),
    ),
)
def test_grant_role_refused_saves_nothing(who: str, role: str, where: str, code: str) -> None:
    world = make_world()
    before = RoleAssignment.objects.count()

    with pytest.raises(DomainError) as refusal:
        grant_role(
            world.teacher,
            role=role,
            organisation=getattr(world, where),
            since=TODAY,
            by=user_of(getattr(world, who)),
        )

    assert refusal.value.code == code
    assert RoleAssignment.objects.count() == before


def test_grant_role_twice_is_refused() -> None:
    world = make_world()

    with pytest.raises(DomainError) as refusal:
        grant_role(
            world.deputy, role=Role.METHODICAL_LEAD, organisation=world.school, since=TODAY, by=user_of(world.head)
        )

    assert refusal.value.code == "role_held"


@pytest.mark.parametrize("who", ("administrator", "authority_head", "methodist", "head", "deputy", "teacher"))
def test_nobody_grants_the_administrator_but_an_administrator(who: str) -> None:
    world = make_world()

    granted = roles_granted_by(user_of(getattr(world, who)), world.town)

    assert (Role.ADMINISTRATOR in granted) == (who == "administrator")


def test_end_role_of_the_last_administrator_is_refused() -> None:
    world = make_world()
    granted = world.administrator.roles.get()

    with pytest.raises(DomainError) as refusal:
        end_role(granted, until=TODAY, by=user_of(world.administrator))

    granted.refresh_from_db()
    assert refusal.value.code == "last_one"
    assert granted.until is None


def test_end_role_takes_effect_the_day_after() -> None:
    world = make_world()

    end_role(world.deputy.roles.get(), until=TODAY - timedelta(days=2), by=user_of(world.head))

    assert standing_of(user_of(world.deputy)).roles == ()


def test_dismiss_ends_the_roles_of_that_organisation() -> None:
    world = make_world()

    dismiss(world.deputy.employments.get(), until=TODAY - timedelta(days=2), by=user_of(world.methodist))

    assert standing_of(user_of(world.deputy)).all_paths == ()


def test_transfer_keeps_the_history_of_both_places() -> None:
    world = make_world()
    job = world.deputy.employments.get()
    post = Position.objects.get(name="учитель математики")

    transfer(job, organisation=world.second_school, position=post, since=TODAY, by=user_of(world.methodist))

    jobs = list(world.deputy.employments.order_by("since").values_list("organisation", "until", "is_main"))
    assert jobs == [(world.school.pk, TODAY - timedelta(days=1), True), (world.second_school.pk, None, True)]
    assert standing_of(user_of(world.deputy)).roles == ()
