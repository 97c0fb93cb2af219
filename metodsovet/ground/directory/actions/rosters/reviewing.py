"""Decisions of the review. After each the whole list is judged again: what one row says bears on others."""

import json
from collections.abc import Collection

from django.db import transaction

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.actions.rosters.decisions import BY_PERSON, add_chosen_posts, whom_of
from metodsovet.ground.directory.actions.rosters.loading import held_roster
from metodsovet.ground.directory.matching import WordBook, judge, listed_rows
from metodsovet.ground.directory.matching.judgements import DISMISS, KEEP, SKIP
from metodsovet.ground.directory.models import (
    Organisation,
    Position,
    Roster,
    RosterRow,
    RosterWord,
    Subject,
    WordKind,
    WordMatch,
)
from metodsovet.kernel.bulk import update_rows
from metodsovet.kernel.errors import DomainError

FOR_MISSING = (DISMISS, KEEP, "")


@transaction.atomic
def decide_rows(roster: Roster, *, rows: Collection[int], choice: str, by: User) -> int:
    """Set the decision of the rows it fits: of each row only what is offered to it; an empty one takes it back.

    Answers how many rows took it. DomainError ``not_in_review``.
    """
    roster = reviewed(roster)
    chosen = RosterRow.objects.filter(roster=roster, pk__in=rows)
    fitting = [row for row in chosen if _fits(row, choice)]
    for row in fitting:
        row.choice = _choice_of(row, choice)
    RosterRow.objects.bulk_update(fitting, ["choice"], batch_size=2000)
    add_chosen_posts(roster, [row.choice for row in fitting], by)
    judge_again(roster, by=by)
    return len(fitting)


@transaction.atomic
def settle_word(
    word: RosterWord, *, target: Organisation | Position | Subject | None, added: str = "", by: User
) -> RosterWord:
    """Say what the words mean, or (``added``: a kind or a function) that they are new; a known meaning is remembered.

    DomainError ``not_in_review``, ``wrong_target``, ``not_yours_to_add``.
    """
    roster = reviewed(word.roster)
    word = RosterWord.objects.select_for_update(of=("self",)).get(pk=word.pk)
    wanted = {WordKind.ORGANISATION: Organisation, WordKind.POSITION: Position, WordKind.SUBJECT: Subject}[
        WordKind(word.kind)
    ]
    if target is not None and not isinstance(target, wanted):
        raise DomainError("wrong_target", f"Слова «{word.words}» — это {word.get_kind_display()}: выберите из списка.")
    adds_place = target is None and bool(added) and word.kind == WordKind.ORGANISATION
    if adds_place and not by.has_perm("directory.add_organisation", roster.organisation):
        raise DomainError("not_yours_to_add", "Организации добавляет методическая служба: выберите из списка.")
    if target is None and not added:
        raise DomainError("wrong_target", f"Скажите, что значит «{word.words}», или что это новое.")
    for name in ("organisation", "position", "subject"):
        setattr(word, name, target if name == word.kind else None)
    word.added, word.is_settled, word.reason = "" if target else added, True, BY_PERSON
    word.save()
    if target is not None:
        WordMatch.objects.update_or_create(
            node=roster.organisation, kind=word.kind, key=word.key, defaults={word.kind: target}
        )
    judge_again(roster, by=by)
    return word


@transaction.atomic
def add_unknown_places(roster: Roster, *, by: User) -> int:
    """Every organisation of the list that is not in the register will be added as its words say; answers how many.

    Those that several known ones fit are left to be asked. DomainError ``not_in_review``, ``not_yours_to_add``.
    """
    roster = reviewed(roster)
    if not by.has_perm("directory.add_organisation", roster.organisation):
        raise DomainError("not_yours_to_add", "Организации добавляет методическая служба: выберите из списка.")
    unknown = roster.said.filter(kind=WordKind.ORGANISATION, is_settled=False).exclude(added="")
    number = unknown.update(is_settled=True, reason=BY_PERSON)
    judge_again(roster, by=by)
    return number


def reviewed(roster: Roster) -> Roster:
    roster = held_roster(roster)
    if not roster.is_in_review:
        raise DomainError(
            "not_in_review", f"Список уже не на проверке, он {roster.get_state_display()}: обновите страницу."
        )
    return roster


def judge_again(roster: Roster, *, by: User) -> None:
    listed = list(listed_rows(roster, "verdict", "reason", "candidates", "person_id"))
    judgements, missing = judge(roster, [row for row, _ in listed], WordBook.of(roster), by=by)
    changed = []
    for (row, before), one in zip(listed, judgements, strict=True):
        candidates = [candidate.to_json() for candidate in one.candidates] or before[2]
        if before != (one.verdict, one.reason, candidates, one.person):
            shown = json.dumps(candidates, ensure_ascii=False)
            changed.append((row.pk, one.verdict, one.reason, shown, one.person))
    columns = {"verdict": "text", "reason": "text", "candidates": "jsonb", "person_id": "bigint"}
    update_rows(RosterRow, columns, changed)
    _renew_missing(roster, missing)


def _renew_missing(roster: Roster, missing: list[RosterRow]) -> None:
    old = {whom_of(row): row for row in roster.rows.filter(verdict=RosterRow.Verdict.MISSING)}
    new = {whom_of(row): row for row in missing}
    RosterRow.objects.filter(pk__in=[row.pk for key, row in old.items() if key not in new]).delete()
    RosterRow.objects.bulk_create([row for key, row in new.items() if key not in old], batch_size=2000)


def _fits(row: RosterRow, choice: str) -> bool:
    if row.is_missing:
        return choice in FOR_MISSING
    return choice in ("", SKIP) or (choice == "first" and bool(row.candidates)) or choice in _offered(row)


def _choice_of(row: RosterRow, choice: str) -> str:
    """«first» is the likeliest of what is offered to the row."""
    return str(row.candidates[0][0]) if choice == "first" else choice


def _offered(row: RosterRow) -> list[str]:
    return [candidate[0] for candidate in row.candidates]
