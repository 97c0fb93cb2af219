"""Activities and sections while the rows are being read."""

from dataclasses import dataclass, field

from metodsovet.work.planning.reading.grids import Line
from metodsovet.work.planning.reading.numbering import SectionName
from metodsovet.work.planning.reading.periods import Period
from metodsovet.work.planning.reading.result import ReadSection, Role, RowKind, RowMark

CUT = "\f"  # where a page break cut a cell; breaks typed by the author stay line breaks


@dataclass(slots=True)
class Draft:
    """``line`` grows when pieces of a cut row are joined to it; ``joined_cells`` counts the cells that grew."""

    number: str
    line: Line
    section: int | None
    period: Period
    rows: list[int]
    joined_cells: int = 0
    is_merged_down: bool = False
    shares_number: bool = False
    is_hidden: bool = False


@dataclass(slots=True)
class Drafts:
    activities: list[Draft] = field(default_factory=list)
    sections: list[ReadSection] = field(default_factory=list)
    odd_sections: list[SectionName] = field(default_factory=list)
    marks: list[RowMark] = field(default_factory=list)
    has_number_column: bool = False

    @property
    def last(self) -> Draft | None:
        return self.activities[-1] if self.activities else None

    def mark(self, line: Line, kind: RowKind, index: int | None = None) -> None:
        if line.position:
            self.marks.append(RowMark(line.table, line.position, kind, index))

    def add_activity(self, draft: Draft) -> None:
        self.activities.append(draft)
        self.mark(draft.line, RowKind.ACTIVITY, len(self.activities) - 1)

    def join(self, line: Line, *, is_merged_down: bool) -> None:
        """Add the piece's cells to the last activity."""
        draft = self.activities[-1]
        texts = draft.line.texts
        mark = "\n" if is_merged_down else CUT
        grown = 0
        for role, text in line.texts.items():
            if role in line.continued or role is Role.NUMBER or text in texts.get(role, "").split("\n"):
                continue
            texts[role] = _joined(texts.get(role, ""), text, mark)
            grown += 1
        for title, text in line.other.items():
            draft.line.other[title] = _joined(draft.line.other.get(title, ""), text, mark)
            grown += 1
        draft.joined_cells = max(draft.joined_cells, grown)
        draft.is_merged_down |= is_merged_down
        draft.is_hidden |= line.is_hidden
        if line.table == draft.line.table:
            draft.rows.append(line.position)
        self.mark(line, RowKind.JOINED, len(self.activities) - 1)

    def open_section(self, name: SectionName, line: Line) -> int:
        """Index of the section; one printed again at the head of the next table is the same."""
        section = ReadSection(name.number, name.title)
        if section in self.sections:
            index = self.sections.index(section)
        else:
            self.sections.append(section)
            index = len(self.sections) - 1
            if name.is_odd:
                self.odd_sections.append(name)
        self.mark(line, RowKind.SECTION, index)
        return index


def _joined(previous: str, piece: str, mark: str) -> str:
    return f"{previous}{mark}{piece}" if previous and piece else previous or piece
