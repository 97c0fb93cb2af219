"""Rights over orders: who acts for the organisation composes and registers; named people agree; the town reads.

The controller whom the order names removes it from control.
"""

import rules

from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.models.substitutions import acting_for
from metodsovet.ground.directory.models import Employment, RoleAssignment
from metodsovet.ground.directory.models.role_kinds import Role
from metodsovet.ground.directory.rules import is_known
from metodsovet.ground.directory.standing import standing_of
from metodsovet.work.orders.models import (
    Agreement,
    BroughtOrder,
    ControlRemoval,
    Deed,
    Order,
    OrderAppendix,
    OrderLink,
    Point,
    PointParty,
)
from metodsovet.work.orders.models.orders import COMPOSERS

Subject = Order | Point | PointParty | OrderAppendix | Deed | OrderLink | ControlRemoval
CONTROLLING = (Role.AUTHORITY_HEAD, Role.ORGANISATION_HEAD)
"""Who controls an order of his node where nobody is named or the named one has left."""


def order_of(subject: Subject) -> Order:
    match subject:
        case Order():
            return subject
        case PointParty():
            return subject.point.order
        case _:
            return subject.order


@rules.predicate
def sees_order(user: User, subject: Subject | None = None) -> bool:
    return subject is None or Order.objects.visible_to(user).filter(pk=order_of(subject).pk).exists()


@rules.predicate
def composes_for(user: User, subject: Subject | None = None) -> bool:
    standing = standing_of(user)
    if subject is None:
        return bool(standing.paths_of(COMPOSERS))
    return standing.holds(COMPOSERS, order_of(subject).organisation.path)


@rules.predicate
def composes_here(user: User, brought: BroughtOrder | None = None) -> bool:
    standing = standing_of(user)
    return brought is None or standing.holds(COMPOSERS, brought.organisation.path)


@rules.predicate
def is_asked_to_agree(user: User, order: Order | None = None) -> bool:
    """In the last round, and has not answered yet."""
    person = standing_of(user).person_id
    if order is None or person is None:
        return person is not None
    return order.agreements.filter(person=person, answer=Agreement.Answer.ASKED).exists()


@rules.predicate
def oversees_order(user: User, subject: Subject | None = None) -> bool:
    """Without an order: any."""
    if subject is None:
        return composes_for(user) or Order.objects.controlled_by(user).exists()
    return Order.objects.controlled_by(user).filter(pk=order_of(subject).pk).exists()


@rules.predicate
def controls_order(user: User, subject: Subject) -> bool:
    """The named one or whoever stands in for him; else the head of the node; always the administrator of the node."""
    order = order_of(subject)
    standing, path = standing_of(user), order.organisation.path
    if standing.holds([Role.ADMINISTRATOR], path):
        return True
    if order.controller_id is not None and is_here(order.controller_id):
        return order.controller_id in acting_for(user)
    return standing.holds(CONTROLLING, path)


def is_here(person_id: int) -> bool:
    """Still works or holds a role somewhere."""
    jobs, roles = Employment.objects.today(), RoleAssignment.objects.today()
    return jobs.filter(person=person_id).exists() or roles.filter(person=person_id).exists()


@rules.predicate
def is_agreeing(user: User, order: Order | None = None) -> bool:
    """Asked in any round."""
    person = standing_of(user).person_id
    return person is not None and (order is None or order.agreements.filter(person=person).exists())


rules.add_perm("orders.view_order", is_known & sees_order)
rules.add_perm("orders.download_order", is_known & sees_order)
rules.add_perm("orders.download_edition", is_known & sees_order)
rules.add_perm("orders.download_agreement_sheet", is_known & (composes_for | is_agreeing))
for _verb in (
    "draft_order",
    "draft_changes_of_heads",
    "change_requisites",
    "set_signatures",
    "set_bases",
    "set_order_audience",
    "discard_order",
    "add_point",
    "change_point",
    "move_point",
    "remove_point",
    "choose_party",
    "add_appendix",
    "change_appendix",
    "move_appendix",
    "remove_appendix",
    "replace_plan",
    "add_deed",
    "remove_deed",
    "repeat_deeds",
    "add_link",
    "remove_link",
    "send_for_agreement",
    "recall_order",
    "attach_signed",
    "register_order",
    "copy_order",
    "read_order",
    "review_order",
    "settle_doubt",
    "accept_sure",
    "register_read_order",
):
    rules.add_perm(f"orders.{_verb}", composes_for)
rules.add_perm("orders.view_broughtorder", composes_here)
rules.add_perm("orders.view_board", is_known & oversees_order)
rules.add_perm("orders.download_certificate", is_known & oversees_order)
for _verb in ("remove_order_from_control", "remove_point_from_control", "return_to_control"):
    rules.add_perm(f"orders.{_verb}", controls_order)
for _verb in ("agree", "return_order"):
    rules.add_perm(f"orders.{_verb}", is_asked_to_agree)
