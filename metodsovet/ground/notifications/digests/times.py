"""When digests go out: once a working day, at the hour and in the time zone of the installation."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from metodsovet.ground.directory.queries import current_installation, working_days
from metodsovet.kernel import clock

USUAL_TIME = time(7, 30)
LONGEST_HOLIDAYS_DAYS = 21


def next_digest() -> tuple[date, datetime]:
    """Day and moment of the first digest that is still ahead."""
    hour, zone = _hour_and_zone()
    today = clock.now().astimezone(zone).date()
    days = [today + timedelta(days=number) for number in range(LONGEST_HOLIDAYS_DAYS + 1)]
    ahead = [day for day in days if _moment(day, hour, zone) > clock.now()]
    day = next(filter(working_days(days[0], days[-1]), ahead), ahead[0])
    return day, _moment(day, hour, zone)


def digest_of_today() -> tuple[date, datetime] | None:
    """The digest whose hour has come; None before it and on days off."""
    hour, zone = _hour_and_zone()
    today = clock.now().astimezone(zone).date()
    moment = _moment(today, hour, zone)
    return (today, moment) if moment <= clock.now() and working_days(today, today)(today) else None


def digest_time() -> time:
    return _hour_and_zone()[0]


def _hour_and_zone() -> tuple[time, ZoneInfo]:
    installation = current_installation()
    if installation is None:
        return USUAL_TIME, ZoneInfo(timezone.get_default_timezone_name())
    return installation.digest_at, ZoneInfo(installation.time_zone)


def _moment(day: date, hour: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, hour, zone)
