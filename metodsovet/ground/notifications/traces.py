"""What the room of notices keeps about a person."""

from metodsovet.ground.notifications.models import CalendarFeed, DigestSettings, Letter, MailConfirmation, Notice
from metodsovet.kernel.traces import EVERYTHING, Clash, declare

declare(Notice, "person", "Уведомления", goes=EVERYTHING, hidden=("key",), clash=Clash.DROP)
declare(
    CalendarFeed,
    "owner",
    "Адреса календаря",
    goes=EVERYTHING,
    hidden=("token_hash", "body_hash"),
    moves=False,
)
declare(Letter, "person", "Письма", goes=EVERYTHING, hidden=("key", "error"), clash=Clash.DROP)
declare(DigestSettings, "person", "Настройки сводки", goes=EVERYTHING, clash=Clash.DROP)
declare(MailConfirmation, "person", "Подтверждения почты", goes=EVERYTHING, moves=False)
