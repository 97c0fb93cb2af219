"""Rows of a list as judges read them: 60,000 of them cost a fraction of as many models."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Self

from metodsovet.ground.directory.matching.judgements import NEW_IN_POST
from metodsovet.ground.directory.matching.keys import initials_key, name_key
from metodsovet.ground.directory.models import Roster, RosterRow
from metodsovet.ground.directory.models.rosters import place_text
from metodsovet.ground.directory.reading import Data, Post

_FIELDS = ("pk", "sheet", "position", "words", "data", "refusal", "choice")


@dataclass(slots=True)
class ListedRow:
    """What was read and what was decided; see ``RosterRow``. The keys of a row that names nobody are empty.

    ``data`` has the post that a person chose where the file tells none.
    """

    pk: int
    sheet: str
    position: int
    words: str
    data: Data
    refusal: str
    choice: str = ""
    key: str = field(init=False, default="")
    initials: str = field(init=False, default="")

    def __post_init__(self) -> None:
        self.choose(self.choice)
        data = self.data
        if "first_name" in data:
            name = (data["last_name"], data["first_name"], data.get("patronymic", ""))
            self.key, self.initials = name_key(*name), initials_key(*name)

    def choose(self, choice: str) -> None:
        self.choice = choice
        if choice.startswith(NEW_IN_POST) and not self.data.get("posts"):
            post: Post = {"words": choice.removeprefix(NEW_IN_POST), "is_main": None}
            self.data = {**self.data, "posts": [post]}

    @classmethod
    def of(cls, row: RosterRow) -> Self:
        return cls(row.pk, row.sheet, row.position, row.words, row.data, row.refusal, row.choice)

    @property
    def place(self) -> str:
        return place_text(self.sheet, self.position)


def listed_rows(roster: Roster, *more: str) -> Iterator[tuple[ListedRow, tuple[object, ...]]]:
    """Rows that were read, in their order, each with the values of ``more`` columns."""
    read = roster.rows.exclude(verdict=RosterRow.Verdict.MISSING).order_by("pk")
    for values in read.values_list(*_FIELDS, *more).iterator(5000):
        yield ListedRow(*values[: len(_FIELDS)]), values[len(_FIELDS) :]
