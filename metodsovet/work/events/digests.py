"""Meetings of the coming week in the digest of whoever is expected at them."""

from datetime import timedelta

from django.urls import reverse

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.standing import standing_of
from metodsovet.ground.notifications.digests import sections
from metodsovet.ground.notifications.digests.sections import Line, Section
from metodsovet.kernel import clock
from metodsovet.kernel.russian import date_text
from metodsovet.work.events.models import Meeting

NEAR = timedelta(days=7)


@sections.for_person
def near_meetings(user: User) -> Section | None:
    today = clock.today()
    rows = Meeting.objects.filter(
        attendance__person=standing_of(user).person_id,
        state=Meeting.State.CALLED,
        held_on__range=(today, today + NEAR),
    )
    lines = [
        Line(
            f"{date_text(row.held_on, year=False)}, {row.starts_at:%H:%M}: {row.topic}",
            row.get_absolute_url(),
            row.place or row.link,
        )
        for row in rows.order_by("held_on", "starts_at", "pk")
    ]
    return Section("Заседания на неделе", lines, len(lines), reverse("show_meetings")) if lines else None
