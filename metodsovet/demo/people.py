"""The municipality of the example: tree, people, roles, accounts, associations."""

import random
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from django.contrib.auth.hashers import make_password

from metodsovet.demo.names import invented_names
from metodsovet.demo.town import CITY_ASSOCIATIONS, FUNCTIONS, PLACES, SCHOOL_ASSOCIATIONS, TIME_ZONE, TOWN, Place
from metodsovet.ground.access.models import User
from metodsovet.ground.directory.actions.accounts import give_accounts
from metodsovet.ground.directory.actions.installations import Newcomer, begin_installation
from metodsovet.ground.directory.actions.organisations import add_organisation
from metodsovet.ground.directory.actions.people import add_person, add_position
from metodsovet.ground.directory.actions.roles import end_role, grant_role
from metodsovet.ground.directory.demo_accounts import DEMO_PASSWORD
from metodsovet.ground.directory.models import Installation, Organisation, Person, RoleAssignment, Subject
from metodsovet.ground.directory.models.role_kinds import Role
from metodsovet.ground.documents.models import Act
from metodsovet.work.communities.actions import add_community, appoint_officer
from metodsovet.work.communities.models import Community, CommunityKind

LONGEST_SERVICE_YEARS = 25
LONG_AGO = date(2015, 9, 1)
Kind = Organisation.Kind
LEADING = {"head": Role.ORGANISATION_HEAD, "deputy": Role.METHODICAL_LEAD}
WITHOUT_HEAD = 7
"""Every seventh school association has no head: a gap that the pages show."""


@dataclass
class Cast:
    """Who is who: the people of the example by place and post."""

    town: Organisation
    author: User
    places: dict[str, Organisation] = field(default_factory=dict)
    staff: dict[tuple[str, str], list[Person]] = field(default_factory=dict)
    password: str = field(default_factory=partial(make_password, DEMO_PASSWORD))
    """One for everybody, as it is kept: making it costs a third of a second."""

    def one(self, place: str, post: str) -> Person:
        return self.staff[place, post][0]

    @property
    def schools(self) -> list[Organisation]:
        return [place for place in self.places.values() if place.kind == Organisation.Kind.SCHOOL]


def settle(chance: random.Random, *, seed: int, since: date) -> Cast:
    """Everybody in his place; the author of everything that follows is the senior methodist."""
    first = Newcomer("Настройкин", "Игорь", "Павлович", "admin", DEMO_PASSWORD)
    administrator = begin_installation(TOWN, time_zone=TIME_ZONE, first=first, is_demo=True, demo_seed=seed)
    cast = Cast(Installation.objects.get().root, administrator)
    names = invented_names(chance)
    for place in PLACES:
        cast.places[place.short_name] = _open(place, cast)
        for post, number in place.staff:
            position = add_position(name=post, function=FUNCTIONS.get(post, "teacher"), by=None)
            for _ in range(number):
                last, first_name, patronymic, gender = next(names)
                begun = date(since.year - chance.randint(1, LONGEST_SERVICE_YEARS), 9, 1)
                person = add_person(
                    (last, first_name, patronymic),
                    organisation=cast.places[place.short_name],
                    position=position,
                    since=begun,
                    gender=gender,
                    by=None,
                )
                cast.staff.setdefault((place.short_name, post), []).append(person)
    _give_roles(cast)
    _give_accounts(cast)
    _give_slips(cast)
    technical = RoleAssignment.objects.get(person__user=administrator, role=Role.METHODIST)
    end_role(technical, until=technical.since, by=None)
    cast.author = User.objects.get(login="methodist")
    return cast


def _open(place: Place, cast: Cast) -> Organisation:
    parent = cast.places[place.within] if place.within else cast.town
    return add_organisation(parent, kind=place.kind, name=place.name, short_name=place.short_name, by=None)


