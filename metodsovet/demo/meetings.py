"""A year of meetings in the example: held, decided, done and not done; one goes on today, one is called."""

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from uuid import UUID

from metodsovet.demo.life import RECENT_DAYS, ZONE
from metodsovet.demo.meeting_topics import COUNCIL, IN_CITY, IN_SCHOOL, LAST_YEAR, Topic
from metodsovet.demo.people import Cast
from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.actions import accept_report, acknowledge_assignment, record_report
from metodsovet.ground.assignments.models import Assignment, Report
from metodsovet.ground.assignments.queries.acknowledgements import asked_to_read
from metodsovet.ground.directory.models import Person
from metodsovet.ground.documents.actions import print_paper
from metodsovet.ground.documents.models import Paper
from metodsovet.kernel import clock
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.work.communities.actions import add_members, appoint_officer
from metodsovet.work.communities.models import Community
from metodsovet.work.events.actions import (
    Change,
    MeetingDraft,
    add_item,
    answer_call,
    approve_minutes,
    begin_meeting,
    call_meeting,
    cancel_meeting,
    close_meeting,
    plan_meeting,
    record_changes,
)
from metodsovet.work.events.actions.agenda import Speakers
from metodsovet.work.events.models import AgendaItem, Attendance, Decision, Meeting
from metodsovet.work.events.queries.decisions import assignments_of_decisions

COUNCIL_NAME = "Педагогический совет"
GONE_DAYS = (118, 76, 34)
"""Before today, where the school year has just begun; what was decided at the last of them is still in work."""
SHARES_OF_YEAR = (0.0, 0.4, 0.75)
"""Else so far from its beginning to today."""
SETTLED_DAYS = 12
LEAST_SPAN_DAYS = 60
SHARE_PRESENT, SHARE_LATER = 0.78, 0.4
EACH, WAITING, LATE = 5, 3, 4
"""Of five duties that fell due lately one waits for its acceptance and one is late."""
FEW = 4
REASONS = ("на больничном", "ведёт урок", "на курсах", "")
BEGINS = time(14, 30)
FRIDAY = 4


@dataclass
class Circle:
    """A community that meets, and who writes for it."""

    community: Community
    people: Sequence[Person]
    place: str
    by: User


def hold_meetings(cast: Cast, today: date, *, seed: int) -> None:
    chance = random.Random(seed)
    since = today - timedelta(days=400)
    city, school, council = _circles(cast, since)
    last = SchoolYear.of(today).previous
    for day, topic in zip((date(last.start, 12, 3), date(last.start + 1, 4, 14)), LAST_YEAR, strict=True):
        hold(city, topic, working_day(day), chance)
    _execute(cast, last.next.first_day, chance)
    for circle, topics in ((city, IN_CITY), (school, IN_SCHOOL), (council, COUNCIL)):
        for day, topic in zip(_gone_days(today), topics, strict=False):
            hold(circle, topic, day, chance)
    _execute(cast, today, chance)
    _begin_today(city, IN_CITY[-1], today, chance)
    _call_ahead(school, IN_SCHOOL[-1], working_day(today + timedelta(days=8)))
    _clash(cast, school, working_day(today + timedelta(days=8)))
    _call_off(council, working_day(today + timedelta(days=4)))


def _circles(cast: Cast, since: date) -> tuple[Circle, Circle, Circle]:
    post = "учитель математики"
    city = Community.objects.get(name="ГМО учителей математики")
    school = Community.objects.get(name="ШМО учителей математики", organisation=cast.places["СОШ № 1"])
    everybody = [person for place in cast.schools for person in cast.staff[place.short_name, post]]
    own = cast.staff["СОШ № 1", post]
    with clock.at(_moment(since, time(9, 0))):
        add_members(city, everybody, since=since, by=cast.author)
        add_members(school, own, since=since, by=cast.author)
        appoint_officer(city, person=everybody[1], office="secretary", since=since, by=cast.author)
        appoint_officer(school, person=own[1], office="secretary", since=since, by=cast.author)
    council = Community.objects.get(name=COUNCIL_NAME, organisation=cast.places["СОШ № 1"])
    return (
        Circle(city, everybody, "Лицей № 4, каб. 21", cast.author),
        Circle(school, own, "СОШ № 1, каб. 12", cast.author),
        Circle(council, [], "СОШ № 1, актовый зал", cast.author),
    )


