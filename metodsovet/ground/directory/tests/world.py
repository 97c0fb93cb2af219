"""A small invented world for tests: two municipalities that must never see each other's rows.

Everything of the foreign one is marked with ``CANARY``, so that a leak is found by looking for the word.
"""

from dataclasses import dataclass
from datetime import date

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import (
    Employment,
    Installation,
    Organisation,
    Person,
    Position,
    RoleAssignment,
)
from metodsovet.ground.directory.models.role_kinds import Role

CANARY = "Чужедальск"
PASSWORD = "верный-пароль-2026"  # of invented accounts in tests
SEED = "seed-of-invented-phones"
LONG_AGO = date(2020, 9, 1)

Kind = Organisation.Kind
Function = Position.Function


def make_organisation(name: str, kind: str, parent: Organisation | None = None) -> Organisation:
    return Organisation.objects.create(name=name, short_name=name, kind=kind, parent=parent)


def make_person(
    name: str, organisation: Organisation | None = None, position: str = "учитель", function: str = Function.TEACHER
) -> Person:
    """«Фамилия Имя Отчество» with an account whose login is the number of the person, and with a second factor."""
    last, first, patronymic = name.split()
    person = Person.objects.create(last_name=last, first_name=first, patronymic=patronymic)
    person.user = User.objects.create(login=f"user{person.pk}", totp_seed=SEED)
    person.save()
    if organisation is not None:
        employ(person, organisation, position, function)
    return person


def employ(person: Person, organisation: Organisation, position: str, function: str) -> Employment:
    post, _ = Position.objects.get_or_create(name=position, defaults={"function": function})
    return Employment.objects.create(person=person, organisation=organisation, position=post, since=LONG_AGO)


def grant(person: Person, role: str, organisation: Organisation) -> RoleAssignment:
    return RoleAssignment.objects.create(person=person, role=role, organisation=organisation, since=LONG_AGO)


def user_of(person: Person) -> User:
    """A fresh account object, as on a new request: nothing is cached on it."""
    return User.objects.select_related("person").get(person=person)


@dataclass
class World:
    """Names are by place and office; ``foreign_*`` is the other municipality."""

    town: Organisation
    authority: Organisation
    centre: Organisation
    department: Organisation
    school: Organisation
    second_school: Organisation
    kindergarten: Organisation
    administrator: Person
    authority_head: Person
    methodist: Person
    second_methodist: Person
    head: Person
    deputy: Person
    second_deputy: Person
    kindergarten_head: Person
    teacher: Person
    foreign_town: Organisation
    foreign_school: Organisation
    foreign_methodist: Person
    foreign_deputy: Person
    installation: Installation


def make_world() -> World:
    town = make_organisation("Ясногорский городской округ", Kind.MUNICIPALITY)
    authority = make_organisation("Управление образования Ясногорска", Kind.AUTHORITY, town)
    centre = make_organisation("МБУ «Центр развития образования»", Kind.CENTRE, town)
    department = make_organisation("Отдел методического сопровождения", Kind.DEPARTMENT, centre)
    school = make_organisation("СОШ № 1", Kind.SCHOOL, town)
    second_school = make_organisation("СОШ № 2", Kind.SCHOOL, town)
    kindergarten = make_organisation("Детский сад № 9", Kind.KINDERGARTEN, town)
    foreign_town = make_organisation(f"{CANARY}ий район", Kind.MUNICIPALITY)
    foreign_school = make_organisation(f"{CANARY}ая СОШ", Kind.SCHOOL, foreign_town)

    administrator = make_person("Настройкин Пётр Ильич", centre, "инженер", Function.OTHER)
    authority_head = make_person("Громова Инна Павловна", authority, "начальник управления", Function.HEAD)
    methodist = make_person("Лебедева Ольга Викторовна", department, "методист", Function.METHODIST)
    second_methodist = make_person("Галеев Рустам Тимурович", department, "методист", Function.METHODIST)
    head = make_person("Устинова Вера Глебовна", school, "директор", Function.HEAD)
    deputy = make_person("Соколова Мария Петровна", school, "заместитель директора по УВР", Function.DEPUTY)
    second_deputy = make_person(
        "Хвостова Елена Андреевна", second_school, "заместитель директора по УВР", Function.DEPUTY
    )
    kindergarten_head = make_person("Птицына Раиса Львовна", kindergarten, "заведующий", Function.HEAD)
    teacher = make_person("Бирюкова Нина Сергеевна", school, "учитель математики", Function.TEACHER)
    foreign_methodist = make_person(f"{CANARY}а Анна Ивановна", foreign_town, "методист", Function.METHODIST)
    foreign_deputy = make_person(
        f"{CANARY}ов Иван Иванович", foreign_school, "заместитель директора по УВР", Function.DEPUTY
    )

    grant(administrator, Role.ADMINISTRATOR, town)
    grant(authority_head, Role.AUTHORITY_HEAD, town)
    grant(methodist, Role.METHODIST, town)
    grant(second_methodist, Role.METHODIST, town)
    grant(head, Role.ORGANISATION_HEAD, school)
    grant(deputy, Role.METHODICAL_LEAD, school)
    grant(second_deputy, Role.METHODICAL_LEAD, second_school)
    grant(kindergarten_head, Role.ORGANISATION_HEAD, kindergarten)
    grant(foreign_methodist, Role.METHODIST, foreign_town)
    grant(foreign_deputy, Role.METHODICAL_LEAD, foreign_school)
    installation = Installation.objects.create(pk=1, root=town, time_zone="Asia/Yekaterinburg")
    return World(
        town=town,
        authority=authority,
        centre=centre,
        department=department,
        school=school,
        second_school=second_school,
        kindergarten=kindergarten,
        administrator=administrator,
        authority_head=authority_head,
        methodist=methodist,
        second_methodist=second_methodist,
        head=head,
        deputy=deputy,
        second_deputy=second_deputy,
        kindergarten_head=kindergarten_head,
        teacher=teacher,
        foreign_town=foreign_town,
        foreign_school=foreign_school,
        foreign_methodist=foreign_methodist,
        foreign_deputy=foreign_deputy,
        installation=installation,
    )
