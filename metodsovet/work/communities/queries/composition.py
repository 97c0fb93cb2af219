"""Whom the rules of communities propose to take in and to lead out, each with its reason; a person decides."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from metodsovet.ground.directory.models import Employment, Organisation, Person, Position
from metodsovet.ground.directory.models.organisations import subtree_q
from metodsovet.ground.directory.reading.days import full_years
from metodsovet.kernel.russian import date_text, plural
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.work.communities.models import Community, CompositionRule, Membership, Office, SetAside
from metodsovet.work.communities.queries.reach import reaches_of
from metodsovet.work.communities.queries.rosters import whole_of

Kind = SetAside.Kind
LEAVING_FROM = (5, 1)
"""Month and day from which those who leave at the end of the school year are proposed: before the last meeting."""
NARROWED_BY_DATABASE = 10
"""Up to so many rules the database looks for fitting people itself; of more all jobs are read once."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """``until`` is the last day of somebody who leaves; ``rule_words`` are kept with the membership that it makes."""

    kind: str
    person: Person
    where: str
    reason: str
    rule_words: str = ""
    until: date | None = None

    @property
    def key(self) -> str:
        return f"{self.kind}-{self.person.pk}"

    @property
    def is_joining(self) -> bool:
        return self.kind == Kind.JOIN


def proposals_for(community: Community, day: date) -> list[Proposal]:
    return proposals_of([community], day)[community.pk]


def proposals_of(communities: Sequence[Community], day: date) -> dict[int, list[Proposal]]:
    """By ids of communities whose organisation and kind are read; a constant number of queries."""
    return _Composition(communities, day).proposals()


def rule_text(rule: CompositionRule) -> str:
    """«учат: математика, физика; стаж не больше 3 лет». Reads subjects and positions, which may be prefetched."""
    parts = []
    if subjects := [one.name for one in rule.subjects.all()]:
        parts.append(f"учат: {', '.join(subjects)}")
    if positions := [one.name for one in rule.positions.all()]:
        parts.append(f"должность: {', '.join(positions)}")
    for label, values, kinds in (
        ("кто: ", rule.functions, Position.Function),
        ("откуда: ", rule.organisation_kinds, Organisation.Kind),
    ):
        names = dict(kinds.choices)
        if values:
            parts.append(label + ", ".join(str(names.get(value, value)) for value in values))
    if rule.service_years_at_most is not None:
        parts.append(f"педагогический стаж не больше {_years(rule.service_years_at_most, 'года', 'лет')}")
    return "; ".join(parts)


def limit_day(teaching_since: date, years: int) -> date:
    """The day on which so many years have been served; 29 February is followed by 1 March."""
    try:
        return teaching_since.replace(year=teaching_since.year + years)
    except ValueError:
        return date(teaching_since.year + years, 3, 1)


@dataclass(frozen=True, slots=True)
class _Condition:
    """The rule as sets, asked of many jobs; jobs come with their subjects."""

    reach: str
    subjects: frozenset[int]
    positions: frozenset[int]
    functions: frozenset[str]
    places: frozenset[str]

    @classmethod
    def of(cls, rule: CompositionRule, reach: str) -> "_Condition":
        subjects = frozenset(one.pk for one in rule.subjects.all())
        positions = frozenset(one.pk for one in rule.positions.all())
        return cls(reach, subjects, positions, frozenset(rule.functions), frozenset(rule.organisation_kinds))

    def holds(self, job: Employment) -> bool:
        return (
            job.organisation.path.startswith(self.reach)
            and (not self.functions or job.position.function in self.functions)
            and (not self.positions or job.position_id in self.positions)
            and (not self.places or whole_of(job.organisation).kind in self.places)
            and (not self.subjects or any(one.pk in self.subjects for one in job.subjects.all()))
        )

    def taught_by(self, job: Employment) -> str:
        names = [one.name for one in job.subjects.all() if one.pk in self.subjects] if self.subjects else []
        return f"учит: {', '.join(names)}" if names else ""


class _Composition:
    def __init__(self, communities: Sequence[Community], day: date) -> None:
        self.day, self.year = day, SchoolYear.of(day)
        self.communities = communities
        self.reaches = reaches_of(communities)
        ids = [one.pk for one in communities]
        rules = CompositionRule.objects.filter(community__in=ids).prefetch_related("subjects", "positions")
        self.rules = {rule.community_id: rule for rule in rules}
        self.conditions = {pk: _Condition.of(rule, self.reaches[pk]) for pk, rule in self.rules.items()}
        rows = Membership.objects.filter(Q(until=None) | Q(until__gte=day), community__in=ids)
        self.members = _by_community(rows.select_related("person"))
        offices = Office.objects.on(day).filter(community__in=ids).exclude(kind=Office.Kind.CURATOR)
        self.officers = set(offices.values_list("community_id", "person_id"))
        asides = SetAside.objects.filter(community__in=ids, school_year=self.year.start)
        self.set_aside = set(asides.values_list("community_id", "kind", "person_id"))
        self.jobs_of_members = self._jobs_of_members()
        self.candidates = self._candidates()

    def proposals(self) -> dict[int, list[Proposal]]:
        answer = {}
        for community in self.communities:
            found = [*self._joining(community), *self._leaving(community)]
            answer[community.pk] = [
                one for one in found if (community.pk, one.kind, one.person.pk) not in self.set_aside
            ]
        return answer

    def _jobs_of_members(self) -> Mapping[int, list[Employment]]:
        people = {one.person_id for rows in self.members.values() for one in rows}
        return _by_person(_jobs(self.day).filter(person__in=people))

    def _candidates(self) -> Mapping[int, list[Employment]]:
        if not self.rules:
            return {}
        if len(self.rules) <= NARROWED_BY_DATABASE:
            fits = Q(pk__in=[])
            for rule in self.rules.values():
                fits |= _asked(rule) & Q(organisation__path__startswith=self.reaches[rule.community_id])
        else:
            fits = subtree_q({self.reaches[pk] for pk in self.rules}, "organisation__path")
        return _by_person(_jobs(self.day).filter(pk__in=Employment.objects.filter(fits).values("pk")))

    def _joining(self, community: Community) -> Iterator[Proposal]:
        rule = self.rules.get(community.pk)
        if rule is None:
            return
        known = {one.person_id for one in self.members.get(community.pk, ())}
        condition, words = self.conditions[community.pk], rule_text(rule)
        for jobs in self.candidates.values():
            person = jobs[0].person
            job = None if person.pk in known else next((one for one in jobs if condition.holds(one)), None)
            if job is None or not self._is_young_enough(rule, person):
                continue
            service = _service(person, self.day) if rule.service_years_at_most is not None else ""
            reason = "; ".join(filter(None, (condition.taught_by(job), service))) or words
            yield Proposal(Kind.JOIN, person, _where(job), reason, rule_words=_kept_words(rule, job))

    def _leaving(self, community: Community) -> Iterator[Proposal]:
        rule = self.rules.get(community.pk)
        for one in self.members.get(community.pk, ()):
            if one.until is not None or one.since > self.day or (community.pk, one.person_id) in self.officers:
                continue
            reason, until = self._why_leaves(community, rule, one)
            if reason:
                jobs = self.jobs_of_members.get(one.person_id, ())
                where = _where(jobs[0]) if jobs else "сейчас нигде не работает"
                yield Proposal(Kind.LEAVE, one.person, where, reason, until=until)

    def _why_leaves(
        self, community: Community, rule: CompositionRule | None, one: Membership
    ) -> tuple[str, date | None]:
        reach = self.reaches[community.pk]
        jobs = self.jobs_of_members.get(one.person_id, ())
        here = [job for job in jobs if job.organisation.path.startswith(reach)]
        if not here:
            return "здесь больше не работает", self.day
        if rule is None:
            return "", None
        if one.ground == Membership.Ground.BY_RULE and not any(
            self.conditions[community.pk].holds(job) for job in here
        ):
            return f"правилу больше не подходит ({rule_text(rule)})", self.day
        return self._has_served(rule, one.person)

    def _has_served(self, rule: CompositionRule, person: Person) -> tuple[str, date | None]:
        """Told before the end of the school year in which the limit is reached, and after it."""
        limit = rule.service_years_at_most
        if limit is None or person.teaching_since is None:
            return "", None
        reached = limit_day(person.teaching_since, limit)
        last_day = SchoolYear.of(reached).last_day
        if self.day < date(last_day.year, *LEAVING_FROM):
            return "", None
        years = _years(limit, "года", "лет")
        if last_day < self.day:
            return (
                f"стаж достиг {years} {date_text(reached)}: учебный год, до конца которого участвуют, уже прошёл",
                self.day,
            )
        return f"стаж достигает {years} {date_text(reached)}: по правилу участвует до конца учебного года", last_day

    def _is_young_enough(self, rule: CompositionRule, person: Person) -> bool:
        limit = rule.service_years_at_most
        if limit is None:
            return True
        if person.teaching_since is None or limit_day(person.teaching_since, limit) < self.year.first_day:
            return False
        return not self._has_served(rule, person)[0]


def _asked(rule: CompositionRule) -> Q:
    fits = Q()
    if subjects := [one.pk for one in rule.subjects.all()]:
        fits &= Q(subjects__in=subjects)
    if positions := [one.pk for one in rule.positions.all()]:
        fits &= Q(position__in=positions)
    if rule.functions:
        fits &= Q(position__function__in=rule.functions)
    if rule.service_years_at_most is not None:
        fits &= Q(person__teaching_since__isnull=False)
    return fits


def _jobs(day: date) -> QuerySet[Employment]:
    jobs = Employment.objects.on(day).select_related("person", "position", "organisation__parent")
    rows: QuerySet[Employment] = jobs.prefetch_related("subjects").order_by("person__sort_key", "-is_main", "since")
    return rows


def _by_person(jobs: Iterable[Employment]) -> Mapping[int, list[Employment]]:
    answer: dict[int, list[Employment]] = defaultdict(list)
    for job in jobs:
        answer[job.person_id].append(job)
    return answer


def _by_community(rows: Iterable[Membership]) -> Mapping[int, list[Membership]]:
    answer: dict[int, list[Membership]] = defaultdict(list)
    for row in rows:
        answer[row.community_id].append(row)
    return answer


def _where(job: Employment) -> str:
    return f"{job.position.name}, {whole_of(job.organisation).short_name}"


def _kept_words(rule: CompositionRule, job: Employment) -> str:
    """«учитель математики, стаж не больше 3 лет»: what the roster says of him afterwards."""
    limit = rule.service_years_at_most
    return job.position.name if limit is None else f"{job.position.name}, стаж не больше {_years(limit, 'года', 'лет')}"


def _service(person: Person, day: date) -> str:
    assert person.teaching_since is not None
    years = full_years(person.teaching_since, day)
    return f"педагогический стаж {_years(years, 'год', 'лет', 'года')}" if years else "педагогический стаж меньше года"


def _years(number: int, one: str, many: str, few: str | None = None) -> str:
    """«3 лет» after «больше», «3 года» with ``few``."""
    return f"{number}\u00a0{plural(number, one, few or many, many)}"
