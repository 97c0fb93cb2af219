"""The outbox: letters are written beside what they tell about, taken one by one, and closed with their fate."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from metodsovet.ground.access.history import record_action
from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Organisation, Person
from metodsovet.ground.notifications.digests.times import digest_of_today, next_digest
from metodsovet.ground.notifications.mail_servers import why_no_mail
from metodsovet.ground.notifications.models import Letter, MailConfirmation, Notice
from metodsovet.kernel import clock
from metodsovet.kernel.errors import DomainError

LEASE = timedelta(minutes=10)
WAITS = (timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=2), timedelta(hours=6))
MOST_TRIES = len(WAITS) + 1
OUTAGE_WAIT = timedelta(minutes=10)
KEPT, KEPT_UNNEEDED = timedelta(days=60), timedelta(days=7)
FORGOTTEN_NEWS = timedelta(days=3)
Kind, State = Letter.Kind, Letter.State


def queue_digests_of(people: Iterable[int]) -> None:
    """The next digest of each of the persons (ids) who gets any, in the caller's transaction; asked again, the same."""
    if why_no_mail():
        return
    receivers = list(_with_mail().filter(pk__in=people).values_list("pk", flat=True))
    if not receivers:
        return
    day, moment = next_digest()
    _queue([_digest(Kind.PERSON_DIGEST, day, person_id=pk, next_try_at=moment) for pk in receivers])


@transaction.atomic
def queue_digests_of_the_day() -> None:
    """Digests of organisations, and of people whose news met no digest, once the hour has come; again, the same."""
    due = digest_of_today()
    if why_no_mail() or due is None:
        return
    day, moment = due
    places = Organisation.objects.filter(closed_on=None, gets_digest=True).exclude(mail="").values_list("pk", flat=True)
    _queue([_digest(Kind.ORGANISATION_DIGEST, day, organisation_id=pk, next_try_at=moment) for pk in places])
    news = Notice.objects.unread().filter(
        mailed_at=None, created_at__range=(moment - FORGOTTEN_NEWS, moment), person__in=_with_mail()
    )
    people = news.order_by().values_list("person_id", flat=True).distinct()
    _queue([_digest(Kind.PERSON_DIGEST, day, person_id=pk, next_try_at=moment) for pk in people])


def queue_confirmation(confirmation: MailConfirmation) -> Letter:
    return Letter.objects.create(
        key=f"{Kind.CONFIRMATION}:{confirmation.pk}",
        kind=Kind.CONFIRMATION,
        person=confirmation.person,
        confirmation=confirmation,
        created_at=clock.now(),
        next_try_at=clock.now(),
    )


@transaction.atomic
def claim_letter() -> Letter | None:
    """The letter whose turn it is, leased; parked on the way are those of unknown fate and those tried enough."""
    now = clock.now()
    free = Q(leased_until=None) | Q(leased_until__lt=now)
    waiting = Letter.objects.filter(free, state=State.WAITING, next_try_at__lte=now).order_by("next_try_at", "pk")
    for letter in waiting.select_for_update(skip_locked=True, of=("self",))[:50]:
        if letter.handed_at is not None:
            _close(letter, State.PARKED, "Обработчик остановился, передавая письмо: неизвестно, ушло ли оно.")
        elif letter.tries >= MOST_TRIES:
            _close(letter, State.PARKED, letter.error or "Письмо не удалось подготовить: причина в журнале.")
        else:
            letter.tries += 1
            letter.leased_until = now + LEASE
            letter.save(update_fields=["tries", "leased_until"])
            return letter
    return None


@transaction.atomic
def renew_day(letter: Letter) -> bool:
    """Make a digest that is late the one of today; False when there is one of today already."""
    today = clock.today()
    key = _key(Kind(letter.kind), letter.person_id or letter.organisation_id or 0, today)
    if Letter.objects.filter(key=key).exclude(pk=letter.pk).exists():
        return False
    letter.key, letter.day = key, today
    letter.save(update_fields=["key", "day"])
    return True


