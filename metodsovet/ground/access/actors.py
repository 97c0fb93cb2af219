"""Who acts now, told to the database: triggers write him beside what they keep."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponseBase

from metodsovet.ground.access.models import User

READING = ("GET", "HEAD", "OPTIONS")


@contextmanager
def acting(user: User) -> Iterator[None]:
    """Row changes made inside are his; those outside of it are of the product itself."""
    _tell(str(user.pk))
    try:
        yield
    finally:
        _forget()


def _tell(actor: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('metodsovet.actor', %s, false)", [actor])


def _forget() -> None:
    """A connection that cannot forget him must not serve anybody else."""
    if connection.needs_rollback:
        return  # inside of a broken transaction, whose end takes the setting back as well
    try:
        _tell("")
    except DatabaseError:
        connection.close()


class ActorMiddleware:
    """Requests that may change something act as whoever is logged in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method in READING or not request.user.is_authenticated:
            return self.get_response(request)
        with acting(request.user):
            return self.get_response(request)
