"""Planning meetings: one, or a series of them at equal steps."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta

from django.db import transaction

from metodsovet.ground.access.history import record_action
from metodsovet.ground.access.models import User
from metodsovet.kernel.errors import DomainError
from metodsovet.kernel.russian import date_text, plural
from metodsovet.work.communities.models import Community
from metodsovet.work.events.actions.agenda import fill_agenda
from metodsovet.work.events.actions.locking import held, moved
from metodsovet.work.events.models import Meeting, MeetingSeries
from metodsovet.work.planning.models import Occurrence

MOST_IN_SERIES = 12


@dataclass(frozen=True, slots=True)
class MeetingDraft:
    """What a meeting is to be; ``together`` are the other communities that meet at it."""

    topic: str
    held_on: date
    starts_at: time
    form: str = Meeting.Form.MEETING
    place: str = ""
    link: str = ""
    minutes_long: int = 90
    together: tuple[Community, ...] = ()
    occurrence: Occurrence | None = None


@transaction.atomic
def plan_meeting(
    community: Community, *, draft: MeetingDraft, by: User, series: MeetingSeries | None = None
) -> Meeting:
    """A meeting that its members do not know of yet; its agenda begins with what is still open.

    DomainError ``is_closed``, ``no_topic``, ``no_place``, ``met_itself``.
    """
    community = _open(community)
    _require_whole(community, draft)
    meeting = Meeting.objects.create(
        community=community,
        series=series,
        occurrence=draft.occurrence,
        quorum=community.kind.quorum,
        **_columns(draft),
    )
    meeting.together.set(draft.together)
    fill_agenda(meeting)
    record_action("plan_meeting", meeting, f"Запланировано: {moment_text(meeting)}, {meeting.topic}", by=by)
    return meeting


@transaction.atomic
def start_series(
    community: Community, *, title: str, draft: MeetingDraft, months: int, number: int, by: User
) -> MeetingSeries:
    """So many meetings, ``months`` apart from the day of the draft; each gets its topic later.

    DomainError ``no_title``, ``bad_number``, or what ``plan_meeting`` refuses.
    """
    title = " ".join(title.split())
    if not title:
        raise DomainError("no_title", "Напишите, как называется цикл заседаний.")
    if not (1 <= number <= MOST_IN_SERIES and 1 <= months <= MOST_IN_SERIES):
        raise DomainError("bad_number", f"В цикле от одного до {MOST_IN_SERIES} заседаний: проверьте число и шаг.")
    series = MeetingSeries.objects.create(community=_open(community), title=title[:300])
    for step in range(number):
        day = _working_day(_months_later(draft.held_on, months * step))
        plan_meeting(community, draft=replace(draft, held_on=day), series=series, by=by)
    words = f"Цикл «{title}»: {number}\u00a0{plural(number, 'заседание', 'заседания', 'заседаний')}"
    record_action("start_series", community, words, by=by)
    return series


@transaction.atomic
def change_meeting(meeting: Meeting, *, draft: MeetingDraft, version: int, by: User) -> Meeting:
    """Everything about it, until people are called; then only ``move_meeting`` changes day, time and place.

    DomainError ``edited_by_other``, ``move_not_allowed``, ``no_topic``, ``no_place``, ``met_itself``.
    """
    meeting = held(meeting, version)
    Meeting.workflow.check("change_meeting", meeting.state)
    _require_whole(meeting.community, draft)
    columns = _columns(draft)
    for name, value in columns.items():
        setattr(meeting, name, value)
    meeting.occurrence = draft.occurrence
    meeting.together.set(draft.together)
    moved(meeting, "change_meeting", "occurrence", *columns)
    fill_agenda(meeting)
    record_action("change_meeting", meeting, f"Изменено: {moment_text(meeting)}, {meeting.topic}", by=by)
    return meeting


def moment_text(meeting: Meeting) -> str:
    """«17 ноября 2026 г., 14:30, Лицей № 6, каб. 21»"""
    where = meeting.place or meeting.link
    return f"{date_text(meeting.held_on)}, {meeting.starts_at:%H:%M}{f', {where}' if where else ''}"


def require_place(form: str, place: str, link: str) -> None:
    if not place.strip() and not link.strip() and form != Meeting.Form.BY_MAIL:
        raise DomainError("no_place", "Напишите, где собираются, или дайте ссылку.")


def _columns(draft: MeetingDraft) -> dict[str, object]:
    return {
        "topic": " ".join(draft.topic.split())[:300],
        "form": draft.form,
        "held_on": draft.held_on,
        "starts_at": draft.starts_at,
        "minutes_long": draft.minutes_long,
        "place": draft.place.strip()[:300],
        "link": draft.link.strip(),
    }


def _require_whole(community: Community, draft: MeetingDraft) -> None:
    if not draft.topic.strip():
        raise DomainError("no_topic", "Напишите тему заседания.")
    require_place(draft.form, draft.place, draft.link)
    if community.pk in {one.pk for one in draft.together}:
        raise DomainError("met_itself", "Объединение и так собирается: совместно — это с другими.")
    _require_open(draft.together)


def _open(community: Community) -> Community:
    _require_open((community,))
    return community


def _require_open(communities: Sequence[Community]) -> None:
    for community in communities:
        if community.closed_on is not None:
            raise DomainError("is_closed", f"«{community}» закрыто: сначала откройте его снова.")


def _months_later(day: date, months: int) -> date:
    """The same number of a later month, or its last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _working_day(day: date) -> date:
    """Monday after a weekend."""
    friday = 4
    while day.weekday() > friday:
        day += timedelta(days=1)
    return day
