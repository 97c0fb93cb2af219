"""Planning, calling, moving, calling off, answering."""

from datetime import date, time, timedelta
from typing import Any

import pytest

from metodsovet.ground.access.models import ActionRecord
from metodsovet.ground.directory.tests.world import make_person, user_of
from metodsovet.ground.notifications.calendars.entries import CalendarEntry, Wanted, entries_for
from metodsovet.ground.notifications.digests.sections import sections_of_person
from metodsovet.ground.notifications.models import Notice
from metodsovet.kernel import clock
from metodsovet.kernel.errors import DomainError
from metodsovet.work.communities.models import CommunityKind, Membership
from metodsovet.work.communities.tests.kinds import community_at
from metodsovet.work.events.actions import (
    Moment,
    answer_call,
    call_meeting,
    cancel_meeting,
    change_meeting,
    move_meeting,
    plan_meeting,
    start_series,
)
from metodsovet.work.events.models import Meeting
from metodsovet.work.events.queries.people import clashes_of
from metodsovet.work.events.tests.hall import Hall, draft, join, make_hall, planned

pytestmark = pytest.mark.django_db
SOON = timedelta(days=3)


def refused(call: object, *args: object, **more: object) -> str:
    assert callable(call)
    with pytest.raises(DomainError) as refusal:
        call(*args, **more)
    return refusal.value.code


def test_plan_meeting_keeps_it_from_members_until_they_are_called() -> None:
    hall = make_hall()

    meeting = planned(hall, clock.today() + SOON)

    member = user_of(hall.members[1])
    assert (meeting.state, meeting.quorum) == (Meeting.State.PLANNED, 50)
    assert not Meeting.objects.visible_to(member).exists()
    assert not Notice.objects.exists()
    call_meeting(meeting, by=hall.by)
    assert list(Meeting.objects.visible_to(member)) == [meeting]


@pytest.mark.parametrize(
    ("more", "code"), (({"topic": " "}, "no_topic"), ({"place": ""}, "no_place")), ids=("topic", "place")
)
def test_plan_meeting_without_a_topic_or_a_place_is_refused(more: dict[str, Any], code: str) -> None:
    hall = make_hall()

    assert refused(plan_meeting, hall.community, draft=draft(**more), by=hall.by) == code
    assert not Meeting.objects.exists()


def test_plan_meeting_with_itself_is_refused() -> None:
    hall = make_hall()

    code = refused(plan_meeting, hall.community, draft=draft(together=(hall.community,)), by=hall.by)

    assert code == "met_itself"


def test_start_series_steps_by_months_and_leaves_weekends_out() -> None:
    hall = make_hall()
    first = draft(date(2026, 10, 31))

    series = start_series(hall.community, title="Читаем условие", draft=first, months=1, number=3, by=hall.by)

    days = list(series.meetings.order_by("held_on").values_list("held_on", flat=True))
    assert days == [date(2026, 11, 2), date(2026, 11, 30), date(2026, 12, 31)]


def test_call_meeting_expects_members_of_the_day_and_tells_them() -> None:
    hall = make_hall()
    left = hall.members[1]
    day = clock.today() + SOON
    Membership.objects.filter(person=left).update(until=day - timedelta(days=1))

    meeting = call_meeting(planned(hall, day), by=hall.by)

    wanted = {person.pk for person in hall.members if person != left}
    assert set(meeting.attendance.values_list("person", flat=True)) == wanted
    assert set(Notice.objects.filter(topic="events").values_list("person", flat=True)) == wanted
    assert ActionRecord.objects.filter(verb="call_meeting", text__startswith="Созваны 4").exists()


def test_call_meeting_of_several_communities_counts_a_member_of_both_once() -> None:
    hall = make_hall()
    physicists = community_at(hall.world.school, "ШМО физиков", code=CommunityKind.Code.SCHOOL_ASSOCIATION)
    both, other = hall.members[1], make_person("Физиков Пётр Ильич", hall.world.school)
    join(physicists, both)
    join(physicists, other)

    meeting = call_meeting(planned(hall, together=(physicists,)), by=hall.by)

    people = list(meeting.attendance.values_list("person", flat=True))
    assert len(people) == len(set(people)) == len(hall.members) + 1
    assert Meeting.objects.visible_to(user_of(other)).exists()


def test_call_meeting_for_yesterday_or_for_nobody_is_refused() -> None:
    hall = make_hall()
    gone = planned(hall, clock.today() - timedelta(days=1))
    empty = make_empty(hall)

    assert refused(call_meeting, gone, by=hall.by) == "day_is_past"
    assert refused(call_meeting, empty, by=hall.by) == "no_members"
    assert not Notice.objects.exists()


