"""The time line: one lane per activity, drawn as SVG whose positions are attributes in per cent."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from metodsovet.design.states import look_of
from metodsovet.kernel.russian import month_name


@dataclass(frozen=True, slots=True)
class Bar:
    """A period, both days included; ``share`` 0..1 of it is done; ``state`` colours the frame and the done part."""

    first_day: date
    last_day: date
    share: float = 0.0
    state: str = "ahead"


@dataclass(frozen=True, slots=True)
class Mark:
    """A term on one day."""

    day: date
    state: str


@dataclass(frozen=True, slots=True)
class Lane:
    """``label`` says the same in words for those who hear the page; ``is_continuous`` draws the dotted line."""

    label: str = ""
    bars: Sequence[Bar] = ()
    marks: Sequence[Mark] = ()
    is_continuous: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """What the lane shows, in whole months: usually a school year. All months are equally wide, as their heads are."""

    first_day: date
    last_day: date
    today: date

    def place(self, day: date) -> float:
        """0..100 from the left edge; days outside fall on the edge."""
        month = _month_number(day) - _month_number(self.first_day)
        within = (day.day - 1) / monthrange(day.year, day.month)[1]
        months = _month_number(self.last_day) - _month_number(self.first_day) + 1
        return min(100.0, max(0.0, (month + within) * 100 / months))

    @property
    def today_place(self) -> str:
        return _number(self.place(self.today)) if self.first_day <= self.today <= self.last_day else ""

    @property
    def months(self) -> tuple[tuple[str, bool], ...]:
        """Short names with whether the month is the current one."""
        day, found = self.first_day.replace(day=1), []
        while day <= self.last_day:
            is_now = (day.year, day.month) == (self.today.year, self.today.month)
            found.append((month_name(day.month)[:3], is_now))
            day = (day + timedelta(days=32)).replace(day=1)
        return tuple(found)


@dataclass(frozen=True, slots=True)
class DrawnBar:
    x: str
    width: str
    done_width: str
    tone: str
    fill: str


@dataclass(frozen=True, slots=True)
class DrawnMark:
    x: str
    shape: str


def drawn_bars(lane: Lane, span: Span) -> tuple[DrawnBar, ...]:
    """Bars that touch the span, cut at its edges; the done share is of the whole period, not of the visible part."""
    return tuple(
        _drawn_bar(bar, span) for bar in lane.bars if bar.last_day >= span.first_day and bar.first_day <= span.last_day
    )


def drawn_marks(lane: Lane, span: Span) -> tuple[DrawnMark, ...]:
    return tuple(
        DrawnMark(_number(span.place(mark.day)), look_of(mark.state).shape)
        for mark in lane.marks
        if span.first_day <= mark.day <= span.last_day
    )


def _drawn_bar(bar: Bar, span: Span) -> DrawnBar:
    after = timedelta(days=1)
    left, right = span.place(bar.first_day), span.place(bar.last_day + after)
    days = ((bar.last_day - bar.first_day).days + 1) * min(1.0, max(0.0, bar.share))
    done = span.place(bar.first_day + timedelta(days=round(days))) - left
    look = look_of(bar.state)
    return DrawnBar(_number(left), _number(right - left), _number(done), look.shape, look.fill)


def _month_number(day: date) -> int:
    return day.year * 12 + day.month


def _number(value: float) -> str:
    """Two decimals with a point whatever the locale: an SVG attribute understands no comma."""
    return f"{value:.2f}"
