"""Drafts of the assignments that occurrences give, one by one: a year may have hundreds of thousands."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta

from django.contrib.contenttypes.models import ContentType

from metodsovet.ground.assignments.actions import AssignmentDraft
from metodsovet.ground.assignments.models import Assignment
from metodsovet.ground.directory.queries import current_installation, working_days
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.kernel.terms import adjust_deadline
from metodsovet.work.planning.expansion.holders import HolderBook, Slot
from metodsovet.work.planning.expansion.teams import Team, TeamMaker
from metodsovet.work.planning.models import Activity, ActivityParty, Occurrence, Plan

HOLIDAY_MARGIN = timedelta(days=60)
EVERYWHERE = (ActivityParty.Holder.AUDIENCE, ActivityParty.Holder.FUNCTION_IN_AUDIENCE)
"""Holders that are looked for in every organisation of the audience."""


class Expansion:
    """Turns occurrences of one plan into drafts; holders are those of the day."""

    def __init__(self, plan: Plan, book: HolderBook, years: Iterable[SchoolYear]) -> None:
        self.plan = plan
        self.book = book
        self._parties = _parties_of(plan)
        self._adjust = deadline_rule(list(years))
        self._content_type_id = ContentType.objects.get_for_model(Occurrence).pk
        self._teams: dict[int, tuple[Team, ...]] = {}
        self._maker = TeamMaker(book)

    def drafts(self, occurrences: Iterable[Occurrence]) -> Iterator[AssignmentDraft]:
        for occurrence in occurrences:
            due_on = self.due_on(occurrence)
            for team in self.teams_of(occurrence):
                yield self._draft(occurrence, team, due_on)

    def teams_of(self, occurrence: Occurrence) -> tuple[Team, ...]:
        """Who gets an assignment for the occurrence: nobody while it has no days, is history, or is cancelled."""
        is_idle = occurrence.is_history or occurrence.state == Occurrence.State.CANCELLED
        return () if is_idle or self.due_on(occurrence) is None else self.teams(occurrence.activity)

    def due_on(self, occurrence: Occurrence) -> date | None:
        """The day by which a report is due: the day held or the window's end, moved off a non-working day."""
        if occurrence.held_on is not None:
            return occurrence.held_on
        return self._adjust(occurrence.ends_on) if occurrence.ends_on is not None else None

    def teams(self, activity: Activity) -> tuple[Team, ...]:
        if activity.pk not in self._teams:
            self._teams[activity.pk] = tuple(self._make_teams(activity))
        return self._teams[activity.pk]

    def _make_teams(self, activity: Activity) -> Iterator[Team]:
        if activity.control == Activity.Control.NO_REPORT:
            return
        parties = self._parties[activity.pk]
        lead = next((party for party in parties if party.part == ActivityParty.Part.LEAD), None)
        if activity.control == Activity.Control.EVERY_ORGANISATION:
            slots = self.book.organisation_slots(*_kinds_asked(parties))
            lead = None
        elif lead is None:
            slots = (Slot("", self.plan.organisation_id, ()),)
        else:
            slots = self.book.slots(lead)
        yield from self._maker.teams(slots, lead, parties)

    def _draft(self, occurrence: Occurrence, team: Team, due_on: date | None) -> AssignmentDraft:
        activity, plan = occurrence.activity, self.plan
        starts_on = occurrence.starts_on if occurrence.held_on is None else occurrence.held_on
        return AssignmentDraft(
            key=f"planning:{occurrence.pk}:{team.key}",
            title=activity.title,
            origin=origin_of(activity, plan),
            kind=Assignment.Kind.EXECUTE.value,
            source=(self._content_type_id, occurrence.pk),
            basis_id=plan.act_id,
            organisation_id=team.organisation_id,
            issuer_id=plan.organisation_id,
            accepter_id=plan.accepter_id,
            controller_id=plan.controller_id,
            starts_on=starts_on,
            due_on=due_on,
            parts=team.parts,
        )


def origin_of(activity: Activity, plan: Plan) -> str:
    """«дорожная карта, п. 1.2»: which plan it is, its link says."""
    kind = plan.get_kind_display()
    return f"{kind}, п.\u00a0{activity.number}" if activity.number else kind


def _kinds_asked(parties: Iterable[ActivityParty]) -> set[str]:
    """Kinds of organisations that report, as the parties name them; one that names the whole audience wins."""
    return {party.organisation_kind for party in parties if party.holder in EVERYWHERE}


def _parties_of(plan: Plan) -> dict[int, list[ActivityParty]]:
    by_activity: dict[int, list[ActivityParty]] = defaultdict(list)
    for party in ActivityParty.objects.filter(activity__plan=plan).order_by("activity_id", "position"):
        by_activity[party.activity_id].append(party)
    return by_activity


def deadline_rule(years: list[SchoolYear]) -> Callable[[date], date]:
    """Move a deadline as the installation says; the calendar is read once."""
    installation = current_installation()
    rule = installation.nonworking_rule if installation else "keep"
    if rule == "keep" or not years:
        return lambda day: day
    is_working = working_days(min(years).first_day - HOLIDAY_MARGIN, max(years).last_day + HOLIDAY_MARGIN)
    return lambda day: adjust_deadline(day, "next" if rule == "next" else "previous", is_working)
