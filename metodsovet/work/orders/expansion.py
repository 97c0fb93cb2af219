"""From points of an order to assignments: who, by when; the same for what is shown before and what is given."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.contrib.contenttypes.models import ContentType

from metodsovet.ground.assignments.actions import AssignmentDraft
from metodsovet.ground.documents.models import Act
from metodsovet.kernel.russian import date_short
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.kernel.terms import Term, TermKind, Window
from metodsovet.work.orders.models import Order, Point, PointParty
from metodsovet.work.orders.numbering import Numbered, numbered
from metodsovet.work.orders.wording import capital, has_control
from metodsovet.work.planning.expansion.assignments import deadline_rule
from metodsovet.work.planning.expansion.holders import HolderBook
from metodsovet.work.planning.expansion.teams import Team, TeamMaker

NOT_CONTROLLED = {
    TermKind.CONTINUOUS: "делается постоянно: отчитываться не о чем",
    TermKind.ON_DEMAND: "делается по мере необходимости: отчитываться не о чем",
    TermKind.BY_PLAN: "исполняется по плану: поручения даёт он",
}
_DONE_BY_ORDER = re.compile(
    r"^(?:утверд|созда|назнач|освобод|призна|внес|включ|исключ|вывес|ввест|счита|закры|переимен|установ|прекрат)",
    re.IGNORECASE,
)
"""What an order does by its own words, though no deed of it is known here."""
BY_ITSELF, ADDRESSED_TO_NOBODY = "исполняется самим приказом", "никому не адресован"
KEY_COLONS = 5
"""Before the place for the executor in a key, which may have its own."""
Lead = PointParty.Part.LEAD


@dataclass(frozen=True, slots=True)
class Given:
    """What a point gives. ``silence`` is why nothing; ``gaps`` are places where nobody is."""

    shown: Numbered
    drafts: tuple[AssignmentDraft, ...]
    gaps: int
    silence: str = ""

    @property
    def first_due_on(self) -> date | None:
        return min((draft.due_on for draft in self.drafts if draft.due_on), default=None)


class PointExpansion:
    """Points of one order; holders are those of its day unless another day is asked."""

    def __init__(self, order: Order, holders_on: date | None = None) -> None:
        self.order = order
        self._maker = TeamMaker(holder_book(order, holders_on or order.day))
        self._points = list(order.points.prefetch_related("parties", "deeds"))
        self._by_id = {point.pk: point for point in self._points}
        self._of_parts = {point.parent_id for point in self._points if point.is_inline}
        self._adjust = deadline_rule([SchoolYear.of(order.day), order.school_year, order.school_year.next])
        self._content_type_id = ContentType.objects.get_for_model(Point).pk

    def given(self, act: Act | None = None) -> list[Given]:
        """In the order of the points; ``act`` is the basis where it is registered."""
        return [self._given(shown, act) for shown in numbered(self._points)]

    def silences(self) -> list[tuple[Numbered, str]]:
        """Of each point why it gives nothing, empty where it gives; whoever holds them is not looked up."""
        return [(shown, self._silence(shown, self._parties(shown.point))) for shown in numbered(self._points)]

    def _given(self, shown: Numbered, act: Act | None) -> Given:
        parties = self._parties(shown.point)
        silence = self._silence(shown, parties)
        if silence:
            return Given(shown, (), 0, silence)
        teams = list(self._teams(parties))
        windows = windows_of(shown.point, self._term_of(shown.point), self.order)
        drafts = tuple(self._draft(shown, act, window, party, team) for window in windows for party, team in teams)
        return Given(shown, drafts, sum(team.is_gap for _, team in teams))

    def _silence(self, shown: Numbered, parties: list[PointParty]) -> str:
        if shown.has_children:
            return "исполняется по частям" if shown.point.pk in self._of_parts else "исполняются подпункты"
        if has_control([shown.point]):
            return "контроль"
        if not parties:
            is_done = shown.point.deeds.all() or _DONE_BY_ORDER.match(shown.point.text)
            return BY_ITSELF if is_done else ADDRESSED_TO_NOBODY
        if all(party.holder == PointParty.Holder.NOBODY for party in parties):
            return "не понято, кому: поручать некому"
        term = self._term_of(shown.point)
        return NOT_CONTROLLED.get(term.kind, "") if term else ""

    def _parties(self, point: Point) -> list[PointParty]:
        """Own, or of the nearest point above that names any."""
        own = list(point.parties.all())
        if own or point.parent_id is None:
            return own
        return self._parties(self._by_id[point.parent_id])

    def _term_of(self, point: Point) -> Term | None:
        if point.term is not None or point.parent_id is None:
            return point.term
        return self._term_of(self._by_id[point.parent_id])

    def _teams(self, parties: list[PointParty]) -> Iterator[tuple[PointParty, Team]]:
        """Each leading party has its own places; the others help in all of them."""
        leads = [one for one in parties if one.part == Lead and one.holder != PointParty.Holder.NOBODY]
        for lead in leads or parties[:1]:
            for team in self._maker.teams(self._maker.book.slots(lead), lead, parties):
                yield lead, team

    def _draft(
        self, shown: Numbered, act: Act | None, window: Window, party: PointParty, team: Team
    ) -> AssignmentDraft:
        order, point = self.order, shown.point
        return AssignmentDraft(
            key=f"order:{point.pk}:{window.start or ''}:{window.end or ''}:{party.pk}:{team.key}",
            title=capital(point.text or point.addressed or point.parties_text),
            organisation_id=team.organisation_id,
            issuer_id=order.organisation_id,
            origin=f"{origin_of(order, act)}, п.\u00a0{shown.number}",
            source=(self._content_type_id, point.pk),
            basis_id=act.pk if act else None,
            accepter_id=order.executor_id if order.executor_id != order.controller_id else None,
            controller_id=order.controller_id,
            starts_on=window.start or order.in_force_from or order.day,
            due_on=self._adjust(window.end) if window.end else None,
            parts=team.parts,
        )


def seat_of(key: str) -> tuple[str, str]:
    """The duty (point, window, leading party) and the place for one executor in the ``key`` of an assignment."""
    *duty, seat = key.split(":", KEY_COLONS)
    return ":".join(duty), seat


def holder_book(order: Order, day: date) -> HolderBook:
    return HolderBook(order, day, PointParty.objects.filter(point__order=order))


def origin_of(order: Order, act: Act | None) -> str:
    """«приказ от 28.08.2026 № 214»"""
    kind = order.get_kind_display()
    return f"{kind} от {date_short(act.date)} №\u00a0{act.number}" if act and act.date else kind


def windows_of(point: Point, term: Term | None, order: Order) -> list[Window]:
    """Occurrences that end on the day of the order or later; one without days where nothing says when."""
    if term is None:
        return [Window(None, order.in_force_until)]
    windows = [one for one in term.occurrences(order.school_year) if one.end is None or one.end >= order.day]
    if windows:
        return windows
    return [Window(term.start, term.end)] if term.end else [Window(None, None)]
