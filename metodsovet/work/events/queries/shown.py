"""The page of a meeting, cut to what its reader may see."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.contrib.contenttypes.models import ContentType

from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.models import Assignment, Matter, Part
from metodsovet.ground.assignments.queries.acknowledgements import asked_to_read, collected_text
from metodsovet.ground.assignments.queries.sources import progress_of
from metodsovet.ground.directory.models import Person
from metodsovet.ground.directory.standing import standing_of
from metodsovet.ground.documents.models import Paper
from metodsovet.kernel import clock
from metodsovet.work.communities.models import Community
from metodsovet.work.events.models import AgendaItem, Attendance, Meeting
from metodsovet.work.events.queries.decisions import DecisionState, decisions_of
from metodsovet.work.events.queries.editions import editions_of_minutes
from metodsovet.work.events.queries.people import clashes_of
from metodsovet.work.events.queries.quorum import Quorum, quorum_from
from metodsovet.work.planning.models import Activity

VERBS = (
    "change_meeting",
    "call_meeting",
    "move_meeting",
    "cancel_meeting",
    "begin_meeting",
    "close_meeting",
    "approve_minutes",
    "correct_minutes",
)


@dataclass(frozen=True, slots=True)
class ShownItem:
    """A question with its decisions, or with those of the earlier meeting that it is about."""

    item: AgendaItem
    decisions: Sequence[DecisionState]
    earlier: Sequence[DecisionState]

    @property
    def done(self) -> int:
        return sum(one.standing in ("done", "late_done") for one in self.earlier)


@dataclass(frozen=True, slots=True)
class Reading:
    """Of the last edition: «собрано 31 из 40», the rows behind it, the reader's own duty, None where nobody asks."""

    collected: str
    matter: Matter
    own: Assignment | None


@dataclass(frozen=True, slots=True)
class ShownMeeting:
    """``own`` is the reader's attendance, ``reading`` who has read the last edition, ``openable`` the assignments that
    he may open.
    """

    meeting: Meeting
    together: Sequence[Community]
    activity: Activity | None
    items: Sequence[ShownItem]
    attendance: Sequence[Attendance]
    quorum: Quorum
    own: Attendance | None
    verbs: frozenset[str]
    runs: bool
    clashes: Sequence[tuple[Meeting, list[Person]]] = ()
    editions: Sequence[Paper] = ()
    reading: Reading | None = None
    may_certify: bool = False
    openable: frozenset[int] = field(default_factory=frozenset)

    @property
    def coming(self) -> int:
        return sum(row.answer == Attendance.Answer.COMING for row in self.attendance)

    @property
    def not_coming(self) -> int:
        return sum(row.answer == Attendance.Answer.NOT_COMING for row in self.attendance)

    @property
    def silent(self) -> int:
        return len(self.members) - self.coming - self.not_coming

    @property
    def members(self) -> Sequence[Attendance]:
        return [row for row in self.attendance if not row.is_guest]


def shown_meeting(meeting: Meeting, user: User) -> ShownMeeting:
    row = (
        Meeting.objects.select_related(
            "community__organisation", "series", "occurrence__activity", "minutes", "chair", "secretary"
        )
        .prefetch_related("together")
        .get(pk=meeting.pk)
    )
    attendance = list(row.attendance.select_related("person"))
    me = standing_of(user).person_id
    members = [one for one in attendance if not one.is_guest]
    runs = user.has_perm("events.hold_meeting", row)
    editions = _editions(row)
    items = _items(row)
    return ShownMeeting(
        meeting=row,
        together=list(row.together.all()),
        activity=_activity(row, user),
        items=items,
        attendance=attendance,
        quorum=quorum_from([one.mark for one in members], row.quorum),
        own=next((one for one in attendance if me is not None and one.person_id == me), None),
        verbs=_verbs(row, user),
        runs=runs,
        clashes=clashes_of(row) if runs and row.is_ahead else (),
        editions=editions,
        reading=_reading(editions, me),
        may_certify=row.state in Meeting.HELD and user.has_perm("documents.start_batch", row.community.organisation),
        openable=_openable(items, user),
    )


def _verbs(meeting: Meeting, user: User) -> frozenset[str]:
    may = {verb for verb in VERBS if user.has_perm(f"events.{verb}", meeting)}
    if meeting.held_on > clock.today():
        may -= {"begin_meeting"}
    return frozenset(verb for verb in may if Meeting.workflow.allows(verb, meeting.state))


def _activity(meeting: Meeting, user: User) -> Activity | None:
    if meeting.occurrence is None:
        return None
    return Activity.objects.visible_to(user).filter(pk=meeting.occurrence.activity_id).first()


def _items(meeting: Meeting) -> list[ShownItem]:
    items = list(meeting.items.prefetch_related("talks__person").select_related("about__minutes"))
    earlier = decisions_of({item.about_id for item in items if item.about_id})
    own: Mapping[int, list[DecisionState]] = decisions_of([meeting.pk])
    return [
        ShownItem(
            item,
            [one for one in own.get(meeting.pk, ()) if one.decision.item_id == item.pk],
            [one for one in earlier.get(item.about_id or 0, ()) if one.decision.is_duty],
        )
        for item in items
    ]


def _editions(meeting: Meeting) -> list[Paper]:
    rows = editions_of_minutes(meeting).select_related("series", "file", "issued_by__person")
    return list(rows.defer("data"))


def _reading(editions: Sequence[Paper], me: int | None) -> Reading | None:
    if not editions:
        return None
    paper = editions[0]
    matter = Matter.objects.filter(content_type=ContentType.objects.get_for_model(paper), object_id=paper.pk).first()
    if matter is None:
        return None
    asked = asked_to_read(paper)
    own = asked.filter(parts__person=me, parts__role=Part.Role.LEAD, parts__until=None).first() if me else None
    return Reading(collected_text(progress_of([paper], among=asked)[paper.pk]), matter, own)


def _openable(items: Sequence[ShownItem], user: User) -> frozenset[int]:
    given = [one.assignment.pk for item in items for one in (*item.decisions, *item.earlier) if one.assignment]
    if not given:
        return frozenset()
    return frozenset(Assignment.objects.visible_to(user).filter(pk__in=given).values_list("pk", flat=True))
