"""Codes that are given on paper: random, easy to read, kept only as a keyed hash.

A fast hash is enough for what is random and not chosen by a person: 46 bits under a key that is not in the database.
"""

import secrets
from collections.abc import Iterator

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

# No letters and digits that are mistaken for one another on paper.
LETTERS = "abcdefghjkmnpqrstuvwxyz"
DIGITS = "23456789"
GROUPS, GROUP_LETTERS = 3, 3


def new_code() -> str:
    """«kdm-tpw-hnr-47»."""
    groups = ["".join(secrets.choice(LETTERS) for _ in range(GROUP_LETTERS)) for _ in range(GROUPS)]
    return "-".join([*groups, secrets.choice(DIGITS) + secrets.choice(DIGITS)])


def hash_of(purpose: str, code: str) -> str:
    """Hexadecimal, 64 letters; a code of one purpose is not good for another."""
    return salted_hmac(purpose, _plain(code), algorithm="sha256").hexdigest()


def fits(purpose: str, code: str, code_hash: str) -> bool:
    """Whether the typed code is the kept one, whatever its case and dashes; under an outgoing key as well."""
    return any(constant_time_compare(one, code_hash) for one in hashes_of(purpose, code))


def hashes_of(purpose: str, code: str) -> Iterator[str]:
    for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        yield salted_hmac(purpose, _plain(code), secret=key, algorithm="sha256").hexdigest()


def _plain(code: str) -> str:
    return "".join(letter for letter in code.lower() if letter.isalnum())
