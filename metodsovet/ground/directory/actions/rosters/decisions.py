"""Decisions of a review that outlive a second reading of the same file."""

from collections.abc import Iterable

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.matching import ListedRow
from metodsovet.ground.directory.matching.judgements import NEW_IN_POST
from metodsovet.ground.directory.matching.wordbooks import words_of_rows
from metodsovet.ground.directory.models import Roster, RosterRow, RosterWord

_MEANT = ("organisation_id", "position_id", "subject_id", "added", "is_settled", "reason")
BY_PERSON = "по вашему решению"


class Decisions:
    """Taken from the rows and words that are about to be read anew, given to the new ones by the same place."""

    def __init__(self, roster: Roster) -> None:
        rows = roster.rows.exclude(choice="")
        self._rows = {(row.sheet, row.position, row.words): row.choice for row in rows if row.position}
        self._missing = {whom_of(row): row.choice for row in rows if not row.position}
        self._words = {(word.kind, word.key): word for word in roster.said.filter(reason=BY_PERSON)}

    def give_words(self, words: Iterable[RosterWord]) -> None:
        for word in words:
            if said := self._words.get((word.kind, word.key)):
                for name in _MEANT:
                    setattr(word, name, getattr(said, name))

    def give_rows(self, rows: Iterable[ListedRow]) -> None:
        for row in rows:
            row.choose(self._rows.get((row.sheet, row.position, row.words), ""))

    def give_missing(self, rows: Iterable[RosterRow]) -> None:
        for row in rows:
            row.choice = self._missing.get(whom_of(row), "")


def add_chosen_posts(roster: Roster, choices: Iterable[str], by: User) -> None:
    """Posts that people chose for rows without any are words of the list like those that it says itself."""
    chosen = {choice.removeprefix(NEW_IN_POST) for choice in choices if choice.startswith(NEW_IN_POST)}
    if not chosen:
        return
    said = words_of_rows(roster, [{"posts": [{"words": words, "is_main": None}]} for words in sorted(chosen)], by=by)
    RosterWord.objects.bulk_create(said, ignore_conflicts=True)


def whom_of(row: RosterRow) -> tuple[int | None, int, int]:
    """Whom, or which of his posts, the file misses."""
    return row.person_id, row.data["organisation"], row.data["jobs"][0] if row.data.get("is_post") else 0
