"""The answer about one row."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from metodsovet.ground.directory.models import RosterRow

Verdict = RosterRow.Verdict

SKIP, NEW, SAME_AS_ROW = "skip", "new", "row"
THIS, MOVED, RENAMED = "person", "moved", "renamed"
NEW_IN_POST = f"{NEW}:"
"""Before the words of a post: a new person in it, of whom the file tells none."""
DISMISS, KEEP = "dismiss", "keep"


@dataclass(frozen=True, slots=True)
class Candidate:
    """``choice`` is what the decision stores: a word above, with the id of the person after a colon."""

    choice: str
    label: str
    hint: str = ""

    def to_json(self) -> list[str]:
        return [self.choice, self.label, self.hint]


@dataclass(slots=True)
class Hiring:
    """A place of work to begin; words are keys of the word book."""

    organisation: str | int
    position: str
    since: date
    is_main: bool
    subjects: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Plan:
    """What the row would do. ``person`` None makes a new one; ``same_as`` is the number of the row that makes him.

    ``category`` is its kind and days; ``met`` are known places of work that the row names.
    """

    person: int | None = None
    same_as: int | None = None
    fields: dict[str, Any] = field(default_factory=dict)
    hirings: list[Hiring] = field(default_factory=list)
    endings: dict[int, date] = field(default_factory=dict)
    jobs: dict[int, dict[str, Any]] = field(default_factory=dict)
    category: tuple[str, date | None, date | None] | None = None
    met: set[int] = field(default_factory=set)


@dataclass(slots=True)
class Judgement:
    verdict: str
    reason: str = ""
    candidates: list[Candidate] = field(default_factory=list)
    plan: Plan | None = None
    person: int | None = None


def refused(reason: str) -> Judgement:
    return Judgement(Verdict.REFUSED.value, reason)


def doubtful(reason: str, candidates: list[Candidate] | None = None) -> Judgement:
    return Judgement(Verdict.DOUBTFUL.value, reason, candidates or [])
