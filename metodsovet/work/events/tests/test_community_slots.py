import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from metodsovet.ground.directory.tests.world import user_of
from metodsovet.kernel import clock
from metodsovet.work.communities.gaps import gaps_of
from metodsovet.work.communities.models import Community, CommunityKind, Office
from metodsovet.work.communities.tests.kinds import community_at
from metodsovet.work.events.actions import cancel_meeting
from metodsovet.work.events.community_slots import meetings_held
from metodsovet.work.events.tests.hall import appoint, closed, make_hall, planned

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


def listed(client: Client, community: Community) -> str:
    return client.get(reverse("show_meetings"), {"community": community.pk}).content.decode()


def test_a_meeting_held_together_is_in_the_list_of_each_community(client: Client) -> None:
    hall = make_hall()
    other = community_at(hall.world.school, "ШМО учителей физики", code=CommunityKind.Code.SCHOOL_ASSOCIATION)
    meeting, own = planned(hall), planned(hall)
    meeting.together.add(other)
    client.force_login(user_of(hall.world.deputy))

    pages = [listed(client, one) for one in (hall.community, other)]

    assert [meeting.get_absolute_url() in page for page in pages] == [True, True]
    assert [own.get_absolute_url() in page for page in pages] == [True, False]
    counts = [
        f'Заседания <span class="count">{number}</span>' in page for number, page in zip((2, 1), pages, strict=True)
    ]
    assert counts == [True, True]


def test_the_head_plans_the_first_meeting_from_the_tab_of_his_community(client: Client) -> None:
    hall = make_hall()
    other = community_at(hall.world.school, "ШМО учителей физики", code=CommunityKind.Code.SCHOOL_ASSOCIATION)
    appoint(other, hall.head, Office.Kind.HEAD)
    planned(hall)
    client.force_login(user_of(hall.head))

    page = listed(client, other)

    assert "Заседаний пока нет" in page
    assert f'href="{reverse("plan_meeting", args=[other.pk])}"' in page
    assert f'href="{other.get_absolute_url()}"' in page


def test_a_member_is_not_offered_to_plan(client: Client) -> None:
    hall = make_hall()
    planned(hall)
    client.force_login(user_of(hall.members[4]))

    page = listed(client, hall.community)

    assert reverse("plan_meeting", args=[hall.community.pk]) not in page
    assert f'href="{hall.community.get_absolute_url()}"' in page
