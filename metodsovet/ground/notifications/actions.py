"""Posting into the ledger of notices and reading them."""

from collections.abc import Iterable

from metodsovet.ground.notifications.models import Notice
from metodsovet.kernel import clock


def notify(people: Iterable[int], *, key: str, text: str, url: str) -> None:
    """Tell the persons (ids) once per key, in the caller's transaction; a retry tells nobody twice."""
    now = clock.now()
    Notice.objects.bulk_create(
        [
            Notice(person_id=person, key=key, text=text[:500], url=url, created_at=now)
            for person in dict.fromkeys(people)
        ],
        ignore_conflicts=True,
    )


def read_notice(notice: Notice) -> Notice:
    """The moment of the first reading stays."""
    if notice.read_at is None:
        notice.read_at = clock.now()
        notice.save(update_fields=["read_at"])
    return notice


def read_all_notices(person_id: int) -> int:
    """Everything posted so far is read; answers how many were not."""
    return Notice.objects.filter(person_id=person_id).unread().update(read_at=clock.now())
