"""Beginning and closing a meeting."""

from django.db import transaction

from metodsovet.ground.access.history import record_action
from metodsovet.ground.access.models import User
from metodsovet.ground.documents.actions.numbering import reserve_number
from metodsovet.kernel import clock
from metodsovet.kernel.errors import DomainError
from metodsovet.kernel.russian import date_text
from metodsovet.work.events.actions.agenda import fill_agenda
from metodsovet.work.events.actions.calling import expect_members
from metodsovet.work.events.actions.locking import held, moved
from metodsovet.work.events.models import AgendaItem, Attendance, Decision, Meeting, Minutes
from metodsovet.work.events.papers import MINUTES
from metodsovet.work.events.queries.people import heads_of, secretaries_of
from metodsovet.work.events.queries.quorum import quorum_of


@transaction.atomic
def begin_meeting(meeting: Meeting, *, by: User) -> Meeting:
    """Open the meeting mode; beginning what is under way answers the same.

    Whoever joined since the call is expected as well, whoever left before the day is not.
    DomainError ``not_yet`` before the day, ``empty_agenda``, ``move_not_allowed``.
    """
    meeting = held(meeting)
    if meeting.state == Meeting.State.UNDER_WAY:
        return meeting
    Meeting.workflow.check("begin_meeting", meeting.state)
    if meeting.held_on > clock.today():
        raise DomainError(
            "not_yet", f"Заседание назначено на {date_text(meeting.held_on)}: чтобы провести раньше, перенесите его."
        )
    fill_agenda(meeting)
    if not meeting.items.exists():
        raise DomainError("empty_agenda", "В повестке нет ни одного вопроса: добавьте хотя бы один.")
    expect_members(meeting)
    meeting.begun_at = clock.now()
    meeting.quorum = meeting.community.kind.quorum
    meeting.chair = next(iter(heads_of(meeting.community, meeting.held_on)), None)
    meeting.secretary = next(iter(secretaries_of(meeting.community, meeting.held_on)), None)
    moved(meeting, "begin_meeting", "begun_at", "quorum", "chair", "secretary")
    record_action("begin_meeting", meeting, "Заседание начато", by=by)
    return meeting


@transaction.atomic
def close_meeting(meeting: Meeting, *, by: User) -> Minutes:
    """End the meeting and number its minutes; closing what is closed answers the same minutes.

    Whoever is not marked counts as absent.
    DomainError ``no_quorum``, ``nobody_came``, ``empty_decision``, ``no_responsible``, ``no_term``, ``term_is_past``,
    ``too_many_votes``, ``move_not_allowed``.
    """
    meeting = held(meeting)
    if meeting.state in Meeting.HELD:
        return Minutes.objects.get(meeting=meeting)
    Meeting.workflow.check("close_meeting", meeting.state)
    require_whole(meeting)
    meeting.attendance.expected().filter(mark=Attendance.Mark.UNKNOWN).update(mark=Attendance.Mark.ABSENT)
    AgendaItem.objects.filter(meeting=meeting, is_considered=False).exclude(
        heard="", decisions=None, talks=None
    ).update(is_considered=True)
    meeting.closed_at = meeting.closed_at or clock.now()
    minutes = _numbered(meeting)
    moved(meeting, "close_meeting", "closed_at")
    record_action("close_meeting", meeting, f"Заседание закрыто, {minutes}", by=by)
    return minutes


def require_whole(meeting: Meeting) -> None:
    """What the minutes cannot do without; the first lack is told with what to do about it."""
    quorum = quorum_of(meeting)
    if not quorum.present:
        raise DomainError("nobody_came", "Никто не отмечен пришедшим: отметьте явку.")
    decisions = list(meeting.decisions.select_related("item", "responsible"))
    if decisions and not quorum.is_reached:
        raise DomainError(
            "no_quorum",
            f"Кворума нет: пришли {quorum.present} из {quorum.expected}, нужно {quorum.needed}. "
            "Отметьте пришедших или уберите решения: без кворума их не принимают.",
        )
    voters = meeting.attendance.expected().filter(mark=Attendance.Mark.PRESENT).count()
    order: dict[int, int] = {}
    for decision in decisions:
        order[decision.item_id] = order.get(decision.item_id, 0) + 1
        _require_decision(decision, f"{decision.item.position}.{order[decision.item_id]}", voters)


def _require_decision(decision: Decision, number: str, voters: int) -> None:
    if not decision.text.strip():
        raise DomainError("empty_decision", f"Решение {number} пустое: напишите его или уберите.")
    if decision.votes > voters:
        raise DomainError(
            "too_many_votes", f"Решение {number}: голосов {decision.votes}, а пришли {voters}. Проверьте подсчёт."
        )
    if not decision.is_passed:
        return
    if decision.due_on is not None and decision.responsible_id is None:
        raise DomainError("no_responsible", f"Решение {number}: есть срок, но никто не отвечает. Выберите, кто.")
    if decision.responsible_id is not None and decision.due_on is None:
        raise DomainError("no_term", f"Решение {number}: есть ответственный, но нет срока. Поставьте день.")
    if decision.due_on is not None and decision.due_on < decision.meeting.held_on:
        raise DomainError("term_is_past", f"Решение {number}: срок раньше самого заседания. Поставьте другой день.")


def _numbered(meeting: Meeting) -> Minutes:
    """The next number of the community in the school year; whoever closes at once waits, so that none is left out."""
    known = Minutes.objects.filter(meeting=meeting).first()
    if known is not None:
        return known
    community = meeting.community
    series, number = reserve_number(MINUTES, community.organisation, meeting.held_on, scope=community)
    return Minutes.objects.create(meeting=meeting, series=series, number=number)
