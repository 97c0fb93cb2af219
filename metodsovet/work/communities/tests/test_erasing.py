"""Erasure leaves no community to somebody without a name."""

from datetime import date, timedelta

import pytest

from metodsovet.ground.directory.actions import ask_erasure, dismiss, erase_person
from metodsovet.ground.directory.models import ErasureRequest, Person
from metodsovet.ground.directory.tests.world import World, make_world, user_of
from metodsovet.kernel import clock
from metodsovet.kernel.errors import DomainError
from metodsovet.work.communities.actions import add_community, appoint_officer, end_office
from metodsovet.work.communities.invariants import nobody_erased_is_in_office
from metodsovet.work.communities.models import Community, Office
from metodsovet.work.communities.tests.kinds import kind_at

pytestmark = pytest.mark.django_db


def head_who_has_left(world: World) -> tuple[Office, ErasureRequest]:
    by = user_of(world.methodist)
    community = add_community(
        world.school, kind=kind_at(world.school, "school_association"), name="ШМО учителей химии", by=by
    )
    office = appoint_officer(community, person=world.teacher, since=date(2025, 9, 1), by=by)
    dismiss(world.teacher.employments.get(), until=clock.today() - timedelta(days=10), by=None)
    return office, ask_erasure(world.teacher, by=user_of(world.teacher))


def test_erase_person_who_heads_a_community_is_refused_and_names_it() -> None:
    world = make_world()
    _, request = head_who_has_left(world)

    with pytest.raises(DomainError) as refusal:
        erase_person(request, by=user_of(world.methodist))

    assert refusal.value.code == "still_acts"
    assert "руководитель объединения «ШМО учителей химии»" in refusal.value.text
    assert Person.objects.get(pk=world.teacher.pk).erased_on is None


@pytest.mark.parametrize("is_handed_over", (True, False))
def test_erase_person_goes_on_once_the_office_is_another_ones_or_over(is_handed_over: bool) -> None:
    world = make_world()
    office, request = head_who_has_left(world)
    by, yesterday = user_of(world.methodist), clock.today() - timedelta(days=1)
    if is_handed_over:
        appoint_officer(Community.objects.get(), person=world.deputy, since=clock.today(), by=by)
    else:
        end_office(office, until=yesterday, by=by)

    assert erase_person(request, by=by).erased_on == clock.today()
    assert list(nobody_erased_is_in_office()) == []


def test_the_invariant_finds_an_office_of_somebody_erased() -> None:
    world = make_world()
    office, _ = head_who_has_left(world)
    Person.objects.filter(pk=world.teacher.pk).update(erased_on=clock.today())

    assert list(nobody_erased_is_in_office()) == [office]
