"""What is always true of meetings, their minutes and decisions."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Cast

from metodsovet.ground.documents.models import Paper
from metodsovet.kernel.invariants import holds
from metodsovet.work.events.models import Attendance, Decision, Meeting, Minutes
from metodsovet.work.events.queries.decisions import assignments_of_decisions


@holds("events:held_meeting_has_minutes")
def held_meeting_has_minutes() -> QuerySet[Meeting]:
    """У закрытого заседания есть протокол."""
    return Meeting.objects.held().filter(minutes=None)


@holds("events:approved_minutes_are_a_paper")
def approved_minutes_are_a_paper() -> QuerySet[Meeting]:
    """Утверждённый протокол выпущен бумагой под номером протокола."""
    issued = Paper.objects.filter(
        content_type=ContentType.objects.get_for_model(Meeting),
        object_id=OuterRef("pk"),
        series=OuterRef("minutes__series"),
        number_key=Cast(OuterRef("minutes__number"), CharField()),
    )
    return Meeting.objects.filter(~Exists(issued), state=Meeting.State.APPROVED)


@holds("events:minutes_are_numbered_within_their_community_and_year")
def minutes_are_numbered_within_their_community_and_year() -> list[Minutes]:
    """Номер протокола взят из ряда своего объединения за учебный год заседания."""
    rows = Minutes.objects.select_related("meeting", "series")
    return [
        row
        for row in rows
        if (row.series.object_id, row.series.year) != (row.meeting.community_id, row.meeting.school_year.start)
    ]


@holds("events:approved_duty_is_given")
def approved_duty_is_given() -> list[Decision]:
    """Решение утверждённого протокола с ответственным и сроком дано поручением."""
    rows = Decision.objects.duties().filter(meeting__state=Meeting.State.APPROVED)
    given = set(assignments_of_decisions(rows).values_list("object_id", flat=True))
    return [row for row in rows if row.pk not in given]


@holds("events:everybody_is_marked_at_the_end")
def everybody_is_marked_at_the_end() -> QuerySet[Attendance]:
    """После закрытия о каждом из состава известно, был ли он."""
    held = Q(meeting__state__in=Meeting.HELD)
    return Attendance.objects.expected().filter(held, mark=Attendance.Mark.UNKNOWN)
