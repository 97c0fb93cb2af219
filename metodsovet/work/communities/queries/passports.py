"""The passport of a community, computed on a day from the register: each figure with the people whom it counts."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Prefetch

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Category, Person, Position, ReferenceNumber
from metodsovet.ground.directory.reading.days import full_years
from metodsovet.kernel.numbers import plain_text, rounded
from metodsovet.kernel.russian import plural
from metodsovet.work.communities import slots
from metodsovet.work.communities.models import Community
from metodsovet.work.communities.queries.rosters import Roster, jobs_on, post_and_place, roster_of
from metodsovet.work.communities.slots import Line

YOUNG = "young_teacher_years"
Counted = Category.Kind.HIGHEST, Category.Kind.FIRST, Category.Kind.CONFORMITY


@dataclass(frozen=True, slots=True)
class PassportPerson:
    """``service`` in whole years, None where the register does not know it."""

    person: Person
    name: str
    post_and_place: str
    is_teacher: bool
    is_known: bool
    categories: frozenset[str]
    service: int | None


@dataclass(frozen=True, slots=True)
class PassportFigure:
    """``key`` opens its rows; ``note`` says what the figure leaves out, or where its bound comes from."""

    key: str
    label: str
    value: str
    people: Sequence[PassportPerson]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Passport:
    community: Community
    day: date
    lines: Sequence[Line]
    figures: Sequence[PassportFigure]

    def figure(self, key: str) -> PassportFigure | None:
        return next((one for one in self.figures if one.key == key), None)


def passport_of(community: Community, day: date, *, user: User) -> Passport:
    roster = roster_of(community, day, user=user)
    heads = roster.holding("head")
    subjects = _subjects(community)
    lines = [
        Line("Организация", community.organisation.name, community.organisation.get_absolute_url()),
        Line("Предметы", ", ".join(subjects) or "не по предмету"),
        Line("Руководитель", "; ".join(f"{one.name}, {one.post_and_place}" for one in heads) or "не назначен"),
        *([Line("Тема", community.theme)] if community.theme else []),
        *slots.lines_of(community, day),
    ]
    return Passport(community, day, lines, _figures(_people(roster), day))


def _subjects(community: Community) -> list[str]:
    own = [community.subject.name] if community.subject else []
    rule = getattr(community, "rule", None)
    named = [one.name for one in rule.subjects.all()] if rule else []
    return list(dict.fromkeys([*own, *named]))


def _people(roster: Roster) -> list[PassportPerson]:
    day = roster.day
    ids = [row.person.pk for row in roster.members]
    rows = Person.objects.filter(pk__in=ids).prefetch_related(
        "categories", Prefetch("employments", jobs_on(day), to_attr="jobs_of_day")
    )
    by_id = {person.pk: person for person in rows}
    return [_person(by_id[row.person.pk], row.name, day, is_known=row.is_known) for row in roster.members]


def _person(person: Person, name: str, day: date, *, is_known: bool) -> PassportPerson:
    jobs = vars(person)["jobs_of_day"]
    in_force = {
        one.kind
        for one in person.categories.all()
        if (one.since is None or one.since <= day) and (one.until is None or one.until >= day)
    }
    since = person.teaching_since
    service = full_years(since, day) if since is not None and since <= day else None
    is_teacher = any(job.position.function == Position.Function.TEACHER for job in jobs)
    return PassportPerson(
        person,
        name,
        ", ".join(filter(None, post_and_place(person))),
        is_teacher,
        is_known,
        frozenset(in_force),
        service,
    )


def _figures(people: Sequence[PassportPerson], day: date) -> list[PassportFigure]:
    def counted(key: str, label: str, is_of: Callable[[PassportPerson], bool], note: str = "") -> PassportFigure:
        rows = [one for one in people if is_of(one)]
        return PassportFigure(key, label, str(len(rows)), rows, note)

    names = dict(Category.Kind.choices)
    return [
        counted("members", "Участников", lambda one: True),
        counted("teachers", "Из них педагогов", lambda one: one.is_teacher),
        *(
            counted(kind, f"Категория: {names[kind]}", lambda one, kind=kind: kind in one.categories)  # type: ignore[misc]
            for kind in Counted
        ),
        counted("none", "Без категории", lambda one: not one.categories.intersection(Counted)),
        _mean_service(people),
        _young(people, day),
    ]


def _mean_service(people: Sequence[PassportPerson]) -> PassportFigure:
    known = [one for one in people if one.service is not None]
    total = sum(one.service or 0 for one in known)
    unknown = len(people) - len(known)
    note = f"у {unknown} {plural(unknown, 'участника', 'участников', 'участников')} стаж не указан" if unknown else ""
    if not known:
        return PassportFigure("service", "Средний педагогический стаж", "—", known, note)
    mean = rounded(Decimal(total) / len(known), 1)
    return PassportFigure("service", "Средний педагогический стаж, лет", plain_text(mean), known, note)


def _young(people: Sequence[PassportPerson], day: date) -> PassportFigure:
    try:
        limit = int(ReferenceNumber.objects.value_of(YOUNG, day))
    except ReferenceNumber.DoesNotExist:
        return PassportFigure("young", "Молодых педагогов", "—", [], "в «Числах из законов» не сказано, кто молодой")
    rows = [one for one in people if one.service is not None and one.service < limit]
    years = plural(limit, "года", "лет", "лет")
    return PassportFigure("young", "Молодых педагогов", str(len(rows)), rows, f"со стажем меньше {limit} {years}")
