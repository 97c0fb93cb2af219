"""An invented municipality of as many schools as asked, and plans of as many lines: what benchmarks measure on."""

from dataclasses import dataclass
from datetime import date

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.actions.installations import Newcomer, begin_installation
from metodsovet.ground.directory.models import Employment, Installation, Organisation, Person, Position, RoleAssignment
from metodsovet.ground.directory.models.role_kinds import Role
from metodsovet.kernel import clock
from metodsovet.kernel.parties import parse_parties
from metodsovet.kernel.russian import month_name
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.kernel.terms import parse_term
from metodsovet.work.planning.actions import draft_plan_from_file, set_audience, set_control, set_offices
from metodsovet.work.planning.models import Activity, Plan
from metodsovet.work.planning.reading import Act, Place, ReadActivity, ReadPlan, ReadSection

LONG_AGO = date(2015, 9, 1)
MONTHS = (9, 10, 11, 12, 1, 2, 3, 4, 5)
YEARS_OF_PLAN = 6
SECTIONS = 6
Control = Activity.Control


@dataclass(frozen=True, slots=True)
class LargeTown:
    root: Organisation
    methodist: User
    deputy: User
    year: SchoolYear


def settle(schools: int) -> LargeTown:
    """Each school has a head and a deputy who answers for methodical work; one methodist serves them all."""
    newcomer = Newcomer("Журавлёва", "Мария", "Олеговна", "methodist", "крепкий-пароль-2026")
    methodist = begin_installation("Просторненский муниципальный округ", time_zone="Europe/Moscow", first=newcomer)
    root = Installation.objects.get().root
    places = [_open(root, number) for number in range(1, schools + 1)]
    heads = _employ(places, "Директоров", "директор", Position.Function.HEAD)
    deputies = _employ(places, "Завучев", "заместитель директора по УВР", Position.Function.DEPUTY)
    _grant(heads, places, Role.ORGANISATION_HEAD)
    _grant(deputies, places, Role.METHODICAL_LEAD)
    deputies[0].user = User.objects.create(login="deputy")
    deputies[0].save(update_fields=["user"])
    return LargeTown(root, methodist, deputies[0].user, SchoolYear.of(clock.today()))


def draft_large_plan(
    town: LargeTown, lines: int, *, parties: str, control: str = Control.EVERY_ORGANISATION, terms: tuple[str, ...] = ()
) -> Plan:
    """A draft of lines due once a school year, in its months in turn; the methodist accepts."""
    terms = terms or tuple(month_name(month) for month in MONTHS)
    years = (town.year.start, town.year.start + YEARS_OF_PLAN)
    read = ReadPlan(
        Act("приказ", "77", date(years[0], 8, 28), "Об утверждении плана", "Управление образования", years),
        f"Программа развития школ на {years[0]}–{years[1]} годы",
        tuple(ReadSection(str(number), f"Направление {number}") for number in range(1, SECTIONS + 1)),
        tuple(_line(number, terms[number % len(terms)], parties, town.year) for number in range(lines)),
        (),
    )
    plan = draft_plan_from_file(read, [], "программа.docx", organisation=town.root, by=town.methodist)
    set_audience(plan, kinds=[Organisation.Kind.SCHOOL], organisations=[], by=town.methodist)
    set_offices(plan, accepter=Person.objects.get(user=town.methodist), controller=None, by=town.methodist)
    every = list(plan.activities.values_list("pk", flat=True))
    set_control(plan, activities=every, control=control, by=town.methodist)
    return Plan.objects.get(pk=plan.pk)


def _open(root: Organisation, number: int) -> Organisation:
    name = f"Школа № {number}"
    return Organisation.objects.create(parent=root, kind=Organisation.Kind.SCHOOL, name=name, short_name=name)


def _employ(places: list[Organisation], last_name: str, post: str, function: str) -> list[Person]:
    position, _ = Position.objects.get_or_create(name=post, defaults={"function": function})
    people = Person.objects.bulk_create(
        Person(last_name=last_name, first_name="Иван", patronymic="Петрович") for _ in places
    )
    Employment.objects.bulk_create(
        Employment(person=person, organisation=place, position=position, since=LONG_AGO)
        for person, place in zip(people, places, strict=True)
    )
    return people


def _grant(people: list[Person], places: list[Organisation], role: str) -> None:
    RoleAssignment.objects.bulk_create(
        RoleAssignment(person=person, role=role, organisation=place, since=LONG_AGO)
        for person, place in zip(people, places, strict=True)
    )


def _line(number: int, term: str, parties: str, year: SchoolYear) -> ReadActivity:
    title = f"Мероприятие {number + 1} для учителей и наставников школ округа"
    return ReadActivity(
        number=str(number + 1),
        section=str(number % SECTIONS + 1),
        title=title,
        term=parse_term(term, year=year),
        parties=parse_parties(parties),
        result="",
        other={},
        warnings=(),
        place=Place(1, (number + 1,)),
        raw={"title": title, "term": term, "parties": parties},
    )