@transaction.atomic
def note_handing(letter: Letter, notices: Collection[int]) -> None:
    """From here on the text may have left: what it tells is not told by mail again."""
    letter.handed_at = clock.now()
    letter.save(update_fields=["handed_at"])
    Notice.objects.filter(pk__in=notices).update(mailed_at=letter.handed_at)


@transaction.atomic
def note_refusal(letter: Letter, why: str, notices: Collection[int]) -> Letter:
    """It has not left: try later, or park it after the last try."""
    Notice.objects.filter(pk__in=notices).update(mailed_at=None)
    letter.handed_at = letter.leased_until = None
    letter.error = why[:500]
    if letter.tries >= MOST_TRIES:
        return _close(letter, State.PARKED, why)
    letter.next_try_at = clock.now() + WAITS[letter.tries - 1]
    letter.save(update_fields=["handed_at", "leased_until", "error", "next_try_at"])
    return letter


@transaction.atomic
def note_outage(letter: Letter, why: str) -> Letter:
    """The server is away: the try does not count."""
    letter.tries -= 1
    letter.leased_until = None
    letter.error = why[:500]
    letter.next_try_at = clock.now() + OUTAGE_WAIT
    letter.save(update_fields=["tries", "leased_until", "error", "next_try_at"])
    return letter


@transaction.atomic
def close_letter(letter: Letter, state: str, why: str = "") -> Letter:
    return _close(letter, state, why)


@transaction.atomic
def retry_letter(letter: Letter, *, by: User) -> Letter:
    """Send a parked letter once more, whatever became of it, with the same news. DomainError ``not_parked``."""
    letter = Letter.objects.select_for_update(of=("self",)).get(pk=letter.pk)
    if letter.state != State.PARKED:
        raise DomainError("not_parked", "Письмо уже не отложено: обновите страницу.")
    if letter.handed_at is not None:
        Notice.objects.filter(person=letter.person_id, mailed_at=letter.handed_at).update(mailed_at=None)
    letter.state, letter.tries, letter.error = State.WAITING, 0, ""
    letter.handed_at = letter.leased_until = letter.closed_at = None
    letter.next_try_at = clock.now()
    letter.save()
    record_action("retry_letter", letter, "Отправить ещё раз", by=by)
    return letter


@transaction.atomic
def sweep_letters() -> int:
    """Forget what is long past: letters that were not needed, letters that went, addresses that were asked about."""
    now = clock.now()
    skipped = Letter.objects.filter(state=State.SKIPPED, closed_at__lt=now - KEPT_UNNEEDED)
    old = Letter.objects.filter(state=State.SENT, closed_at__lt=now - KEPT)
    MailConfirmation.objects.filter(expires_at__lt=now - KEPT).delete()
    return skipped.delete()[0] + old.delete()[0]


def _with_mail() -> QuerySet[Person]:
    """People who get digests: the address is confirmed, the account open, the digest not refused."""
    people = Person.objects.filter(mail_confirmed_at__isnull=False, user__is_active=True).exclude(mail="")
    return people.exclude(digest_settings__is_on=False)


def _digest(kind: Letter.Kind, day: date, **fields: object) -> Letter:
    receiver = fields.get("person_id") or fields.get("organisation_id")
    return Letter(key=_key(kind, receiver, day), kind=kind, day=day, created_at=clock.now(), **fields)


def _key(kind: Letter.Kind, receiver: object, day: date) -> str:
    return f"{kind}:{receiver}:{day:%Y-%m-%d}"


def _queue(letters: list[Letter]) -> None:
    Letter.objects.bulk_create(letters, ignore_conflicts=True, batch_size=2000)


def _close(letter: Letter, state: str, why: str) -> Letter:
    letter.state, letter.error, letter.leased_until, letter.closed_at = state, why[:500], None, clock.now()
    letter.save(update_fields=["state", "error", "leased_until", "closed_at", "handed_at"])
    return letter
