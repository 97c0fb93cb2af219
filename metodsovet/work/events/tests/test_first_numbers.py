"""A community that moves in during the year goes on with the numbers of its own journal."""

import pytest
from django.test import Client

from metodsovet.kernel.errors import DomainError
from metodsovet.kernel.invariants import all_invariants, check
from metodsovet.work.communities.tests.kinds import community_at
from metodsovet.work.events.actions import approve_minutes, set_first_number
from metodsovet.work.events.tests.hall import closed, make_hall

pytestmark = pytest.mark.django_db


def test_set_first_number_is_that_of_the_next_minutes_and_leaves_no_gap() -> None:
    hall = make_hall()
    set_first_number(hall.community, number=7, by=hall.by)
    set_first_number(hall.community, number=5, by=hall.by)

    numbers = [closed(hall).number for _ in range(2)]
    approve_minutes(hall.community.meetings.earliest("pk"), by=hall.by)

    assert numbers == [5, 6]
    assert check([one for one in all_invariants() if one.name.startswith(("documents:", "events:"))]) == []


def test_set_first_number_after_minutes_were_numbered_is_refused_and_changes_nothing() -> None:
    hall = make_hall()
    closed(hall)

    with pytest.raises(DomainError) as refusal:
        set_first_number(hall.community, number=7, by=hall.by)

    assert refusal.value.code == "numbers_begun"
    assert closed(hall).number == 2


@pytest.mark.parametrize(("number", "code"), ((0, "bad_number"), (10**10, "number_too_large")))
def test_set_first_number_of_nonsense_is_refused(number: int, code: str) -> None:
    hall = make_hall()

    with pytest.raises(DomainError) as refusal:
        set_first_number(hall.community, number=number, by=hall.by)

    assert refusal.value.code == code
    assert closed(hall).number == 1


def test_the_page_of_the_first_number_stands_until_minutes_are_numbered(client: Client) -> None:
    hall = make_hall()
    client.force_login(hall.by)
    meetings, address = (
        f"/meetings/?community={hall.community.pk}",
        f"/meetings/communities/{hall.community.pk}/first-number/",
    )
    assert address in client.get(meetings).content.decode()

    assert client.post(address, {"number": "12"})["Location"] == meetings

    assert 'value="12"' in client.get(address).content.decode()
    assert closed(hall).number == 12
    assert address not in client.get(meetings).content.decode()
    other = community_at(hall.world.second_school, "Чужое")
    assert client.get(f"/meetings/communities/{other.pk}/first-number/").status_code in (403, 404)
