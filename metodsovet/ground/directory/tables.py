"""Lists of people and organisations as a page, a print and an xlsx."""

from collections.abc import Mapping, Sequence
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Q, QuerySet

from metodsovet.design.tables import Column, Filter, Table
from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Employment, Organisation, Person, Position, RoleAssignment
from metodsovet.ground.directory.models.organisations import subtree_q
from metodsovet.ground.directory.models.role_kinds import Role
from metodsovet.ground.directory.queries import categories_text, jobs_of, leads_of, roles_of, working_today
from metodsovet.ground.directory.reading.days import full_years
from metodsovet.kernel import clock

People = QuerySet[Person]
Kind = Organisation.Kind
KIND_TITLES: Mapping[str, str] = {
    Kind.REGION: "Регион",
    Kind.MUNICIPALITY: "Муниципалитеты",
    Kind.AUTHORITY: "Органы управления образованием",
    Kind.CENTRE: "Методические центры",
    Kind.SCHOOL: "Школы",
    Kind.KINDERGARTEN: "Детские сады",
    Kind.ADDITIONAL: "Дополнительное образование",
    Kind.OTHER: "Другие организации",
    Kind.DEPARTMENT: "Отделы",
}
NEEDS_LEAD = (Kind.SCHOOL, Kind.KINDERGARTEN, Kind.ADDITIONAL)
"""Kinds of organisations where somebody answers for methodical work."""


def people_table(user: User) -> Table[Person]:
    return Table(
        title="Люди",
        columns=PEOPLE_COLUMNS,
        filters=(
            Filter("organisation", "Организация", lambda _: _organisations(user), _of_organisations),
            Filter("function", "Функция", lambda _: Position.Function.choices, _of_functions),
            Filter("role", "Роль", lambda _: Role.choices, _of_roles),
            Filter("entry", "Вход", lambda _: ENTRIES, of_entries),
            Filter("work", "Работа", lambda _: (("left", "сейчас не работают"),), _not_working),
        ),
        sort="name",
        find=lambda people, words: people.named(words),
        find_label="Найти по имени",
        css_class="people",
        row_key=(lambda person: str(person.pk)) if user.has_perm("directory.give_accounts") else None,
        empty_text="Здесь пока никого нет.",
    )


def _jobs_text(person: Person) -> str:
    return ", ".join(dict.fromkeys(job.organisation.short_name for job in jobs_of(person)))


PEOPLE_COLUMNS: Sequence[Column[Person]] = (
    Column(
        "name",
        "ФИО",
        lambda person: person.full_name,
        template="directory/cells/person.html",
        order=("sort_key",),
        is_fixed=True,
        chars=36,
    ),
    Column("organisation", "Организация", _jobs_text, chars=30),
    Column(
        "position",
        "Должность",
        lambda person: ", ".join(dict.fromkeys(job.position.name for job in jobs_of(person))),
        chars=34,
    ),
    Column(
        "role",
        "Роль",
        lambda person: ", ".join(dict.fromkeys(one.get_role_display() for one in roles_of(person))),
        chars=34,
    ),
    Column(
        "since",
        "Работает с",
        lambda person: min((job.since for job in jobs_of(person)), default=None),
        is_hidden=True,
    ),
    Column(
        "subjects",
        "Предметы",
        lambda person: ", ".join(dict.fromkeys(one.name for job in jobs_of(person) for one in job.subjects.all())),
        is_hidden=True,
        chars=30,
    ),
    Column(
        "teaching",
        "Педагогический стаж, лет",
        lambda person: full_years(person.teaching_since, clock.today()) if person.teaching_since else None,
        is_hidden=True,
        is_number=True,
        order=("-teaching_since",),
    ),
    Column(
        "education",
        "Образование",
        lambda person: person.get_education_level_display() if person.education_level else "",
        is_hidden=True,
        chars=24,
    ),
    Column("category", "Категория", categories_text, is_hidden=True, chars=22),
    Column("login", "Имя для входа", lambda person: person.user.login if person.user else "", is_hidden=True),
)


def _organisations(user: User) -> list[tuple[str, str]]:
    organisations = Organisation.objects.visible_to(user).exclude(kind=Kind.DEPARTMENT).filter(closed_on=None)
    return [(str(pk), name) for pk, name in organisations.values_list("pk", "short_name")]


def _of_organisations(people: People, values: Sequence[str]) -> People:
    paths = list(Organisation.objects.filter(pk__in=values).values_list("path", flat=True))
    jobs = Employment.objects.on(clock.today()).filter(subtree_q(paths, "organisation__path"))
    return people.filter(pk__in=jobs.values("person"))


def _of_functions(people: People, values: Sequence[str]) -> People:
    jobs = Employment.objects.on(clock.today()).filter(position__function__in=values)
    return people.filter(pk__in=jobs.values("person"))


def _of_roles(people: People, values: Sequence[str]) -> People:
    roles = RoleAssignment.objects.on(clock.today()).filter(role__in=values)
    return people.filter(pk__in=roles.values("person"))


ENTRIES = (("none", "нет входа"), ("code", "ещё не входили"), ("open", "входят"), ("closed", "вход закрыт"))


def of_entries(people: People, values: Sequence[str]) -> People:
    by_value = {
        "none": Q(user=None),
        "code": Q(user__is_active=True, user__password_is_temporary=True),
        "open": Q(user__is_active=True, user__password_is_temporary=False),
        "closed": Q(user__is_active=False),
    }
    return people.filter(reduce(or_, (by_value[value] for value in values)))


def _not_working(people: People, values: Sequence[str]) -> People:
    return people.exclude(pk__in=working_today(Person.objects.all()).values("pk"))


def _lead_text(role: str) -> Any:
    return lambda organisation: ", ".join(person.list_name for person in leads_of(organisation, role))


ORGANISATIONS: Table[Organisation] = Table(
    title="Организации",
    columns=(
        Column(
            "name",
            "Организация",
            lambda organisation: organisation.short_name,
            template="directory/cells/organisation.html",
            order=("kind_order", "parent__short_name", "short_name"),
            is_fixed=True,
            chars=40,
        ),
        Column("full_name", "Полное название", lambda organisation: organisation.name, is_hidden=True, chars=60),
        Column("kind", "Вид", lambda organisation: organisation.get_kind_display(), is_hidden=True, chars=30),
        Column("head", "Руководитель", _lead_text(Role.ORGANISATION_HEAD), chars=24),
        Column(
            "methodical_lead",
            "Ответственный за методическую работу",
            _lead_text(Role.METHODICAL_LEAD),
            template="directory/cells/methodical_lead.html",
            chars=34,
        ),
        Column(
            "people",
            "Людей",
            lambda organisation: int(vars(organisation)["people_count"]),
            order=("people_count",),
            is_number=True,
        ),
    ),
    filters=(
        Filter("kind", "Вид", lambda _: Kind.choices, lambda rows, values: rows.filter(kind__in=values)),
        Filter(
            "gap",
            "Чего не хватает",
            lambda _: (("lead", "нет ответственного"),),
            lambda rows, _: rows.filter(kind__in=NEEDS_LEAD, closed_on=None).exclude(
                pk__in=RoleAssignment.objects.on(clock.today()).filter(role=Role.METHODICAL_LEAD).values("organisation")
            ),
        ),
    ),
    sort="name",
    group=lambda organisation: KIND_TITLES[organisation.kind],
    find=lambda rows, words: rows.filter(name__icontains=words) | rows.filter(short_name__icontains=words),
    find_label="Найти организацию",
)