def _plan(circle: Circle, topic: Topic, day: date, together: tuple[Community, ...] = ()) -> Meeting:
    draft = MeetingDraft(topic.title, day, BEGINS, form=topic.form, place=circle.place, together=together)
    meeting = plan_meeting(circle.community, draft=draft, by=circle.by)
    members = sorted(_members(circle.community), key=lambda person: person.sort_key)
    for number, question in enumerate(topic.questions):
        speakers = Speakers((members[number % len(members)],))
        add_item(meeting, title=question.title, speakers=speakers, minutes=question.minutes, by=circle.by)
    return meeting


def _members(community: Community) -> list[Person]:
    rows = community.memberships.today().select_related("person__user")
    return [row.person for row in rows]


def hold(circle: Circle, topic: Topic, day: date, chance: random.Random, *, is_answered: bool = True) -> None:
    """``is_answered``: people say whether they come, and read the minutes."""
    with clock.at(_moment(day - timedelta(days=7), time(10, 0))):
        meeting = call_meeting(_plan(circle, topic, day), by=circle.by)
        if is_answered:
            _answer(meeting, chance)
    with clock.at(_moment(day, BEGINS)):
        begin_meeting(meeting, by=circle.by)
        _write(meeting, topic, circle.by, chance)
        close_meeting(meeting, by=circle.by)
    with clock.at(_moment(day + timedelta(days=1), time(11, 0))):
        paper = print_paper(approve_minutes(meeting, by=circle.by))
    if is_answered:
        with clock.at(_moment(day + timedelta(days=2), time(12, 0))):
            _read(paper, chance)


def _read(paper: Paper, chance: random.Random) -> None:
    for duty in asked_to_read(paper).filter(parts__person__user__isnull=False).order_by("pk"):
        reader = User.objects.get(person__parts__assignment=duty, person__parts__role="lead")
        if chance.random() < SHARE_PRESENT:
            acknowledge_assignment(duty, by=reader)


def _answer(meeting: Meeting, chance: random.Random) -> None:
    rows = meeting.attendance.filter(person__user__isnull=False).select_related("person__user")
    for row in rows:
        if row.person is None or row.person.user is None or chance.random() > SHARE_PRESENT:
            continue
        if chance.random() < SHARE_PRESENT:
            answer_call(meeting, answer="coming", by=row.person.user)
        else:
            answer_call(meeting, answer="not_coming", reason="На курсах", by=row.person.user)


