"""What a person is asked of a read order, and what may be answered."""

from dataclasses import dataclass

from metodsovet.kernel.errors import DomainError
from metodsovet.work.orders.models import Point, PointParty
from metodsovet.work.orders.wording import quoted

WORDS, ADD, NOTHING, OTHER = "words", "add", "nothing", "other"


@dataclass(frozen=True, slots=True)
class Choice:
    code: str
    label: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Doubt:
    """``key`` names it in addresses; ``near`` are words of the file beside which it stands; ``point`` where it is of
    one, with its printed ``place``; ``address`` where it is looked at closely. ``sure`` is the choice that the register
    makes plain: such doubts are accepted together, after a person has seen them.
    """

    key: str
    place: str
    words: str
    reason: str
    choices: tuple[Choice, ...]
    near: str
    point: Point | None = None
    address: str = ""
    sure: str = ""

    @property
    def proposal(self) -> str:
        """What becomes of it by one press with all that are sure."""
        return next((one.label for one in self.choices if one.code == self.sure), "")

    @property
    def quoted(self) -> str:
        """The words as they stand in quotes on the page."""
        return quoted(self.words or "пусто")

    def require_offered(self, choice: str) -> None:
        """DomainError ``unknown_choice``."""
        if choice not in {one.code for one in self.choices}:
            raise unknown_choice()

    @property
    def takes_words(self) -> bool:
        """Whether a person may say it in words of his own."""
        return self.key.startswith("term:")

    @property
    def chosen(self) -> str:
        """Ticked beforehand where there is nothing to choose between, and what it would do is harmless."""
        if self.sure:
            return self.sure
        named = [choice for choice in self.choices if choice.code not in (WORDS, NOTHING) and not _is_nobody(choice)]
        return "" if named else self.choices[-1].code if self.choices else ""


def unknown_choice() -> DomainError:
    return DomainError("unknown_choice", "Такого варианта нет: обновите страницу и выберите ещё раз.")


def _is_nobody(choice: Choice) -> bool:
    return choice.code.startswith(f"{PointParty.Holder.NOBODY.value}:")


def near_of(point: Point) -> str:
    return (point.text or point.addressed or point.parties_text).split("\n")[0]
