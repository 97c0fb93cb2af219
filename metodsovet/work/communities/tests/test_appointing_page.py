"""The page that appoints: people are searched for, not scrolled through."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from metodsovet.ground.directory.tests.world import LONG_AGO, make_person, make_world, user_of
from metodsovet.kernel import clock
from metodsovet.work.communities.models import Membership, Office
from metodsovet.work.communities.tests.kinds import Code, community_at

pytestmark = pytest.mark.django_db


def test_members_are_offered_and_others_found_by_name(client: Client) -> None:
    world = make_world()
    community = community_at(world.school, "ШМО", code=Code.SCHOOL_ASSOCIATION)
    Membership.objects.create(community=community, person=world.teacher, since=LONG_AGO)
    client.force_login(user_of(world.deputy))
    address = f"/communities/{community.pk}/appoint/"

    offered = client.get(address).content.decode()
    found = client.get(f"{address}?find=устин").content.decode()
    nobody = client.get(f"{address}?find=хвостова").content.decode()

    assert [name in offered for name in ("Бирюкова", "Устинова")] == [True, False]
    assert [name in found for name in ("Бирюкова", "Устинова")] == [False, True]
    assert "с таким именем здесь никто не работает" in nobody
    day = clock.today().isoformat()
    wrong = client.post(f"{address}?find=устин", {"office": "head", "person": world.head.pk, "since": ""})
    assert (wrong.status_code, "checked" in wrong.content.decode()) == (422, True)
    assert client.post(address, {"office": "head", "person": world.head.pk, "since": day}).status_code == 302
    assert Office.objects.get().person == world.head


def test_the_page_of_appointing_takes_as_many_queries_for_many_people(client: Client) -> None:
    world = make_world()
    community = community_at(world.school, "ШМО", code=Code.SCHOOL_ASSOCIATION)
    client.force_login(user_of(world.deputy))

    def count() -> int:
        client.get(f"/communities/{community.pk}/appoint/?find=орлов")
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/communities/{community.pk}/appoint/?find=орлов")
        return len(queries)

    make_person("Орлов Иван Львович", world.school)
    few = count()
    for name in ("Пётр", "Олег", "Глеб"):
        make_person(f"Орлов {name} Львович", world.school)

    assert count() == few
