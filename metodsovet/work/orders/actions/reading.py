"""A draft with all that was read from a file; of the register only acts that it rests on are added."""

from collections.abc import Sequence

from django.core.files.base import File
from django.db import transaction

from metodsovet.ground.access.history import record_action
from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Organisation, Person
from metodsovet.ground.documents.actions import register_act
from metodsovet.ground.documents.models import Act
from metodsovet.ground.files.actions import store_file
from metodsovet.kernel.errors import DomainError
from metodsovet.kernel.russian import plural
from metodsovet.work.communities.models import Office
from metodsovet.work.orders.actions.deeds import DeedDraft
from metodsovet.work.orders.actions.points import lead_if_many
from metodsovet.work.orders.actions.reading_appendices import take_appendices
from metodsovet.work.orders.models import Order, OrderReading, Point, PointParty
from metodsovet.work.orders.queries.review import register_of
from metodsovet.work.orders.reading import ReadFile, ReadOrder
from metodsovet.work.orders.taking.bases import propose_basis, requisites_of
from metodsovet.work.orders.taking.deeds import DeedProposal
from metodsovet.work.orders.taking.people import named_people, propose_signing
from metodsovet.work.orders.taking.points import TakenPoint, take_points
from metodsovet.work.orders.taking.remarks import remarks_of
from metodsovet.work.planning.actions.proposing import fill_party
from metodsovet.work.planning.matching import Register, proposed_kinds
from metodsovet.work.planning.matching.organisations import find_organisation

NAMELESS = "Приказ без заголовка"
KINDS = {kind.label: kind.value for kind in Order.Kind}


@transaction.atomic
def draft_order_from_file(
    file: ReadFile, file_name: str, upload: "File[bytes] | None", *, organisation: Organisation, by: User
) -> Order:
    """Everything read stands in the draft; what is not sure waits for a person (``doubts_of_reading``).

    ``upload`` is the file itself, kept as the signed copy; None for pasted text. Refusals of ``store_file`` and of
    what the included plans and lists become; DomainError ``organisation_closed``.
    """
    if organisation.closed_on is not None:
        raise DomainError("organisation_closed", "Организация закрыта: приказ от её имени не записать.")
    read = file.order
    order = _order(read, organisation, by)
    order.save()
    reading = OrderReading(
        order=order,
        file_name=file_name[:255],
        source=[line.to_json() for line in file.source],
        read_json=read.to_json(),
        read_by=by,
    )
    reading.file = store_file(upload, owner=order, by=by) if upload is not None else None
    register = register_of(order, read)
    made = _make_points(order, read, register)
    reading.points = [made[place] for place in range(len(made))]
    _name_people(order, read, register)
    _rest_on_acts(order, read, by)
    order.save()
    reading.warnings = [warning.to_json() for warning in (*read.warnings, *remarks_of(read, order, register))]
    reading.save()
    take_appendices(order, reading, by)
    number = order.points.count()
    words = plural(number, "пункт", "пункта", "пунктов")
    record_action("draft_order_from_file", order, f"Прочитан файл «{file_name}»: {number} {words}"[:1000], by=by)
    return order


def deed_of(proposal: DeedProposal, order: Order, reading: OrderReading, code: str) -> DeedDraft:
    """What the chosen pair of a person and a community becomes; DomainError ``unknown_choice``."""
    chosen = next((one for one in proposal.offered if one.code == code), None)
    if chosen is None:
        raise DomainError("unknown_choice", "Такого варианта уже нет: обновите страницу и выберите ещё раз.")
    since, until = proposal.days
    codes = {one.code for one in chosen.community.kind.offices.all()}
    return DeedDraft(
        kind=proposal.what,
        point=Point.objects.filter(order=order, pk=reading.points[proposal.index]).first(),
        community=chosen.community,
        office=proposal.office if proposal.office in codes else Office.Kind.HEAD,
        person=Person.objects.filter(pk=chosen.person.person_id or 0).first(),
        since=since,
        until=until,
    )


def _order(read: ReadOrder, organisation: Organisation, by: User) -> Order:
    force = read.enters_into_force.term if read.enters_into_force else None
    title = read.act.title or NAMELESS
    return Order(
        organisation=organisation,
        kind=KINDS.get(read.act.kind, Order.Kind.ORDER.value),
        title=title[:1000],
        place=read.act.place[:100],
        preamble=read.preamble.strip(),
        command=f"{read.command.upper()}:"[:50] if read.command else "",
        audience_kinds=proposed_kinds(title),
        signed_on=read.act.date,
        number=read.act.number[:50],
        signatory_post=read.signatories[0].position[:300] if read.signatories else "",
        executor_phone=read.executor.phone[:50] if read.executor else "",
        in_force_from=force.start or force.end if force else None,
        drafted_by=by,
    )


def _make_points(order: Order, read: ReadOrder, register: Register) -> dict[int, int]:
    """Ids of the points made, by places of those read."""
    places = {id(point): place for place, point in enumerate(read.all_points())}
    made: dict[int, int] = {}
    parties: list[PointParty] = []
    level: Sequence[tuple[Point | None, tuple[TakenPoint, ...]]] = [(None, take_points(read.points))]
    while level:
        rows = [(_point(order, parent, place, one), one) for parent, own in level for place, one in _placed(own)]
        Point.objects.bulk_create([point for point, _ in rows])
        for point, taken in rows:
            made |= {places[id(one)]: point.pk for one in taken.read}
            parties += _parties(point, taken, register)
        level = [(point, taken.children) for point, taken in rows if taken.children]
    PointParty.objects.bulk_create(parties)
    return made


def _placed(own: Sequence[TakenPoint]) -> Sequence[tuple[int, TakenPoint]]:
    return list(enumerate(own, start=1))


def _point(order: Order, parent: Point | None, position: int, taken: TakenPoint) -> Point:
    return Point(
        order=order,
        parent=parent,
        position=position,
        text=taken.text,
        addressed=taken.addressed[:2000],
        parties_text=taken.parties_text,
        term_json=taken.term.to_json() if taken.term else None,
        is_recommended=taken.is_recommended,
        is_inline=taken.is_inline,
    )


def _parties(point: Point, taken: TakenPoint, register: Register) -> list[PointParty]:
    rows = []
    for position, party in enumerate(taken.parties, start=1):
        row = PointParty(point=point, position=position)
        fill_party(row, party, register)
        lead_if_many(row)
        rows.append(row)
    return rows


def _name_people(order: Order, read: ReadOrder, register: Register) -> None:
    """Those who are surely meant, and the organisations that issue it together; in memory but for the latter."""
    for named in named_people(read):
        proposal = propose_signing(named, order, register)
        if not proposal.is_doubtful:
            setattr(order, f"{named.role}_id", proposal.choice.person_id)
    issuers = (find_organisation(words, register).organisation for words in read.act.issuers)
    order.beside.set({one for one in issuers if one is not None and one.pk != order.organisation_id})


def _rest_on_acts(order: Order, read: ReadOrder, by: User) -> None:
    acts = list(Act.objects.visible_to(by))
    for basis in read.basis:
        proposal = propose_basis(basis, acts)
        act = proposal.act
        if proposal.is_new:
            act = register_act(requisites_of(basis), organisation=order.organisation, by=by)
        if act is not None:
            order.bases.add(act)
