"""A made school year brought in line with a changed plan: open assignments follow, finished ones stay."""

from collections.abc import Collection, Sequence
from datetime import date

from django.db.models import Prefetch

from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.actions import (
    AssignmentDraft,
    cancel_assignments,
    follow_source,
    give_assignments,
)
from metodsovet.ground.assignments.models import Assignment, Part
from metodsovet.kernel import clock
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.kernel.terms import Window
from metodsovet.work.planning.actions.following import follow_in
from metodsovet.work.planning.actions.school_years import occasion_of
from metodsovet.work.planning.expansion.assignments import Expansion
from metodsovet.work.planning.expansion.holders import HolderBook
from metodsovet.work.planning.expansion.occurrences import windows_of
from metodsovet.work.planning.expansion.schedules import schedules_of
from metodsovet.work.planning.expansion.sources import assignments_of_occurrences
from metodsovet.work.planning.expansion.teams import LEADING
from metodsovet.work.planning.models import Activity, Occurrence, Plan

CANCELLED = Occurrence.State.CANCELLED


def settle_year(
    plan: Plan, year: SchoolYear, activities: Collection[Activity], *, since: date, reason: str, by: User | None
) -> None:
    """Occurrences get the windows their terms now give, open assignments their days and people; the rest ends.

    Nothing arises before ``since``.
    """
    schedules = schedules_of(plan.organisation, year)
    for activity in activities:
        is_active = activity.state == Activity.State.ACTIVE
        windows = windows_of(activity, plan, year, schedules) if is_active else ()
        _settle_occurrences(activity, year, windows, since)
    settle_assignments(plan, year, activities, reason=reason, by=by)


def settle_assignments(
    plan: Plan, year: SchoolYear, activities: Collection[Activity], *, reason: str, by: User | None
) -> None:
    """Assignments of the year's occurrences as the plan now says, those who hold its duties today having them first."""
    follow_in(plan, clock.today(), by=by)
    rows = Occurrence.objects.filter(activity__in=activities, school_year=year.start, is_history=False)
    assignments = assignments_of_occurrences(rows)
    current = Prefetch("parts", queryset=Part.objects.filter(until=None))
    open_rows = assignments.open().order_by("pk").select_for_update(of=("self",)).prefetch_related(current)
    open_ones = {one.key: one for one in open_rows}
    still_open = {one.object_id for one in open_ones.values()}
    finished = [pk for pk in set(assignments.values_list("object_id", flat=True)) - still_open if pk is not None]
    expansion = Expansion(plan, HolderBook(plan, clock.today()), [year])
    live = rows.exclude(pk__in=finished).select_related("activity")
    drafts = {draft.key: draft for draft in expansion.drafts(live)}
    staying = {key: one for key, one in open_ones.items() if key in drafts and _is_led_alike(one, drafts[key])}
    cancel_assignments([one for key, one in open_ones.items() if key not in staying], reason=reason, by=by)
    follow_source([drafts[key] for key in staying], by=by)
    give_assignments(drafts.values(), by=by, occasion=occasion_of(plan))


def _settle_occurrences(activity: Activity, year: SchoolYear, windows: Sequence[Window], since: date) -> None:
    rows = list(
        Occurrence.objects.select_for_update().filter(activity=activity, school_year=year.start, is_history=False)
    )
    rows.sort(key=lambda row: (row.starts_on or row.ends_on or date.max, int(row.key)))
    kept = [row for row in rows if row.state != CANCELLED]
    finished = _finished(kept)
    is_active = activity.state == Activity.State.ACTIVE
    live = [row for row in kept if row.pk not in finished]
    if len(windows) != len(kept):
        windows = [window for window in windows if window.end is None or window.end >= since]
        live = [row for row in live if not is_active or row.ends_on is None or row.ends_on >= since]
    else:
        windows = [window for row, window in zip(kept, windows, strict=True) if row.pk not in finished]
    for row, window in zip(live, windows, strict=False):
        _write(row, window)
    for row in live[len(windows) :]:
        row.state = CANCELLED
        row.version += 1
        row.save(update_fields=["state", "version"])
    last = max((int(row.key) for row in rows), default=0)
    for number, window in enumerate(windows[len(live) :], start=last + 1):
        row = Occurrence(activity=activity, school_year=year.start, key=str(number))
        _write(row, window)


def _finished(rows: Sequence[Occurrence]) -> set[int]:
    """Occurrences whose assignments have all ended."""
    assignments = assignments_of_occurrences([row.pk for row in rows])
    given = set(assignments.values_list("object_id", flat=True))
    still_open = set(assignments.open().values_list("object_id", flat=True))
    return {pk for pk in given - still_open if pk is not None}


def _write(row: Occurrence, window: Window) -> None:
    """New days of an occurrence; a date given by hand goes with the days it was given in."""
    if row.pk and (row.starts_on, row.ends_on, row.is_deadline) == (window.start, window.end, window.deadline):
        return
    row.starts_on, row.ends_on, row.is_deadline = window.start, window.end, window.deadline
    row.held_on = row.starts_at = None
    if row.pk:
        row.version += 1
    row.save()


def _is_led_alike(assignment: Assignment, draft: AssignmentDraft) -> bool:
    """Whether the same duty leads: the words may have been confirmed anew, but not given to others."""
    keys = {part.holder_key for part in assignment.parts.all() if part.role in LEADING}
    return keys <= {part.holder_key for part in draft.parts if part.role in LEADING} | {""}
