"""Minutes: approved by the head, read by those who were called, corrected only as a new edition."""

from collections.abc import Mapping
from dataclasses import asdict

from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.db import transaction

from metodsovet.ground.access.history import record_action
from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.actions import AssignmentDraft, PartDraft, add_evidence, give_assignments
from metodsovet.ground.assignments.models import Assignment, Part
from metodsovet.ground.assignments.queries.sources import assignments_of
from metodsovet.ground.directory.models import Organisation, Person
from metodsovet.ground.files.actions import store_file
from metodsovet.ground.notifications.actions import notify
from metodsovet.ground.notifications.models import Topic
from metodsovet.kernel import clock
from metodsovet.kernel.errors import DomainError
from metodsovet.kernel.russian import date_short
from metodsovet.work.communities.models import Office
from metodsovet.work.events.actions.calling import expected_people
from metodsovet.work.events.actions.holding import require_whole
from metodsovet.work.events.actions.locking import held, moved
from metodsovet.work.events.models import Acknowledgement, Decision, Meeting, Minutes, MinutesEdition
from metodsovet.work.events.papers import minutes_paper, print_minutes
from metodsovet.work.events.queries.people import heads_of, workplaces_on


@transaction.atomic
def approve_minutes(meeting: Meeting, *, by: User) -> MinutesEdition:
    """Freeze what was written down, give the decisions as assignments, tell everybody who was called.

    Approving what is approved answers the same edition.
    DomainError ``move_not_allowed``, ``no_minutes``, or what closing refuses.
    """
    meeting = held(meeting)
    minutes = Minutes.objects.filter(meeting=meeting).first()
    if minutes is None:
        raise DomainError("no_minutes", "Протокола ещё нет: сначала закройте заседание.")
    if meeting.state == Meeting.State.APPROVED:
        return minutes.editions.latest("number")
    Meeting.workflow.check("approve_minutes", meeting.state)
    require_whole(meeting)
    edition = _freeze(minutes, by)
    moved(meeting, "approve_minutes")
    give_decisions(minutes, by=by)
    _show_in_plan(meeting, by)
    record_action("approve_minutes", meeting, f"Утверждён {edition}", by=by)
    _tell(edition)
    return edition


@transaction.atomic
def correct_minutes(meeting: Meeting, *, reason: str, by: User) -> Meeting:
    """Open approved minutes again; the editions approved before stay as they are. DomainError ``no_reason``."""
    reason = " ".join(reason.split())
    if not reason:
        raise DomainError("no_reason", "Напишите, что исправляется: это останется в истории протокола.")
    meeting = held(meeting)
    meeting.correction = reason[:500]
    moved(meeting, "correct_minutes", "correction")
    record_action("correct_minutes", meeting, f"Протокол исправляется: {reason}", by=by)
    return meeting


@transaction.atomic
def acknowledge_minutes(meeting: Meeting, *, by: User) -> Acknowledgement:
    """Say that one has read the last edition; a second press changes nothing.

    DomainError ``nothing_to_read``, ``not_expected``.
    """
    edition = MinutesEdition.objects.filter(minutes__meeting=meeting).order_by("-number").first()
    if edition is None:
        raise DomainError("nothing_to_read", "Протокол ещё не утверждён: знакомиться пока не с чем.")
    person = getattr(by, "person", None)
    if person is None or not meeting.attendance.filter(person=person).exists():
        raise DomainError("not_expected", "С протоколом знакомятся те, кого звали на заседание.")
    row, _ = Acknowledgement.objects.get_or_create(edition=edition, person=person)
    return row


def give_decisions(minutes: Minutes, *, by: User) -> int:
    """Assignments of the decisions that have none yet; returns their number."""
    meeting = minutes.meeting
    decisions = list(meeting.decisions.duties().select_related("responsible"))
    places = workplaces_on([one.responsible_id for one in decisions if one.responsible_id], meeting.held_on)
    head = next(iter(heads_of(meeting.community, clock.today())), meeting.chair)
    drafts = [_assignment(one, minutes, places, head) for one in decisions]
    return give_assignments(drafts, by=by, occasion=f"по протоколу №\u00a0{minutes.number}")


def _assignment(
    decision: Decision, minutes: Minutes, places: Mapping[int, Organisation], head: Person | None
) -> AssignmentDraft:
    responsible = decision.responsible
    assert responsible is not None
    community = minutes.community
    place = places.get(responsible.pk, community.organisation)
    # Nobody accepts his own work: where the head answers himself, the curator or the service does.
    controller = head if head is not None and head.pk != responsible.pk else _curator(minutes)
    controller_id = controller.pk if controller and controller.pk != responsible.pk else None
    return AssignmentDraft(
        key=f"decision:{decision.pk}",
        title=decision.text,
        organisation_id=place.pk,
        issuer_id=community.organisation_id,
        origin=f"Протокол №\u00a0{minutes.number} от {date_short(minutes.meeting.held_on)}, {community.name}",
        source=(ContentType.objects.get_for_model(Decision).pk, decision.pk),
        accepter_id=controller_id,
        controller_id=controller_id,
        starts_on=minutes.meeting.held_on,
        due_on=decision.due_on,
        parts=(PartDraft(Part.Role.LEAD, responsible.pk, place.pk),),
    )


def _curator(minutes: Minutes) -> Person | None:
    rows = Office.objects.today().filter(community=minutes.community_id, kind=Office.Kind.CURATOR)
    office = rows.select_related("person").first()
    return office.person if office else None


def _freeze(minutes: Minutes, by: User) -> MinutesEdition:
    paper = minutes_paper(minutes)
    number = minutes.editions.count() + 1
    edition = MinutesEdition.objects.create(
        minutes=minutes,
        number=number,
        data=asdict(paper),
        reason=minutes.meeting.correction if number > 1 else "",
        approved_by=by,
        approved_at=clock.now(),
    )
    store_file(ContentFile(print_minutes(paper), name=file_name(minutes)), owner=edition, by=by)
    return edition


def file_name(minutes: Minutes) -> str:
    return f"Протокол № {minutes.number} от {date_short(minutes.meeting.held_on)}.docx"


def _show_in_plan(meeting: Meeting, by: User) -> None:
    """The meeting is evidence of what its organisations and its head have to do by the line of the plan."""
    if meeting.occurrence is None:
        return
    places = [one.organisation for one in (meeting.community, *meeting.together.select_related("organisation"))]
    rows = assignments_of([meeting.occurrence]).filter(removed_from_control_at=None)
    rows = rows.exclude(state__in=[Assignment.State.CANCELLED, Assignment.State.NOT_APPLICABLE])
    heads = [person.pk for person in heads_of(meeting.community, meeting.held_on)]
    led = Part.objects.filter(role=Part.Role.LEAD, until=None, person__in=heads).values("assignment")
    own = rows.filter(organisation__in=places) | rows.filter(pk__in=led)
    for assignment in own.order_by("pk").distinct():
        add_evidence(assignment, record=meeting, title=f"{meeting.title}. {meeting.topic}"[:300], by=by)


def _tell(edition: MinutesEdition) -> None:
    meeting = edition.minutes.meeting
    text = f"Утверждён {edition.minutes}, «{meeting.community.name[:200]}». Ознакомьтесь с решениями."
    key = f"minutes:{edition.pk}"
    notify(expected_people(meeting), key=key, text=text, url=meeting.get_absolute_url(), topic=Topic.EVENTS)
