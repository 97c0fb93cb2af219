"""Days unlike the usual week."""

from datetime import date

from django.db import transaction

from metodsovet.ground.access.history import record_action
from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import CalendarDay
from metodsovet.kernel.russian import date_text


@transaction.atomic
def add_calendar_day(*, day: date, is_working: bool, name: str, source: str, by: User) -> CalendarDay:
    """One row a day: what was known of the day is replaced."""
    row, _ = CalendarDay.objects.update_or_create(
        day=day, defaults={"is_working": is_working, "name": name, "source": source}
    )
    kind = "рабочий день" if is_working else "нерабочий день"
    record_action("add_calendar_day", row, f"{date_text(day)} — {kind}", by=by)
    return row


@transaction.atomic
def remove_calendar_day(row: CalendarDay, *, by: User) -> None:
    """The day becomes an ordinary one of its week."""
    record_action("remove_calendar_day", row, f"{date_text(row.day)} — обычный день", by=by)
    row.delete()
