"""Meetings on the pages of communities, people and lines of plans."""

from django.db.models import Count, Q
from django.urls import reverse

from metodsovet.ground.access.models import User
from metodsovet.ground.directory import panels
from metodsovet.ground.directory.models import Person
from metodsovet.ground.directory.panels import PanelRow
from metodsovet.kernel.russian import date_short, date_text, plural
from metodsovet.work.communities.models import Community
from metodsovet.work.communities.slots import COMMUNITY_PANELS
from metodsovet.work.events.models import Attendance, Meeting, Talk
from metodsovet.work.events.queries.decisions import decisions_of
from metodsovet.work.planning.models import Activity
from metodsovet.work.planning.views.activities import ACTIVITY_PANELS

SHOWN = 8


@panels.offer(COMMUNITY_PANELS, "Заседания")
def meetings_of_community(user: User, community: Community) -> list[PanelRow]:
    rows = Meeting.objects.visible_to(user).of_community(community).select_related("minutes")
    found = [PanelRow(row.get_absolute_url(), row.topic, _note(row)) for row in rows[:SHOWN]]
    number = rows.count()
    if number > SHOWN:
        words = f"Все {number}\u00a0{plural(number, 'заседание', 'заседания', 'заседаний')}"
        found.append(PanelRow(f"{reverse('show_meetings')}?community={community.pk}", words))
    return found


@panels.offer(COMMUNITY_PANELS, "Решения в работе")
def open_decisions(user: User, community: Community) -> list[PanelRow]:
    rows = Meeting.objects.visible_to(user).of_community(community).filter(state=Meeting.State.APPROVED)
    last = list(rows.values_list("pk", flat=True)[:SHOWN])
    states = [one for found in decisions_of(last).values() for one in found if one.is_open]
    ordered = sorted(states, key=lambda one: str(one.decision.due_on))
    return [
        PanelRow(one.decision.get_absolute_url(), one.decision.text, f"до {date_text(one.decision.due_on)}")
        for one in ordered
        if one.decision.due_on is not None
    ]


@panels.offer(panels.PERSON, "Заседания")
def meetings_of_person(user: User, person: Person) -> list[PanelRow]:
    """How often he came, then where he spoke last."""
    seen = Meeting.objects.visible_to(user).held()
    rows = Attendance.objects.expected().filter(person=person, meeting__in=seen)
    counted = rows.aggregate(all=Count("pk"), came=Count("pk", filter=Q(mark=Attendance.Mark.PRESENT)))
    talks = Talk.objects.filter(person=person, item__meeting__in=seen).select_related("item__meeting__community")
    found = []
    if counted["all"]:
        title = f"Явка: {counted['came']} из {counted['all']}"
        found.append(PanelRow(f"{reverse('show_meetings')}?member={person.pk}", title))
    for talk in talks.order_by("-item__meeting__held_on", "-pk")[:SHOWN]:
        meeting = talk.item.meeting
        note = f"{talk.get_kind_display()}, {meeting.community.name}, {date_short(meeting.held_on)}"
        found.append(PanelRow(meeting.get_absolute_url(), talk.item.title, note))
    return found


@panels.offer(ACTIVITY_PANELS, "Заседания")
def meetings_of_activity(user: User, activity: Activity) -> list[PanelRow]:
    rows = Meeting.objects.visible_to(user).filter(occurrence__activity=activity)
    return [
        PanelRow(row.get_absolute_url(), row.topic, f"{row.community.name}, {_note(row)}")
        for row in rows.select_related("minutes", "community")[:SHOWN]
    ]


def _note(row: Meeting) -> str:
    number = f"№\u00a0{row.number}, " if row.number else ""
    return f"{number}{date_text(row.held_on)}, {row.get_state_display()}"
