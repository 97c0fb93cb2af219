"""The next order out of what has changed: a draft with only that."""

from collections.abc import Sequence

from django.db import transaction

from metodsovet.ground.access.history import record_action
from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Organisation
from metodsovet.kernel.errors import DomainError
from metodsovet.kernel.russian import Case, date_text
from metodsovet.work.communities.models import Office
from metodsovet.work.orders.actions.deeds import DeedDraft, add_deed
from metodsovet.work.orders.actions.drafts import draft_order
from metodsovet.work.orders.actions.links import add_link
from metodsovet.work.orders.actions.points import PointDraft, add_point
from metodsovet.work.orders.models import Deed, Order, OrderLink
from metodsovet.work.orders.queries.proposals import ChangeOfHead
from metodsovet.work.orders.wording import Introductions

TITLE = "О внесении изменений в состав руководителей объединений"
OFFICE = "руководителем"


@transaction.atomic
def draft_changes_of_heads(organisation: Organisation, *, changes: Sequence[ChangeOfHead], by: User) -> Order:
    """A point, a deed and a link to the order that is amended for each. DomainError ``nothing_changed``."""
    if not changes:
        raise DomainError("nothing_changed", "Руководители не менялись: составлять нечего.")
    order = draft_order(organisation, kind=Order.Kind.ORDER, title=TITLE, by=by)
    people = Introductions(order, [one.office.person for one in changes])
    for one in changes:
        name = people.full_in_case(one.office.person, Case.ACCS)
        text = f"Назначить с {date_text(one.office.since)} {OFFICE} «{one.community}» {name}."
        point = add_point(order, draft=PointDraft(text), by=by)
        draft = DeedDraft(
            Deed.Kind.APPOINT,
            point=point,
            community=one.community,
            person=one.office.person,
            since=one.office.since,
        )
        add_deed(order, draft=draft, by=by)
    _link_former(order, changes, by)
    record_action("draft_changes_of_heads", order, f"Предложен по сменам руководителей: {len(changes)}", by=by)
    return Order.objects.get(pk=order.pk)


def _link_former(order: Order, changes: Sequence[ChangeOfHead], by: User) -> None:
    """To the orders by which their predecessors were appointed."""
    former = Office.objects.filter(
        community__in=[one.community.pk for one in changes], kind=Office.Kind.HEAD, basis__isnull=False
    )
    acts = {office.basis_id: office.basis for office in former.select_related("basis").order_by("since")}
    for act in acts.values():
        if act is not None:
            add_link(order, kind=OrderLink.Kind.AMENDS, act=act, by=by)