def _give_roles(cast: Cast) -> None:
    service = "Отдел методического сопровождения"
    for person in cast.staff[service, "методист"] + cast.staff[service, "старший методист"]:
        grant_role(person, role=Role.METHODIST, organisation=cast.town, since=LONG_AGO, by=None)
    for post in ("начальник управления", "заместитель начальника управления"):
        person = cast.one("Управление образования", post)
        grant_role(person, role=Role.AUTHORITY_HEAD, organisation=cast.town, since=LONG_AGO, by=None)
    for (place, post), people in cast.staff.items():
        organisation = cast.places[place]
        role = LEADING.get(FUNCTIONS.get(post, ""))
        if role is not None and organisation.kind in (Kind.AUTHORITY, Kind.DEPARTMENT):
            role = Role.ORGANISATION_HEAD if post == "начальник отдела" else None
        if role is not None:
            grant_role(people[0], role=role, organisation=organisation, since=LONG_AGO, by=None)


def _give_accounts(cast: Cast) -> None:
    """Logins by role, one password; only those who have something to do here come in."""
    service = "Отдел методического сопровождения"
    named = {
        "methodist": cast.one(service, "старший методист"),
        "methodist2": cast.staff[service, "методист"][0],
        "control": cast.one("Управление образования", "заместитель начальника управления"),
        "authority": cast.one("Управление образования", "начальник управления"),
        "deputy": cast.one("СОШ № 1", "заместитель директора по УВР"),
        "deputy2": cast.one("Лицей № 4", "заместитель директора по УВР"),
        "director": cast.one("СОШ № 1", "директор"),
        "association": cast.one("СОШ № 1", "учитель математики"),
        "teacher": cast.staff["СОШ № 1", "учитель математики"][1],
        "kindergarten": cast.one("Детский сад № 7 «Рябинка»", "старший воспитатель"),
    }
    for login, person in named.items():
        let_in(person, login, cast.password)
    rest = Person.objects.filter(user=None, employments__position__function__in=["head", "deputy", "methodist"])
    for person in rest.distinct().order_by("pk"):
        let_in(person, f"user{person.pk}", cast.password)


def _give_slips(cast: Cast) -> None:
    """A kindergarten has just got its slips: nobody there has come in by them yet."""
    people = cast.staff["Детский сад № 7 «Рябинка»", "воспитатель"]
    give_accounts([person for person in people if person.user is None], by=None)


def let_in(person: Person, login: str, password: str) -> None:
    person.user = User.objects.create(login=login, password=password)
    person.save(update_fields=["user"])


def unite(cast: Cast, act: Act) -> None:
    """Associations of schools and of the town, their heads appointed by the act."""
    school_kind, city_kind = (
        CommunityKind.objects.named(code, cast.town)
        for code in (CommunityKind.Code.SCHOOL_ASSOCIATION, CommunityKind.Code.CITY_ASSOCIATION)
    )
    number = 0
    for school in cast.schools:
        for whom, subject, post in SCHOOL_ASSOCIATIONS:
            number += 1
            community = add_community(
                organisation=school,
                kind=school_kind,
                name=f"ШМО {whom}",
                subject=Subject.objects.get_or_create(name=subject)[0],
                by=cast.author,
            )
            if number % WITHOUT_HEAD:
                _appoint(community, cast.one(school.short_name, post), act, cast)
    places = [place.short_name for place in cast.schools]
    for index, (whom, subject, post) in enumerate(CITY_ASSOCIATIONS):
        community = add_community(
            organisation=cast.town,
            kind=city_kind,
            name=f"ГМО {whom}",
            subject=Subject.objects.get_or_create(name=subject)[0],
            by=cast.author,
        )
        place = "Детский сад № 9 «Теремок»" if post == "воспитатель" else places[index % len(places)]
        _appoint(community, cast.staff[place, post][-1], act, cast)


def _appoint(community: Community, person: Person, act: Act, cast: Cast) -> None:
    appoint_officer(community, person=person, since=act.date or LONG_AGO, basis=act, by=cast.author)
    if person.user is None:
        let_in(person, f"user{person.pk}", cast.password)
