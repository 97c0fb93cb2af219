"""Whoever came to a meeting may be given certificates: all present are ticked, called and employed as on the day."""

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.queries_places import posts_on, workplaces_on
from metodsovet.ground.documents import gatherings
from metodsovet.ground.documents.gatherings import Gathered, Gathering
from metodsovet.kernel.russian import date_text
from metodsovet.work.events.models import Attendance, Meeting


@gatherings.offer("meeting")
def participants_of_meeting(user: User, pk: int) -> Gathering | None:
    """Of a meeting that was held."""
    meeting = Meeting.objects.visible_to(user).held().filter(pk=pk).select_related("community__organisation").first()
    if meeting is None:
        return None
    rows = list(meeting.attendance.select_related("person").prefetch_related("person__former_names"))
    ids = [row.person_id for row in rows if row.person_id is not None]
    posts, places = posts_on(ids, meeting.held_on), workplaces_on(ids, meeting.held_on)

    def gathered(row: Attendance) -> Gathered:
        post, place = posts.get(row.person_id or 0), places.get(row.person_id or 0)
        return Gathered(
            key=str(row.uid),
            name=row.person.name_on(meeting.held_on) if row.person else row.guest_name,
            place=", ".join(part for part in (post.name if post else "", place.short_name if place else "") if part),
            person=row.person,
            note=row.get_mark_display() + (", приглашён" if row.is_guest else ""),
            is_ticked=row.mark == Attendance.Mark.PRESENT,
        )

    form = meeting.get_form_display()
    return Gathering(
        title=meeting.title,
        url=meeting.get_absolute_url(),
        organisation=meeting.community.organisation,
        people=[gathered(row) for row in rows],
        event=f"{form[:1].upper()}{form[1:]} «{meeting.topic}», {meeting.community.name}"[:500],
        held=date_text(meeting.held_on),
    )
