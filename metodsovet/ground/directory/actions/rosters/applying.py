"""A reviewed list becomes true: one transaction, every row with its outcome."""

from collections.abc import Sequence

from django.db import transaction

from metodsovet.ground.access.history import record_action
from metodsovet.ground.access.models import User
from metodsovet.ground.directory.actions.holding import PATIENCE_SECONDS, hold_register
from metodsovet.ground.directory.actions.organisations import add_organisation
from metodsovet.ground.directory.actions.rosters.loading import drop_file, held_roster
from metodsovet.ground.directory.actions.rosters.places import apply_places
from metodsovet.ground.directory.actions.rosters.staff import StaffWriter
from metodsovet.ground.directory.matching import ListedRow, WordBook, judge, listed_rows
from metodsovet.ground.directory.matching.keys import place_key
from metodsovet.ground.directory.matching.wordbooks import keys_said
from metodsovet.ground.directory.models import Organisation, Position, Roster, RosterRow, RosterWord, Subject, WordKind
from metodsovet.ground.directory.reading.places import short_name_of
from metodsovet.kernel import clock
from metodsovet.kernel.bulk import large_work
from metodsovet.kernel.errors import DomainError
from metodsovet.kernel.progress import Tell, quietly

SHORT_NAME = 150
CLEAR = (RosterRow.Verdict.NEW, RosterRow.Verdict.CHANGED)


@transaction.atomic
@large_work()
def apply_roster(
    roster: Roster, *, by: User, tell: Tell = quietly, patience_seconds: float = PATIENCE_SECONDS
) -> Roster:
    """Make true every row that is clear, refuse the rest with its reason. Of two who apply at once one does.

    The list is judged once more: the register may have changed since the review, and another list that is being
    applied is waited for. DomainError ``already_applied``, ``move_not_allowed``, ``register_is_held``.
    """
    roster = held_roster(roster)
    if roster.state == Roster.State.APPLIED:
        raise DomainError("already_applied", "Список уже записан: откройте его, там видно, что сделано.")
    roster.state = Roster.workflow.check("apply_roster", roster.state)
    hold_register(patience_seconds, lambda: tell("Ждём: в справочник записывается другой список"))
    listed = list(listed_rows(roster, "verdict"))
    rows = [row for row, _ in listed]
    tell("Добавляем новые слова")
    roster.made = _add_words(roster, [row for row, (verdict,) in listed if verdict in CLEAR], by)
    tell("Сравниваем со справочником")
    judgements, _ = judge(roster, rows, WordBook.of(roster), by=by)
    decided = list(roster.rows.filter(verdict=RosterRow.Verdict.MISSING).exclude(choice=""))
    tell("Записываем в справочник")
    if roster.kind == Roster.Kind.ORGANISATIONS:
        apply_places(roster, rows, judgements, decided, by=by)
    else:
        StaffWriter(roster, WordBook.of(roster), by).write(rows, judgements, decided)
    roster.applied_by, roster.applied_at = by, clock.now()
    drop_file(roster)
    roster.save()
    written = roster.rows.filter(outcome=RosterRow.Outcome.APPLIED).count()
    record_action("apply_roster", roster, f"Список записан в справочник, строк — {written}", by=by)
    return roster


def _add_words(roster: Roster, clear: Sequence[ListedRow], by: User) -> dict[str, list[int]]:
    """New organisations, posts and subjects that some row needs; answers their ids."""
    made: dict[str, list[int]] = {kind: [] for kind in WordKind.values}
    places: dict[str, Organisation] = {}
    words = list(roster.said.filter(is_settled=True).exclude(added=""))
    needed = {pair for row in clear for pair in keys_said(row.data)} if words else set()
    for word in words:
        if (word.kind, word.key) not in needed:
            continue
        target, is_new = _target(roster, word, places, by)
        setattr(word, word.kind, target)
        word.added = ""
        word.save()
        if is_new:
            made[word.kind].append(target.pk)
    return made


def _target(
    roster: Roster, word: RosterWord, places: dict[str, Organisation], by: User
) -> tuple[Organisation | Position | Subject, bool]:
    """``places`` are organisations already made, by key: a file calls one school by several names."""
    if word.kind == WordKind.POSITION:
        return Position.objects.get_or_create(name=word.words[:200], defaults={"function": word.added})
    if word.kind == WordKind.SUBJECT:
        return Subject.objects.get_or_create(name=word.words[:150])
    short = short_name_of(word.words)[:SHORT_NAME]
    key = place_key(word.words)
    known = places.get(key) or roster.organisation.children.filter(short_name=short).first()
    if known is not None:
        return known, False
    made = add_organisation(roster.organisation, kind=word.added, name=word.words, short_name=short, by=by)
    places[key] = made
    return made, True