def make_empty(hall: Hall) -> Meeting:
    empty = community_at(hall.world.school, "Пустое", code=CommunityKind.Code.SCHOOL_ASSOCIATION)
    return plan_meeting(empty, draft=draft(), by=hall.by)


def test_call_meeting_twice_is_refused_and_tells_once() -> None:
    hall = make_hall()
    meeting = call_meeting(planned(hall), by=hall.by)

    assert refused(call_meeting, meeting, by=hall.by) == "move_not_allowed"
    assert Notice.objects.count() == len(hall.members)


def test_clash_of_days_names_the_people_of_both_meetings() -> None:
    hall = make_hall()
    other = community_at(hall.world.school, "Совет")
    both = hall.members[1]
    join(other, both)
    call_meeting(plan_meeting(other, draft=draft(starts_at=time(15, 0)), by=hall.by), by=hall.by)

    at_once, later = planned(hall), planned(hall, starts_at=time(17, 0))

    assert [(one.community, people) for one, people in clashes_of(at_once)] == [(other, [both])]
    assert clashes_of(later) == []


def test_move_meeting_asks_again_and_grows_the_sequence_of_calendars() -> None:
    hall = make_hall()
    member = hall.members[1]
    meeting = call_meeting(planned(hall, clock.today() + SOON), by=hall.by)
    answer_call(meeting, answer="not_coming", reason="урок", by=user_of(member))
    before = entry_of(hall)

    to = Moment(clock.today() + 2 * SOON, time(15, 0), "Лицей № 6")
    meeting = move_meeting(meeting, to=to, version=meeting.version, by=hall.by)

    after = entry_of(hall)
    assert (after.key, after.first_day, after.place) == (before.key, clock.today() + 2 * SOON, "Лицей № 6")
    assert after.revision > before.revision
    row = meeting.attendance.get(person=member)
    assert (row.answer, row.answer_reason) == ("", "")
    assert Notice.objects.filter(person=member, text__contains="перенесено").exists()


def test_move_meeting_over_an_unseen_change_is_refused() -> None:
    hall = make_hall()
    meeting = call_meeting(planned(hall, clock.today() + SOON), by=hall.by)

    code = refused(move_meeting, meeting, to=Moment(clock.today(), time(9, 0), "тут"), version=1, by=hall.by)

    assert code == "edited_by_other"


def entry_of(hall: Hall) -> CalendarEntry:
    wanted = Wanted(clock.today(), clock.today() + timedelta(days=60))
    return next(one for one in entries_for(user_of(hall.members[1]), wanted) if one.key.startswith("meeting-"))


def test_cancel_meeting_tells_everybody_and_cancels_the_entry() -> None:
    hall = make_hall()
    meeting = call_meeting(planned(hall, clock.today() + SOON), by=hall.by)

    assert refused(cancel_meeting, meeting, reason=" ", by=hall.by) == "no_reason"
    cancel_meeting(meeting, reason="Карантин", by=hall.by)

    assert entry_of(hall).is_cancelled
    assert Notice.objects.filter(text__contains="отменено").count() == len(hall.members)


def test_answer_call_needs_a_reason_and_an_expected_person() -> None:
    hall = make_hall()
    meeting = call_meeting(planned(hall, clock.today() + SOON), by=hall.by)
    member, stranger = user_of(hall.members[1]), user_of(hall.world.deputy)

    assert refused(answer_call, meeting, answer="not_coming", by=member) == "no_reason"
    assert refused(answer_call, meeting, answer="coming", by=stranger) == "not_called"
    row = answer_call(meeting, answer="not_coming", reason=" уезжаю ", by=member)

    assert (row.answer, row.answer_reason, row.why) == ("not_coming", "уезжаю", "уезжаю")


def test_change_meeting_after_the_call_is_refused() -> None:
    hall = make_hall()
    meeting = call_meeting(planned(hall), by=hall.by)

    code = refused(change_meeting, meeting, draft=draft(), version=meeting.version, by=hall.by)

    assert code == "move_not_allowed"


def test_digest_names_the_meetings_of_the_week() -> None:
    hall = make_hall()
    call_meeting(planned(hall, clock.today() + SOON), by=hall.by)
    call_meeting(planned(hall, clock.today() + timedelta(days=20)), by=hall.by)

    titles = {section.title: section.total for section in sections_of_person(user_of(hall.members[1]))}

    assert titles["Заседания на неделе"] == 1
