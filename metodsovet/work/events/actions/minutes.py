"""Minutes: approved by the head as an issued paper, read by those who were called, corrected only as a new edition."""

from collections.abc import Mapping

from django.contrib.contenttypes.models import ContentType
from django.db import transaction

from metodsovet.ground.access.history import record_action
from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.actions import (
    AssignmentDraft,
    PartDraft,
    add_evidence,
    ask_people_to_read,
    give_assignments,
)
from metodsovet.ground.assignments.models import Assignment, Part
from metodsovet.ground.assignments.queries.sources import assignments_of
from metodsovet.ground.directory.models import Organisation, Person
from metodsovet.ground.directory.queries_places import workplaces_on
from metodsovet.ground.directory.standing import standing_of
from metodsovet.ground.documents.actions import issue_paper
from metodsovet.ground.documents.actions.printing import print_when_committed
from metodsovet.ground.documents.models import Paper
from metodsovet.kernel import clock
from metodsovet.kernel.errors import DomainError
from metodsovet.kernel.russian import date_short
from metodsovet.work.events.actions.holding import require_whole
from metodsovet.work.events.actions.locking import held, moved
from metodsovet.work.events.models import Decision, Meeting, Minutes
from metodsovet.work.events.papers import MINUTES, minutes_draft
from metodsovet.work.events.queries.editions import editions_of_minutes
from metodsovet.work.events.queries.people import curators_of, heads_of


@transaction.atomic
def approve_minutes(meeting: Meeting, *, by: User) -> Paper:
    """Issue what was written down, give the decisions as assignments, ask everybody who was called to read it.

    The file is printed when all of it is kept. Approving what is approved answers the same paper.
    DomainError ``move_not_allowed``, ``no_minutes``, or what closing refuses.
    """
    meeting = held(meeting)
    minutes = Minutes.objects.filter(meeting=meeting).first()
    if minutes is None:
        raise DomainError("no_minutes", "Протокола ещё нет: сначала закройте заседание.")
    if meeting.state == Meeting.State.APPROVED:
        return editions_of_minutes(meeting)[0]
    minutes.meeting = meeting
    Meeting.workflow.check("approve_minutes", meeting.state)
    require_whole(meeting)
    paper = _issue(minutes, by)
    moved(meeting, "approve_minutes")
    give_decisions(minutes, by=by)
    _show_in_plan(meeting, by)
    record_action("approve_minutes", meeting, f"Утверждён {paper.requisites}", by=by)
    _ask_to_read(minutes, paper, by)
    print_when_committed(paper)
    return paper


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
    community = minutes.meeting.community
    place = places.get(responsible.pk, community.organisation)
    # Nobody accepts his own work: where the head answers himself, the curator or the service does.
    controller = (
        head
        if head is not None and head.pk != responsible.pk
        else next(iter(curators_of(community, clock.today())), None)
    )
    controller_id = controller.pk if controller and controller.pk != responsible.pk else None
    return AssignmentDraft(
        key=f"decision:{decision.pk}",
        title=decision.text.strip().removesuffix(".") or decision.text,
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


def _issue(minutes: Minutes, by: User) -> Paper:
    before = editions_of_minutes(minutes.meeting).select_related("series__organisation").first()
    draft = minutes_draft(minutes, replaces=before)
    return issue_paper(MINUTES, draft, issued_on=minutes.meeting.held_on, number=str(minutes.number), by=by)


def _ask_to_read(minutes: Minutes, paper: Paper, by: User) -> None:
    """Whoever approves has read it; the others press once, and the head of the community sees who has not."""
    meeting = minutes.meeting
    called = {row.person_id for row in meeting.attendance.filter(person__isnull=False, person__erased_on=None)}
    readers = sorted(pk for pk in called if pk is not None and pk != standing_of(by).person_id)
    places = workplaces_on(readers, meeting.held_on)
    people = {pk: places.get(pk, meeting.community.organisation) for pk in readers}
    head = next(iter(heads_of(meeting.community, clock.today())), meeting.chair)
    ask_people_to_read(paper, people=people, controller=head, by=by, occasion="на ознакомление")


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
