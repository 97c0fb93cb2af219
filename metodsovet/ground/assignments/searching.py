"""What can be found among assignments."""

from typing import Any

from django.db.models import F, Q

from metodsovet.ground.assignments.models import Assignment
from metodsovet.kernel.russian import date_text
from metodsovet.kernel.searching import Found, Searched, offer, offer_page


def _assignment(assignment: Any) -> Found:
    due = f"срок {date_text(assignment.due_on)}" if assignment.due_on else ""
    parts = (assignment.organisation.short_name, due, assignment.get_state_display())
    return Found(assignment.title, ", ".join(part for part in parts if part))


offer(
    Searched(
        "assignments",
        "Поручения",
        Assignment,
        names=("title",),
        place=70,
        shown=_assignment,
        rows=lambda rows: rows.select_related("organisation"),
        past=lambda: ~Q(state__in=Assignment.OPEN) | Q(removed_from_control_at__isnull=False),
        order=(F("due_on").asc(nulls_last=True), "pk"),
    )
)
offer_page("show_control", "На контроле", "поручения просроченные сроки контроль")
offer_page("show_substitutions", "Замещения", "кто замещает отпуск")
