"""What of a read order a person should look at, in the order of the file."""

from collections.abc import Iterator, Mapping

from metodsovet.ground.access.models import User
from metodsovet.ground.documents.models import Act
from metodsovet.work.orders.models import Deed, Order, OrderReading, Point, PointParty
from metodsovet.work.orders.numbering import numbered
from metodsovet.work.orders.queries.consequences import consequences_asked, rosters_asked
from metodsovet.work.orders.queries.doubts import ADD, NOTHING, WORDS, Choice, Doubt, near_of
from metodsovet.work.orders.queries.included import memberships_asked, plans_asked
from metodsovet.work.orders.reading import ReadOrder
from metodsovet.work.orders.taking.bases import BasisProposal, basis_text, propose_basis
from metodsovet.work.orders.taking.consequences import founded_in
from metodsovet.work.orders.taking.deeds import DeedProposal, propose_deeds
from metodsovet.work.orders.taking.people import ROLES, Named, named_people, propose_signing
from metodsovet.work.planning.matching import HolderChoice, Proposal, Register, propose_holder

SAID: Mapping[str, tuple[str, str, str]] = {
    Deed.Kind.APPOINT: ("Назначить", "Кого и чем назначить?", "Никого не назначать"),
    Deed.Kind.RELIEVE: ("Освободить", "Кого и от чего освободить?", "Никого не освобождать"),
    Deed.Kind.ADMIT: ("Включить в состав", "Кого и куда включить?", "Никого не включать"),
    Deed.Kind.EXCLUDE: ("Исключить из состава", "Кого и откуда исключить?", "Никого не исключать"),
}
"""The verb of the choice, what is asked, what is answered by whoever wants none of it."""
NOBODY_KNOWN = "В реестре нет такого человека или объединения: сделайте это вручную или оставьте словами."


def register_of(order: Order, read: ReadOrder) -> Register:
    """The place of the order as words of the file may mean it, read once for all of them."""
    parties = [party for point in read.all_points() for party in point.parties]
    named = [one for point in read.all_points() for one in (*point.appoints, *point.relieves)]
    named += [one for appendix in read.appendices for one in appendix.members]
    parties += [party for one in named for party in (one.party, one.instead) if party is not None]
    parties += [one.party for one in named_people(read) if one.party is not None]
    return Register.at(order.organisation, order.audience_kinds, parties, day=order.day)


def doubts_of_reading(reading: OrderReading, user: User) -> list[Doubt]:
    """What people settled, or what the register made clear meanwhile, is not asked again."""
    order, read = reading.order, reading.read
    register = register_of(order, read)
    points = {shown.point.pk: (shown.number, shown.point) for shown in numbered(order.points.all())}
    found = [*_bases(reading, read, user), *_points(order, register, points, read)]
    found += [*_deeds(reading, read, register, points), *_people(order, read, register)]
    found += [*consequences_asked(reading, register, points, user), *rosters_asked(reading, user)]
    found += [*memberships_asked(reading, register, points), *plans_asked(reading, points)]
    return [doubt for doubt in found if not reading.is_settled(doubt.key)]


def _bases(reading: OrderReading, read: ReadOrder, user: User) -> Iterator[Doubt]:
    linked = set(reading.order.bases.values_list("pk", flat=True))
    acts = list(Act.objects.visible_to(user)) if read.basis else []
    for place, basis in enumerate(read.basis):
        proposal = propose_basis(basis, acts)
        if proposal.act is None and not proposal.is_new and not linked & {act.pk for act in proposal.near}:
            near = basis.number or basis.title
            yield Doubt(
                f"basis:{place}", "Основание", basis_text(basis), proposal.reason, _acts_offered(proposal), near
            )


def _acts_offered(proposal: BasisProposal) -> tuple[Choice, ...]:
    known = [Choice(f"act:{act.pk}", act.requisites, act.title[:120]) for act in proposal.near]
    new = Choice(ADD, "Внести в реестр документов", "С теми реквизитами, какие есть")
    return (*known, new, Choice(WORDS, "Оставить словами во вступлении"))


def _points(order: Order, register: Register, points: dict[int, tuple[str, Point]], read: ReadOrder) -> Iterator[Doubt]:
    parties: dict[int, list[PointParty]] = {}
    rows = PointParty.objects.filter(point__order=order, is_confirmed=False)
    for row in rows.select_related("person", "organisation", "community").order_by("position"):
        parties.setdefault(row.point_id, []).append(row)
    for pk, (number, point) in points.items():
        for row in parties.get(pk, ()):
            proposal = propose_holder(row.party, register)
            if proposal.is_doubtful:
                key, place = f"party:{row.pk}", f"Пункт {number}, кому"
                yield Doubt(key, place, str(row), proposal.reason, _offered(proposal), near_of(point), point)
        term = point.term
        if term is not None and term.needs_question:
            choices = (Choice(WORDS, "Оставить словами, без даты"),)
            reason = "Срок не понят: без даты о нём не напомнят."
            yield Doubt(f"term:{pk}", f"Пункт {number}, срок", term.source, reason, choices, near_of(point), point)


def _deeds(
    reading: OrderReading, read: ReadOrder, register: Register, points: dict[int, tuple[str, Point]]
) -> Iterator[Doubt]:
    for proposal in propose_deeds(read, register):
        number, point = points.get(reading.points[proposal.index] or 0, ("", None))
        if point is not None and not _is_founding(proposal):
            yield _deed(proposal, number, point)


def _is_founding(proposal: DeedProposal) -> bool:
    """«Создать группу …» names what is created, which is asked of itself."""
    return not proposal.appointed.party.person and not proposal.offered and bool(founded_in(proposal.point.text))


def _deed(proposal: DeedProposal, number: str, point: Point) -> Doubt:
    office = f" — {proposal.appointed.office}" if proposal.appointed.office else ""
    verb, question, nothing = SAID[proposal.what]
    offered = tuple(Choice(one.code, f"{verb}: {one.label}", one.person.hint) for one in proposal.offered)
    reason = f"{question} Это произойдёт при регистрации." if offered else NOBODY_KNOWN
    return Doubt(
        f"deed:{proposal.place}",
        f"Пункт {number}, {Deed.Kind(proposal.what).label}",
        f"{proposal.appointed.party.source}{office}",
        reason,
        (*offered, Choice(NOTHING, nothing)),
        near_of(point),
        point,
        sure=proposal.offered[0].code if proposal.is_sure else "",
    )


def _people(order: Order, read: ReadOrder, register: Register) -> Iterator[Doubt]:
    for named in named_people(read):
        proposal = propose_signing(named, order, register)
        if proposal.is_doubtful and getattr(order, f"{named.role}_id") is None:
            yield _person(named, proposal)


def _person(named: Named, proposal: Proposal) -> Doubt:
    return Doubt(
        named.role, ROLES[named.role].capitalize(), named.words, proposal.reason, _offered(proposal), named.words
    )


def _offered(proposal: Proposal) -> tuple[Choice, ...]:
    return tuple(Choice(one.code, one.label, one.hint) for one in _shown(proposal))


def _shown(proposal: Proposal) -> list[HolderChoice]:
    """«Никто» comes last, whatever was proposed."""
    return sorted(proposal.choices, key=lambda one: one.kind == PointParty.Holder.NOBODY)
