"""A meeting of 60 people: the queries of its screen, the writing of it, and its minutes as docx.

python benchmarks/holding_a_meeting.py [MEMBERS]

Milliseconds are processor time of this process.
"""

import sys
from collections.abc import Callable
from datetime import time, timedelta
from time import process_time

from grounds import median_of, say, scratch_database

# isort: split
from django.db import connection
from django.test.utils import CaptureQueriesContext

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Employment, Organisation, Person, Position, RoleAssignment
from metodsovet.ground.directory.models.role_kinds import Role
from metodsovet.kernel import clock
from metodsovet.work.communities.models import Community, CommunityKind, Membership, Office
from metodsovet.work.events.actions import (
    Change,
    MeetingDraft,
    add_item,
    begin_meeting,
    call_meeting,
    close_meeting,
    plan_meeting,
    record_changes,
)
from metodsovet.work.events.models import Decision, Meeting
from metodsovet.work.events.papers import minutes_paper, print_minutes
from metodsovet.work.events.queries.holding import held_page, values_of

ITEMS, DECISIONS, VISITS = 6, 2, 9
SMALL = 5
LONG_AGO = clock.today() - timedelta(days=900)


def main(members: int) -> None:
    with scratch_database():
        small, large = gather("Малая группа", SMALL), gather("Большая группа", members)
        say(f"meetings of {SMALL} and {members} people, {ITEMS} questions, {ITEMS * DECISIONS} decisions")
        for name, ask in (("screen", held_page), ("values of the answer", values_of)):
            counts = [queries_of(ask, meeting) for meeting in (small, large)]
            print(f"{name:<24}{counts[0]:>4} queries of {SMALL},{counts[1]:>4} of {members}")
        meeting = write(large)
        minutes = close_meeting(meeting, by=User.objects.get())
        tell("data of the minutes", lambda: minutes_paper(minutes))
        tell("data and docx", lambda: print_minutes(minutes))
        print(f"{'size of the docx':<24}{len(print_minutes(minutes)) / 1024:>10.1f} KB")


def gather(name: str, members: int) -> Meeting:
    town, _ = Organisation.objects.get_or_create(kind=Organisation.Kind.MUNICIPALITY, name="Округ", short_name="Округ")
    post, _ = Position.objects.get_or_create(name="учитель математики", defaults={"function": "teacher"})
    kind = CommunityKind.objects.named(CommunityKind.Code.CITY_ASSOCIATION, town)
    community = Community.objects.create(organisation=town, kind=kind, name=name)
    people = [
        Person.objects.create(last_name=f"Петрова{number}", first_name="Анна", patronymic="Ивановна")
        for number in range(members)
    ]
    for person in people:
        Employment.objects.create(person=person, organisation=town, position=post, since=LONG_AGO)
        Membership.objects.create(community=community, person=person, since=LONG_AGO)
    Office.objects.create(community=community, person=people[0], since=LONG_AGO)
    if not User.objects.exists():
        people[0].user = User.objects.create(login="head")
        people[0].save()
        RoleAssignment.objects.create(person=people[0], role=Role.METHODIST, organisation=town, since=LONG_AGO)
    by = User.objects.get()
    meeting = plan_meeting(community, draft=MeetingDraft("Тема", clock.today(), time(14, 30), place="Зал"), by=by)
    for number in range(ITEMS):
        add_item(meeting, title=f"Вопрос {number}", by=by)
    meeting = begin_meeting(call_meeting(meeting, by=by), by=by)
    for item in meeting.items.all():
        for number in range(DECISIONS):
            due_on = clock.today() + timedelta(days=20)
            text, who = f"Решение {number}", people[number]
            Decision.objects.create(meeting=meeting, item=item, text=text, responsible=who, due_on=due_on)
    return meeting


def queries_of(ask: Callable[[Meeting], object], meeting: Meeting) -> int:
    ask(meeting)
    with CaptureQueriesContext(connection) as taken:
        ask(meeting)
    return len(taken)


def write(meeting: Meeting) -> Meeting:
    """Everybody marked, each by a change of its own, as the tablet sends them."""
    rows = list(meeting.attendance.all())
    changes = [Change(f"{row.uid}", "set", "attendance", str(row.uid), name="mark", value="present") for row in rows]
    spent_ms = processor_of(lambda: record_changes(meeting, changes, by=User.objects.get())) / len(changes) * 1000
    print(f"{'recording a change':<24}{spent_ms:>10.1f} ms each, {len(changes)} at once")
    return meeting


def tell(name: str, work: Callable[[], object]) -> None:
    seconds = median_of([processor_of(work) for _ in range(VISITS)])
    print(f"{name:<24}{seconds * 1000:>10.1f} ms, median of {VISITS}")


def processor_of(work: Callable[[], object]) -> float:
    begun = process_time()
    work()
    return process_time() - begun


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 60)
