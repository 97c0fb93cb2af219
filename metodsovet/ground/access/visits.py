"""A visit: a logged-in session with its device and its times."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.contrib.auth import SESSION_KEY, login
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from metodsovet.ground.access.devices import device_words
from metodsovet.ground.access.models import Session, User
from metodsovet.kernel import clock

BACKEND = "django.contrib.auth.backends.ModelBackend"
DEVICE, SINCE, SEEN = "device", "since", "seen"
FIRST_VISIT = "first_visit"
"""In the session in which the installation was begun."""
SEEN_EVERY = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Visit:
    """``name`` stands for the key of the session, which is a secret."""

    name: str
    key: str
    device: str
    since: datetime | None
    seen_at: datetime | None
    is_this: bool


def enter(request: HttpRequest, user: User) -> None:
    """Open the session of a user whose password and second factor were right."""
    login(request, user, backend=BACKEND)
    now = int(clock.now().timestamp())
    request.session[DEVICE] = device_words(request.headers.get("User-Agent", ""))
    request.session[SINCE] = request.session[SEEN] = now


def note_seen(session: SessionBase) -> None:
    """Once in five minutes: a page must not write to the database on every request."""
    now = int(clock.now().timestamp())
    if SESSION_KEY in session and SEEN in session and now - session[SEEN] > SEEN_EVERY.total_seconds():
        session[SEEN] = now


def visits_of(user: User, *, session_key: str) -> list[Visit]:
    """This one first, then the last seen."""
    rows = [(row.session_key, row.get_decoded()) for row in Session.objects.open_of(user)]
    visits = [
        Visit(
            name=name_of(key),
            key=key,
            device=data.get(DEVICE, "Неизвестное устройство"),
            since=_moment(data.get(SINCE)),
            seen_at=_moment(data.get(SEEN)),
            is_this=key == session_key,
        )
        for key, data in rows
        if SESSION_KEY in data
    ]
    oldest = datetime.min.replace(tzinfo=UTC)
    return sorted(visits, key=lambda visit: (visit.is_this, visit.seen_at or oldest), reverse=True)


def name_of(session_key: str) -> str:
    return salted_hmac("access.session", session_key, algorithm="sha256").hexdigest()[:20]


def _moment(seconds: int | None) -> datetime | None:
    return None if seconds is None else datetime.fromtimestamp(seconds, UTC)
