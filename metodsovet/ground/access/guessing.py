"""Slowing down those who guess passwords. Nobody is locked out: the wait grows with failures and has an end."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import F

from metodsovet.ground.access.models import Guess, User
from metodsovet.kernel import clock

FIRST_WAIT_SECONDS = 5
FORGOTTEN_AFTER = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Limit:
    """``free`` failures cost nothing; then the wait doubles up to ``longest_seconds``."""

    key: str
    free: int
    longest_seconds: int

    def wait_seconds(self, failures: int) -> int:
        beyond = failures - self.free
        return min(self.longest_seconds, FIRST_WAIT_SECONDS * 2 ** min(beyond, 20)) if beyond >= 0 else 0


def seconds_to_wait(login: str, address: str) -> int:
    """0 when a try is allowed now; unknown accounts are counted exactly like known ones."""
    limits = {limit.key: limit for limit in _limits(login, address)}
    now = clock.now()
    waits = [0]
    for guess in Guess.objects.filter(key__in=limits, last_failed_at__gt=now - FORGOTTEN_AFTER):
        until = guess.last_failed_at + timedelta(seconds=limits[guess.key].wait_seconds(guess.failures))
        waits.append(-int((now - until).total_seconds() // 1))
    return max(waits)


def note_failure(login: str, address: str) -> None:
    now = clock.now()
    Guess.objects.filter(last_failed_at__lte=now - FORGOTTEN_AFTER).delete()
    for limit in _limits(login, address):
        Guess.objects.get_or_create(key=limit.key, defaults={"last_failed_at": now})
        Guess.objects.filter(key=limit.key).update(failures=F("failures") + 1, last_failed_at=now)


def forget_failures(login: str, address: str) -> None:
    """After a right password: the pair of account and address starts anew, the account alone does not."""
    pair, _ = _limits(login, address)
    Guess.objects.filter(key=pair.key).delete()


def _limits(login: str, address: str) -> Iterator[Limit]:
    account = User.objects.normalised(login)
    yield Limit(_hashed(f"{account}\n{address}"), free=5, longest_seconds=15 * 60)
    yield Limit(_hashed(account), free=30, longest_seconds=60)


def _hashed(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
