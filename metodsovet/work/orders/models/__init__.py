from metodsovet.work.orders.models.agreements import Agreement
from metodsovet.work.orders.models.appendices import OrderAppendix
from metodsovet.work.orders.models.brought import BroughtOrder
from metodsovet.work.orders.models.deeds import Deed
from metodsovet.work.orders.models.links import OrderLink
from metodsovet.work.orders.models.orders import Order
from metodsovet.work.orders.models.points import Point, PointParty
from metodsovet.work.orders.models.readings import OrderReading
from metodsovet.work.orders.models.removals import ControlRemoval

__all__ = [
    "Agreement",
    "BroughtOrder",
    "ControlRemoval",
    "Deed",
    "Order",
    "OrderAppendix",
    "OrderLink",
    "OrderReading",
    "Point",
    "PointParty",
]
