import io
from datetime import date, timedelta

import pytest
from django.test import Client
from docx import Document

from metodsovet.ground.directory.models import Category, Person, Subject
from metodsovet.ground.directory.tests.world import World, make_person, make_world, user_of
from metodsovet.ground.documents.actions import issue_paper, print_paper
from metodsovet.ground.documents.models import Act, Paper
from metodsovet.kernel import clock
from metodsovet.kernel.russian import date_text
from metodsovet.work.communities.actions import add_community, add_members, appoint_officer, end_office
from metodsovet.work.communities.models import Community, Office
from metodsovet.work.communities.papers import (
    heads_paper,
    passport_paper,
    reference_paper,
    roster_paper,
)
from metodsovet.work.communities.papers.passports import PassportLine
from metodsovet.work.communities.papers.references import REFERENCE, compose_reference
from metodsovet.work.communities.papers.rosters import HeadLine, RosterLine
from metodsovet.work.communities.queries.passports import passport_of
from metodsovet.work.communities.queries.rosters import roster_of
from metodsovet.work.communities.tests.kinds import Code, community_at, kind_at
from metodsovet.work.communities.tests.test_members import FIRST

pytestmark = pytest.mark.django_db
DAY = date(2026, 10, 1)


def mathematicians(world: World) -> Community:
    """The head has served 20 years and is of the highest category, a newcomer one, of a third nothing is known."""
    by = user_of(world.methodist)
    act = Act.objects.create(organisation=world.town, number="181", date=date(2025, 8, 25), title="О руководителях")
    subject = Subject.objects.get_or_create(name="математика")[0]
    kind = kind_at(world.town, Code.CITY_ASSOCIATION)
    community = add_community(world.town, kind=kind, name="ГМО математиков", subject=subject, by=by)
    Person.objects.filter(pk=world.teacher.pk).update(teaching_since=date(2006, 9, 1))
    Category.objects.create(person=world.teacher, kind="highest", since=date(2024, 1, 1))
    newcomer = make_person("Новикова Анна Ивановна", world.second_school)
    Person.objects.filter(pk=newcomer.pk).update(teaching_since=date(2025, 9, 1))
    appoint_officer(community, person=world.teacher, since=FIRST, basis=act, by=by)
    appoint_officer(community, person=world.second_methodist, since=FIRST, office="curator", basis=act, by=by)
    add_members(community, [newcomer, world.deputy], since=FIRST, by=by)
    return community


def figures(world: World, community: Community, day: date) -> dict[str, str]:
    passport = passport_of(community, day, user=user_of(world.methodist))
    return {one.key: one.value for one in passport.figures}


def test_the_passport_counts_what_the_register_knows_on_the_day() -> None:
    world = make_world()
    community = mathematicians(world)

    assert figures(world, community, DAY) == {
        "members": "3",
        "teachers": "2",
        "highest": "1",
        "first": "0",
        "conformity": "0",
        "none": "2",
        "service": "10,5",
        "young": "1",
    }
    assert figures(world, community, date(2025, 8, 1))["members"] == "0"


def test_each_figure_of_the_passport_opens_its_rows(client: Client) -> None:
    world = make_world()
    community = mathematicians(world)
    client.force_login(user_of(world.teacher))
    address = f"/communities/{community.pk}/passport/"

    assert "10,5" in client.get(address).content.decode()
    side = client.get(f"{address}young/", headers={"HX-Request": "true"}).content.decode()
    assert "Новикова Анна Ивановна" in side
    assert world.teacher.full_name not in side
    assert client.get(f"{address}nonsense/").status_code == 404


def test_the_paper_of_the_passport() -> None:
    world = make_world()
    passport = passport_of(mathematicians(world), DAY, user=user_of(world.methodist))

    paper = passport_paper(passport)

    assert paper.lines == (
        PassportLine("Организация", "Ясногорский городской округ"),
        PassportLine("Предметы", "математика"),
        PassportLine("Руководитель", "Бирюкова Нина Сергеевна, учитель математики, СОШ №\u00a01"),
    )
    assert paper.figures[-1] == PassportLine("Молодых педагогов (со стажем меньше 3 лет)", "1")


def test_the_roster_and_the_appendix_as_papers() -> None:
    world = make_world()
    community = mathematicians(world)
    user = user_of(world.methodist)
    act = "приказ от 25\u00a0августа\u00a02025\u00a0г. №\u00a0181"

    roster = roster_paper(community, roster_of(community, DAY, user=user))
    heads = heads_paper([community], DAY, place="Округ", user=user)

    assert roster.rows[0] == RosterLine(
        "1", "Бирюкова Нина Сергеевна", "учитель математики, СОШ №\u00a01", "руководитель", act
    )
    assert [(row.name, row.duty) for row in roster.rows[1:]] == [
        ("Галеев Рустам Тимурович", "куратор"),
        ("Новикова Анна Ивановна", ""),
        ("Соколова Мария Петровна", ""),
    ]
    assert heads.rows == (
        HeadLine(
            "1",
            "ГМО математиков",
            "Бирюкова Нина Сергеевна",
            "учитель математики, СОШ №\u00a01",
            "Галеев Рустам Тимурович",
            "с 01.09.2025",
        ),
    )


