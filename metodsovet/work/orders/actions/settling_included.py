"""A person's yes to what an included plan or list of members does: deeds of the draft come of it."""

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Person
from metodsovet.work.communities.models import Community, Office
from metodsovet.work.orders.actions.deeds import DeedDraft, add_deed
from metodsovet.work.orders.models import Deed, OrderAppendix, OrderReading
from metodsovet.work.orders.queries.doubts import NOTHING, Doubt
from metodsovet.work.orders.queries.review import register_of
from metodsovet.work.orders.taking.appendices import period_of
from metodsovet.work.orders.taking.members import not_yet, propose_members


def settle_members(reading: OrderReading, doubt: Doubt, choice: str, by: User) -> None:
    """DomainError ``unknown_choice``, refusals of ``add_deed``."""
    doubt.require_offered(choice)
    if choice == NOTHING:
        return
    order, read = reading.order, reading.read
    appendix = read.appendices[int(doubt.key.partition(":")[2])]
    community = Community.objects.select_related("kind").get(pk=int(choice.partition(":")[2]))
    since, until = period_of(appendix, read)
    clear = not_yet(propose_members(appendix, register_of(order, read)), community)
    people = Person.objects.in_bulk([one.person.person_id for one in clear if one.person])
    for one in clear:
        assert one.person is not None
        kind, office = one.kind_in(community)
        draft = DeedDraft(
            kind=kind,
            point=doubt.point,
            community=community,
            office=office or Office.Kind.HEAD,
            person=people[one.person.person_id or 0],
            since=since,
            until=until,
        )
        add_deed(order, draft=draft, by=by)


def settle_plan(reading: OrderReading, doubt: Doubt, choice: str, by: User) -> None:
    """DomainError ``unknown_choice``, refusals of ``add_deed``."""
    doubt.require_offered(choice)
    if choice == NOTHING:
        return
    row = OrderAppendix.objects.select_related("plan").get(order=reading.order, pk=int(doubt.key.partition(":")[2]))
    add_deed(reading.order, draft=DeedDraft(Deed.Kind.APPROVE_PLAN, point=doubt.point, plan=row.plan), by=by)
