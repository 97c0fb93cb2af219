"""The agenda: what the plan and earlier decisions bring, and what people put there."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Max

from metodsovet.ground.access.history import record_action
from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Person
from metodsovet.kernel.errors import DomainError
from metodsovet.kernel.russian import date_short
from metodsovet.work.events.actions.locking import held, require_prepared
from metodsovet.work.events.models import AgendaItem, Meeting, Talk
from metodsovet.work.events.queries.decisions import meetings_to_answer_for
from metodsovet.work.events.queries.people import heads_of

Kind = AgendaItem.Kind


@dataclass(frozen=True, slots=True)
class Speakers:
    """People of the register and others in words, «Иванов П.С., психолог»."""

    people: tuple[Person, ...] = ()
    words: str = ""


@transaction.atomic
def add_item(
    meeting: Meeting, *, title: str, by: User, speakers: Speakers = Speakers(), minutes: int | None = None
) -> AgendaItem:
    """The last question. DomainError ``no_title``, ``move_not_allowed``."""
    meeting = held(meeting)
    require_prepared(meeting)
    item = _append(meeting, title=_titled(title), kind=Kind.BY_HAND, minutes=minutes)
    _set_speakers(item, speakers)
    record_action("add_item", meeting, f"Вопрос повестки: {item.title}", by=by)
    return item


@transaction.atomic
def change_item(
    item: AgendaItem, *, title: str, by: User, speakers: Speakers = Speakers(), minutes: int | None = None
) -> AgendaItem:
    """DomainError ``no_title``, ``move_not_allowed``."""
    meeting = held(item.meeting)
    require_prepared(meeting)
    item = AgendaItem.objects.get(pk=item.pk)
    item.title, item.minutes = _titled(title), minutes
    item.save(update_fields=["title", "minutes"])
    _set_speakers(item, speakers)
    record_action("change_item", meeting, f"Вопрос {item.position}: {item.title}", by=by)
    return item


@transaction.atomic
def move_item(item: AgendaItem, *, step: int, by: User) -> AgendaItem:
    """One place up (−1) or down (+1); at the end it stays. DomainError ``move_not_allowed``."""
    meeting = held(item.meeting)
    require_prepared(meeting)
    items = list(meeting.items.all())
    here = items.index(item)
    there = min(max(here + step, 0), len(items) - 1)
    items.insert(there, items.pop(here))
    renumber(items)
    if here != there:
        record_action("move_item", meeting, f"Порядок повестки: «{item.title}» теперь {there + 1}", by=by)
    return items[there]


@transaction.atomic
def remove_item(item: AgendaItem, *, by: User) -> None:
    """DomainError ``move_not_allowed``."""
    meeting = held(item.meeting)
    require_prepared(meeting)
    record_action("remove_item", meeting, f"Снят вопрос: {item.title}", by=by)
    AgendaItem.objects.filter(pk=item.pk).delete()
    renumber(meeting.items.all())


def fill_agenda(meeting: Meeting) -> None:
    """What earlier meetings decided stands in front, if it is open or done since the last one; behind it the plan's
    topic. What is there already stays.
    """
    known = set(meeting.items.exclude(about=None).values_list("about", flat=True))
    fresh = [
        AgendaItem(
            meeting=meeting,
            kind=Kind.DECISIONS,
            about=earlier,
            title=_title_of_decisions(earlier, meeting),
            position=0,
        )
        for earlier in meetings_to_answer_for(meeting)
        if earlier.pk not in known
    ]
    for item in fresh:
        item.save()
        _set_speakers(item, Speakers(tuple(heads_of(meeting.community, meeting.held_on)[:1])))
    _take_from_plan(meeting)
    first = [item for item in meeting.items.all() if item.kind == Kind.DECISIONS]
    rest = [item for item in meeting.items.all() if item.kind != Kind.DECISIONS]
    renumber([*first, *rest])


def _title_of_decisions(earlier: Meeting, meeting: Meeting) -> str:
    """A number is known by itself inside its school year."""
    title = f"Исполнение решений заседания №\u00a0{earlier.number}"
    return title if earlier.school_year == meeting.school_year else f"{title} от {date_short(earlier.held_on)}"


def renumber(items: Iterable[AgendaItem]) -> None:
    for position, item in enumerate(items, start=1):
        if item.position != position:
            item.position = position
            item.save(update_fields=["position"])


def _take_from_plan(meeting: Meeting) -> None:
    items = meeting.items.filter(kind=Kind.FROM_PLAN)
    if meeting.occurrence is None:
        items.delete()
        return
    title = meeting.occurrence.activity.title[:500]
    if not items.exists():
        _append(meeting, title=title, kind=Kind.FROM_PLAN)


def _append(meeting: Meeting, *, title: str, kind: str, minutes: int | None = None) -> AgendaItem:
    last = meeting.items.aggregate(last=Max("position"))["last"] or 0
    return AgendaItem.objects.create(meeting=meeting, position=last + 1, kind=kind, title=title, minutes=minutes)


def _set_speakers(item: AgendaItem, speakers: Speakers) -> None:
    item.talks.filter(kind=Talk.Kind.REPORT).delete()
    for person in speakers.people:
        Talk.objects.create(item=item, kind=Talk.Kind.REPORT, person=person)
    if speakers.words.strip():
        Talk.objects.create(item=item, kind=Talk.Kind.REPORT, who=" ".join(speakers.words.split())[:200])


def _titled(title: str) -> str:
    title = " ".join(title.split())
    if not title:
        raise DomainError("no_title", "Напишите, о чём вопрос.")
    return title[:500]