def test_namesakes_of_several_schools_are_told_apart_in_the_appendix() -> None:
    world = make_world()
    first = community_at(world.school, "ШМО математиков")
    second = community_at(world.second_school, "ШМО математиков")
    own = mathematicians(world)

    heads = heads_paper([first, second, own], DAY, place="", user=user_of(world.methodist))

    named = [row.community.replace("\u00a0", " ") for row in heads.rows]
    assert named == [
        f"ШМО математиков, {world.school.short_name}",
        f"ШМО математиков, {world.second_school.short_name}",
        "ГМО математиков",
    ]


def test_the_reference_of_a_head_tells_the_period_and_the_act() -> None:
    world = make_world()
    community = mathematicians(world)
    office = Office.objects.get(kind="head")

    paper = reference_paper(office, day=DAY)

    assert (paper.name, paper.post_and_place) == ("Бирюкова Нина Сергеевна", "учитель математики, СОШ №\u00a01")
    assert (paper.office, paper.community) == ("руководитель", community.name)
    assert paper.period == "с 1\u00a0сентября\u00a02025\u00a0г. по настоящее время"
    assert paper.basis == "приказ от 25\u00a0августа\u00a02025\u00a0г. №\u00a0181"
    end_office(office, until=date(2026, 9, 1), by=user_of(world.methodist))
    office.refresh_from_db()
    assert reference_paper(office, day=DAY).period.endswith("по 1\u00a0сентября\u00a02026\u00a0г.")


@pytest.mark.parametrize(
    ("who", "status"), (("methodist", 200), ("teacher", 200), ("deputy", 403), ("foreign_methodist", 404))
)
def test_the_reference_is_taken_by_its_subject_and_by_keepers(client: Client, who: str, status: int) -> None:
    world = make_world()
    mathematicians(world)
    office = Office.objects.get(kind="head")
    client.force_login(user_of(getattr(world, who)))

    assert client.get(f"/communities/offices/{office.pk}/reference/").status_code == status


@pytest.mark.parametrize(
    "address", ("{pk}/members/word/", "{pk}/passport/word/", "offices/{office}/reference/", "picture/heads/")
)
def test_every_paper_opens_and_leaves_no_mark_unfilled(client: Client, address: str) -> None:
    world = make_world()
    community = mathematicians(world)
    office = Office.objects.get(kind="head")
    client.force_login(user_of(world.methodist))

    answer = client.get(f"/communities/{address.format(pk=community.pk, office=office.pk)}")

    document = Document(io.BytesIO(b"".join(answer)))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    text = "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])
    assert "Бирюкова Нина Сергеевна" in text
    assert "{" not in text


@pytest.mark.parametrize(
    ("code", "asked", "word"),
    (
        ("community_roster", "community={community}&day=2026-10-01", "Состав: ГМО математиков"),
        ("community_passport", "community={community}", "Состав в цифрах"),
        ("community_reference", "office={office}", "Настоящая справка подтверждает"),
    ),
)
def test_papers_of_a_community_are_issued_with_a_number_and_kept(
    client: Client, code: str, asked: str, word: str
) -> None:
    world = make_world()
    community = mathematicians(world)
    office = Office.objects.get(kind="head")
    address = f"/documents/papers/issue/{code}/?{asked.format(community=community.pk, office=office.pk)}"
    body = {"issued_on": clock.today().isoformat(), "number": ""}
    client.force_login(user_of(world.teacher))
    refused = client.post(address, body).status_code
    client.force_login(user_of(world.methodist))

    answer = client.post(address, body)

    paper = print_paper(Paper.objects.get())
    assert (refused, answer.headers["Location"], paper.number) == (403, paper.get_absolute_url(), "1")
    assert paper.file is not None
    texts = "\n".join(one.text for one in Document(paper.file.content).paragraphs)
    assert word in texts
    assert f"от {date_text(clock.today())} №\u00a01" in texts


def test_reference_is_read_by_whoever_it_is_given_to(client: Client) -> None:
    world = make_world()
    mathematicians(world)
    office = Office.objects.get(kind="head")
    draft = compose_reference(user_of(world.methodist), {"office": str(office.pk)})
    assert draft is not None
    paper = print_paper(issue_paper(REFERENCE, draft, issued_on=clock.today(), by=user_of(world.methodist)))
    assert (paper.recipient, paper.file is None) == (world.teacher, False)

    statuses = []
    for person in (world.teacher, world.deputy):
        client.force_login(user_of(person))
        statuses.append(client.get(paper.get_absolute_url()).status_code)

    assert statuses == [200, 404]


def test_office_that_has_not_begun_gives_no_reference() -> None:
    world = make_world()
    mathematicians(world)
    Office.objects.update(since=clock.today() + timedelta(days=1))

    asked = {"office": str(Office.objects.get(kind="head").pk)}
    assert compose_reference(user_of(world.methodist), asked) is None