def _write(meeting: Meeting, topic: Topic, by: User, chance: random.Random) -> None:
    """What the secretary types: by the same small changes as the tablet sends."""
    rows = list(meeting.attendance.select_related("person"))
    came = max(len(rows) * 2 // 3, len(rows) // 2 + 1)
    marks = [number < came or chance.random() < SHARE_LATER for number in range(len(rows))]
    present = [row.person for row, mark in zip(rows, marks, strict=True) if mark and row.person]
    changes = [_mark(row, is_present=mark) for row, mark in zip(rows, marks, strict=True)]
    changes += [
        Change(f"why-{row.uid}", "set", "attendance", str(row.uid), name="reason", value=chance.choice(REASONS))
        for row, mark in zip(rows, marks, strict=True)
        if not mark
    ]
    items = meeting.items.exclude(kind=AgendaItem.Kind.DECISIONS)
    for number, (item, question) in enumerate(zip(items, topic.questions, strict=False)):
        changes.append(Change(f"heard-{item.uid}", "set", "item", str(item.uid), name="heard", value=question.heard))
        changes.append(Change(f"done-{item.uid}", "set", "item", str(item.uid), name="is_considered", value="yes"))
        changes += _speech(item, question.spoke, present[(number + 1) % len(present)], chance)
        for order, text in enumerate(question.decided):
            responsible = present[(number + order + 2) % len(present)]
            changes += _decision(meeting, (item, text), responsible, len(present), chance)
    record_changes(meeting, changes, by=by)


def _mark(row: Attendance, *, is_present: bool) -> Change:
    value = "present" if is_present else "absent"
    return Change(f"mark-{row.uid}", "set", "attendance", str(row.uid), name="mark", value=value)


def _speech(item: AgendaItem, text: str, person: Person, chance: random.Random) -> list[Change]:
    if not text:
        return []
    uid = _uid(chance)
    return [
        Change(f"add-{uid}", "add", "talk", uid, values={"item": str(item.uid)}),
        Change(f"who-{uid}", "set", "talk", uid, name="person", value=str(person.pk)),
        Change(f"text-{uid}", "set", "talk", uid, name="text", value=text),
    ]


def _decision(
    meeting: Meeting, what: tuple[AgendaItem, str], person: Person, voters: int, chance: random.Random
) -> list[Change]:
    uid, due_on = _uid(chance), meeting.held_on + timedelta(days=chance.choice((21, 28, 45)))
    against = chance.choice((0, 0, 0, 1)) if voters > FEW else 0
    values = {
        "text": what[1],
        "responsible": str(person.pk),
        "due_on": due_on.isoformat(),
        "votes_for": str(voters - against),
        "votes_against": str(against),
    }
    added = Change(f"add-{uid}", "add", "decision", uid, values={"item": str(what[0].uid)})
    return [added] + [
        Change(f"{name}-{uid}", "set", "decision", uid, name=name, value=value, base="0" if "against" in name else "")
        for name, value in values.items()
    ]


def _execute(cast: Cast, today: date, chance: random.Random) -> None:
    """Most of what fell due is done and accepted, some waits, some is late."""
    decisions = Decision.objects.filter(meeting__state=Meeting.State.APPROVED)
    given = assignments_of_decisions(decisions).filter(state=Assignment.State.GIVEN, due_on__lt=today)
    rows = given.order_by("due_on", "pk")
    for number, row in enumerate(rows):
        is_recent = row.due_on is not None and row.due_on >= today - timedelta(days=RECENT_DAYS)
        if is_recent and number % EACH == LATE:
            continue
        day = min(row.due_on or today, today - timedelta(days=2)) - timedelta(days=chance.randint(0, 3))
        with clock.at(_moment(day, time(10, 0))):
            told = "исполнитель по решению"
            record_report(
                row, text="Сделано, материалы у секретаря.", source=Report.Source.PHONE, told_by=told, by=cast.author
            )
        if not is_recent or number % EACH != WAITING:
            with clock.at(_moment(day + timedelta(days=1), time(16, 0))):
                accept_report(Assignment.objects.get(pk=row.pk), by=User.objects.get(login="methodist2"))


def _begin_today(circle: Circle, topic: Topic, today: date, chance: random.Random) -> None:
    with clock.at(_moment(today - timedelta(days=6), time(10, 0))):
        meeting = call_meeting(_plan(circle, topic, today), by=circle.by)
        _answer(meeting, chance)
    begin_meeting(meeting, by=circle.by)
    rows = list(meeting.attendance.all())
    record_changes(meeting, [_mark(row, is_present=True) for row in rows[: len(rows) // 2]], by=circle.by)


def _call_ahead(circle: Circle, topic: Topic, day: date) -> None:
    """Joint with the neighbours of the same school."""
    places = Community.objects.filter(organisation=circle.community.organisation, name__startswith="ШМО")
    beside = tuple(places.exclude(pk=circle.community.pk)[:1])
    call_meeting(_plan(circle, topic, day, together=beside), by=circle.by)


def _clash(cast: Cast, circle: Circle, day: date) -> None:
    """A workshop of the town at the hours of a meeting that wants the same people, and two in one hall."""
    workshop = Community.objects.get(name="Мастерская молодого педагога")
    add_members(workshop, list(circle.people[:2]), since=clock.today() - timedelta(days=30), by=cast.author)
    draft = MeetingDraft("Первый урок: как начать", day, time(15, 0), form=Meeting.Form.WORKSHOP, place=circle.place)
    plan_meeting(workshop, draft=draft, by=cast.author)
    language = Community.objects.get(
        name="ШМО учителей русского языка и литературы", organisation=cast.places["СОШ № 1"]
    )
    plan_meeting(language, draft=replace(draft, topic="Разбор сочинений", form=Meeting.Form.MEETING), by=cast.author)


def _call_off(circle: Circle, day: date) -> None:
    meeting = call_meeting(_plan(circle, COUNCIL[-1], day), by=circle.by)
    cancel_meeting(meeting, reason="Карантин: школа на дистанционном обучении.", by=circle.by)


def _gone_days(today: date) -> list[date]:
    first = SchoolYear.of(today).first_day + timedelta(days=SETTLED_DAYS)
    span = (today - first).days
    if span < LEAST_SPAN_DAYS:
        return [working_day(today - timedelta(days=days)) for days in GONE_DAYS]
    return [working_day(first + timedelta(days=int(span * share))) for share in SHARES_OF_YEAR]


def working_day(day: date) -> date:
    while day.weekday() > FRIDAY:
        day += timedelta(days=1)
    return day


def _moment(day: date, at: time) -> datetime:
    return datetime.combine(day, at, ZONE)


def _uid(chance: random.Random) -> str:
    return str(UUID(int=chance.getrandbits(128), version=4))
