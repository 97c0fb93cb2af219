"""Posting into the ledger of notices and reading them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from metodsovet.ground.notifications.actions.letters import queue_digests_of
from metodsovet.ground.notifications.models import Notice, Topic
from metodsovet.kernel import clock


@dataclass(frozen=True, slots=True)
class News:
    """What one person is told, and the page that it is about."""

    text: str
    url: str


def notify(people: Iterable[int], *, key: str, text: str, url: str, topic: str = Topic.DUTIES) -> None:
    """Tell the persons (ids) once per key, in the caller's transaction; a retry tells nobody twice."""
    notify_each(dict.fromkeys(people, News(text, url)), key=key, topic=topic)


def notify_each(news: Mapping[int, News], *, key: str, topic: str = Topic.DUTIES) -> None:
    """The same where everyone is told his own: news by id of the person. The next digest is written down with it."""
    now = clock.now()
    Notice.objects.bulk_create(
        [
            Notice(person_id=person, key=key, topic=topic, text=told.text[:500], url=told.url, created_at=now)
            for person, told in news.items()
        ],
        ignore_conflicts=True,
        batch_size=2000,
    )
    queue_digests_of(news)


def read_notice(notice: Notice) -> Notice:
    """The moment of the first reading stays."""
    if notice.read_at is None:
        notice.read_at = clock.now()
        notice.save(update_fields=["read_at"])
    return notice


def read_all_notices(person_id: int) -> int:
    """Everything posted so far is read; answers how many were not."""
    now = clock.now()
    return Notice.objects.filter(person_id=person_id, created_at__lte=now).unread().update(read_at=now)
