"""Orders have a history, and what was in their parts before is kept in it."""

from metodsovet.ground.access.history import keep, offer_history
from metodsovet.work.orders.models import ControlRemoval, Deed, Order, OrderAppendix, Point

keep(Order)
keep(Point, owner=Order)
keep(OrderAppendix, owner=Order)
keep(Deed, owner=Order)
keep(ControlRemoval, owner=Order)
offer_history("order", Order, "orders.view_order")
