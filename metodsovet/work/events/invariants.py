"""What is always true of meetings, their minutes and decisions."""

from django.db.models import Count, F, Max, Q, QuerySet

from metodsovet.kernel.invariants import holds
from metodsovet.work.events.models import Attendance, Decision, Meeting, Minutes, MinutesEdition
from metodsovet.work.events.queries.decisions import assignments_of_decisions


@holds("events:minutes_have_no_gaps")
def minutes_have_no_gaps() -> list[str]:
    """Протоколы объединения за учебный год пронумерованы подряд с первого."""
    rows = Minutes.objects.values("community", "school_year").order_by().annotate(last=Max("number"), n=Count("pk"))
    return [f"{row['community']}, {row['school_year']}" for row in rows.exclude(last=F("n"))]


@holds("events:held_meeting_has_minutes")
def held_meeting_has_minutes() -> QuerySet[Meeting]:
    """У закрытого заседания есть протокол."""
    return Meeting.objects.held().filter(minutes=None)


@holds("events:approved_minutes_have_their_edition")
def approved_minutes_have_their_edition() -> QuerySet[Meeting]:
    """У утверждённого протокола есть неизменная редакция."""
    return Meeting.objects.filter(state=Meeting.State.APPROVED, minutes__editions=None)


@holds("events:edition_has_its_file")
def edition_has_its_file() -> list[MinutesEdition]:
    """У каждой редакции протокола есть её файл."""
    return [one for one in MinutesEdition.objects.all() if not one.has_file]


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
