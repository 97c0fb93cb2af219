from collections.abc import Iterator, Sequence
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from metodsovet.ground.directory.actions.employments import hire
from metodsovet.ground.directory.models import Subject
from metodsovet.ground.directory.tests.world import World, make_person, make_world, user_of
from metodsovet.ground.documents.models import Act
from metodsovet.work.communities import gaps, slots
from metodsovet.work.communities.actions import Charter, add_community, add_members, appoint_officer, set_charter
from metodsovet.work.communities.models import Community
from metodsovet.work.communities.queries.coverage import coverage_of
from metodsovet.work.communities.queries.picture import loaded_people, picture_of
from metodsovet.work.communities.slots import PictureColumn
from metodsovet.work.communities.tests.kinds import Code, community_at, kind_at
from metodsovet.work.communities.tests.test_members import FIRST

pytestmark = pytest.mark.django_db
DAY = date(2026, 10, 1)
OF_UPPER_ROOMS = ("few_meetings", "no_plan")


def lacks(community: Community, day: date = DAY) -> list[str]:
    """Of what this room asks; an upper room asks for more."""
    found = gaps.gaps_of([community], day).get(community.pk, {})
    return [code for code in found if code not in OF_UPPER_ROOMS]


def test_a_new_association_of_a_school_lacks_everything() -> None:
    world = make_world()

    assert lacks(community_at(world.school, "ШМО", code=Code.SCHOOL_ASSOCIATION)) == ["head", "members", "act"]


def test_what_is_below_the_least_says_so_with_its_source() -> None:
    world = make_world()
    by = user_of(world.methodist)
    community = community_at(world.school, "ШМО", code=Code.SCHOOL_ASSOCIATION)
    act = Act.objects.create(organisation=world.school, number="9", title="О ШМО")
    set_charter(community, charter=Charter(act), version=1, by=by)
    appoint_officer(community, person=world.teacher, since=FIRST, by=by)
    add_members(community, [world.head], since=FIRST, by=by)
    community.refresh_from_db()

    found = gaps.gaps_of([community], DAY)[community.pk]

    assert lacks(community) == ["few"]
    assert found["few"].text == "В составе 2 участника, а нужно не меньше 3."
    assert found["few"].source == community.kind.source != ""
    add_members(community, [world.deputy], since=FIRST, by=by)
    assert lacks(community) == []


@pytest.mark.parametrize(
    ("until", "gap"), ((date(2026, 9, 30), ["term"]), (date(2026, 10, 31), ["soon"]), (date(2026, 11, 1), []))
)
def test_terms_that_have_passed_and_pass_soon(until: date, gap: list[str]) -> None:
    world = make_world()
    kind = kind_at(world.town, Code.TEMPORARY_COLLECTIVE)
    community = add_community(
        world.town, kind=kind, name="ВТК", charter=Charter(runs_until=until), by=user_of(world.methodist)
    )

    assert [code for code in lacks(community) if code in ("term", "soon")] == gap


def test_a_closed_community_lacks_nothing() -> None:
    world = make_world()
    community = community_at(world.school, "ШМО", code=Code.SCHOOL_ASSOCIATION)
    community.closed_on = DAY

    assert lacks(community) == []


def test_the_picture_is_of_what_one_keeps() -> None:
    world = make_world()
    for place in (world.school, world.second_school, world.foreign_school):
        community_at(place, f"Совет {place}")

    seen = {
        who: sorted(row.community.name for row in picture_of(user_of(getattr(world, who)), DAY))
        for who in ("methodist", "deputy", "teacher")
    }

    assert seen == {"methodist": ["Совет СОШ № 1", "Совет СОШ № 2"], "deputy": ["Совет СОШ № 1"], "teacher": []}


def test_the_picture_takes_as_many_queries_for_many_communities(client: Client) -> None:
    world = make_world()
    client.force_login(user_of(world.methodist))

    def fill(first: int, last: int) -> None:
        for number in range(first, last):
            community = community_at(world.school, f"ШМО {number}", code=Code.SCHOOL_ASSOCIATION)
            person = make_person(f"Петрова{number} Анна Ивановна", world.school)
            appoint_officer(community, person=person, since=FIRST, by=user_of(world.methodist))
            add_members(community, [world.teacher], since=FIRST, by=user_of(world.methodist))

    def counts() -> list[int]:
        answer = []
        for page in ("", "subjects/", "people/", "heads/"):
            client.get(f"/communities/picture/{page}")
            with CaptureQueriesContext(connection) as queries:
                assert client.get(f"/communities/picture/{page}").status_code == 200
            answer.append(len(queries))
        return answer

    fill(0, 2)
    few = counts()
    fill(2, 30)

    assert counts() == few


