"""One-time codes by the time (RFC 6238: SHA-1, 30 seconds, 6 digits), as every authenticator shows them.

The database keeps a random seed; the secret of the phone is made of it and of the key of the installation, so a copy
of the database alone opens nothing.
"""

import base64
import hmac
import secrets
from collections.abc import Iterator
from datetime import datetime
from urllib.parse import quote, urlencode

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

STEP_SECONDS = 30
DRIFT_STEPS = 1
DIGITS = 6
SECRET_BYTES = 20
ISSUER = "Методсовет"


def new_seed() -> str:
    return secrets.token_urlsafe(24)


def secret_of(seed: str) -> bytes:
    return next(_secrets_of(seed))


def step_at(moment: datetime) -> int:
    return int(moment.timestamp()) // STEP_SECONDS


def code_at(secret: bytes, step: int) -> str:
    digest = hmac.digest(secret, step.to_bytes(8, "big"), "sha1")  # what RFC 6238 and the phones agree on
    offset = digest[-1] & 15
    number = int.from_bytes(digest[offset : offset + 4], "big") & 0x7FFFFFFF
    return f"{number % 10**DIGITS:0{DIGITS}d}"


def matching_step(seed: str, code: str, *, moment: datetime, after: int) -> int | None:
    """The step whose code it is, one to either side of the clock and later than the last used one; else None."""
    now = step_at(moment)
    found = [
        step
        for secret in _secrets_of(seed)
        for step in range(now - DRIFT_STEPS, now + DRIFT_STEPS + 1)
        if constant_time_compare(code_at(secret, step), code) and step > after
    ]
    return found[0] if found else None


def typed_secret(seed: str) -> str:
    """For those who cannot scan: groups of four."""
    text = base64.b32encode(secret_of(seed)).decode()
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))


def otpauth_of(seed: str, login: str) -> str:
    """What the picture holds: ``otpauth://totp/…``."""
    secret = base64.b32encode(secret_of(seed)).decode()
    return f"otpauth://totp/{quote(login)}?{urlencode({'secret': secret, 'issuer': ISSUER})}"


def _secrets_of(seed: str) -> Iterator[bytes]:
    for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        yield salted_hmac("access.totp", seed, secret=key, algorithm="sha256").digest()[:SECRET_BYTES]
