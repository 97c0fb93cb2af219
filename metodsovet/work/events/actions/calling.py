"""Calling people together, moving the day, calling it off: each is told at once and in the next digest."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time

from django.db import transaction

from metodsovet.ground.access.history import record_action
from metodsovet.ground.access.models import User
from metodsovet.ground.notifications.actions import notify
from metodsovet.ground.notifications.models import Topic
from metodsovet.kernel import clock
from metodsovet.kernel.errors import DomainError
from metodsovet.kernel.russian import date_text, plural
from metodsovet.work.events.actions.agenda import fill_agenda
from metodsovet.work.events.actions.locking import held, moved
from metodsovet.work.events.actions.planning import moment_text, require_place
from metodsovet.work.events.models import Attendance, Meeting
from metodsovet.work.events.queries.people import members_on
from metodsovet.work.planning.actions import date_occurrence
from metodsovet.work.planning.models import Occurrence, Plan


@dataclass(frozen=True, slots=True)
class Moment:
    """When and where people meet."""

    held_on: date
    starts_at: time
    place: str = ""
    link: str = ""


@transaction.atomic
def call_meeting(meeting: Meeting, *, by: User, dates_plan: bool = False) -> Meeting:
    """Tell all members of all its communities; whoever belongs to them on the day is expected.

    ``dates_plan``: the occurrence of the own plan that it fulfils, if it has no day yet, gets this one.
    DomainError ``day_is_past``, ``no_members``, ``move_not_allowed``.
    """
    meeting = held(meeting)
    Meeting.workflow.check("call_meeting", meeting.state)
    _require_ahead(meeting.held_on)
    meeting.called_at = clock.now()
    expect_members(meeting)
    number = meeting.attendance.count()
    if not number:
        raise DomainError("no_members", "Звать некого: в объединении нет участников на этот день. Дополните состав.")
    fill_agenda(meeting)
    moved(meeting, "call_meeting", "called_at")
    if dates_plan:
        _date_plan(meeting, by)
    words = f"Созваны {number}\u00a0{plural(number, 'участник', 'участника', 'участников')}: {moment_text(meeting)}"
    record_action("call_meeting", meeting, words, by=by)
    _tell(meeting, "called", f"Заседание {moment_text(meeting)}: «{meeting.topic}». Ответьте, придёте ли вы.")
    return meeting


@transaction.atomic
def move_meeting(meeting: Meeting, *, to: Moment, version: int, by: User) -> Meeting:
    """Another day, time or place after people were called; they answer anew when the day changes.

    DomainError ``edited_by_other``, ``day_is_past``, ``no_place``, ``move_not_allowed``.
    """
    meeting = held(meeting, version)
    Meeting.workflow.check("move_meeting", meeting.state)
    _require_ahead(to.held_on)
    require_place(meeting.form, to.place, to.link)
    before, is_other_day = moment_text(meeting), (to.held_on, to.starts_at) != (meeting.held_on, meeting.starts_at)
    meeting.held_on, meeting.starts_at = to.held_on, to.starts_at
    meeting.place, meeting.link = to.place.strip()[:300], to.link.strip()
    moved(meeting, "move_meeting", "held_on", "starts_at", "place", "link")
    if is_other_day:
        meeting.attendance.update(answer="", answer_reason="")
    expect_members(meeting)
    record_action("move_meeting", meeting, f"Перенесено: было {before}, стало {moment_text(meeting)}", by=by)
    _tell(meeting, "moved", f"Заседание «{meeting.topic[:200]}» перенесено: {moment_text(meeting)}.")
    return meeting


@transaction.atomic
def cancel_meeting(meeting: Meeting, *, reason: str, by: User) -> Meeting:
    """DomainError ``no_reason``, ``move_not_allowed``."""
    reason = " ".join(reason.split())
    if not reason:
        raise DomainError("no_reason", "Напишите, почему заседания не будет: это прочтут участники.")
    meeting = held(meeting)
    meeting.cancel_reason = reason[:500]
    moved(meeting, "cancel_meeting", "cancel_reason")
    record_action("cancel_meeting", meeting, f"Отменено: {reason}", by=by)
    day = date_text(meeting.held_on)
    _tell(meeting, "cancelled", f"Заседание {day} «{meeting.topic[:200]}» отменено. {meeting.cancel_reason[:200]}")
    return meeting


def expect_members(meeting: Meeting) -> None:
    """Members on the day are expected, whoever is none any more and is not marked is not; guests stay."""
    wanted = members_on(meeting, meeting.held_on)
    gone = meeting.attendance.expected().filter(mark=Attendance.Mark.UNKNOWN).exclude(person__in=wanted)
    gone.delete()
    meeting.attendance.filter(is_guest=True, person__in=wanted).update(is_guest=False)
    Attendance.objects.bulk_create(
        [Attendance(meeting=meeting, person_id=person) for person in sorted(wanted)], ignore_conflicts=True
    )


def expected_people(meeting: Meeting) -> Iterable[int]:
    rows = meeting.attendance.filter(person__isnull=False).order_by("person")
    return list(rows.values_list("person", flat=True))


def _require_ahead(day: date) -> None:
    if day < clock.today():
        raise DomainError("day_is_past", f"{date_text(day)} уже прошло: назначьте сегодняшний день или позже.")


def _date_plan(meeting: Meeting, by: User) -> None:
    """Only in the plan of the same organisation: many meetings may serve a line of an upper plan."""
    occurrence = meeting.occurrence
    if occurrence is None or occurrence.held_on is not None or occurrence.state != Occurrence.State.PLANNED:
        return
    plan = occurrence.activity.plan
    is_own = plan.organisation_id == meeting.community.organisation_id and plan.state == Plan.State.ACCEPTED
    is_own = is_own and plan.community_id in (None, meeting.community_id)
    if is_own and occurrence.school_year == meeting.school_year.start and not occurrence.is_history:
        date_occurrence(
            occurrence,
            version=occurrence.version,
            by=by,
            held_on=meeting.held_on,
            starts_at=meeting.starts_at,
            place=meeting.place,
        )


def _tell(meeting: Meeting, what: str, text: str) -> None:
    key = f"meeting:{meeting.pk}:{what}:{meeting.version}"
    notify(expected_people(meeting), key=key, text=text, url=meeting.get_absolute_url(), topic=Topic.EVENTS)
