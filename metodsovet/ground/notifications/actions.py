"""Posting into the ledger of notices."""

from collections.abc import Iterable

from metodsovet.ground.notifications.models import Notice


def notify(people: Iterable[int], *, key: str, text: str, url: str) -> None:
    """Tell the persons (ids) once per key, in the caller's transaction; a retry tells nobody twice."""
    Notice.objects.bulk_create(
        [Notice(person_id=person, key=key, text=text[:500], url=url) for person in dict.fromkeys(people)],
        ignore_conflicts=True,
    )
