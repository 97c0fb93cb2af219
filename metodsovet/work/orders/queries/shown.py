"""An order as its page shows it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.models import Assignment
from metodsovet.ground.assignments.queries.measures import ASKED
from metodsovet.ground.directory.models import Organisation, Position
from metodsovet.ground.files.models import StoredFile
from metodsovet.ground.files.queries import files_of
from metodsovet.kernel import clock
from metodsovet.kernel.offered_tables import all_tables
from metodsovet.kernel.russian import date_text, plural
from metodsovet.work.orders.actions.deeds import deed_text
from metodsovet.work.orders.actions.registering import as_if_registered
from metodsovet.work.orders.expansion import Given, PointExpansion
from metodsovet.work.orders.filling import Filled, fill_appendices
from metodsovet.work.orders.models import Agreement, ControlRemoval, Deed, Order, OrderLink, OrderReading, PointParty
from metodsovet.work.orders.papers import OrderPaper, order_paper
from metodsovet.work.orders.papers.editions import CHANGING, frozen_data
from metodsovet.work.orders.queries.assignments import assignments_of_order
from metodsovet.work.orders.queries.links import Force, ended_points, force_of, links_to
from metodsovet.work.orders.wording import small
from metodsovet.work.planning.matching.audiences import EDUCATING
from metodsovet.work.planning.matching.labels import EACH, INSIDE, inside_text

Holder = PointParty.Holder
Paper = OrderPaper | dict[str, Any]
"""Of a draft as it would be printed, of a registered order as it was."""
OWN_APPENDICES = (("plan", "План"), ("text", "Текст положения"), ("rows", "Своя таблица"))
AUDIENCES: Mapping[str, str] = {
    Organisation.Kind.SCHOOL: "школы",
    Organisation.Kind.KINDERGARTEN: "детские сады",
    Organisation.Kind.ADDITIONAL: "организации дополнительного образования",
}
VERBS = (
    "change_requisites",
    "add_point",
    "send_for_agreement",
    "recall_order",
    "register_order",
    "register_read_order",
    "review_order",
    "discard_order",
    "attach_signed",
    "copy_order",
    "view_board",
    "download_agreement_sheet",
)


@dataclass(frozen=True, slots=True)
class ShownParty:
    party: PointParty
    holder: str

    @property
    def is_gap(self) -> bool:
        return self.party.holder == Holder.NOBODY


@dataclass(frozen=True, slots=True)
class ShownPoint:
    """``done`` of ``total`` assignments once it is registered; ``ended`` by which later order; ``removal`` its own."""

    given: Given
    parties: Sequence[ShownParty]
    term: str
    total: int = 0
    done: int = 0
    ended: OrderLink | None = None
    removal: ControlRemoval | None = None

    @property
    def consequence(self) -> str:
        """«14 поручений, первое — до 30 апреля 2027 г.», or why none."""
        number = len(self.given.drafts)
        if not number:
            return self.given.silence
        first = self.given.first_due_on
        days = f", {'первое — ' if number > 1 else ''}до {date_text(first)}" if first else ""
        return f"{number}\u00a0{plural(number, 'поручение', 'поручения', 'поручений')}{days}"


@dataclass(frozen=True, slots=True)
class ShownDeed:
    deed: Deed
    text: str
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class ShownOrder:
    """``paper`` is the data of the paper: frozen once it is registered, else as it would be printed now."""

    order: Order
    force: Force
    points: Sequence[ShownPoint]
    deeds: Sequence[ShownDeed]
    filled: Sequence[Filled]
    agreements: Sequence[Agreement]
    links: Sequence[OrderLink]
    later: Sequence[OrderLink]
    files: Sequence[StoredFile]
    paper: Paper
    reading: OrderReading | None = None
    named: Sequence[str] = ()
    removal: ControlRemoval | None = None
    may: Mapping[str, bool] = field(default_factory=dict)

    @property
    def may_edit(self) -> bool:
        return self.order.is_draft and self.may["add_point"]

    @property
    def answers(self) -> Sequence[Agreement]:
        """Of all rounds, and whoever is still asked: who was asked before the draft was recalled is not."""
        last = max((one.round for one in self.agreements), default=0)
        waits = self.order.state == Order.State.AGREED_ON
        return [one for one in self.agreements if one.answer != Agreement.Answer.ASKED or (waits and one.round == last)]

    @property
    def returned(self) -> Sequence[Agreement]:
        """Notes of the last round, while they are being mended."""
        if not self.order.is_draft:
            return ()
        last = max((one.round for one in self.agreements), default=0)
        return [one for one in self.agreements if one.round == last and one.answer == Agreement.Answer.RETURNED]

    @property
    def is_changed(self) -> bool:
        """Whether there is an edition of it to print."""
        return any(link.kind in CHANGING for link in self.later)

    @property
    def audience(self) -> Sequence[str]:
        kinds = self.order.audience_kinds or ([] if self.named else [kind.value for kind in EDUCATING])
        return [AUDIENCES[kind] for kind in kinds if kind in AUDIENCES] + list(self.named)

    @property
    def appendix_choices(self) -> Sequence[tuple[str, str]]:
        return [*((one.name, one.title) for one in all_tables()), *OWN_APPENDICES]

    @property
    def deed_choices(self) -> Sequence[tuple[str, str]]:
        return Deed.Kind.choices

    @property
    def signatory_post(self) -> str:
        """As it stands within a line."""
        return small(self.order.signatory_post)

    @property
    def doubts(self) -> int:
        refused = sum(bool(one.refusal) for one in self.deeds)
        return refused + sum(len(one.doubts) for one in self.filled)

    @property
    def assignments(self) -> int:
        return sum(len(one.given.drafts) for one in self.points)

    @property
    def gaps(self) -> int:
        return sum(one.given.gaps for one in self.points)


def shown_order(order: Order, user: User) -> ShownOrder:
    order = _read(order)
    today = clock.today()
    later = links_to(order, today) if order.is_registered else []
    may = {verb: user.has_perm(f"orders.{verb}", order) for verb in VERBS}
    may |= {verb: _answers(order, user, verb) for verb in ("agree", "return_order")}
    standing = order.removals.standing() if order.is_registered else ()
    removals = {one.point_id: one for one in standing}
    deeds = list(
        order.deeds.select_related("community__kind", "community__organisation", "person", "plan", "organisation")
    )
    filled, refused, paper = _composed(order, user, tries=bool(deeds) and may["register_order"])
    return ShownOrder(
        order=order,
        force=force_of(order, today, later),
        points=_points(order, later, removals),
        deeds=[ShownDeed(one, deed_text(one), refused.get(one.pk, "")) for one in deeds],
        filled=filled,
        agreements=list(order.agreements.select_related("person")),
        links=list(order.links.select_related("act").prefetch_related("points")),
        later=later,
        files=list(files_of(order)),
        paper=paper,
        reading=OrderReading.objects.filter(order=order).defer("source", "read_json", "paper").first(),
        named=[one.short_name for one in order.audience.all()],
        removal=removals.get(None),
        may=may,
    )


def holder_text(party: PointParty) -> str:
    """Whom the words mean, in words."""
    function = party.post.name if party.post else Position.Function(party.function).label if party.function else ""
    place = party.organisation.short_name if party.organisation else ""
    match party.holder:
        case Holder.PERSON:
            return party.person.full_name if party.person else ""
        case Holder.FUNCTION_AT:
            return f"{function}, {place}"
        case Holder.FUNCTION_IN_AUDIENCE:
            return f"{function}: {EACH[party.organisation_kind]}"
        case Holder.ORGANISATION:
            return place
        case Holder.AUDIENCE:
            return EACH[party.organisation_kind]
        case holder if holder in INSIDE:
            return inside_text(party)
        case Holder.COMMUNITY_HEADS:
            return f"руководитель: {party.community}" if party.community else "руководители объединений"
        case _:
            return "не понято, кто это"


def _read(order: Order) -> Order:
    rows = Order.objects.select_related(
        "organisation__parent",
        "act",
        "paper__file",
        "original",
        "controller",
        "signatory",
        "executor",
        "copied_from__act",
        "drafted_by__person",
    )
    return rows.get(pk=order.pk)


def _composed(order: Order, user: User, *, tries: bool) -> tuple[list[Filled], dict[int, str], Paper]:
    """With the deeds done and undone again, where the user may do them: tables show whom the order appoints."""
    if order.is_registered:
        return [], {}, frozen_data(order)
    if not tries:
        return fill_appendices(order, order.day), {}, order_paper(order)
    with as_if_registered(order, clock.today(), user) as refused:
        return fill_appendices(order, order.day), refused, order_paper(order)


def _points(
    order: Order, later: Sequence[OrderLink], removals: Mapping[int | None, ControlRemoval]
) -> list[ShownPoint]:
    expansion = PointExpansion(order)
    rows = PointParty.objects.filter(point__order=order)
    parties: dict[int, list[ShownParty]] = {}
    for row in rows.select_related("person", "organisation", "post", "community"):
        parties.setdefault(row.point_id, []).append(ShownParty(row, holder_text(row)))
    counts = _counts(order) if order.is_registered else {}
    ended = ended_points(order, later)
    shown = []
    for given in expansion.given(order.act):
        point = given.shown.point
        total, done = counts.get(point.pk, (0, 0))
        words = point.term.source if point.term else ""
        marks = ended.get(point.pk), removals.get(point.pk)
        shown.append(ShownPoint(given, parties.get(point.pk, []), words, total, done, *marks))
    return shown


def _counts(order: Order) -> dict[int, tuple[int, int]]:
    """Given and accepted by points, of what is still asked."""
    found: dict[int, tuple[int, int]] = {}
    rows = assignments_of_order(order).filter(ASKED)
    for pk, state in rows.values_list("object_id", "state"):
        total, done = found.get(pk or 0, (0, 0))
        found[pk or 0] = (total + 1, done + (state == Assignment.State.ACCEPTED))
    return found


def _answers(order: Order, user: User, verb: str) -> bool:
    return order.state == Order.State.AGREED_ON and user.has_perm(f"orders.{verb}", order)
