import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from metodsovet.ground.directory.tests.world import user_of
from metodsovet.kernel import clock
from metodsovet.work.communities.gaps import gaps_of
from metodsovet.work.communities.models import Community
from metodsovet.work.events.actions import cancel_meeting
from metodsovet.work.events.community_slots import meetings_held
from metodsovet.work.events.tests.hall import closed, make_hall, planned

pytestmark = pytest.mark.django_db


def gap_of(community: Community) -> str:
    fresh = Community.objects.select_related("kind").get(pk=community.pk)
    gap = gaps_of([fresh], clock.today())[community.pk].get("few_meetings")
    return gap.text if gap else ""


def test_fewer_meetings_than_the_kind_asks_are_told_with_planned_ones_counted() -> None:
    hall = make_hall()
    assert gap_of(hall.community) == "На учебный год ни одного заседания, а нужно не меньше 4."

    meetings = [planned(hall) for _ in range(4)]
    assert gap_of(hall.community) == ""

    cancel_meeting(meetings[0], reason="Карантин", by=hall.by)
    assert gap_of(hall.community) == "На учебный год 3 заседания, а нужно не меньше 4."


def test_the_picture_counts_held_meetings_in_one_query(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    hall = make_hall()
    closed(hall)
    planned(hall)

    with django_assert_num_queries(1):
        assert meetings_held([hall.community.pk], clock.today()) == {hall.community.pk: 1}


def test_the_page_of_a_community_leads_to_its_meetings(client: Client) -> None:
    hall = make_hall()
    planned(hall)
    client.force_login(user_of(hall.head))

    page = client.get(hall.community.get_absolute_url()).content.decode()

    assert f"{reverse('show_meetings')}?community={hall.community.pk}" in page
    assert 'Заседания <span class="count">1</span>' in page
