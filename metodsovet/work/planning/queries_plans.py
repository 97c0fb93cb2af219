"""Questions of the plan page: lines with plan and fact, the lanes of a year, one activity."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from metodsovet.design.lanes import Bar, Lane, Mark
from metodsovet.design.states import STATES
from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.models import Assignment, Evidence
from metodsovet.kernel.russian import date_text
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.kernel.terms import TermKind
from metodsovet.work.planning.expansion.sources import assignments_of_activity, assignments_of_occurrences
from metodsovet.work.planning.models import Activity, Occurrence, Plan, Section

_WORST_FIRST = ("overdue", "returned", "at_risk", "waiting", "on_track", "ahead", "late_done", "done")
_FINISHED = ("done", "late_done")
_LEFT_OUT = "not_applicable"


@dataclass(frozen=True, slots=True)
class DatedOccurrence:
    """An occurrence with the standing of its assignments by name; ``standing`` is that of the whole."""

    occurrence: Occurrence
    counts: Mapping[str, int]
    standing: str

    @property
    def total(self) -> int:
        return sum(self.counts.values()) - self.counts.get(_LEFT_OUT, 0)

    @property
    def done(self) -> int:
        return sum(self.counts.get(standing, 0) for standing in _FINISHED)


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """A line of the plan in a school year: plan and fact. ``next_on`` is the nearest day still owed."""

    activity: Activity
    occurrences: tuple[DatedOccurrence, ...]
    counts: Mapping[str, int]
    standing: str
    done: int
    total: int
    next_on: date | None
    lane: Lane


@dataclass(frozen=True, slots=True)
class SectionRows:
    section: Section | None
    rows: tuple[ActivityRow, ...]


@dataclass(frozen=True, slots=True)
class PlanPage:
    """``counts`` are lines by standing, in the order of the look; ``month_rows`` cuts the same rows by month."""

    plan: Plan
    year: SchoolYear
    sections: tuple[SectionRows, ...]
    counts: Mapping[str, int]

    @property
    def rows(self) -> tuple[ActivityRow, ...]:
        return tuple(row for section in self.sections for row in section.rows)

    def month_rows(self, year: int, month: int) -> list[tuple[ActivityRow, DatedOccurrence]]:
        """Occurrences that touch the calendar month, by their days."""
        found = [
            (row, dated)
            for row in self.rows
            for dated in row.occurrences
            if touches_month(dated.occurrence, year, month)
        ]
        return sorted(found, key=lambda pair: (day_of(pair[1].occurrence) or date.max, pair[0].activity.position))


@dataclass(frozen=True, slots=True)
class ActivityPage:
    """Everything about one activity that the user may see."""

    activity: Activity
    occurrences: tuple[DatedOccurrence, ...]
    assignments: QuerySet[Assignment]
    evidence: QuerySet[Evidence]
    served_by: QuerySet[Activity]


def plan_list(user: User) -> QuerySet[Plan]:
    """Plans the user sees, with the number of their lines."""
    lines = Count("activities", filter=Q(activities__state=Activity.State.ACTIVE))
    rows = Plan.objects.visible_to(user).exclude(state=Plan.State.DISCARDED)
    return rows.select_related("organisation", "act", "controller").annotate(line_count=lines)


def executed_year(plan: Plan, day: date) -> SchoolYear:
    """The school year a plan's page opens at: today's if executed then, else the nearest of its own."""
    today = SchoolYear.of(day)
    years = plan.executed_years
    if not years or today in years:
        return today
    return years[0] if today < years[0] else years[-1]


def plan_page(plan: Plan, year: SchoolYear, *, user: User, day: date, risk_days: int) -> PlanPage:
    """The lines of a plan with the fact of a year, as far as the user sees it; five queries whatever the size."""
    activities = list(
        plan.activities.active().select_related("section", "serves__plan").prefetch_related("parties__person")
    )
    occurrences = Occurrence.objects.filter(activity__plan=plan, school_year=year.start)
    by_activity = _dated(occurrences, user, day, risk_days)
    rows = [activity_row(activity, by_activity.get(activity.pk, ()), day) for activity in activities]
    counted = Counter(row.standing for row in rows if row.standing)
    return PlanPage(
        plan, year, tuple(_by_section(rows)), {standing: counted[standing] for standing in STATES if counted[standing]}
    )


def activity_page(activity: Activity, *, user: User, day: date, risk_days: int) -> ActivityPage:
    occurrences = Occurrence.objects.filter(activity=activity)
    assignments = assignments_of_activity(activity).visible_to(user).with_standing(day, risk_days)
    return ActivityPage(
        activity,
        tuple(_dated(occurrences, user, day, risk_days).get(activity.pk, ())),
        assignments.select_related("organisation").prefetch_related("parts__person"),
        Evidence.objects.filter(assignment__in=assignments_of_activity(activity).visible_to(user)),
        Activity.objects.visible_to(user).active().filter(serves=activity).select_related("plan"),
    )


def activity_row(activity: Activity, dated: Sequence[DatedOccurrence], day: date) -> ActivityRow:
    counts: Counter[str] = Counter()
    for one in dated:
        counts.update(one.counts)
    standing = _standing_of(counts)
    owed = [day_of(one.occurrence) for one in dated if one.standing not in (*_FINISHED, _LEFT_OUT, "")]
    return ActivityRow(
        activity,
        tuple(dated),
        counts,
        standing,
        sum(one.done for one in dated),
        sum(one.total for one in dated),
        min((found for found in owed if found is not None), default=None),
        _lane(activity, dated, day),
    )


def day_of(occurrence: Occurrence) -> date | None:
    """The day an occurrence is read by: the day held, else the end of its window."""
    return occurrence.held_on or occurrence.ends_on


def touches_month(occurrence: Occurrence, year: int, month: int) -> bool:
    last = day_of(occurrence)
    first = occurrence.held_on or occurrence.starts_on or last
    if first is None or last is None:
        return False
    return (first.year, first.month) <= (year, month) <= (last.year, last.month)


def _dated(rows: QuerySet[Occurrence], user: User, day: date, risk_days: int) -> dict[int, list[DatedOccurrence]]:
    """Occurrences by activity, with assignments counted by standing in one query."""
    seen = assignments_of_occurrences(rows).visible_to(user).with_standing(day, risk_days)
    # The annotation of another room's queryset is not known to the type checker.
    counted = seen.order_by().values("object_id", "standing").annotate(number=Count("pk"))  # type: ignore[misc]
    counts: dict[int, dict[str, int]] = defaultdict(dict)
    for row in counted:
        counts[row["object_id"]][row["standing"]] = row["number"]
    by_activity: dict[int, list[DatedOccurrence]] = defaultdict(list)
    for occurrence in rows.exclude(state=Occurrence.State.CANCELLED):
        found = counts.get(occurrence.pk, {})
        by_activity[occurrence.activity_id].append(DatedOccurrence(occurrence, found, _standing_of(found)))
    return by_activity


def _standing_of(counts: Mapping[str, int]) -> str:
    """The word for the whole: the worst that needs somebody; empty where nothing was given."""
    for standing in _WORST_FIRST:
        if counts.get(standing):
            return standing
    return _LEFT_OUT if counts.get(_LEFT_OUT) else ""


def _by_section(rows: Iterable[ActivityRow]) -> Iterable[SectionRows]:
    by_section: dict[Section | None, list[ActivityRow]] = defaultdict(list)
    for row in rows:
        by_section[row.activity.section].append(row)
    ordered = sorted(by_section, key=lambda section: section.position if section else 0)
    return [SectionRows(section, tuple(by_section[section])) for section in ordered]


def _lane(activity: Activity, dated: Sequence[DatedOccurrence], day: date) -> Lane:
    bars, marks = [], []
    for one in dated:
        occurrence = one.occurrence
        state = one.standing or ("ahead" if (day_of(occurrence) or day) >= day else "not_applicable")
        ends_on = day_of(occurrence)
        starts_on = occurrence.held_on or occurrence.starts_on
        if ends_on is None:
            continue
        if starts_on is None or starts_on == ends_on:
            marks.append(Mark(ends_on, state))
        else:
            bars.append(Bar(starts_on, ends_on, one.done / one.total if one.total else 0.0, state))
    is_continuous = activity.term.kind in (TermKind.CONTINUOUS, TermKind.ON_DEMAND) and not dated
    return Lane(_lane_label(activity, dated, is_continuous=is_continuous), bars, marks, is_continuous)


def _lane_label(activity: Activity, dated: Sequence[DatedOccurrence], *, is_continuous: bool) -> str:
    if is_continuous:
        return "постоянно"
    days = [occurrence_text(one.occurrence) for one in dated if day_of(one.occurrence)]
    return "; ".join(days) or activity.term.text() or "без дат"


def occurrence_text(occurrence: Occurrence) -> str:
    """«до 15 июня 2026 г.», «1 мая 2026 г. — 30 июня 2026 г.», or «дата не назначена»."""
    ends_on = day_of(occurrence)
    if ends_on is None:
        return "дата не назначена"
    if occurrence.held_on is None and (occurrence.is_deadline or occurrence.starts_on is None):
        return f"до {date_text(ends_on)}"
    if occurrence.held_on is not None or occurrence.starts_on == ends_on or occurrence.starts_on is None:
        return date_text(ends_on)
    return f"{date_text(occurrence.starts_on)} — {date_text(ends_on)}"
