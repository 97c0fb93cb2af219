"""Words of a letter, found at delivery: what its receiver may see and has not seen yet."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from metodsovet.ground.access.door import may_open
from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Organisation, Person
from metodsovet.ground.directory.standing import standing_of
from metodsovet.ground.notifications.actions.mailboxes import (
    settings_of,
    stopping_token_of,
    stopping_token_of_mailbox,
    token_of,
)
from metodsovet.ground.notifications.digests.sections import (
    Line,
    Section,
    sections_of_organisation,
    sections_of_person,
)
from metodsovet.ground.notifications.models import Letter, Notice, Topic
from metodsovet.kernel import clock
from metodsovet.kernel.russian import date_text, plural

NEWS_DAYS = timedelta(days=14)
MOST_LINES = 25
FIRST_DIGEST_DAYS = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Words:
    """What a letter says; ``notices`` (ids) are told by it. At the address ``stopping`` one refuses such letters."""

    subject: str
    template: str
    context: Mapping[str, Any]
    notices: Sequence[int] = field(default=())
    stopping: str = ""


class NothingToSay(Exception):
    """The letter is not needed; the text says why."""


def words_of(letter: Letter) -> Words:
    """NothingToSay when the receiver is not written to any more, or has nothing new."""
    if not letter.address:
        raise NothingToSay("Писать некуда: адрес убран.")
    match Letter.Kind(letter.kind):
        case Letter.Kind.CONFIRMATION:
            return _confirmation(letter)
        case Letter.Kind.PERSON_DIGEST:
            assert letter.person is not None
            return _person_digest(letter.person)
        case Letter.Kind.ORGANISATION_DIGEST:
            assert letter.organisation is not None
            return _organisation_digest(letter.organisation)


def message_of(letter: Letter, words: Words) -> EmailMessage:
    """Text and simple HTML; the same letter has the same Message-ID for ever."""
    site = settings.SITE_URL
    context = {**words.context, "site": site, "subject": words.subject}
    domain = site.partition("://")[2].partition(":")[0]
    message = EmailMessage()
    message["Subject"] = words.subject
    message["From"] = Address("Методсовет", addr_spec=settings.MAIL_FROM)
    message["To"] = Address(addr_spec=letter.address)
    message["Date"] = format_datetime(clock.now())
    message["Message-ID"] = f"<{hashlib.sha256(letter.key.encode()).hexdigest()[:32]}@{domain}>"
    message["Auto-Submitted"] = "auto-generated"
    if words.stopping:
        message["List-Unsubscribe"] = f"<{site}{words.stopping}>"
    if words.stopping and site.startswith("https://"):  # RFC 8058 knows one click over https alone
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(render_to_string(f"notifications/mail/{words.template}.txt", context), cte="base64")
    html = render_to_string(f"notifications/mail/{words.template}.html", context)
    message.add_alternative(html, subtype="html", cte="base64")
    return message


def _confirmation(letter: Letter) -> Words:
    confirmation = letter.confirmation
    assert confirmation is not None
    if confirmation.used_at is not None or confirmation.expires_at <= clock.now():
        raise NothingToSay("Ссылка уже не действует.")
    address = reverse("confirm_mail", args=[token_of(confirmation)])
    return Words("Подтвердите адрес почты", "confirmation", {"address": address, "until": confirmation.expires_at})


def _person_digest(person: Person) -> Words:
    user = User.objects.select_related("person").filter(person=person, is_active=True).first()
    chosen = settings_of(person)
    if user is None or not standing_of(user).all_paths:
        raise NothingToSay("Человек больше не входит сюда.")
    if not chosen.is_on:
        raise NothingToSay("Человек отказался от сводки.")
    news = _news_of(user, person, [*chosen.topics, Topic.ENTERING])
    if not news:
        raise NothingToSay("Нового нет: всё прочитано.")
    lines = [Line(one.text, one.url) for one in news[:MOST_LINES]]
    rest = f"{reverse('show_notices')}?new=1"
    sections = [Section("Новое", lines, len(news), rest)]
    sections += sections_of_person(user) if chosen.with_deadlines else []
    number = plural(len(news), "новое уведомление", "новых уведомления", "новых уведомлений")
    subject = f"Сводка за {date_text(clock.today(), year=False)}: {len(news)} {number}"
    stopping = reverse("stop_digest", args=[stopping_token_of(person)])
    context = {"sections": sections, "settings_address": reverse("change_digest"), "stopping": stopping}
    return Words(subject, "digest", context, [one.pk for one in news], stopping)


def _news_of(user: User, person: Person, topics: Sequence[str]) -> list[Notice]:
    """Unread, not mailed before, the newest first; of each the page must open to the person now."""
    recent = Notice.objects.unread().filter(
        person=person, mailed_at=None, topic__in=topics, created_at__gt=clock.now() - NEWS_DAYS
    )
    opens: dict[str, bool] = {}
    news = list(recent.order_by("-created_at", "-pk"))
    for one in news:
        if one.url not in opens:
            opens[one.url] = may_open(user, one.url)
    return [one for one in news if opens[one.url]]


def _organisation_digest(organisation: Organisation) -> Words:
    if organisation.closed_on is not None:
        raise NothingToSay("Организация закрыта.")
    if not organisation.gets_digest:
        raise NothingToSay("Организация отказалась от сводки.")
    sent = Letter.objects.filter(
        organisation=organisation, kind=Letter.Kind.ORGANISATION_DIGEST, state=Letter.State.SENT
    )
    last = sent.order_by("-handed_at").values_list("handed_at", flat=True).first()
    since = last or clock.now() - FIRST_DIGEST_DAYS
    sections = sections_of_organisation(organisation, since)
    if not any(section.is_news for section in sections):
        raise NothingToSay("Нового в поручениях организации нет.")
    subject = f"Поручения организации на {date_text(clock.today(), year=False)}"
    stopping = reverse("stop_organisation_digest", args=[stopping_token_of_mailbox(organisation)])
    context = {"sections": sections, "organisation": organisation, "stopping": stopping}
    return Words(subject, "organisation_digest", context, stopping=stopping)
