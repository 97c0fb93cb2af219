"""A person's own address and what comes to it. Nothing personal goes to an address that its owner has not confirmed."""

import hashlib
from collections.abc import Callable, Sequence
from datetime import UTC, timedelta
from typing import TypeVar

from django.core import signing
from django.db import transaction
from django.db.models import QuerySet

from metodsovet.ground.access.history import record_action
from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Organisation, Person
from metodsovet.ground.notifications.actions.letters import queue_confirmation
from metodsovet.ground.notifications.mail_servers import why_no_mail
from metodsovet.ground.notifications.models import DigestSettings, MailConfirmation
from metodsovet.ground.notifications.models.topics import CHOSEN
from metodsovet.kernel import clock
from metodsovet.kernel.errors import DomainError

Owner = TypeVar("Owner", Person, Organisation)
TERM = timedelta(days=2)
MOST_A_DAY = 3
_SIGNER = signing.Signer(salt="notifications.confirm_mail")
_STOPPING = signing.Signer(salt="notifications.stop_digest")
_STOPPING_OF_MAILBOX = signing.Signer(salt="notifications.stop_organisation_digest")


@transaction.atomic
def ask_mail_confirmation(person: Person, *, address: str, by: User) -> MailConfirmation:
    """Write the letter with the link; links asked for before stop working. The confirmed address stays until then.

    DomainError ``no_mail`` (the installation sends none), ``already_confirmed``, ``too_many_letters``.
    """
    if why_no_mail():
        raise DomainError("no_mail", "Здесь почта не настроена: уведомления приходят только на эту страницу.")
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if person.mail == address and person.mail_confirmed_at:
        raise DomainError("already_confirmed", "Этот адрес уже подтверждён: сводки приходят на него.")
    now = clock.now()
    asked = MailConfirmation.objects.filter(person=person)
    if asked.filter(created_at__gt=now - timedelta(days=1)).count() >= MOST_A_DAY:
        raise DomainError("too_many_letters", "Сегодня письма с подтверждением уже ушли: проверьте почту и «Спам».")
    asked.filter(used_at=None, expires_at__gt=now).update(expires_at=now)
    confirmation = MailConfirmation.objects.create(
        person=person, address=address, created_at=now, expires_at=now + TERM
    )
    queue_confirmation(confirmation)
    record_action("ask_mail_confirmation", person, "Запрошено подтверждение адреса почты", by=by)
    return confirmation


@transaction.atomic
def confirm_mail(person: Person, *, token: str, by: User) -> Person:
    """DomainError ``link_is_old``: used, out of term, of another person, or no link of ours at all."""
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    confirmation = confirmation_of(person, token)
    if confirmation is None:
        raise DomainError("link_is_old", "Ссылка уже не действует: запросите письмо ещё раз.")
    confirmation.used_at = clock.now()
    confirmation.save(update_fields=["used_at"])
    person.mail, person.mail_confirmed_at = confirmation.address, confirmation.used_at
    person.save(update_fields=["mail", "mail_confirmed_at"])
    record_action("confirm_mail", person, "Адрес почты подтверждён", by=by)
    return person


@transaction.atomic
def forget_mail(person: Person, *, by: User) -> Person:
    """No letters any more, and the address is not kept."""
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    MailConfirmation.objects.filter(person=person).delete()
    person.mail, person.mail_confirmed_at = "", None
    person.save(update_fields=["mail", "mail_confirmed_at"])
    record_action("forget_mail", person, "Адрес почты убран", by=by)
    return person


@transaction.atomic
def change_digest(
    person: Person, *, is_on: bool, topics: Sequence[str], with_deadlines: bool, by: User
) -> DigestSettings:
    chosen, _ = DigestSettings.objects.update_or_create(
        person=person, defaults={"is_on": is_on, "topics": list(topics), "with_deadlines": with_deadlines}
    )
    record_action("change_digest", person, "Сводка на почту: " + ("присылать" if is_on else "не присылать"), by=by)
    return chosen


@transaction.atomic
def stop_digest(person: Person) -> DigestSettings:
    """By the link of a letter, without a login: whoever reads the mailbox may stop what comes to it, and no more."""
    person = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    chosen = settings_of(person)
    if chosen.is_on:
        chosen.is_on = False
        chosen.save()
        record_action("stop_digest", person, "Сводка на почту: отказ по ссылке из письма", by=None)
    return chosen


@transaction.atomic
def stop_organisation_digest(organisation: Organisation) -> Organisation:
    """By the link of a letter; whoever answers for the organisation turns it on again beside its address."""
    organisation = Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
    if organisation.gets_digest:
        organisation.gets_digest = False
        organisation.save(update_fields=["gets_digest"])
        text = "Сводка на почту организации: отказ по ссылке из письма"
        record_action("stop_organisation_digest", organisation, text, by=None)
    return organisation


def stopping_token_of(person: Person) -> str:
    """What stands in the link of every digest to this address; another address, or none, makes it worthless."""
    return _STOPPING.sign(_mailbox_key(person))


def receiver_of(token: str) -> Person | None:
    """Whose digest the link stops; None for a link of a former address and for no link of ours."""
    return _signed_by(_STOPPING, token, Person.objects.filter(mail_confirmed_at__isnull=False), _mailbox_key)


def _mailbox_key(person: Person) -> str:
    assert person.mail_confirmed_at is not None
    return f"{person.pk}-{person.mail_confirmed_at.astimezone(UTC):%Y%m%d%H%M%S%f}"


def stopping_token_of_mailbox(organisation: Organisation) -> str:
    """As ``stopping_token_of``, of the organisation and its address of now."""
    return _STOPPING_OF_MAILBOX.sign(_address_key(organisation))


def mailbox_of(token: str) -> Organisation | None:
    """Whose mailbox the link stops; None for a link of a former address and for no link of ours."""
    return _signed_by(_STOPPING_OF_MAILBOX, token, Organisation.objects.exclude(mail=""), _address_key)


def _address_key(organisation: Organisation) -> str:
    return f"{organisation.pk}-{hashlib.sha256(organisation.mail.encode()).hexdigest()[:16]}"


def _signed_by(
    signer: signing.Signer, token: str, rows: "QuerySet[Owner]", key_of: Callable[[Owner], str]
) -> Owner | None:
    """The row whose key of now, which begins with its id, is in the token."""
    try:
        key = signer.unsign(token)
        row = rows.filter(pk=int(key.partition("-")[0])).first()
    except (signing.BadSignature, ValueError):
        return None
    return row if row is not None and key_of(row) == key else None


def token_of(confirmation: MailConfirmation) -> str:
    """What stands in the link; made anew from the key of the installation, so that it is kept nowhere."""
    return _SIGNER.sign(str(confirmation.pk))


def confirmation_of(person: Person, token: str) -> MailConfirmation | None:
    """The confirmation that the person himself may still make by the link."""
    try:
        pk = int(_SIGNER.unsign(token))
    except (signing.BadSignature, ValueError):
        return None
    return MailConfirmation.objects.open().filter(pk=pk, person=person).first()


def settings_of(person: Person) -> DigestSettings:
    """What the person has chosen, else what holds for whoever has not: the digest with everything in it."""
    chosen = DigestSettings.objects.filter(person=person).first()
    return chosen or DigestSettings(person=person, topics=list(CHOSEN))
