"""The verbs of the room."""

from metodsovet.work.orders.actions.agreeing import (
    agree,
    attach_signed,
    recall_order,
    return_order,
    send_for_agreement,
)
from metodsovet.work.orders.actions.appendices import (
    AppendixDraft,
    add_appendix,
    change_appendix,
    move_appendix,
    remove_appendix,
)
from metodsovet.work.orders.actions.bringing import bring_order, give_up_brought, read_brought_order
from metodsovet.work.orders.actions.control import (
    OpenDuties,
    Removal,
    remove_order_from_control,
    remove_point_from_control,
    return_to_control,
)
from metodsovet.work.orders.actions.copying import copy_order
from metodsovet.work.orders.actions.deeds import DeedDraft, add_deed, remove_deed, repeat_deeds
from metodsovet.work.orders.actions.drafts import (
    OrderRequisites,
    Signatures,
    change_requisites,
    discard_order,
    draft_order,
    set_bases,
    set_order_audience,
    set_signatures,
)
from metodsovet.work.orders.actions.ended_plans import replace_plan
from metodsovet.work.orders.actions.following import follow_holders
from metodsovet.work.orders.actions.links import add_link, remove_link
from metodsovet.work.orders.actions.points import (
    PointDraft,
    add_point,
    change_point,
    choose_party,
    move_point,
    remove_point,
)
from metodsovet.work.orders.actions.proposing import draft_changes_of_heads
from metodsovet.work.orders.actions.reading import draft_order_from_file
from metodsovet.work.orders.actions.registering import Registration, register_order
from metodsovet.work.orders.actions.registering_read import register_read_order
from metodsovet.work.orders.actions.settling import WARNING, accept_sure, settle_doubt

__all__ = [
    "WARNING",
    "AppendixDraft",
    "DeedDraft",
    "OpenDuties",
    "OrderRequisites",
    "PointDraft",
    "Registration",
    "Removal",
    "Signatures",
    "accept_sure",
    "add_appendix",
    "add_deed",
    "add_link",
    "add_point",
    "agree",
    "attach_signed",
    "bring_order",
    "change_appendix",
    "change_point",
    "change_requisites",
    "choose_party",
    "copy_order",
    "discard_order",
    "draft_changes_of_heads",
    "draft_order",
    "draft_order_from_file",
    "follow_holders",
    "give_up_brought",
    "move_appendix",
    "move_point",
    "read_brought_order",
    "recall_order",
    "register_order",
    "register_read_order",
    "remove_appendix",
    "remove_deed",
    "remove_link",
    "remove_order_from_control",
    "remove_point",
    "remove_point_from_control",
    "repeat_deeds",
    "replace_plan",
    "return_order",
    "return_to_control",
    "send_for_agreement",
    "set_bases",
    "set_order_audience",
    "set_signatures",
    "settle_doubt",
]
