"""When digests go out: once a working day, at the hour of the installation."""

from datetime import date, datetime, time, timedelta

from django.utils import timezone

from metodsovet.ground.directory.queries import current_installation, working_days
from metodsovet.kernel import clock

USUAL_TIME = time(7, 30)
LONGEST_HOLIDAYS = timedelta(days=21)


def next_digest() -> tuple[date, datetime]:
    """Day and moment of the first digest that is still ahead."""
    today = clock.today()
    is_working = working_days(today, today + LONGEST_HOLIDAYS)
    hour = digest_time()
    days = (today + timedelta(days=number) for number in range(LONGEST_HOLIDAYS.days + 1))
    ahead = [day for day in days if _moment(day, hour) > clock.now()]
    day = next(filter(is_working, ahead), ahead[0])
    return day, _moment(day, hour)


def digest_of_today() -> tuple[date, datetime] | None:
    """The digest whose hour has come; None before it and on days off."""
    today = clock.today()
    moment = _moment(today, digest_time())
    return (today, moment) if moment <= clock.now() and working_days(today, today)(today) else None


def digest_time() -> time:
    installation = current_installation()
    return installation.digest_at if installation else USUAL_TIME


def _moment(day: date, hour: time) -> datetime:
    return timezone.make_aware(datetime.combine(day, hour))
