"""One-time keys of create forms: a double press makes one record."""

import secrets

from metodsovet.ground.access.models import FormKey


def new_key() -> str:
    return secrets.token_urlsafe(24)


def reserve_key(key: str) -> FormKey | None:
    """Take the key in the caller's transaction, or None when it was taken before: then ask ``result_of``.

    A parallel press waits here for the first one to commit.
    """
    reserved, is_new = FormKey.objects.get_or_create(key=key)
    return reserved if is_new else None


def result_of(key: str) -> str:
    """Address of what the first press made, or an empty string."""
    return FormKey.objects.filter(key=key).values_list("result_url", flat=True).first() or ""
