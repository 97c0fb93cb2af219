"""Whether enough have come."""

from dataclasses import dataclass

from metodsovet.kernel.russian import plural
from metodsovet.work.events.models import Attendance, Meeting

Mark = Attendance.Mark
WHOLE = 100


@dataclass(frozen=True, slots=True)
class Quorum:
    """``percent`` is the rule «больше скольких процентов»; None where the kind of the community has none."""

    present: int
    absent: int
    expected: int
    percent: int | None

    @property
    def unknown(self) -> int:
        return self.expected - self.present - self.absent

    @property
    def needed(self) -> int:
        """The least number that is more than so many per cent."""
        return self.expected * (self.percent or 0) // WHOLE + 1

    @property
    def is_reached(self) -> bool:
        return self.percent is None or self.present >= self.needed

    @property
    def text(self) -> str:
        """«17 из 24, кворум есть»"""
        counted = f"{self.present} из {self.expected}"
        if self.percent is None:
            return counted
        if self.is_reached:
            return f"{counted}, кворум есть"
        return f"{counted}, до кворума {self.needed - self.present}"

    @property
    def detail(self) -> str:
        """«17 пришли, 3 нет, 4 не отмечены»"""
        came = f"{self.present} {plural(self.present, 'пришёл', 'пришли', 'пришли')}"
        unknown = f"{self.unknown} {plural(self.unknown, 'не отмечен', 'не отмечены', 'не отмечены')}"
        return f"{came}, {self.absent} нет, {unknown}"


def quorum_of(meeting: Meeting) -> Quorum:
    marks = list(meeting.attendance.expected().values_list("mark", flat=True))
    return quorum_from(marks, meeting.quorum)


def quorum_from(marks: list[str], percent: int | None) -> Quorum:
    return Quorum(marks.count(Mark.PRESENT), marks.count(Mark.ABSENT), len(marks), percent)
