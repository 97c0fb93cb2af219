"""Legal moves of a state, as a table that drives checks and buttons."""

from collections.abc import Mapping
from dataclasses import dataclass

from metodsovet.kernel.errors import DomainError


@dataclass(frozen=True, slots=True)
class Move:
    """A move named by its verb: from any of ``sources`` to ``target``."""

    sources: frozenset[str]
    target: str


@dataclass(frozen=True, slots=True)
class Workflow:
    """``moves`` by verb; ``labels`` name the states in Russian for refusals."""

    moves: Mapping[str, Move]
    labels: Mapping[str, str]

    def check(self, verb: str, state: str) -> str:
        """The state after ``verb``; DomainError ``move_not_allowed`` where the table has no such move."""
        move = self.moves[verb]
        if state not in move.sources:
            raise DomainError(
                "move_not_allowed",
                f"Сейчас этого сделать нельзя: состояние — «{self.labels.get(state, state)}». Обновите страницу.",
            )
        return move.target

    def allows(self, verb: str, state: str) -> bool:
        return state in self.moves[verb].sources


def workflow(labels: Mapping[str, str], **moves: tuple[str | tuple[str, ...], str]) -> Workflow:
    """Build a table: ``workflow(labels, accept_report=("reported", "accepted"))``."""
    table = {
        verb: Move(frozenset((sources,) if isinstance(sources, str) else sources), target)
        for verb, (sources, target) in moves.items()
    }
    return Workflow(table, labels)
