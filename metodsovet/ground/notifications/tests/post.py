"""People who get mail, and hours at which it goes."""

from datetime import date, datetime, time, timedelta
from email.message import EmailMessage
from zoneinfo import ZoneInfo

from metodsovet.ground.directory.models import Person
from metodsovet.ground.notifications.tasks import send_mail
from metodsovet.kernel import clock

ZONE = ZoneInfo("Asia/Yekaterinburg")
MONDAY = date(2026, 11, 16)
SITE = "https://metod.example.ru"


def moment(day: date = MONDAY, hour: int = 10, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), ZONE)


def morning_after(day: date = MONDAY) -> datetime:
    """The hour of digests has come."""
    return moment(day + timedelta(days=1), 7, 31)


def with_mail(person: Person) -> Person:
    person.mail = f"person{person.pk}@example.ru"
    person.mail_confirmed_at = moment(MONDAY - timedelta(days=30))
    person.save()
    return person


def mail_goes(at: datetime) -> None:
    """The task runs at the moment."""
    with clock.at(at):
        send_mail(0)


def text_of(message: EmailMessage, kind: str = "plain") -> str:
    part = message.get_body((kind,))
    assert part is not None
    return str(part.get_content())
