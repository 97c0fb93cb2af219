"""The small world with communities and a department of long name: ground for the tests of planning."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Organisation, Person, Position
from metodsovet.ground.directory.tests.world import LONG_AGO, World, make_organisation, make_person, make_world, user_of
from metodsovet.kernel import clock
from metodsovet.kernel.parties import parse_parties
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.kernel.terms import parse_term
from metodsovet.work.communities.models import Community, CommunityKind, Office
from metodsovet.work.communities.tests.kinds import community_at
from metodsovet.work.planning.actions import accept_plan, draft_plan_from_file
from metodsovet.work.planning.models import Activity, Plan
from metodsovet.work.planning.reading import Act, Place, ReadActivity, ReadPlan, ReadSection

YEAR = SchoolYear.of(clock.today())


@dataclass
class Town:
    world: World
    support: Organisation
    support_methodist: Person
    school_head: Person
    city_head: Person
    by: User


def make_town() -> Town:
    world = make_world()
    support = make_organisation(
        "Отдел информационно-методической и профилактической работы", Organisation.Kind.DEPARTMENT, world.centre
    )
    methodist = make_person("Ершова Алла Юрьевна", support, "методист", Position.Function.METHODIST)
    school_head = make_person("Волкова София Григорьевна", world.school, "учитель химии")
    city_head = make_person("Волкова Светлана Геннадьевна", world.second_school, "учитель физики")
    association(world.school, CommunityKind.Code.SCHOOL_ASSOCIATION, "ШМО учителей химии", school_head)
    association(world.town, CommunityKind.Code.CITY_ASSOCIATION, "ГМО учителей физики", city_head)
    return Town(world, support, methodist, school_head, city_head, user_of(world.methodist))


def association(organisation: Organisation, kind: str, name: str, head: Person) -> Community:
    community = community_at(organisation, name, code=kind)
    Office.objects.create(community=community, person=head, since=LONG_AGO)
    return community


def line(title: str, term: str, parties: str, number: str = "", section: str = "1") -> ReadActivity:
    return ReadActivity(
        number,
        section,
        title,
        parse_term(term, year=YEAR),
        parse_parties(parties),
        "",
        {},
        (),
        Place(1, (1,)),
        {"title": title, "term": term, "parties": parties},
    )


LINES = (
    line("Ведение страницы методической работы", "постоянно", "Методисты отдела ИМ и ПР", "1"),
    line("Выявление затруднений учителей", "апрель, ежегодно", "Методисты отдела ИМ и ПР, руководители ОО", "2"),
    line("Отчёт объединений школ", "до 15 июня", "Руководители ШМО", "3"),
    line("Неделя методических объединений", "по графику проведения недели", "руководители ОО", "4", "2"),
    line("Семинар", "ежемесячно", "методисты, родители", "5", "2"),
)
YEARS = (YEAR.start, YEAR.start + 2)
TITLE = (
    f"Дорожная карта развития методических объединений в общеобразовательных организациях на {YEARS[0]}-{YEARS[1]} годы"
)


def read_plan_of(lines: Sequence[ReadActivity] = LINES, title: str = TITLE, years: tuple[int, ...] = YEARS) -> ReadPlan:
    act = Act(
        "распоряжение", "77", date(YEAR.start, 8, 28), "Об утверждении дорожной карты", "Управление образования", years
    )
    sections = (ReadSection("1", "Поддержка"), ReadSection("2", "Встречи"))
    return ReadPlan(act, title, sections, tuple(lines), ())


def draft_of(town: Town, read: ReadPlan | None = None) -> Plan:
    return draft_plan_from_file(read or read_plan_of(), [], "карта.docx", organisation=town.world.town, by=town.by)


def accepted_of(town: Town, *lines: ReadActivity) -> Plan:
    plan = draft_of(town, read_plan_of(lines or LINES))
    return accept_plan(plan, executed_from=YEAR, by=town.by, version=plan.version)


def activity_named(plan: Plan, title: str) -> Activity:
    return plan.activities.get(title=title)
