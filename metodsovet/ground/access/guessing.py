"""Slowing down those who guess. Nobody is locked out: the wait grows with failures and has an end.

A try is counted before it is made and forgiven when it was right, so a thousand parallel tries are a thousand tries.
"""

import hashlib
import ipaddress
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.db import transaction
from django.db.models import F

from metodsovet.ground.access.models import Guess, User
from metodsovet.kernel import clock
from metodsovet.kernel.russian import plural

FIRST_WAIT_SECONDS = 5
FORGOTTEN_AFTER = timedelta(hours=1)
NETWORK_OF_IPV6 = 64
"""One subscriber of IPv6 has a whole network of addresses."""


class Guessed(StrEnum):
    PASSWORD = "password"
    SECOND_FACTOR = "second_factor"
    PAPER_CODE = "paper_code"


@dataclass(frozen=True, slots=True)
class Limit:
    """``free`` failures cost nothing; then the wait doubles up to ``longest_seconds``."""

    key: str
    free: int
    longest_seconds: int
    is_forgotten: bool = False
    """After a right answer all failures are forgotten, not this try alone."""

    def wait_seconds(self, guess: Guess, now: datetime) -> int:
        beyond = failures_of(guess, now) - self.free
        if beyond < 0:
            return 0
        wait = min(self.longest_seconds, FIRST_WAIT_SECONDS * 2 ** min(beyond, 20))
        left = guess.last_failed_at + timedelta(seconds=wait) - now
        return max(0, -int(-left.total_seconds() // 1))


def failures_of(guess: Guess, now: datetime) -> int:
    return guess.failures if guess.last_failed_at > now - FORGOTTEN_AFTER else 0


@transaction.atomic
def begin_try(what: Guessed, login: str, address: str) -> int:
    """Seconds to wait, or 0: the try is counted and may be made. Unknown accounts are counted like known ones."""
    now = clock.now()
    limits = {limit.key: limit for limit in _limits(what, login, address)}
    fresh = [Guess(key=key, last_failed_at=now) for key in sorted(limits)]
    Guess.objects.bulk_create(fresh, ignore_conflicts=True)
    guesses = list(Guess.objects.select_for_update().filter(key__in=limits).order_by("key"))
    wait = max((limits[guess.key].wait_seconds(guess, now) for guess in guesses), default=0)
    if wait:
        return wait
    for guess in guesses:
        guess.failures = failures_of(guess, now) + 1
        guess.last_failed_at = now
    Guess.objects.bulk_update(guesses, ["failures", "last_failed_at"])
    return 0


@transaction.atomic
def forgive_try(what: Guessed, login: str, address: str) -> None:
    """After a right answer: the account at this address starts anew, the others lose this try only."""
    limits = {limit.key: limit for limit in _limits(what, login, address)}
    for guess in Guess.objects.select_for_update().filter(key__in=limits).order_by("key"):
        if limits[guess.key].is_forgotten:
            guess.delete()
        else:
            Guess.objects.filter(pk=guess.pk, failures__gt=0).update(failures=F("failures") - 1)


def wait_text(wait: int) -> str:
    seconds = plural(wait, "секунду", "секунды", "секунд")
    return f"Слишком много попыток подряд: подождите {wait} {seconds} и попробуйте снова."


def forget_old_guesses() -> int:
    """How many rows were cleared away."""
    return Guess.objects.filter(last_failed_at__lte=clock.now() - FORGOTTEN_AFTER).delete()[0]


def _limits(what: Guessed, login: str, address: str) -> tuple[Limit, ...]:
    account, place = User.objects.normalised(login), _network(address)
    if what is Guessed.PAPER_CODE:
        return (Limit(_hashed(what, place), free=30, longest_seconds=10 * 60),)
    if what is Guessed.SECOND_FACTOR:
        # Whoever guesses here knows the password: the account as a whole waits longer.
        return (
            Limit(_hashed(what, account, place), free=5, longest_seconds=15 * 60, is_forgotten=True),
            Limit(_hashed(what, account), free=15, longest_seconds=5 * 60),
        )
    return (
        Limit(_hashed(what, account, place), free=5, longest_seconds=15 * 60, is_forgotten=True),
        Limit(_hashed(what, account), free=30, longest_seconds=60),
        # A school has one address for all: the limit of a place must not be felt by honest mistakes.
        Limit(_hashed(what, "", place), free=200, longest_seconds=30),
    )


def _network(address: str) -> str:
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return address
    return str(known if known.version == 4 else ipaddress.ip_network((known, NETWORK_OF_IPV6), strict=False))


def _hashed(*words: str) -> str:
    return hashlib.sha256("\n".join(words).encode()).hexdigest()
