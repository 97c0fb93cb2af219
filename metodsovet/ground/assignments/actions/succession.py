"""A duty passes on: whoever held it no longer does, and open assignments follow those who do now."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Exists, OuterRef

from metodsovet.ground.access.history import record_actions
from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.actions.locking import locked_open
from metodsovet.ground.assignments.actions.telling import Sentences, leaders_of, tell_together
from metodsovet.ground.assignments.models import Assignment, Part
from metodsovet.ground.directory.models import Employment, Person, RoleAssignment
from metodsovet.kernel import clock
from metodsovet.kernel.russian import plural

Role = Part.Role


@dataclass(frozen=True, slots=True)
class Succession:
    """Who has the part now: nobody (a gap), one, or several of whom one takes it.

    ``holder_key`` and the ``key`` of the assignment change where they name the one who left; empty ones stay.
    """

    part_id: int
    person_ids: tuple[int, ...] = ()
    holder_key: str = ""
    key: str = ""


@transaction.atomic
def replace_holders(successions: Iterable[Succession], *, by: User | None = None) -> int:
    """Pass the parts of open assignments on; the number of parts that passed. One notice a person.

    Nothing changes where the part has ended or its person is the successor. A helper, or one of several candidates,
    just leaves when nobody comes instead; a duty that somebody must do leaves a visible gap, told to whoever leads
    the organisation.
    """
    wanted = {one.part_id: one for one in successions}
    passing = _Passing(wanted, by)
    for assignment, seated in _seated(wanted):
        for part in seated:
            if part.pk in wanted and wanted[part.pk].person_ids != _people(part):
                passing.pass_on(assignment, part, seated)
    passing.save()
    return len(passing.ended)


@transaction.atomic
def free_parts_of_leavers(*, day: date, by: User | None = None) -> int:
    """Free what was handed over by hand and follows no duty, when the colleague is gone from the organisation.

    Gone is one who worked there and neither works there nor holds a role there on the day.
    """
    place = OuterRef("assignment__organisation__path")
    jobs = Employment.objects.filter(person=OuterRef("person"), organisation__path__startswith=place)
    roles = RoleAssignment.objects.on(day).filter(person=OuterRef("person"), organisation__path__startswith=place)
    handed_over = Part.objects.filter(until=None, holder_key="", assignment__in=Assignment.objects.open())
    gone = handed_over.filter(Exists(jobs)).exclude(Exists(jobs.on(day))).exclude(Exists(roles))
    return replace_holders([Succession(pk) for pk in gone.values_list("pk", flat=True)], by=by)


class _Passing:
    """What one call changes, saved and told together."""

    def __init__(self, wanted: Mapping[int, Succession], by: User | None) -> None:
        self.wanted = wanted
        self.by = by
        self.people = Person.objects.in_bulk([person for one in wanted.values() for person in one.person_ids])
        self.ended: list[int] = []
        self.made: list[Part] = []
        self.keys: dict[int, str] = {}
        self.texts: list[tuple[int, str]] = []
        self.lost: dict[int, set[int]] = defaultdict(set)
        self.got: dict[int, set[int]] = defaultdict(set)
        self.gaps: set[int] = set()

    def pass_on(self, assignment: Assignment, part: Part, seated: list[Part]) -> None:
        """``seated`` are the parts in force; what changes in them is seen by the parts that pass next."""
        one = self.wanted[part.pk]
        seated.remove(part)
        self.ended.append(part.pk)
        role = Role.CANDIDATE.value if part.role == Role.LEAD and len(one.person_ids) > 1 else part.role
        twins = {other.person_id for other in seated if other.role == role}
        coming: list[int | None] = [person for person in one.person_ids if person not in twins]
        if not one.person_ids and _is_missed(part, seated):
            coming = [None]
            self.gaps.add(assignment.pk)
        new = [self._part(part, role, person, one.holder_key) for person in coming]
        seated += new
        self.made += new
        if one.key:
            self.keys[assignment.pk] = one.key
        if part.person_id is not None:
            self.lost[part.person_id].add(assignment.pk)
        for person in coming:
            if person is not None:
                self.got[person].add(assignment.pk)
        self.texts.append((assignment.pk, self._text(part, coming)))

    def save(self) -> None:
        if not self.ended:
            return
        Part.objects.filter(pk__in=self.ended).update(until=clock.today())
        Part.objects.bulk_create(self.made, batch_size=2000)
        self._rename()
        record_actions("replace_holder", Assignment, self.texts, by=self.by)
        key = f"holder_replaced:{self.ended[0]}"
        tell_together(self.lost, LOST, key=key, by=self.by)
        tell_together(self.got, GOT, key=f"{key}:got", by=self.by)
        tell_together(leaders_of(self.gaps), LEFT_WITHOUT, key=f"{key}:gap", by=self.by)

    def _rename(self) -> None:
        """A natural key that is in use already stays as it was."""
        used = set(Assignment.objects.filter(key__in=self.keys.values()).values_list("key", flat=True))
        rows = [Assignment(pk=pk, key=key) for pk, key in self.keys.items() if key not in used]
        Assignment.objects.bulk_update(rows, ["key"], batch_size=1000)

    def _part(self, part: Part, role: str, person: int | None, holder_key: str) -> Part:
        return Part(
            assignment_id=part.assignment_id,
            role=role,
            person_id=person,
            organisation_id=part.organisation_id,
            duty=part.duty,
            holder_key=holder_key or part.holder_key,
            since=clock.today(),
        )

    def _text(self, part: Part, coming: Sequence[int | None]) -> str:
        names = ", ".join(self.people[person].short_name for person in coming if person is not None)
        if names:
            role = Role.CANDIDATE.label if part.role == Role.LEAD and len(coming) > 1 else part.get_role_display()
            return f"Теперь {role} — {names}"
        gap = ": место свободно" if coming else ""
        return f"{part.person} больше не участвует ({part.get_role_display()}){gap}"


def _seated(wanted: Mapping[int, Succession]) -> Iterable[tuple[Assignment, list[Part]]]:
    """Open assignments of the parts, locked, with all their parts in force."""
    rows = {row.pk: row for row in locked_open(list(_assignment_ids(wanted)))}
    seated: dict[int, list[Part]] = defaultdict(list)
    for part in Part.objects.filter(assignment__in=rows, until=None).select_related("person"):
        seated[part.assignment_id].append(part)
    return [(rows[pk], parts) for pk, parts in seated.items()]


def _assignment_ids(wanted: Mapping[int, Succession]) -> set[int]:
    return set(Part.objects.filter(pk__in=wanted).values_list("assignment_id", flat=True))


def _people(part: Part) -> tuple[int, ...]:
    return (part.person_id,) if part.person_id is not None else ()


def _is_missed(part: Part, others: Sequence[Part]) -> bool:
    if part.role == Role.CANDIDATE:
        return not any(other.role in (Role.CANDIDATE, Role.LEAD) for other in others)
    return part.role == Role.LEAD


def _number(number: int) -> str:
    return f"{number}\u00a0{plural(number, 'поручение', 'поручения', 'поручений')}"


LOST = Sentences(
    lambda title: f"Поручение «{title}» теперь не у вас",
    lambda number: f"Теперь не у вас: {_number(number)}",
)
GOT = Sentences(
    lambda title: f"К вам перешло поручение «{title}»",
    lambda number: f"К вам перешло: {_number(number)}",
)
LEFT_WITHOUT = Sentences(
    lambda title: f"Назначьте исполнителя: «{title}»",
    lambda number: f"Назначьте исполнителей: без них осталось {_number(number)}",
)
