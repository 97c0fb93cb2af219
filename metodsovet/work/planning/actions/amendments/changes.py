from dataclasses import dataclass
from enum import StrEnum

from metodsovet.ground.documents.models import Act
from metodsovet.work.planning.models import Activity, Goal, Indicator


class ChangeKind(StrEnum):
    MOVE = "move"
    RENAME = "rename"
    PARTIES = "parties"
    NEED = "need"
    SPLIT = "split"
    CANCEL = "cancel"
    ADD = "add"


@dataclass(frozen=True, slots=True)
class Need:
    """The need that a line answers: words, and at most one of the links."""

    text: str
    goal: Goal | None = None
    indicator: Indicator | None = None
    act: Act | None = None

    def __str__(self) -> str:
        link = self.indicator or self.goal or self.act
        return ", ".join(str(part) for part in (self.text, link) if part) or "не указана"


@dataclass(frozen=True, slots=True)
class NewLine:
    """A line that an amendment brings in."""

    title: str
    term_text: str = ""
    parties_text: str = ""
    number: str = ""
    result: str = ""
    control: str = ""
    section_id: int | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One change. ADD and SPLIT bring ``lines``; the others name the activity and what becomes of it.

    An empty ``title`` or ``result`` of RENAME leaves what was.
    """

    kind: ChangeKind
    activity_id: int | None = None
    title: str = ""
    result: str = ""
    number: str = ""
    term_text: str = ""
    parties_text: str = ""
    reason: str = ""
    lines: tuple[NewLine, ...] = ()
    need: Need | None = None

    def words(self, activity: Activity | None) -> str:
        """The change in Russian, told before it is made."""
        name = _name(activity) if activity else ""
        match self.kind:
            case ChangeKind.MOVE if activity is not None:
                return f"{name}: срок «{activity.term.source}» заменён на «{self.term_text}»"
            case ChangeKind.RENAME:
                what = f"название изложено так: «{self.title}»" if self.title else f"результат: «{self.result}»"
                return f"{name}: {what}"
            case ChangeKind.PARTIES:
                return f"{name}: ответственные — {self.parties_text}"
            case ChangeKind.NEED:
                return f"{name}: потребность — {self.need or 'не указана'}"
            case ChangeKind.SPLIT:
                return f"{name}: разделено на {len(self.lines)}: {_titles(self.lines)}"
            case ChangeKind.CANCEL:
                return f"{name}: исключено" + (f" ({self.reason})" if self.reason else "")
            case _:
                return f"Дополнено: {_titles(self.lines)}"


def _name(activity: Activity) -> str:
    number = f"п.\u00a0{activity.number} " if activity.number else ""
    return f"{number}«{activity.title}»"


def _titles(lines: tuple[NewLine, ...]) -> str:
    return "; ".join(f"«{line.title}»" for line in lines)
