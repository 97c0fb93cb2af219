"""How many teachers of a subject are in an association of that subject."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Employment, Person, Position, Subject
from metodsovet.ground.directory.models.organisations import home_paths, subtree_q
from metodsovet.ground.directory.standing import standing_of
from metodsovet.work.communities.models import Community, CompositionRule, Membership
from metodsovet.work.communities.queries.rosters import whole_of
from metodsovet.work.communities.rules import KEEPERS


@dataclass(frozen=True, slots=True)
class Teacher:
    person: Person
    place: str
    communities: Sequence[str]


@dataclass(frozen=True, slots=True)
class Covered:
    """A subject: its teachers of the day and those of them who are in a community of it."""

    subject: Subject
    teachers: Sequence[Teacher]
    community_count: int

    @property
    def inside(self) -> Sequence[Teacher]:
        return [one for one in self.teachers if one.communities]

    @property
    def outside(self) -> Sequence[Teacher]:
        return [one for one in self.teachers if not one.communities]

    @property
    def share(self) -> Decimal | None:
        return Decimal(len(self.inside)) / len(self.teachers) if self.teachers else None


def coverage_of(user: User, day: date) -> list[Covered]:
    """Subjects that somebody teaches under the nodes that the user keeps, or that a community there is of."""
    paths = standing_of(user).paths_of(KEEPERS)
    of_subject = _communities(home_paths(user))
    members = _members({pk for ids in of_subject.values() for pk in ids}, day)
    teachers = _teachers(paths, day)
    subjects = Subject.objects.filter(pk__in={*of_subject, *teachers}).order_by("name")
    answer = []
    for subject in subjects:
        inside: dict[int, list[str]] = defaultdict(list)
        for pk, name in of_subject.get(subject.pk, {}).items():
            for person in members.get(pk, ()):
                inside[person].append(name)
        known = teachers.get(subject.pk, {})
        shown = [
            Teacher(job.person, whole_of(job.organisation).short_name, inside.get(pk, ())) for pk, job in known.items()
        ]
        answer.append(Covered(subject, shown, len(of_subject.get(subject.pk, ()))))
    return answer


def _communities(homes: Sequence[str]) -> Mapping[int, Mapping[int, str]]:
    """Open communities with their names, by the subjects that they are of or that their rules name.

    One of the town counts for a school's lead too: its teachers are in it.
    """
    rows = Community.objects.filter(subtree_q(homes, "organisation__path"), closed_on=None)
    answer: dict[int, dict[int, str]] = defaultdict(dict)
    for pk, name, subject in rows.filter(subject__isnull=False).values_list("pk", "name", "subject"):
        answer[subject][pk] = name
    rules = CompositionRule.objects.filter(community__in=rows, subjects__isnull=False)
    for pk, name, subject in rules.values_list("community", "community__name", "subjects"):
        answer[subject][pk] = name
    return answer


def _members(communities: set[int], day: date) -> Mapping[int, Sequence[int]]:
    answer: dict[int, list[int]] = defaultdict(list)
    rows = Membership.objects.on(day).filter(community__in=communities)
    for community, person in rows.values_list("community_id", "person_id"):
        answer[community].append(person)
    return answer


def _teachers(paths: Sequence[str], day: date) -> Mapping[int, Mapping[int, Employment]]:
    """A job of each teacher by subjects and people."""
    jobs: QuerySet[Employment] = Employment.objects.on(day).filter(
        subtree_q(paths, "organisation__path"), position__function=Position.Function.TEACHER, subjects__isnull=False
    )
    rows = jobs.distinct().select_related("person", "organisation__parent").prefetch_related("subjects")
    answer: dict[int, dict[int, Employment]] = defaultdict(dict)
    for job in rows.order_by("person__sort_key", "pk"):
        for subject in job.subjects.all():
            answer[subject.pk].setdefault(job.person_id, job)
    return answer
