"""Issuing: the number and the frozen data first, the file of them after, so that no number is ever lost to a fault."""

import hashlib
import secrets
from dataclasses import asdict
from datetime import date

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile, File
from django.db import transaction

from metodsovet.ground.access.history import record_action
from metodsovet.ground.access.models import User
from metodsovet.ground.documents.actions.numbering import locked_series, take_number
from metodsovet.ground.documents.kinds import PaperDraft, PaperKind, kind_named
from metodsovet.ground.documents.models import Paper
from metodsovet.ground.documents.models.series import number_key
from metodsovet.ground.documents.printing.papers import emblem_for, print_word, template_for
from metodsovet.ground.documents.rendering import Mark
from metodsovet.ground.files.actions import store_file
from metodsovet.ground.files.models import StoredFile
from metodsovet.kernel import clock
from metodsovet.kernel.errors import DomainError
from metodsovet.kernel.russian import date_text

CODE_LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Without those that people take for one another; ten of them are 50 bits."""
CODE_LENGTH = 10
LONGEST_NUMBER = 50
PLAIN_NAME = str.maketrans(dict.fromkeys('\\/:*?"<>|', "-"))


@transaction.atomic
def issue_paper(
    kind: PaperKind,
    draft: PaperDraft,
    *,
    issued_on: date,
    by: User | None,
    number: str = "",
) -> Paper:
    """Give the number and freeze the data; ``print_paper`` makes the file. A new edition keeps the number of the last.

    DomainError ``number_taken``, ``number_too_long``, ``issued_ahead``, ``replaced_already``.
    """
    if issued_on > clock.today():
        raise DomainError("issued_ahead", "Дата бумаги ещё не наступила: поставьте сегодняшнюю или прошедшую.")
    if len(number) > LONGEST_NUMBER:
        raise DomainError("number_too_long", f"Номер длиннее {LONGEST_NUMBER} знаков: сократите его.")
    series = locked_series(kind, draft.organisation, issued_on, scope=draft.scope)
    before = _not_replaced(draft.replaces) if draft.replaces else None
    given = before.number if before else take_number(series, number)
    source = draft.source
    paper = Paper.objects.create(
        series=before.series if before else series,
        number=given,
        number_key=number_key(given),
        edition=before.edition + 1 if before else 1,
        replaces=before,
        edition_reason=draft.reason[:500],
        issued_on=issued_on,
        title=draft.title[:1000],
        data=asdict(draft.data),
        template=template_for(kind, draft.organisation),
        recipient=draft.recipient,
        content_type=ContentType.objects.get_for_model(source) if source else None,
        object_id=source.pk if source else None,
        code=new_code(),
        issued_by=by,
        issued_at=clock.now(),
    )
    record_action("issue_paper", paper, f"Выпущена: {paper.requisites}", by=by)
    return paper


def _not_replaced(paper: Paper) -> Paper:
    if paper.is_replaced:
        raise DomainError("replaced_already", "Эту редакцию уже заменила другая: исправляйте последнюю.")
    return paper


def print_paper(paper: Paper) -> Paper:
    """Print the frozen data once and for all; a paper that has its file stays as it is.

    Not in the caller's transaction alone: printing takes its time, and only the keeping of the file is one step.
    DomainError ``printed_with_list``, refusals of ``print_word``.
    """
    if paper.is_printed:
        return paper
    kind = kind_named(paper.series.kind)
    if kind is not None and not kind.is_word:
        raise DomainError("printed_with_list", "Эта бумага печатается вместе со своим списком: продолжите его выпуск.")
    emblem = emblem_for(kind, paper.organisation) if kind else None
    content = print_word(paper.series.kind, paper.data, template=paper.template, mark=mark_of(paper), emblem=emblem)
    return _keep(paper, content)


@transaction.atomic
def _keep(paper: Paper, content: bytes) -> Paper:
    paper = held_paper(paper)
    if paper.is_printed:  # somebody else printed it meanwhile
        return paper
    edition = f", редакция {paper.edition}" if paper.edition > 1 else ""
    name = f"{paper.kind_name} № {paper.number} от {paper.issued_on:%d.%m.%Y}{edition}".translate(PLAIN_NAME)
    paper.file = store_file(ContentFile(content, name=f"{name}.docx"), owner=paper, by=paper.issued_by)
    paper.sha256 = hashlib.sha256(content).hexdigest()
    paper.save(update_fields=["file", "sha256"])
    return paper


@transaction.atomic
def withdraw_paper(paper: Paper, *, reason: str, by: User) -> Paper:
    """The number stays taken and the file stays kept.

    DomainError ``already_withdrawn``, ``no_reason``, ``corrected_instead`` for what its room corrects by a new edition.
    """
    paper = held_paper(paper)
    kind = kind_named(paper.series.kind)
    if kind is not None and kind.deed is not None:
        raise DomainError("corrected_instead", kind.deed.instead)
    if paper.is_withdrawn:
        raise DomainError("already_withdrawn", "Бумага уже отозвана.")
    if not (reason := " ".join(reason.split())):
        raise DomainError("no_reason", "Напишите, почему бумага отозвана: причину увидят все, кто видит бумагу.")
    paper.withdrawn_at, paper.withdrawn_by, paper.withdrawal_reason = clock.now(), by, reason[:500]
    paper.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawal_reason"])
    record_action("withdraw_paper", paper, f"Отозвана: {reason}", by=by)
    return paper


@transaction.atomic
def attach_original(paper: Paper, upload: "File[bytes]", *, by: User) -> StoredFile:
    """The signed copy as a scan, or a detached signature: both kept as they came, nothing is signed here.

    Refusals of ``store_file``.
    """
    file = store_file(upload, owner=paper, by=by)
    record_action("attach_original", paper, f"Приложен подписанный экземпляр «{file.name}»", by=by)
    return file


def held_paper(paper: Paper) -> Paper:
    rows = Paper.objects.select_for_update(of=("self",)).select_related("series__organisation", "issued_by")
    return rows.get(pk=paper.pk)


def new_code() -> str:
    """Of the check page; none while the installation has no public address."""
    if not settings.SITE_URL:
        return ""
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))


def mark_of(paper: Paper) -> Mark:
    address = f"{settings.SITE_URL}/check/{paper.code}/" if paper.code and settings.SITE_URL else ""
    return Mark(paper.number, date_text(paper.issued_on), address)
