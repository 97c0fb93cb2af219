"""A community with members and a meeting of it, for tests."""

from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from typing import Any

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Person
from metodsovet.ground.directory.tests.world import LONG_AGO, World, make_person, make_world, user_of
from metodsovet.kernel import clock
from metodsovet.work.communities.models import Community, CommunityKind, Membership, Office
from metodsovet.work.communities.tests.kinds import community_at
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
from metodsovet.work.events.models import Attendance, Decision, Meeting, Minutes

NAMES = (
    "Ермаков Денис Олегович",
    "Рябов Константин Игоревич",
    "Селиванова Анна Дмитриевна",
    "Тихонова Юлия Максимовна",
)


@dataclass
class Hall:
    """``head`` and ``secretary`` hold their offices; ``members`` are all, these two among them."""

    world: World
    community: Community
    head: Person
    secretary: Person
    members: list[Person]

    @property
    def by(self) -> User:
        return user_of(self.head)


def make_hall(*, name: str = "ШМО учителей математики") -> Hall:
    world = make_world()
    community = community_at(world.school, name, code=CommunityKind.Code.SCHOOL_ASSOCIATION)
    others = [make_person(name, world.school, "учитель математики") for name in NAMES]
    members = [world.teacher, *others]
    for person in members:
        join(community, person)
    appoint(community, world.teacher, Office.Kind.HEAD)
    appoint(community, others[2], Office.Kind.SECRETARY)
    return Hall(world, community, world.teacher, others[2], members)


def join(community: Community, person: Person) -> Membership:
    return Membership.objects.create(community=community, person=person, since=LONG_AGO)


def appoint(community: Community, person: Person, kind: str) -> Office:
    return Office.objects.create(community=community, person=person, kind=kind, since=LONG_AGO)


def draft(held_on: date | None = None, **more: Any) -> MeetingDraft:
    plain = MeetingDraft("Что показали работы", held_on or clock.today(), time(14, 30), place="СОШ № 1, каб. 21")
    return replace(plain, **more)


def planned(hall: Hall, held_on: date | None = None, **more: Any) -> Meeting:
    meeting = plan_meeting(hall.community, draft=draft(held_on, **more), by=hall.by)
    add_item(meeting, title="Приёмы работы с текстовой задачей", by=hall.by)
    return meeting


def under_way(hall: Hall, **more: Any) -> Meeting:
    meeting = planned(hall, **more)
    call_meeting(meeting, by=hall.by)
    return begin_meeting(meeting, by=hall.by)


def come(meeting: Meeting, *people: Person) -> None:
    Attendance.objects.filter(meeting=meeting, person__in=people).update(mark=Attendance.Mark.PRESENT)


def decide(meeting: Meeting, person: Person | None = None, *, days: int | None = 20, text: str = "") -> Decision:
    item = meeting.items.order_by("-position")[0]
    due_on = meeting.held_on + timedelta(days=days) if days is not None else None
    return Decision.objects.create(
        meeting=meeting, item=item, text=text or "Собрать банк задач", responsible=person, due_on=due_on
    )


def closed(hall: Hall, *people: Person, **more: Any) -> Minutes:
    """A meeting at which these, or all, came and the secretary got a duty."""
    meeting = under_way(hall, **more)
    come(meeting, *(people or hall.members))
    decide(meeting, hall.secretary)
    return close_meeting(meeting, by=hall.by)


def change(verb: str, kind: str, row: object, **more: Any) -> Change:
    key = more.pop("key", f"{verb}-{kind}-{row}-{more}")[:64]
    return Change(key=key, verb=verb, kind=kind, row=str(row), **more)


def record(hall: Hall, meeting: Meeting, *changes: Change) -> list[tuple[str, str]]:
    return [(one.outcome, one.told) for one in record_changes(meeting, changes, by=hall.by)]
