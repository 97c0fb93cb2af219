"""Pages over communities with 30 and with 300 of them: queries, which are to be equal, and milliseconds.

python benchmarks/year_of_communities.py [FEW] [MANY] [YEARS]

Each school has an association of ten members with its year plan in one of the five states, four meetings ahead, four in
each of so many past years, and a feed; every tenth head is in another too, whose meetings clash with those of his own.
Milliseconds are processor time of this process, Django's test client included, the median of warm visits.
"""

import sys
from collections.abc import Callable
from datetime import time, timedelta
from time import process_time

from grounds import median_of, say, scratch_database

# isort: split
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from large_town import LONG_AGO, LargeTown, settle

from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.models import Assignment
from metodsovet.ground.directory.models import Employment, Organisation, Person, Position
from metodsovet.kernel import clock
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.kernel.terms import Term, TermKind
from metodsovet.work.communities.models import Community, CommunityKind, Membership, Office
from metodsovet.work.events.models import Attendance, Meeting
from metodsovet.work.planning.models import Activity, Plan, PlanDeadline, Submission
from metodsovet.work.publications.models import Post

MEMBERS, MEETINGS, POSTS, LINES, VISITS = 10, 4, 40, 12, 7
DAYS = 60
"""Meetings ahead are spread over so many days."""
DOUBLE_EVERY = 10
STATES = (None, Plan.State.DRAFT, Plan.State.HANDED_IN, Plan.State.ACCEPTED, Plan.State.DRAFT)
NO_TERM = Term("", TermKind.UNKNOWN).to_json()
Counted = dict[str, tuple[int, float]]


def main(few: int, many: int, years: int) -> None:
    counts = [count_all(number, years) for number in (few, many)]
    print(f"{'page':<34}{f'{few} communities':>24}{f'{many} communities':>24}")
    for page, (less, quick) in counts[0].items():
        more, slow = counts[1][page]
        note = "equal" if less == more else "NOT EQUAL"
        print(f"{page:<34}{less:>12}{quick:>9.0f} ms{more:>12}{slow:>9.0f} ms   {note}")
    sys.exit(any(less != counts[1][page][0] for page, (less, _) in counts[0].items()))


def count_all(number: int, years: int) -> Counted:
    with scratch_database():
        say(f"{number} communities, {number * MEMBERS} members")
        town = settle(number)
        communities = found(town)
        head = head_of(communities[0])
        live(communities, town)
        remember(communities, years)
        User.objects.update(totp_seed="seed-of-an-invented-phone")  # a methodist owes a second factor before any page
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        return {name: visited(user, address) for name, user, address in pages(communities[0], town, head)}


def pages(community: Community, town: LargeTown, head: User) -> list[tuple[str, User, str]]:
    methodist = town.methodist
    return [
        ("communities", methodist, reverse("show_communities")),
        ("picture", methodist, reverse("show_picture")),
        ("picture, coverage", methodist, reverse("show_coverage")),
        ("picture, load of people", methodist, reverse("show_load")),
        ("picture, clashes", methodist, reverse("show_all_clashes")),
        ("year plans of all", methodist, reverse("show_year_plans")),
        ("year plans, handed in", methodist, f"{reverse('show_year_plans')}?state=handed_in"),
        ("meetings of all", methodist, reverse("show_meetings")),
        ("home of a head", head, "/"),
        ("community", head, community.get_absolute_url()),
        ("feed", head, reverse("show_feed", args=[community.pk])),
        ("feed, only files", head, f"{reverse('show_feed', args=[community.pk])}?files=yes"),
        ("meetings of one", head, f"{reverse('show_meetings')}?community={community.pk}"),
    ]


def visited(user: User, address: str) -> tuple[int, float]:
    client = Client()
    client.force_login(user)
    client.get(address)

    def visit() -> None:
        answer = client.get(address)
        assert answer.status_code == 200, (address, answer.status_code)

    with CaptureQueriesContext(connection) as queries:
        visit()
    return len(queries), median_of([processor_of(visit) for _ in range(VISITS)]) * 1000


def processor_of(act: Callable[[], object]) -> float:
    begun = process_time()
    act()
    return process_time() - begun


