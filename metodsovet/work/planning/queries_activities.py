"""One activity: its years, what is owed, what serves it, what an amendment would touch."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Q, QuerySet

from metodsovet.ground.access.models import ActionRecord, User
from metodsovet.ground.assignments.models import Assignment, Evidence
from metodsovet.ground.assignments.queries.control import control_rows
from metodsovet.kernel.russian import date_text, plural
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.kernel.terms import Window
from metodsovet.work.planning.expansion.occurrences import windows_of
from metodsovet.work.planning.expansion.schedules import schedules_of
from metodsovet.work.planning.expansion.sources import assignments_of_occurrences
from metodsovet.work.planning.models import Activity, Occurrence, Plan
from metodsovet.work.planning.queries_plans import DatedOccurrence, day_of
from metodsovet.work.planning.wording import occurrence_days, window_days

MOST_DATES = 4
"""More dates of one year than fit a cell are counted, not named."""
VERBS_OF_PLAN = ("accept_plan", "make_school_year", "archive_plan", "extend_plan")
NOT_HANDED_IN = ("overdue", "returned", "at_risk", "on_track", "ahead")
ACCEPTED = ("done", "late_done")
GROUPS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "owed": ("Не сдали", NOT_HANDED_IN),
    "waiting": ("Ждут приёмки", ("waiting",)),
    "accepted": ("Принято", ACCEPTED),
    "left": ("Не относится", ("not_applicable",)),
}
"""How the assignments of one activity are cut: by the value in the address."""


@dataclass(frozen=True, slots=True)
class YearRow:
    """A school year of an activity. ``is_made`` says that its assignments have been given."""

    year: SchoolYear
    dates: str
    total: int
    done: int
    standing: str
    words: str
    is_made: bool


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """``whose`` names the organisation where an assignment was dealt with."""

    record: ActionRecord
    whose: str

    @property
    def text(self) -> str:
        return f"{self.whose}: {self.record.text}" if self.whose else self.record.text

    @property
    def by(self) -> User | None:
        return self.record.by

    @property
    def made_at(self) -> datetime:
        return self.record.made_at


@dataclass(frozen=True, slots=True)
class Group:
    value: str
    label: str
    number: int
    is_chosen: bool


def years_of(activity: Activity, dated: Iterable[DatedOccurrence]) -> list[YearRow]:
    """Made years as they are, later years of the plan as the term foretells them."""
    by_year: dict[int, list[DatedOccurrence]] = {}
    for one in dated:
        by_year.setdefault(one.occurrence.school_year, []).append(one)
    starts = sorted({year.start for year in activity.plan.executed_years} | set(by_year))
    return [
        _made_year(SchoolYear(start), by_year[start]) if start in by_year else _coming_year(activity, SchoolYear(start))
        for start in starts
    ]


def groups_of(rows: QuerySet[Assignment], chosen: Iterable[str]) -> list[Group]:
    """``rows`` carry ``standing``."""
    # The annotation of another room's queryset is not known to the type checker.
    counted = rows.order_by().values("standing").annotate(number=Count("pk"))  # type: ignore[misc]
    numbers = {row["standing"]: row["number"] for row in counted}
    chosen = set(chosen)
    groups = [
        Group(value, label, sum(numbers.get(one, 0) for one in standings), value in chosen)
        for value, (label, standings) in GROUPS.items()
    ]
    return [group for group in groups if group.number]


def assignments_of_year(activity: Activity, year: SchoolYear, user: User) -> QuerySet[Assignment]:
    occurrences = Occurrence.objects.filter(activity=activity, school_year=year.start)
    return control_rows(user).filter(pk__in=assignments_of_occurrences(occurrences).values("pk"))


def in_groups(rows: QuerySet[Assignment], values: Iterable[str]) -> QuerySet[Assignment]:
    standings = [standing for value in values for standing in GROUPS[value][1]]
    return rows.filter(standing__in=standings)  # type: ignore[misc]  # an annotation


def activity_history(activity: Activity, user: User, most: int) -> list[HistoryLine]:
    """What was done to the line, to its plan as a whole, and to its assignments that the user sees; newest first."""
    occurrences = Occurrence.objects.filter(activity=activity)
    seen = assignments_of_occurrences(occurrences).visible_to(user)
    kinds = ContentType.objects.get_for_models(Activity, Assignment, Plan)
    records = ActionRecord.objects.filter(
        Q(content_type=kinds[Activity], object_id=activity.pk)
        | Q(content_type=kinds[Assignment], object_id__in=seen.values("pk"))
        | Q(content_type=kinds[Plan], object_id=activity.plan_id, verb__in=VERBS_OF_PLAN)
    ).select_related("by__person")
    shown = list(records[:most])
    ids = [record.object_id for record in shown if record.content_type_id == kinds[Assignment].pk]
    whose = dict(Assignment.objects.filter(pk__in=ids).values_list("pk", "organisation__short_name"))
    kind = kinds[Assignment].pk
    return [HistoryLine(one, whose.get(one.object_id, "") if one.content_type_id == kind else "") for one in shown]


def evidence_of_activity(activity: Activity, user: User) -> QuerySet[Evidence]:
    occurrences = Occurrence.objects.filter(activity=activity)
    rows = Evidence.objects.filter(assignment__in=assignments_of_occurrences(occurrences).visible_to(user))
    return rows.select_related("assignment__organisation").order_by("-added_at")


def open_and_finished(plan: Plan, activities: Iterable[Activity], since: date) -> tuple[int, int]:
    """Assignments that an amendment in force since the day would change, and those that would stay."""
    occurrences = Occurrence.objects.filter(
        activity__in=list(activities), activity__plan=plan, school_year__gte=SchoolYear.of(since).start
    )
    rows = assignments_of_occurrences(occurrences)
    open_ones = rows.open().count()
    return open_ones, rows.filter(state=Assignment.State.ACCEPTED).count()


def windows_in(activity: Activity, year: SchoolYear) -> tuple[Window, ...]:
    plan = activity.plan
    return windows_of(activity, plan, year, schedules_of(plan.organisation, year))


def _made_year(year: SchoolYear, dated: list[DatedOccurrence]) -> YearRow:
    total, done = sum(one.total for one in dated), sum(one.done for one in dated)
    if not total and all(one.occurrence.is_history for one in dated):
        return YearRow(year, _dates(dated), 0, 0, "not_applicable", "до начала исполнения", True)
    if not total:
        return YearRow(year, _dates(dated), 0, 0, "on_track", "без поручений", True)
    worst = next((one for one in _ORDER if any(row.counts.get(one) for row in dated)), "done")
    return YearRow(year, _dates(dated), total, done, worst, _words(dated), True)


_ORDER = ("overdue", "returned", "at_risk", "waiting", "on_track", "ahead", "late_done", "done", "not_applicable")


def _words(dated: list[DatedOccurrence]) -> str:
    """«ждут приёмки 2, не сдали 5», empty where everything is accepted."""
    waiting = sum(one.counts.get("waiting", 0) for one in dated)
    owed = sum(one.counts.get(standing, 0) for one in dated for standing in NOT_HANDED_IN if standing != "ahead")
    said = [f"{plural(waiting, 'ждёт', 'ждут', 'ждут')} приёмки {waiting}"] if waiting else []
    return ", ".join([*said, f"не сдали {owed}"] if owed else said)


def _dates(dated: list[DatedOccurrence]) -> str:
    return _shortened([occurrence_days(one.occurrence) for one in sorted(dated, key=_by_day)])


def _shortened(named: list[str]) -> str:
    rest = len(named) - MOST_DATES
    return "; ".join(named if rest <= 0 else [*named[:MOST_DATES], f"и ещё {rest}"])


def _by_day(one: DatedOccurrence) -> date:
    return day_of(one.occurrence) or date.max


def _coming_year(activity: Activity, year: SchoolYear) -> YearRow:
    named = [window_days(window) for window in windows_in(activity, year)]
    if not named:
        return YearRow(year, "—", 0, 0, "not_applicable", "в этом году нет", False)
    words = f"поручения раздадут к {date_text(year.first_day)}"
    return YearRow(year, _shortened(named), 0, 0, "ahead", words, False)
