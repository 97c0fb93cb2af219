"""Who may be in the register twice, and why."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Self

from django.db.models import Prefetch

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Employment, Person, PersonName, RoleAssignment, ToldApart
from metodsovet.ground.directory.models.organisations import subtree_q
from metodsovet.ground.directory.models.people import PersonQuerySet
from metodsovet.ground.directory.models.role_kinds import SERVICE
from metodsovet.ground.directory.standing import standing_of
from metodsovet.ground.directory.traces_of_people import Counted, counted_traces

MOST_ALIKE = 12
"""A name that so many bear is a common one: it proposes nothing unless the place is the same."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person as the comparison needs him; ``places`` are ids of organisations of today and of the past."""

    pk: int
    last_name: str
    first_name: str
    patronymic: str
    places: frozenset[int]
    former: tuple[str, ...] = ()

    @property
    def full_name(self) -> str:
        return " ".join(part for part in (self.last_name, self.first_name, self.patronymic) if part)

    @property
    def key(self) -> str:
        return folded(self.full_name)

    @property
    def initials(self) -> tuple[str, str]:
        return initial_of(self.first_name), initial_of(self.patronymic)

    @property
    def is_short(self) -> bool:
        """Written with initials, or without a patronymic."""
        return is_initial(self.first_name) or is_initial(self.patronymic) or not self.patronymic


@dataclass(frozen=True, slots=True)
class Double:
    """Two people who may be one; ``reason`` is a sentence. ``is_same_place`` makes it likely."""

    first: Candidate
    second: Candidate
    reason: str
    is_same_place: bool


@dataclass(slots=True)
class Side:
    """One column of the page that compares two people."""

    person: Person
    jobs: Sequence[Employment] = ()
    roles: Sequence[RoleAssignment] = ()
    counted: Sequence[Counted] = field(default_factory=tuple)

    @classmethod
    def of(cls, person: Person) -> Self:
        jobs = person.employments.select_related("organisation", "position").order_by("-since")
        roles = person.roles.select_related("organisation").order_by("-since")
        return cls(person, list(jobs), list(roles), counted_traces(person))

    @property
    def total(self) -> int:
        return sum(one.count for one in self.counted)


def folded(text: str) -> str:
    return " ".join(text.lower().replace("ё", "е").split())


def initial_of(word: str) -> str:
    return folded(word)[:1]


def is_initial(word: str) -> bool:
    return len(word.strip(". ")) == 1


def doubles_seen_by(user: User) -> list[Double]:
    """Likely doubles among those whom the user serves, the likeliest first. Four queries, whatever their number."""
    served = subtree_q(standing_of(user).paths_of(SERVICE), "employments__organisation__path")
    people = Person.objects.filter(pk__in=Person.objects.filter(served).values("pk"), erased_on=None)
    apart = set(ToldApart.objects.values_list("first_id", "second_id"))
    found = [double for double in likely(_candidates(people)) if (double.first.pk, double.second.pk) not in apart]
    return sorted(found, key=lambda double: (not double.is_same_place, double.first.key))


def doubles_of(person: Person, user: User) -> list[Double]:
    return [double for double in doubles_seen_by(user) if person.pk in (double.first.pk, double.second.pk)]


def likely(people: Iterable[Candidate]) -> Iterator[Double]:
    """Pairs of whom something says that they are one; the lower id is the first of a pair."""
    groups: dict[tuple[str, str], list[Candidate]] = defaultdict(list)
    for person in people:
        surnames = {folded(person.last_name), *(name.split()[0] for name in person.former if name)}
        for surname in surnames:
            groups[surname, person.initials[0]].append(person)
    known: set[tuple[int, int]] = set()
    for group in groups.values():
        ordered = sorted(group, key=lambda one: one.pk)
        for first, second in combinations(ordered, 2):
            double = judged(first, second)
            common = len(group) > MOST_ALIKE and double is not None and not double.is_same_place
            if double is not None and not common and (first.pk, second.pk) not in known:
                known.add((first.pk, second.pk))
                yield double


def judged(first: Candidate, second: Candidate) -> Double | None:
    """Whether the two may be one, and why."""
    is_same_place = bool(first.places & second.places)
    why = _reason(first, second, is_same_place)
    if not why:
        return None
    where = "место работы одно" if is_same_place else "места работы разные: так бывает и у тёзок"
    return Double(first, second, f"{why}; {where}", is_same_place)


def _reason(first: Candidate, second: Candidate, is_same_place: bool) -> str:
    if first.key == second.key:
        is_letter = first.full_name.lower() != second.full_name.lower()
        return "имена различаются только буквами «ё» и «е»" if is_letter else "имена совпадают"
    if second.key in first.former or first.key in second.former:
        return "одно имя — прежнее имя другого"
    if is_same_place and _may_be_short_of(first, second):
        return f"«{first.full_name}» и «{second.full_name}»: одно имя может быть короткой записью другого"
    return ""


def _may_be_short_of(first: Candidate, second: Candidate) -> bool:
    if folded(first.last_name) != folded(second.last_name) or not (first.is_short or second.is_short):
        return False
    pairs = ((first.first_name, second.first_name), (first.patronymic, second.patronymic))
    return all(_agree(one, other) for one, other in pairs)


def _agree(one: str, other: str) -> bool:
    """Equal, or one of them is an initial of the other or absent."""
    if not one or not other or folded(one) == folded(other):
        return True
    return (is_initial(one) or is_initial(other)) and initial_of(one) == initial_of(other)


def _candidates(people: PersonQuerySet) -> list[Candidate]:
    jobs = Prefetch("employments", Employment.objects.only("person_id", "organisation_id"), to_attr="all_jobs")
    names = Prefetch("former_names", PersonName.objects.only("person_id", "sort_key"), to_attr="all_names")
    rows = people.prefetch_related(jobs, names)
    return [
        Candidate(
            row.pk,
            row.last_name,
            row.first_name,
            row.patronymic,
            frozenset(job.organisation_id for job in vars(row)["all_jobs"]),
            tuple(name.sort_key.strip() for name in vars(row)["all_names"]),
        )
        for row in rows
    ]
