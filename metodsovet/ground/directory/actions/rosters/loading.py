"""A file comes in and becomes rows to review."""

import json
from collections.abc import Sequence
from datetime import date
from functools import partial

from django.core.files.base import ContentFile
from django.db import transaction

from metodsovet.ground.access.history import record_action
from metodsovet.ground.access.models import User
from metodsovet.ground.directory.actions.rosters.decisions import Decisions, add_chosen_posts
from metodsovet.ground.directory.matching import Judgement, ListedRow, WordBook, judge
from metodsovet.ground.directory.matching.wordbooks import words_of_rows
from metodsovet.ground.directory.models import ColumnMatch, Organisation, Roster, RosterRow, RosterWord
from metodsovet.ground.directory.reading import ReadRoster, ReadRow, RosterKind, read_roster_in_child
from metodsovet.ground.directory.reading.words import key_of
from metodsovet.kernel.bulk import copy_rows, large_work, reserve_ids
from metodsovet.kernel.errors import DomainError
from metodsovet.kernel.progress import Tell, quietly
from metodsovet.kernel.russian import plural
from metodsovet.kernel.spreadsheets import FileRefused
from metodsovet.kernel.spreadsheets.limits import FILE_BYTES

SKIPPED_KEPT = 500
EMPTIED = "С такими названиями столбцов в списке не остаётся ни одной строки: они забыты, назовите столбцы иначе."


@transaction.atomic
def load_roster(content: bytes, name: str, *, organisation: Organisation, as_of: date, by: User) -> Roster:
    """Keep the file until it is applied; ``as_of`` is the day the list was true. DomainError ``file_too_large``."""
    if len(content) > FILE_BYTES:
        raise DomainError(
            "file_too_large", f"Файл «{name}» больше {FILE_BYTES // 2**20} МБ: разделите список на части."
        )
    roster = Roster(organisation=organisation, as_of=as_of, file_name=name[:255], size_bytes=len(content), loaded_by=by)
    roster.file.save(name, ContentFile(content), save=False)
    roster.save()
    record_action("load_roster", roster, f"Загружен файл «{name}»", by=by)
    return roster


def read_roster(roster: Roster, *, by: User, tell: Tell = quietly) -> Roster:
    """Read the kept file, compare it with the register and make rows to review; a refusal is kept as ``trouble``.

    Read again, it keeps what was decided of the same rows and words. DomainError ``move_not_allowed`` when it was read
    already.
    """
    Roster.workflow.check("read_roster", roster.state)
    tell("Читаем файл")
    try:
        read, trouble = _understood(roster)
        if read.kind is RosterKind.ORGANISATIONS and not by.has_perm("directory.add_organisation", roster.organisation):
            text = "Список организаций загружает методическая служба: вы загружаете сотрудников своей организации."
            raise FileRefused("not_yours_to_load", text)
    except FileRefused as refusal:
        return _give_up(roster, refusal.text)
    return _take(roster, read, trouble, by, tell)


@transaction.atomic
def discard_roster(roster: Roster, *, by: User) -> Roster:
    """Put the list aside for good: the file and its rows go. DomainError ``move_not_allowed``."""
    roster = held_roster(roster)
    roster.state = Roster.workflow.check("discard_roster", roster.state)
    roster.rows.all().delete()
    roster.said.all().delete()
    drop_file(roster)
    roster.save()
    record_action("discard_roster", roster, "Список отложен навсегда, файл удалён", by=by)
    return roster


def held_roster(roster: Roster) -> Roster:
    return Roster.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=roster.pk)


def drop_file(roster: Roster) -> None:
    """The bytes go when the transaction is done; save the roster after."""
    if roster.file:
        transaction.on_commit(partial(roster.file.storage.delete, str(roster.file.name)))
        roster.file = ""


