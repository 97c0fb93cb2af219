"""What each row is: a header again, a section, a period, a piece of the row above, an activity."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from metodsovet.kernel.school_year import SchoolYear
from metodsovet.work.planning.reading.cuts import is_cut, is_merged_down
from metodsovet.work.planning.reading.drafts import Draft, Drafts
from metodsovet.work.planning.reading.grids import Line, flat
from metodsovet.work.planning.reading.numbering import clean_number, leading_number, section_name
from metodsovet.work.planning.reading.periods import Period, month_of_section, read_period
from metodsovet.work.planning.reading.repeats import repeat_above
from metodsovet.work.planning.reading.result import Role, RowKind

_NOTE = re.compile(
    r"^(?:\*|примечани|продолжени[ея]\s+(?:таблиц|приложени|плана)|итого\b|всего\b|цел[ьи]\s*:|задачи\s*:|исполнитель\s*:|согласовано|утвержд)",
    re.IGNORECASE,
)
_SECTION_CHARACTERS = 400
_ROMAN = re.compile(r"^[IVXІХ]+[.):]*$")
_SMALL_SHARE = 0.3
_NUMBERED_SHARE = 0.5
_TITLED_CELLS = 2
_CAPITALS = 4


def is_note(text: str) -> bool:
    return _NOTE.match(text) is not None


@dataclass(frozen=True, slots=True)
class Habits:
    """How this plan is written: what an unusual row in it means."""

    numbered: bool
    numbers_in_titles: bool
    small_titles: bool
    marks_sections: bool
    capital_titles: bool


def habits_of(lines: Sequence[Line]) -> Habits:
    full = [line for line in lines if line.filled > _TITLED_CELLS and line.of(Role.TITLE)] or [
        line for line in lines if line.filled > 1
    ]
    own = [line for line in full if clean_number(line.of(Role.NUMBER))]
    numbered = own or full
    small = sum(line.of(Role.TITLE)[:1].islower() for line in numbered)
    leading = sum(leading_number(line.of(Role.TITLE))[0] != "" for line in full)
    count = max(len(full), 1)
    return Habits(
        numbered=len(own) >= _NUMBERED_SHARE * count,
        numbers_in_titles=not own and leading >= _NUMBERED_SHARE * count,
        small_titles=small > _SMALL_SHARE * max(len(numbered), 1),
        capital_titles=sum(_is_capitals(line.of(Role.TITLE)) for line in full) > _SMALL_SHARE * count,
        marks_sections=any(line.alone and (line.is_merged or line.is_bold) for line in lines),
    )


class RowReader:
    """Takes the lines of all tables in order."""

    def __init__(self, habits: Habits, year: SchoolYear, whole: Period) -> None:
        self.drafts = Drafts()
        self._habits = habits
        self._year = year
        self._whole = whole  # what the title of the plan says of all its lines
        self._period = whole
        self._section: int | None = None
        self._section_column = ""
        self._period_column = ""

    def take(self, line: Line, following: Line | None) -> None:
        previous = self.drafts.last
        if previous is not None:
            repeat_above(line, previous.line)
        if not line.filled:
            self._take_empty(line)
        elif line.alone and self._take_alone(line, following):
            return
        elif previous is not None and self._is_piece(line, previous.line):
            self.drafts.join(line, is_merged_down=is_merged_down(line, previous.line))
        elif line.filled == _TITLED_CELLS and self._names_section(line, following):
            self._open(line, f"{line.of(Role.NUMBER).rstrip(' .)')}. {line.of(Role.TITLE)}")
        else:
            self._take_activity(line)

    def take_heading(self, line: Line) -> None:
        """A paragraph or the name of a sheet over a table."""
        period = self._read_period(line.alone)
        if period is not None:
            self._period = period
        else:
            self._open(line, line.alone)

    def _take_empty(self, line: Line) -> None:
        # Everything in the row belongs to merges from above.
        self.drafts.mark(line, RowKind.PASSED)

    def _take_alone(self, line: Line, following: Line | None) -> bool:
        previous = self.drafts.last
        text = line.alone
        if is_note(text) or (line.alone_role is Role.NUMBER and clean_number(text)):
            self.drafts.mark(line, RowKind.PASSED)
            return True
        if previous is not None and self._is_piece(line, previous.line):
            return False
        period = self._read_period(text)
        if period is not None and line.alone_role is not Role.TERM:
            self._period = period
            # A section that was a month ends with it.
            if self._section is not None and month_of_section(self.drafts.sections[self._section].title):
                self._section = None
            self.drafts.mark(line, RowKind.PERIOD)
            return True
        if not self._is_section(line, following):
            return False
        self._open(line, text)
        return True

    def _is_section(self, line: Line, following: Line | None) -> bool:
        if len(line.alone) > _SECTION_CHARACTERS:
            return False
        if line.is_merged or line.is_bold or line.alone_role in (Role.NUMBER, Role.SECTION):
            return True
        if line.alone_role is not Role.TITLE:
            return False
        name = section_name(line.alone)
        if name.has_word or self._stands_out(line.alone):
            return True
        return not self._habits.marks_sections and following is not None and following.filled > 1

    def _names_section(self, line: Line, following: Line | None) -> bool:
        """A row of a number and a title only is a section when something besides says so."""
        number, title = line.of(Role.NUMBER).strip(), line.of(Role.TITLE)
        if not number or not title or Role.TITLE in line.continued:
            return False
        if line.is_bold or self._stands_out(title) or section_name(f"{number} {title}").has_word:
            return True
        next_number = clean_number(following.of(Role.NUMBER)) if following is not None else ""
        own = clean_number(number)
        if next_number.startswith(f"{own}.") and own:
            return True
        is_roman = _ROMAN.match(number) is not None and not _ROMAN.match(next_number)
        return is_roman or (next_number == "1" and following is not None and following.filled > _TITLED_CELLS)

    def _stands_out(self, title: str) -> bool:
        return _is_capitals(title) and not self._habits.capital_titles

    def _is_piece(self, line: Line, previous: Line) -> bool:
        if is_merged_down(line, previous):
            return True
        if self.drafts.last is None or self._section != self.drafts.last.section:
            return False
        return is_cut(
            line,
            previous,
            small_titles=self._habits.small_titles,
            numbered=self._habits.numbered,
            year=self._year,
        )

    def _open(self, line: Line, text: str) -> None:
        name = section_name(text)
        self._section = self.drafts.open_section(name, line)
        self._period = self._after_section()
        self._period_column = ""
        month = month_of_section(name.title)
        if month and (period := self._read_period(month)) is not None:
            self._period = period

    def _read_period(self, text: str) -> Period | None:
        return read_period(text, self._period, self._year, in_section=self._section is not None)

    def _take_activity(self, line: Line) -> None:
        self._take_columns(line)
        number, title = clean_number(line.of(Role.NUMBER)), line.of(Role.TITLE)
        if self._habits.numbers_in_titles:
            number, title = leading_number(title)
            line.texts[Role.TITLE] = title
        self.drafts.add_activity(
            Draft(
                number=number,
                line=line,
                section=self._section,
                period=self._period,
                rows=[line.position],
                shares_number=Role.NUMBER in line.continued,
                is_hidden=line.is_hidden,
            )
        )

    def _take_columns(self, line: Line) -> None:
        """A column of sections or months speaks until its next value."""
        section = flat(line.of(Role.SECTION))
        if section and section != self._section_column:
            self._section_column = section
            name = section_name(section)
            position, line.position = line.position, 0
            self._section = self.drafts.open_section(name, line)
            line.position = position
            self._period = self._after_section()
            self._period_column = ""
        month = flat(line.of(Role.PERIOD))
        if not month or month == self._period_column:
            return
        period = self._read_period(month)
        if period is not None:
            self._period, self._period_column = period, month
        else:
            # «до 5 октября» in a column of months speaks of its own line only.
            line.texts[Role.TERM] = " ".join(filter(None, (line.of(Role.TERM), month)))
            self._period, self._period_column = self._after_section(), ""

    def _after_section(self) -> Period:
        after = self._period.after_section()
        return after if after.text else self._whole


def _is_capitals(text: str) -> bool:
    return sum(letter.isupper() for letter in text) >= _CAPITALS and text.upper() == text