def test_the_picture_is_narrowed_by_its_figures_and_goes_to_a_file(client: Client) -> None:
    world = make_world()
    headed = community_at(world.school, "Совет первый")
    community_at(world.second_school, "Совет второй")
    appoint_officer(headed, person=world.teacher, since=FIRST, by=user_of(world.methodist))
    client.force_login(user_of(world.methodist))

    page = client.get("/communities/picture/?gap=head").content.decode()

    assert "Совет второй" in page
    assert "Совет первый" not in page
    assert client.get("/communities/picture/?as=xlsx").headers["Content-Type"].endswith("sheet")
    assert client.get("/communities/picture/?level=municipality").content.decode().count("Совет первый") == 0


def teachers(world: World, names: Sequence[str], subject: Subject) -> Iterator[None]:
    for name in names:
        person = make_person(f"{name} Анна Ивановна", world.school)
        person.employments.get().subjects.add(subject)
        yield


def test_coverage_counts_teachers_who_are_in_a_community_of_their_subject(client: Client) -> None:
    world = make_world()
    by = user_of(world.methodist)
    subject = Subject.objects.get_or_create(name="математика")[0]
    list(teachers(world, ("Счётова", "Числова"), subject))
    kind = kind_at(world.town, Code.CITY_ASSOCIATION)
    community = add_community(world.town, kind=kind, name="ГМО математиков", subject=subject, by=by)
    other = community_at(world.school, "Совет")
    people = {row.person.last_name: row.person for row in coverage_of(by, DAY)[0].teachers}
    add_members(community, [people["Счётова"]], since=FIRST, by=by)
    add_members(other, [people["Числова"]], since=FIRST, by=by)

    (covered,) = coverage_of(user_of(world.deputy), DAY)

    assert [one.person.last_name for one in covered.inside] == ["Счётова"]
    assert [one.person.last_name for one in covered.outside] == ["Числова"]
    assert covered.community_count == 1
    client.force_login(user_of(world.deputy))
    side = client.get(f"/communities/picture/subjects/{subject.pk}/", headers={"HX-Request": "true"}).content.decode()
    assert "Числова" in side
    assert "ГМО математиков" in side
    assert client.get("/communities/picture/subjects/987654321/").status_code == 404


def test_people_in_many_communities_are_told_with_their_duties() -> None:
    world = make_world()
    by = user_of(world.methodist)
    first, second = community_at(world.school, "Совет"), community_at(world.town, "Группа", code=Code.WORKING_GROUP)
    appoint_officer(first, person=world.teacher, since=FIRST, by=by)
    add_members(second, [world.teacher, world.head], since=FIRST, by=by)

    (loaded,) = loaded_people(by, DAY)

    assert (loaded.person, loaded.communities) == (world.teacher, ["Группа", "Совет"])
    assert [(office.title, office.community.name) for office in loaded.offices] == [("председатель", "Совет")]


def test_communities_of_one_name_at_two_schools_are_two_and_told_apart() -> None:
    world = make_world()
    by = user_of(world.methodist)
    post = world.teacher.employments.get().position
    hire(world.teacher, organisation=world.second_school, position=post, since=FIRST, is_main=False, by=by)
    for school in (world.school, world.second_school):
        add_members(community_at(school, "ШМО математиков"), [world.teacher], since=DAY, by=by)

    (loaded,) = loaded_people(by, DAY)

    names = [f"ШМО математиков, {school.short_name}" for school in (world.school, world.second_school)]
    assert loaded.communities == sorted(names)


def test_an_upper_room_adds_a_column_a_tab_and_a_gap(monkeypatch: pytest.MonkeyPatch, client: Client) -> None:
    world = make_world()
    community = community_at(world.school, "Совет")
    monkeypatch.setattr(slots, "_columns", {})
    monkeypatch.setattr(slots, "_tabs", {})
    monkeypatch.setattr(gaps, "_offered", dict(gaps._offered))
    slots.offer_column(PictureColumn("held", "Заседаний", lambda ids, day: dict.fromkeys(ids, 7)))
    slots.offer_tab("held")(lambda user, one: slots.Tab("held", one.get_absolute_url(), "Заседания", 7))
    gaps.offer("meetings", "мало заседаний")(lambda rows, day: {row.pk: gaps.Gap("Заседаний мало.") for row in rows})
    client.force_login(user_of(world.methodist))

    assert "Заседаний" in client.get("/communities/picture/?gap=meetings").content.decode()
    page = client.get(community.get_absolute_url()).content.decode()
    assert 'Заседания <span class="count">7</span>' in page
    assert "Заседаний мало." in page
    with pytest.raises(ValueError, match="offered twice"):
        slots.offer_column(PictureColumn("held", "Ещё", lambda ids, day: {}))
