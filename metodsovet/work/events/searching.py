"""What can be found among meetings."""

from typing import Any

from django.db.models import Q

from metodsovet.kernel.russian import date_text
from metodsovet.kernel.searching import Found, Searched, offer, offer_page
from metodsovet.work.events.models import Meeting


def _meeting(meeting: Any) -> Found:
    parts = (meeting.community.name, date_text(meeting.held_on), meeting.get_state_display())
    return Found(meeting.topic, ", ".join(parts))


offer(
    Searched(
        "meetings",
        "Заседания",
        Meeting,
        names=("topic",),
        place=65,
        shown=_meeting,
        rows=lambda rows: rows.select_related("community"),
        past=lambda: Q(state__in=(Meeting.State.APPROVED, Meeting.State.CANCELLED)),
        order=("-held_on", "-pk"),
    )
)
offer_page("show_meetings", "Заседания", "протоколы решения повестка")
