"""What the yearly analysis of a community takes from its meetings, with the rows in words."""

from django.db.models import QuerySet

from metodsovet.ground.access.models import User
from metodsovet.kernel.russian import date_short
from metodsovet.work.communities import analyses
from metodsovet.work.communities.analyses import Counted, Row
from metodsovet.work.events.models import Attendance, Decision, Meeting, Talk
from metodsovet.work.events.queries.decisions import states_of
from metodsovet.work.planning.models import Occurrence

MEETINGS, DECISIONS, PLANS = "Заседания", "Решения", "План и факт"


def meeting_rows(rows: QuerySet[Meeting], user: User) -> list[Row]:
    seen = analyses.seen(rows, Meeting.objects.visible_to(user)).order_by("held_on", "starts_at", "pk")
    return [
        Row(one.topic, one.get_absolute_url(), f"{date_short(one.held_on)}, {one.get_state_display()}") for one in seen
    ]


def attendance_rows(rows: QuerySet[Attendance], user: User) -> list[Row]:
    """Everybody who was expected, by name: came or not, and why not."""
    seen = analyses.seen(rows, Attendance.objects.visible_to(user)).select_related("person", "meeting")
    ordered = seen.order_by("person__sort_key", "meeting__held_on")
    return [Row(_who(one), one.get_absolute_url(), _came(one)) for one in ordered]


def talk_rows(rows: QuerySet[Talk], user: User) -> list[Row]:
    seen = analyses.seen(rows, Talk.objects.visible_to(user)).select_related("person", "item__meeting")
    return [
        Row(
            f"{one}: {one.item.title}",
            one.get_absolute_url(),
            f"{one.get_kind_display()}, {date_short(one.item.meeting.held_on)}",
        )
        for one in seen.order_by("person__sort_key", "item__meeting__held_on", "pk")
    ]


def decision_rows(rows: QuerySet[Decision], user: User) -> list[Row]:
    found = list(analyses.seen(rows, Decision.objects.visible_to(user)).select_related("responsible", "meeting"))
    states = states_of(found)
    return [Row(one.text, one.get_absolute_url(), _decided(one, states[one.pk].standing)) for one in found]


def line_rows(rows: QuerySet[Occurrence], user: User) -> list[Row]:
    seen = analyses.seen(rows, Occurrence.objects.visible_to(user)).select_related("activity__plan")
    return [Row(str(one.activity), one.get_absolute_url(), one.activity.plan.title) for one in seen]


def _who(attendance: Attendance) -> str:
    return attendance.person.full_name if attendance.person else attendance.guest_name


def _came(attendance: Attendance) -> str:
    reason = f", {attendance.why}" if attendance.why else ""
    return f"{date_short(attendance.meeting.held_on)}: {attendance.get_mark_display()}{reason}"


def _decided(decision: Decision, standing: str) -> str:
    who = decision.responsible.short_name if decision.responsible else ""
    due = f"до {date_short(decision.due_on)}" if decision.due_on else ""
    return ", ".join(filter(None, (who, due, STANDINGS.get(standing, ""))))


STANDINGS = {"done": "исполнено", "late_done": "исполнено с опозданием", "overdue": "просрочено"}

for _name in ("meetings_planned", "meetings_held"):
    analyses.offer(Counted(f"events:{_name}", MEETINGS, meeting_rows))
analyses.offer(Counted("events:attendance_share", MEETINGS, attendance_rows))
analyses.offer(Counted("events:talks", MEETINGS, talk_rows, "Кто выступал на заседаниях"))
for _name in ("decisions_made", "decisions_executed", "decisions_overdue"):
    analyses.offer(Counted(f"events:{_name}", DECISIONS, decision_rows))
analyses.offer(Counted("events:plan_lines", PLANS, line_rows))
analyses.offer(Counted("events:plan_lines_met", PLANS, line_rows, "Мероприятия, по которым прошли заседания"))
