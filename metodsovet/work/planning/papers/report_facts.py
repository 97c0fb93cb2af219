"""What the ledger says about each line of a plan in a period: counted in SQL, named only as far as a paper holds."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db.models import Count, Max, OuterRef, Subquery

from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.models import Assignment, Evidence, Part
from metodsovet.ground.assignments.queries.control import risk_days
from metodsovet.ground.directory.models import Person
from metodsovet.kernel import clock
from metodsovet.kernel.offers import Period
from metodsovet.work.planning.expansion.sources import assignments_of_plan
from metodsovet.work.planning.models import Occurrence, Plan


@dataclass(slots=True)
class LineFacts:
    """Of one line: assignments by standing, deadlines, the last report, evidence by organisation, who is late.

    ``late`` names executors by the deadline, ``left_out`` by the reason why they are not asked any more.
    """

    counts: Counter[str] = field(default_factory=Counter)
    due_days: set[date] = field(default_factory=set)
    reported_on: date | None = None
    evidence: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    late: dict[date, list[str]] = field(default_factory=lambda: defaultdict(list))
    left_out: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))


class NamedRow(NamedTuple):
    """An assignment as far as the lists of the report name it."""

    object_id: int
    standing: str
    due_on: date
    state: str
    removed_from_control_at: datetime | None
    removal_reason: str
    organisation__short_name: str
    lead_id: int | None


class ReportFacts:
    """``lines`` are by activity. ``seen`` of ``total`` assignments of the period are shown to this reader."""

    def __init__(self, plan: Plan, period: Period, user: User) -> None:
        self._day = min(period.last_day, clock.today())  # people are called as they were at the end of the period
        due = assignments_of_plan(plan).filter(due_on__range=(period.first_day, period.last_day))
        # Any: the stubs do not see what ``with_standing`` and the other annotations add to a row.
        self._rows: Any = due.visible_to(user).with_standing(clock.today(), risk_days()).order_by()
        self._activity_of = dict(Occurrence.objects.filter(activity__plan=plan).values_list("pk", "activity_id"))
        self._lines: dict[int, LineFacts] = defaultdict(LineFacts)
        self._count()
        self._name_evidence()
        self._name_people()
        self.total = due.count()

    @property
    def lines(self) -> Mapping[int, LineFacts]:
        return self._lines

    @property
    def seen(self) -> int:
        return sum(line.counts.total() for line in self._lines.values())

    def _line(self, occurrence_id: int | None) -> LineFacts:
        assert occurrence_id is not None  # the source of an assignment of a plan is an occurrence
        return self._lines[self._activity_of[occurrence_id]]

    def _count(self) -> None:
        rows = self._rows.values_list("object_id", "standing", "due_on")
        for source, standing, due_on, number, reported_on in rows.annotate(Count("pk"), Max("reported_on")):
            line = self._line(source)
            line.counts[standing] += number
            line.due_days.add(due_on)
            if reported_on is not None:
                line.reported_on = max(line.reported_on or reported_on, reported_on)

    def _name_evidence(self) -> None:
        rows = Evidence.objects.filter(assignment__in=self._rows.values("pk"))
        named = rows.values_list("assignment__object_id", "assignment__organisation__short_name", "title")
        for source, organisation, title in named.order_by("assignment__organisation__path", "added_at", "pk"):
            titles = self._line(source).evidence[organisation]
            if title not in titles:
                titles.append(title)

    def _name_people(self) -> None:
        rows = self._rows.filter(standing__in=["overdue", "not_applicable"])
        lead = Part.objects.filter(assignment=OuterRef("pk"), role=Part.Role.LEAD, until=None)
        named = rows.annotate(lead_id=Subquery(lead.values("person")[:1])).order_by(
            "due_on", "organisation__path", "pk"
        )
        found = [NamedRow(*row) for row in named.values_list(*NamedRow._fields)]
        known = Person.objects.prefetch_related("former_names")
        people = known.in_bulk({row.lead_id for row in found if row.lead_id is not None})
        for row in found:
            line = self._line(row.object_id)
            if row.standing == "overdue":
                person = people.get(row.lead_id) if row.lead_id else None
                name = person.short_name_on(self._day) if person else "исполнитель не назначен"
                line.late[row.due_on].append(f"{row.organisation__short_name} ({name})")
            else:
                line.left_out[_reason(row)].append(row.organisation__short_name)


def _reason(row: NamedRow) -> str:
    if row.removed_from_control_at is None:
        return Assignment.State(row.state).label
    return f"снято с контроля: {row.removal_reason}" if row.removal_reason else "снято с контроля"
