"""Everybody who works in the region: people, places of work, subjects, categories, roles and accounts, by COPY."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import chain, cycle, islice
from typing import Any

from django.contrib.auth.hashers import make_password

from metodsovet.demo.names import invented_names
from metodsovet.demo.people import LEADING, LONG_AGO, LONGEST_SERVICE_YEARS
from metodsovet.demo.region.places import GENERAL, QUALITY, SERVICE, Kind, Municipality, Node, Size, Tree
from metodsovet.demo.town import ADDITIONAL_STAFF, DEPUTY, FUNCTIONS, HEAD, KINDERGARTEN_STAFF, SCHOOL_STAFF
from metodsovet.ground.access.models import User
from metodsovet.ground.directory.demo_accounts import DEMO_PASSWORD
from metodsovet.ground.directory.models import (
    Category,
    Employment,
    Organisation,
    Person,
    Position,
    RoleAssignment,
    Subject,
)
from metodsovet.ground.directory.models.role_kinds import Role
from metodsovet.kernel.bulk import copy_rows, reserve_ids

Staff = tuple[tuple[str, int], ...]
OFFICES: dict[str, Staff] = {
    "Министерство образования": (("министр", 1), ("заместитель министра", 1)),
    "ИРО": ((HEAD, 1), ("методист", 4)),
    "Управление образования": (("начальник управления", 1), ("заместитель начальника управления", 1)),
    GENERAL: (("начальник отдела", 1), ("главный специалист", 2)),
    "ЦРО": ((HEAD, 1), ("инженер", 1)),
    SERVICE: (("начальник отдела", 1), ("старший методист", 1), ("методист", 4)),
    QUALITY: (("начальник отдела", 1), ("специалист по оценке качества", 2)),
}
"""By the short name of the node; others are staffed by their kind."""
LED: dict[str, tuple[Staff, Staff, float]] = {
    Kind.SCHOOL: (SCHOOL_STAFF[:2], SCHOOL_STAFF[2:], 100),
    Kind.KINDERGARTEN: (KINDERGARTEN_STAFF[:2], KINDERGARTEN_STAFF[2:], 45),
    Kind.ADDITIONAL: (ADDITIONAL_STAFF[:2], ADDITIONAL_STAFF[2:], 40),
    Kind.OTHER: (((HEAD, 1),), (("педагог-психолог", 1),), 15),
}
"""Who leads, the posts of the others in turn, and how large it is beside the rest."""
MORE_FUNCTIONS = {"министр": "head", "заместитель министра": "deputy"}
SUBJECTS = {
    "учитель начальных классов": ("начальные классы",),
    "учитель русского языка и литературы": ("русский язык", "литература"),
    "учитель математики": ("математика",),
    "учитель истории и обществознания": ("история", "обществознание"),
    "учитель биологии и химии": ("биология", "химия"),
    "учитель иностранного языка": ("английский язык",),
    "воспитатель": ("дошкольное образование",),
}
CATEGORIES = (Category.Kind.HIGHEST, Category.Kind.FIRST, Category.Kind.CONFORMITY)
SHARE_WITH_CATEGORY, SHARE_OF_SECOND_JOBS, SHARE_MOVED, SHARE_LEFT = 0.6, 0.03, 0.05, 0.02
SERVICE_OF_TOWN, SERVICE_OF_REGION = ("методист", "старший методист"), "ИРО"
AUTHORITY = ("начальник управления", "заместитель начальника управления", "министр", "заместитель министра")
ENTERING = ("head", "deputy", "methodist")
NAMED = (
    ("methodist", SERVICE, "старший методист"),
    ("methodist2", SERVICE, "методист"),
    ("authority", "Управление образования", "начальник управления"),
    ("control", "Управление образования", "заместитель начальника управления"),
    ("deputy", "СОШ № 1", DEPUTY),
    ("director", "СОШ № 1", HEAD),
    ("teacher", "СОШ № 1", "учитель математики"),
    ("kindergarten", "Детский сад № 1", "старший воспитатель"),
)
"""Logins of the first municipality."""
NAMED_OF_REGION = (("region", "ИРО", "методист"), ("ministry", "Министерство образования", "заместитель министра"))


@dataclass(slots=True)
class Register:
    """Rows to be written, and who holds which post: (node, post) → numbers of people."""

    chance: random.Random
    since: date
    person_ids: Iterator[int]
    positions: dict[str, int]
    subjects: dict[str, int]
    people: dict[int, list[Any]] = field(default_factory=dict)
    jobs: list[tuple[Any, ...]] = field(default_factory=list)
    taught: list[tuple[int, tuple[str, ...]]] = field(default_factory=list)
    categories: list[tuple[Any, ...]] = field(default_factory=list)
    roles: list[tuple[Any, ...]] = field(default_factory=list)
    holders: dict[tuple[int, str], list[int]] = field(default_factory=dict)
    entering: list[int] = field(default_factory=list)

    def one(self, node: Node, post: str) -> int:
        return self.holders[node.pk, post][0]


def people_the_region(tree: Tree, root: Organisation, size: Size, chance: random.Random, since: date) -> Register:
    """Exactly as many people as the size says, not counting the first of the installation."""
    register = Register(chance, since, iter(reserve_ids(Person, size.people)), _positions(), _subjects())
    names = invented_names(chance)
    for node in tree.top:
        _staff_node(register, node, OFFICES[node.short_name], names, root.pk)
    plain = _plain_nodes(tree)
    every = [node for town in tree.municipalities for node in town.nodes]
    leaders = sum(number for node in every for _, number in _leading(node))
    quotas = _shares(size.people - len(register.people) - leaders, [weight for _, weight in plain], chance)
    rest = {node.pk: quota for (node, _), quota in zip(plain, quotas, strict=True)}
    for town in tree.municipalities:
        _staff_town(register, town, rest)
    _write(register, _logins(register, tree))
    return register


def _staff_town(register: Register, town: Municipality, rest: dict[int, int]) -> None:
    names, working = invented_names(register.chance), list[int]()
    for node in town.nodes:
        _staff_node(register, node, _leading(node), names, town.node.pk)
        if _is_plain(node):
            posts = cycle(chain.from_iterable([post] * number for post, number in LED[node.kind][1]))
            working += [_employ(register, node, post, next(names)) for post in islice(posts, rest[node.pk])]
    _move_about(register, town, working)


def _staff_node(register: Register, node: Node, staff: Staff, names: Iterator[tuple[str, ...]], above: int) -> None:
    for post, number in staff:
        for _ in range(number):
            person = _employ(register, node, post, next(names))
            if (role := _role_of(node, post)) is not None:
                of_all = role in (Role.METHODIST, Role.AUTHORITY_HEAD)
                register.roles.append((person, role, above if of_all else node.pk, LONG_AGO))


def _role_of(node: Node, post: str) -> str | None:
    if post in AUTHORITY:
        return Role.AUTHORITY_HEAD
    if post in SERVICE_OF_TOWN and node.short_name in (SERVICE, SERVICE_OF_REGION):
        return Role.METHODIST
    if node.kind == Kind.DEPARTMENT:
        return Role.ORGANISATION_HEAD if post == "начальник отдела" else None
    return LEADING.get(FUNCTIONS.get(post, ""))


def _employ(register: Register, node: Node, post: str, name: tuple[str, ...]) -> int:
    chance, person = register.chance, next(register.person_ids)
    begun = date(register.since.year - chance.randint(1, LONGEST_SERVICE_YEARS), 9, 1)
    education = Person.Education.VOCATIONAL if chance.random() < 1 / 5 else Person.Education.HIGHER
    register.people[person] = [*name, begun, begun, education, None]
    register.jobs.append((person, node.pk, register.positions[post], True, begun, None))
    register.taught.append((len(register.jobs) - 1, SUBJECTS.get(post, ())))
    register.holders.setdefault((node.pk, post), []).append(person)
    if FUNCTIONS.get(post, MORE_FUNCTIONS.get(post, "teacher")) in ENTERING:
        register.entering.append(person)
    elif chance.random() < SHARE_WITH_CATEGORY:
        register.categories.append((person, chance.choice(CATEGORIES), begun + timedelta(days=chance.randint(1, 365))))
    return person


def _move_about(register: Register, town: Municipality, working: list[int]) -> None:
    """Second jobs, former places of work, and those who have left; the first holder of a post stays where he is."""
    places = [node.pk for node in town.nodes if _is_plain(node)]
    chance, year = register.chance, register.since.year
    of_person = {job[0]: index for index, job in enumerate(register.jobs)}
    staying = {holders[0] for holders in register.holders.values()}
    for person in working:
        if person in staying:
            continue
        fate, (_, place, post, _, begun, _) = chance.random(), register.jobs[of_person[person]]
        other = chance.choice(places)
        if fate < SHARE_OF_SECOND_JOBS and other != place:
            register.jobs.append((person, other, post, False, date(year, 9, 1), None))
        elif fate < SHARE_OF_SECOND_JOBS + SHARE_MOVED:
            register.jobs.append((person, other, post, True, begun - timedelta(days=700), begun - timedelta(days=1)))
        elif fate > 1 - SHARE_LEFT:
            register.jobs[of_person[person]] = (person, place, post, True, begun, date(year, 8, 20))


def _logins(register: Register, tree: Tree) -> list[tuple[str, int]]:
    """Named logins first: of those, the login page offers one for each role."""
    first, top = tree.municipalities[0], {node.short_name: node for node in tree.top}
    named = {register.one(first.named(place), post): login for login, place, post in NAMED}
    named |= {register.one(top[place], post): login for login, place, post in NAMED_OF_REGION}
    rest = [(f"user{person}", person) for person in register.entering if person not in named]
    return [*((login, person) for person, login in named.items()), *rest]


def _write(register: Register, logins: list[tuple[str, int]]) -> None:
    password = make_password(DEMO_PASSWORD)
    users = reserve_ids(User, len(logins))
    copy_rows(
        User, ("id", "login", "password"), ((pk, login, password) for pk, (login, _) in zip(users, logins, strict=True))
    )
    for pk, (_, person) in zip(users, logins, strict=True):
        register.people[person][-1] = pk
    columns = ("id", "last_name", "first_name", "patronymic", "gender")
    facts = ("working_since", "teaching_since", "education_level", "user_id")
    copy_rows(Person, (*columns, *facts), ((pk, *row) for pk, row in register.people.items()))
    jobs = reserve_ids(Employment, len(register.jobs))
    columns = ("id", "person_id", "organisation_id", "position_id", "is_main")
    copy_rows(
        Employment, (*columns, "since", "until"), ((pk, *row) for pk, row in zip(jobs, register.jobs, strict=True))
    )
    taught = ((jobs[index], register.subjects[name]) for index, names in register.taught for name in names)
    copy_rows(Employment.subjects.through, ("employment_id", "subject_id"), taught)
    copy_rows(Category, ("person_id", "kind", "since"), register.categories)
    copy_rows(RoleAssignment, ("person_id", "role", "organisation_id", "since"), register.roles)


def _plain_nodes(tree: Tree) -> list[tuple[Node, float]]:
    return [(node, LED[node.kind][2]) for town in tree.municipalities for node in town.nodes if _is_plain(node)]


def _is_plain(node: Node) -> bool:
    return node.kind in LED


def _leading(node: Node) -> Staff:
    return LED[node.kind][0] if _is_plain(node) else OFFICES[node.short_name]


def _shares(total: int, weights: list[float], chance: random.Random) -> list[int]:
    """Whole numbers that add up to the total, about as the weights."""
    uneven = [weight * chance.uniform(0.5, 1.5) for weight in weights]
    whole, passed, shares = sum(uneven), 0.0, []
    for one in uneven:
        before, passed = round(total * passed / whole), passed + one
        shares.append(round(total * passed / whole) - before)
    return shares


def _positions() -> dict[str, int]:
    posts = {post for staff in OFFICES.values() for post, _ in staff}
    posts |= {post for leading, others, _ in LED.values() for post, _ in (*leading, *others)}
    known = FUNCTIONS | MORE_FUNCTIONS
    rows = [Position(name=post, function=known.get(post, "teacher")) for post in sorted(posts)]
    Position.objects.bulk_create(rows, ignore_conflicts=True)
    return dict(Position.objects.filter(name__in=posts).values_list("name", "pk"))


def _subjects() -> dict[str, int]:
    names = sorted({name for names in SUBJECTS.values() for name in names})
    Subject.objects.bulk_create([Subject(name=name) for name in names], ignore_conflicts=True)
    return dict(Subject.objects.filter(name__in=names).values_list("name", "pk"))