def found(town: LargeTown) -> list[Community]:
    schools = list(Organisation.objects.filter(kind=Organisation.Kind.SCHOOL).order_by("pk"))
    kind = CommunityKind.objects.named(CommunityKind.Code.SCHOOL_ASSOCIATION, town.root)
    post, _ = Position.objects.get_or_create(name="учитель математики", defaults={"function": "teacher"})
    people = Person.objects.bulk_create(
        Person(
            last_name=f"Петрова{place}", first_name=f"Анна{number}", patronymic="Ивановна", sort_key=f"{place}{number}"
        )
        for place in range(len(schools))
        for number in range(MEMBERS)
    )
    communities = Community.objects.bulk_create(
        Community(organisation=school, kind=kind, name="ШМО учителей математики", opened_on=LONG_AGO)
        for school in schools
    )
    homes = [(communities[index // MEMBERS], person) for index, person in enumerate(people)]
    Employment.objects.bulk_create(
        Employment(person=person, organisation=one.organisation, position=post, since=LONG_AGO) for one, person in homes
    )
    Membership.objects.bulk_create(Membership(person=one, community=own, since=LONG_AGO) for own, one in homes)
    heads = homes[::MEMBERS]
    Membership.objects.bulk_create(
        Membership(person=heads[place][1], community=communities[place - DAYS // MEETINGS], since=LONG_AGO)
        for place in range(0, len(heads), DOUBLE_EVERY)
    )
    Office.objects.bulk_create(Office(person=person, community=own, since=LONG_AGO) for own, person in heads[1:])
    Office.objects.create(person=heads[0][1], community=heads[0][0], since=LONG_AGO)
    return communities


def head_of(community: Community) -> User:
    person = Office.objects.get(community=community).person
    person.user = User.objects.create(login="head")
    person.save(update_fields=["user"])
    return person.user


def live(communities: list[Community], town: LargeTown) -> None:
    year = town.year
    deadline = PlanDeadline.objects.create(organisation=town.root, school_year=year.start, due_on=year.last_day)
    members = {one.pk: list(one.memberships.values_list("person_id", flat=True)) for one in communities}
    plan_year(communities, year, town.methodist)
    owe(communities, deadline, year)
    meetings = Meeting.objects.bulk_create(
        Meeting(
            community=one,
            topic=f"Заседание {number}",
            held_on=clock.today() + timedelta(days=(place + number * DAYS // MEETINGS) % DAYS),
            starts_at=time(14, 30),
            place=f"Школа {place}, каб. 21",
            state=Meeting.State.CALLED,
            called_at=clock.now(),
            quorum=50,
        )
        for place, one in enumerate(communities)
        for number in range(MEETINGS)
    )
    Attendance.objects.bulk_create(
        Attendance(meeting=meeting, person_id=person)
        for meeting in meetings
        for person in members[meeting.community_id]
    )
    Post.objects.bulk_create(
        Post(community=one, author_id=members[one.pk][number % MEMBERS], text=f"Коллеги, сообщение {number}")
        for one in communities
        for number in range(POSTS)
    )


def remember(communities: list[Community], years: int) -> None:
    """Meetings of the past with everybody marked."""
    meetings = Meeting.objects.bulk_create(
        Meeting(
            community=one,
            topic=f"Заседание {number}",
            held_on=clock.today() - timedelta(days=(number + 1) * 365 // MEETINGS),
            starts_at=time(14, 30),
            place="каб. 21",
            state=Meeting.State.APPROVED,
            called_at=clock.now(),
        )
        for one in communities
        for number in range(MEETINGS * years)
    )
    members = {one.pk: list(one.memberships.values_list("person_id", flat=True)) for one in communities}
    Attendance.objects.bulk_create(
        Attendance(meeting=meeting, person_id=person, mark=Attendance.Mark.PRESENT)
        for meeting in meetings
        for person in members[meeting.community_id]
    )


def plan_year(communities: list[Community], year: SchoolYear, by: User) -> None:
    stated = [(one, STATES[index % len(STATES)]) for index, one in enumerate(communities)]
    plans = Plan.objects.bulk_create(
        Plan(
            organisation=one.organisation,
            community=one,
            school_year=year.start,
            kind=Plan.Kind.YEAR_PLAN,
            state=state,
            title=f"План {one.pk}",
            first_day=year.first_day,
            last_day=year.last_day,
            executed_from=year.start if state == Plan.State.ACCEPTED else None,
        )
        for one, state in stated
        if state is not None
    )
    Activity.objects.bulk_create(
        Activity(plan=plan, position=number, title=f"Заседание {number}", term_json=NO_TERM)
        for plan in plans
        for number in range(LINES)
    )
    Submission.objects.bulk_create(
        Submission(plan=plan, handed_in_by=by) for plan in plans if plan.state == Plan.State.HANDED_IN
    )


def owe(communities: list[Community], deadline: PlanDeadline, year: SchoolYear) -> None:
    kind = ContentType.objects.get_for_model(deadline)
    Assignment.objects.bulk_create(
        Assignment(key=f"year_plan:{one.pk}:{year.start}", title="Сдать план", organisation=one.organisation,
                   issuer=deadline.organisation, content_type=kind, object_id=deadline.pk, due_on=deadline.due_on)
        for one in communities
    )  # fmt: skip


if __name__ == "__main__":
    main(*(int(argument) for argument in (*sys.argv[1:], *("30", "300", "3")[len(sys.argv) - 1 :])))
