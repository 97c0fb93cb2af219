"""What must always be true of the data, each as a question whose answer must be empty.

A room states them in its ``invariants.py``; the docstring is the sentence that people read when one is broken::

    @invariants.holds("directory:path_follows_tree")
    def path_follows_tree() -> QuerySet[Organisation]:
        \"\"\"Путь организации составлен из пути той, в которую она входит, и её номера.\"\"\"

Constraints of the database hold what one row or one table can say; these hold the rest.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Model
from django.utils.module_loading import autodiscover_modules

Question = Callable[[], Iterable[Model | str]]
SHOWN = 5


@dataclass(frozen=True, slots=True)
class Invariant:
    """``looks_at_files``: the answer depends on the disk as well, not on the database alone."""

    name: str
    meaning: str
    ask: Question
    looks_at_files: bool


@dataclass(frozen=True, slots=True)
class Finding:
    """A broken invariant: how many breaches and the first of them, by number and never by name."""

    invariant: Invariant
    count: int
    examples: tuple[str, ...]

    def __str__(self) -> str:
        more = f" и ещё {self.count - len(self.examples)}" if self.count > len(self.examples) else ""
        return f"{self.invariant.name}: {self.invariant.meaning} Нарушено: {', '.join(self.examples)}{more}"


_known: dict[str, Invariant] = {}


def holds(name: str, *, looks_at_files: bool = False) -> Callable[[Question], Question]:
    """Register under ``room:name``; ValueError when the name is taken or nothing says what it means."""

    def register(ask: Question) -> Question:
        meaning = " ".join((ask.__doc__ or "").split())
        if name in _known or not meaning:
            raise ValueError(f"invariant {name} is stated twice or without a meaning")
        _known[name] = Invariant(name, meaning, ask, looks_at_files)
        return ask

    return register


def all_invariants() -> tuple[Invariant, ...]:
    autodiscover_modules("invariants")
    return tuple(sorted(_known.values(), key=lambda one: one.name))


def check(asked: Sequence[Invariant] | None = None) -> list[Finding]:
    """Ask all of them, or those given."""
    return [found for one in (all_invariants() if asked is None else asked) if (found := _broken(one)) is not None]


def _broken(invariant: Invariant) -> Finding | None:
    count = 0
    examples: list[str] = []
    for breach in invariant.ask():
        count += 1
        if count <= SHOWN:
            examples.append(breach if isinstance(breach, str) else f"{breach._meta.label} {breach.pk}")
    return Finding(invariant, count, tuple(examples)) if count else None
