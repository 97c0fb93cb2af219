"""Warnings of a reading leave the review when a person has looked at them, or when the cell they speak of changes."""

from collections.abc import Collection

from django.db import transaction

from metodsovet.ground.access.history import record_action
from metodsovet.ground.access.models import User
from metodsovet.work.planning.actions.locking import held_draft, held_line
from metodsovet.work.planning.models import Activity, Plan, Reading


@transaction.atomic
def dismiss_warning(plan: Plan, *, text: str, by: User) -> int:
    """Take the warning off the plan and off every line that says the same; the number of places."""
    plan = held_draft(plan)
    number = 0
    reading = Reading.objects.select_for_update().filter(plan=plan).first()
    if reading is not None and _without(reading.warnings, text) != reading.warnings:
        reading.warnings = _without(reading.warnings, text)
        reading.save(update_fields=["warnings"])
        number += 1
    lines = list(plan.activities.select_for_update().filter(warnings__contains=[{"text": text}]))
    for line in lines:
        line.warnings = _without(line.warnings, text)
    Activity.objects.bulk_update(lines, ["warnings"])
    if number + len(lines):
        record_action("dismiss_warning", plan, f"Просмотрено предупреждение: {text}", by=by)
    return number + len(lines)


@transaction.atomic
def forget_warnings(activity: Activity, *, codes: Collection[str]) -> None:
    """The cell was changed by a person: what was said of its former words no longer holds."""
    activity = held_line(activity)
    left = [warning for warning in activity.warnings if warning["code"] not in codes]
    if left != activity.warnings:
        activity.warnings = left
        activity.save(update_fields=["warnings"])


def _without(warnings: list[dict[str, str]], text: str) -> list[dict[str, str]]:
    return [warning for warning in warnings if warning["text"] != text]
