"""A calendar address of somebody with 2,000 meetings: the whole answer, and the answer that nothing has changed.

python benchmarks/calendar_feed.py [MEETINGS]

Milliseconds are processor time of this process, the median of warm requests; beside them the bare joining of the lines.
"""

import sys
from collections.abc import Callable
from datetime import time, timedelta
from time import process_time

from grounds import median_of, say, scratch_database

# isort: split
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Employment, Organisation, Person, Position
from metodsovet.ground.notifications.actions import make_feed
from metodsovet.kernel import clock
from metodsovet.work.communities.models import Community, CommunityKind
from metodsovet.work.events.models import Attendance, Meeting

FEW, VISITS = 20, 9
DAYS = 120
"""Meetings are spread over so many days before today and after it."""


def main(many: int) -> None:
    with scratch_database():
        say(f"calendars of {FEW} and {many} meetings")
        addresses = [feed_of(number) for number in (FEW, many)]
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        for number, address in zip((FEW, many), addresses, strict=True):
            tell(number, address)


def feed_of(number: int) -> str:
    town, _ = Organisation.objects.get_or_create(kind=Organisation.Kind.MUNICIPALITY, name="Округ", short_name="Округ")
    post, _ = Position.objects.get_or_create(name="учитель математики", defaults={"function": "teacher"})
    kind = CommunityKind.objects.named(CommunityKind.Code.CITY_ASSOCIATION, town)
    community = Community.objects.create(organisation=town, kind=kind, name=f"ГМО учителей математики {number}")
    user = User.objects.create(login=f"teacher{number}")
    person = Person.objects.create(last_name=f"Петрова{number}", first_name="Анна", patronymic="Ивановна", user=user)
    Employment.objects.create(
        person=person, organisation=town, position=post, since=clock.today() - timedelta(days=900)
    )
    meetings = Meeting.objects.bulk_create(
        Meeting(
            community=community,
            topic=f"Приёмы работы с текстовой задачей, встреча {place}",
            held_on=clock.today() + timedelta(days=place % (2 * DAYS) - DAYS),
            starts_at=time(8 + place % 10, 30),
            place="Лицей № 4, каб. 21",
            state=Meeting.State.CALLED,
            called_at=clock.now(),
        )
        for place in range(number)
    )
    Attendance.objects.bulk_create(Attendance(meeting=one, person=person) for one in meetings)
    _, token = make_feed(person, organisation=None, by=user)
    return reverse("read_feed", args=[token])


def tell(number: int, address: str) -> None:
    client = Client()
    whole = client.get(address)
    assert whole.content.count(b"BEGIN:VEVENT") == number, whole.content.count(b"BEGIN:VEVENT")
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    taken = len(queries)  # the next request empties the log
    lines = whole.content.split(b"\r\n")
    asked = (
        ("whole", lambda: client.get(address)),
        ("unchanged", lambda: client.get(address, headers={"If-None-Match": whole.headers["ETag"]})),
        ("joining", lambda: b"\r\n".join(lines)),
    )
    times = ", ".join(f"{name} {median_of([processor_of(act) for _ in range(VISITS)]):.1f} ms" for name, act in asked)
    print(f"{number:>6} meetings: {taken} queries, {len(whole.content) / 1024:.0f} KB, {times}")


def processor_of(act: Callable[[], object]) -> float:
    begun = process_time()
    act()
    return (process_time() - begun) * 1000


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