def _understood(roster: Roster) -> tuple[ReadRoster, str]:
    """The kept file as it was read. Names of columns that leave nothing of it are forgotten, which the text tells."""
    with roster.file.open("rb") as file:
        content = file.read()
    said = ColumnMatch.objects.filter(node=roster.organisation)
    named = dict(said.values_list("key", "kind"))
    try:
        return read_roster_in_child(content, roster.file_name, named), ""
    except FileRefused as refusal:
        if refusal.code != "empty_list" or not named:
            raise
    read = read_roster_in_child(content, roster.file_name)
    said.filter(key__in={key_of(column.header) for column in read.columns}).delete()
    return read, EMPTIED


@transaction.atomic
def _give_up(roster: Roster, text: str) -> Roster:
    roster = held_roster(roster)
    roster.state, roster.trouble = Roster.State.UNREADABLE, text
    drop_file(roster)
    roster.save()
    return roster


@transaction.atomic
@large_work()
def _take(roster: Roster, read: ReadRoster, trouble: str, by: User, tell: Tell) -> Roster:
    roster = held_roster(roster)
    roster.state = Roster.workflow.check("read_roster", roster.state)
    roster.kind, roster.trouble = read.kind.value, trouble
    roster.columns = [[one.sheet, one.header, one.kind, one.why, one.hidden] for one in read.columns]
    roster.skipped = [[one.sheet, one.position, one.why] for one in read.skipped[:SKIPPED_KEPT]]
    roster.save()
    decisions = Decisions(roster)
    roster.rows.all().delete()
    roster.said.all().delete()
    tell("Сравниваем со справочником")
    words = words_of_rows(roster, (row.data for row in read.rows), by=by)
    decisions.give_words(words)
    RosterWord.objects.bulk_create(words, batch_size=2000)
    ids = reserve_ids(RosterRow, len(read.rows))
    rows = [_row(pk, row) for pk, row in zip(ids, read.rows, strict=True)]
    decisions.give_rows(rows)
    add_chosen_posts(roster, [row.choice for row in rows], by)
    judgements, missing = judge(roster, rows, WordBook.of(roster), by=by)
    tell("Записываем прочитанное")
    _write(roster, read.rows, rows, judgements)
    decisions.give_missing(missing)
    RosterRow.objects.bulk_create(missing, batch_size=2000)
    number = len(rows)
    text = f"Прочитано: {number} {plural(number, 'строка', 'строки', 'строк')}"
    record_action("read_roster", roster, text, by=by)
    return roster


def _row(pk: int, read: ReadRow) -> ListedRow:
    data = read.data
    words = data.get("short_name") or data.get("name") or ""
    if "last_name" in data:
        initials = data.get("is_initials")
        given = (data.get("first_name", ""), data.get("patronymic", ""))
        parts = "".join(f"{part}." for part in given if part) if initials else " ".join(filter(None, given))
        words = f"{data['last_name']} {parts}".strip()
    return ListedRow(pk, read.sheet[:100], read.position, words[:310], data, read.refusal[:300])


def _write(roster: Roster, read: Sequence[ReadRow], rows: Sequence[ListedRow], judgements: Sequence[Judgement]) -> None:
    plain = json.JSONEncoder(ensure_ascii=False).encode
    columns = ("id", "roster_id", "sheet", "position", "words", "data", "remarks", "refusal", "verdict", "reason")
    more = ("candidates", "choice", "person_id", "outcome", "made")
    copy_rows(
        RosterRow,
        (*columns, *more),
        (
            (
                row.pk,
                roster.pk,
                row.sheet,
                row.position,
                row.words,
                plain(said.data),
                plain(said.remarks) if said.remarks else "[]",
                row.refusal,
                judgement.verdict,
                judgement.reason,
                plain([one.to_json() for one in judgement.candidates]) if judgement.candidates else "[]",
                row.choice,
                judgement.person,
                "",
                "{}",
            )
            for said, row, judgement in zip(read, rows, judgements, strict=True)
        ),
    )
