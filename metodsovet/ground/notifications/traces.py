"""What the room of notices keeps about a person."""

from metodsovet.ground.notifications.models import Notice
from metodsovet.kernel.traces import EVERYTHING, Clash, declare

declare(Notice, "person", "Уведомления", goes=EVERYTHING, hidden=("key",), clash=Clash.DROP)
