"""The part of the register that a list is compared with, read at once: three queries, whatever the number of people."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.matching.keys import initials_key, name_key
from metodsovet.ground.directory.models import (
    Category,
    Employment,
    Organisation,
    Person,
    PersonMatch,
    PersonName,
)

_PERSON = (
    "pk",
    "last_name",
    "first_name",
    "patronymic",
    "gender",
    "working_since",
    "teaching_since",
    "education_level",
    "education",
)


@dataclass(slots=True)
class KnownPerson:
    pk: int
    last_name: str
    first_name: str
    patronymic: str
    gender: str
    working_since: date | None
    teaching_since: date | None
    education_level: str
    education: str
    jobs: list["KnownJob"] = field(default_factory=list)
    categories: list[tuple[str, date | None]] = field(default_factory=list)
    key: str = field(init=False)

    def __post_init__(self) -> None:
        self.key = name_key(self.last_name, self.first_name, self.patronymic)

    @property
    def full_name(self) -> str:
        return " ".join(part for part in (self.last_name, self.first_name, self.patronymic) if part)

    def jobs_at(self, organisation: int) -> list["KnownJob"]:
        return [job for job in self.jobs if job.organisation == organisation]


@dataclass(slots=True)
class KnownJob:
    pk: int
    organisation: int
    position: int
    position_name: str
    is_main: bool
    since: date
    until: date | None
    subjects: set[int] = field(default_factory=set)


class Register:
    """People whom the user sees and who were not erased, with places of work and categories of the day ``as_of``."""

    def __init__(self, as_of: date, *, user: User) -> None:
        self.people: dict[int, KnownPerson] = {}
        self.by_name: dict[str, list[KnownPerson]] = defaultdict(list)
        self.at: dict[int, dict[int, KnownPerson]] = defaultdict(dict)
        self.by_initials: dict[tuple[int, str], list[KnownPerson]] = defaultdict(list)
        self.organisations: dict[int, Organisation] = {
            one.pk: one for one in Organisation.objects.visible_to(user).order_by("path")
        }
        self._read_people(user)
        self._read_jobs(as_of)
        self.remembered = dict(self._remembered())

    def _read_people(self, user: User) -> None:
        for values in (
            Person.objects.visible_to(user).filter(erased_on=None).order_by("pk").values_list(*_PERSON).iterator(5000)
        ):
            person = KnownPerson(*values)
            self.people[person.pk] = person
            self.by_name[person.key].append(person)
        self._read_former_names()
        for pk, kind, since in Category.objects.values_list("person", "kind", "since").iterator(5000):
            if pk in self.people:
                self.people[pk].categories.append((kind, since))

    def _read_former_names(self) -> None:
        """A list that a school has kept since before still calls people by them."""
        fields = ("person_id", "last_name", "first_name", "patronymic")
        for pk, *name in PersonName.objects.order_by("pk").values_list(*fields).iterator(5000):
            person = self.people.get(pk)
            if person is not None and person not in self.by_name[name_key(*name)]:
                self.by_name[name_key(*name)].append(person)

    def _read_jobs(self, day: date) -> None:
        current = Employment.objects.filter(Q(until=None) | Q(until__gte=day)).order_by("pk")
        fields = ("pk", "person", "organisation", "position", "position__name", "is_main", "since", "until")
        jobs: dict[int, KnownJob] = {}
        for pk, person_pk, *values in current.values_list(*fields).iterator(5000):
            person = self.people.get(person_pk)
            if person is None:
                continue
            jobs[pk] = job = KnownJob(pk, *values)
            person.jobs.append(job)
            if person.pk not in self.at[job.organisation]:
                self.at[job.organisation][person.pk] = person
                key = initials_key(person.last_name, person.first_name, person.patronymic)
                self.by_initials[job.organisation, key].append(person)
        through = Employment.subjects.through.objects.filter(employment__in=current.values("pk"))
        for pk, subject in through.values_list("employment_id", "subject_id").iterator(5000):
            if pk in jobs:
                jobs[pk].subjects.add(subject)

    def _remembered(self) -> Any:
        rows = PersonMatch.objects.filter(organisation__in=self.organisations)
        return (
            ((organisation, key), pk) for organisation, key, pk in rows.values_list("organisation", "key", "person")
        )

    def place_name(self, organisation: int) -> str:
        known = self.organisations.get(organisation)
        return known.short_name if known else ""

    def works_text(self, person: KnownPerson) -> str:
        """«учитель, СОШ № 2»: where the person works now."""
        places = [f"{job.position_name}, {self.place_name(job.organisation)}" for job in person.jobs]
        return "; ".join(places) or "сейчас нигде не работает"
