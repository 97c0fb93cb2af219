"""What included plans and lists of members would do, as questions to the person who reviews the order."""

from collections.abc import Iterator, Mapping, Sequence

from metodsovet.kernel import clock
from metodsovet.work.orders.models import Deed, OrderAppendix, OrderReading, Point
from metodsovet.work.orders.queries.doubts import NOTHING, Choice, Doubt, near_of
from metodsovet.work.orders.taking.members import (
    MemberProposal,
    approving,
    bodies_meant,
    not_yet,
    propose_members,
)
from metodsovet.work.orders.wording import quoted
from metodsovet.work.planning.matching import Register

APPROVE = "approve"
MOST_NAMED = 8
Points = Mapping[int, tuple[str, Point]]


def memberships_asked(reading: OrderReading, register: Register, points: Points) -> Iterator[Doubt]:
    read = reading.read
    for place, appendix in enumerate(read.appendices):
        if not appendix.members:
            continue
        proposals = propose_members(appendix, register)
        unclear = [one.member.party.person for one in proposals if one.person is None]
        offered = []
        for community in bodies_meant(appendix, read, register):
            clear = not_yet(proposals, community)
            if clear:
                label = f"Включить в состав при регистрации: {quoted(str(community))}, человек — {len(clear)}"
                offered.append(Choice(f"community:{community.pk}", label, _named(clear)))
        number, point = (
            points.get(reading.points[index] or 0, ("", None))
            if (index := approving(appendix, read)) is not None
            else ("", None)
        )
        yield Doubt(
            f"members:{place}",
            f"Пункт {number}, состав" if number else "Состав",
            appendix.title,
            _reason(len(proposals), unclear, is_known=bool(offered)),
            (*offered, Choice(NOTHING, "Никого не включать: оставить таблицей приказа")),
            appendix.members[0].party.source,
            point,
            sure=offered[0].code if len(offered) == 1 and not unclear else "",
        )


def plans_asked(reading: OrderReading, points: Points) -> Iterator[Doubt]:
    """Of a plan that a point approves and that may still be accepted; one that has gone its own way is not asked."""
    order, read = reading.order, reading.read
    rows = OrderAppendix.objects.filter(order=order, plan__isnull=False).select_related("plan")
    approved = set(order.deeds.filter(kind=Deed.Kind.APPROVE_PLAN).values_list("plan_id", flat=True))
    for row in rows:
        appendix = read.appendices[row.position - 1] if row.position <= len(read.appendices) else None
        index = approving(appendix, read) if appendix is not None and appendix.plan is not None else None
        plan = row.plan
        if index is None or plan is None or plan.pk in approved or not plan.is_draft:
            continue
        number, point = points.get(reading.points[index] or 0, ("", None))
        if point is None or plan.years_are_over(clock.today()):
            continue
        yield Doubt(
            f"plan:{row.pk}",
            f"Пункт {number}, утверждает план",
            str(plan),
            "Принять план к исполнению при регистрации приказа?",
            (
                Choice(APPROVE, f"Утвердить план: {quoted(str(plan))}", "Приказ станет его основанием"),
                Choice(NOTHING, "Не утверждать: план останется черновиком"),
            ),
            near_of(point),
            point,
            address=plan.get_absolute_url(),
            sure=APPROVE,
        )


def _named(clear: Sequence[MemberProposal]) -> str:
    said = [f"{one.person.label} — {one.member.office}" for one in clear if one.person is not None]
    more = len(said) - MOST_NAMED
    return "; ".join(said[:MOST_NAMED]) + (f" и ещё {more}" if more > 0 else "")


def _reason(number: int, unclear: Sequence[str], *, is_known: bool) -> str:
    if not is_known:
        return "В реестре нет такого объединения или этих людей: включите их вручную или оставьте словами."
    if unclear:
        return f"Человек в списке {number}, не узнаны: {', '.join(unclear)}. Их добавьте сами."
    return "Основанием участия станет этот приказ."
