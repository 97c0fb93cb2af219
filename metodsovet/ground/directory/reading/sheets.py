"""One sheet: where its headings stand, which rows are records, whose school they are of."""

import re
from collections.abc import Iterator, Sequence

from metodsovet.ground.directory.reading.columns import Columns, columns_of
from metodsovet.ground.directory.reading.forbidden import without_forbidden
from metodsovet.ground.directory.reading.headings import is_heading_row, kind_of_heading, names_people
from metodsovet.ground.directory.reading.people import PersonReader
from metodsovet.ground.directory.reading.places import read_place
from metodsovet.ground.directory.reading.sections import place_in, why_nobody
from metodsovet.ground.directory.reading.values import ColumnKind, ReadColumn, ReadRow, RosterKind, SkippedRow
from metodsovet.ground.directory.reading.words import words_of
from metodsovet.kernel.spreadsheets.grids import Sheet, SheetRow

K = ColumnKind
LOOKED_FOR_HEADING = 60
# A quick look before a row is weighed as a heading: there are many rows and few headings.
_MAY_HEAD = re.compile(
    r"\s*(?:ф\.?\s?[иi]\.?\s?[оo]\b|фамили|сотрудник|работник|педагог|полное|наименован|назван|[оo][оoу]\b|учрежд|организац)",
    re.IGNORECASE,
)
_NAMING = (K.FULL_NAME, K.LAST_NAME, K.NAME, K.SHORT_NAME, K.PLACE)
# Under a heading of names only these words go on heading it; anything else is the first record.
_PARTS_OF_NAME = {K.LAST_NAME, K.FIRST_NAME, K.PATRONYMIC, K.SHORT_NAME, K.NAME}
LONGEST_SUBHEADING = 40
_TELLING = (K.FULL_NAME, K.LAST_NAME, K.POST, K.SUBJECTS, K.TEACHING, K.SINCE, K.CATEGORY, K.EDUCATION)


class SheetReader:
    def __init__(self, sheet: Sheet) -> None:
        self.name = sheet.name
        self.columns: list[ReadColumn] = []
        self.skipped: list[SkippedRow] = []
        self._rows = sheet.rows
        self._start = self._heading_index()
        self._place = ""

    @property
    def kind(self) -> RosterKind | None:
        """None when the sheet has no list."""
        if self._start is None:
            return None
        headings, _ = self._headings(self._start)
        kinds = [kind_of_heading(heading)[0] for heading in headings]
        return RosterKind.STAFF if names_people(kinds) else RosterKind.ORGANISATIONS

    def rows(self) -> Iterator[ReadRow]:
        if self._start is None:
            return
        self._take_title(self._start)
        columns: Columns | None = None
        index, kind = self._start, self.kind
        while index < len(self._rows):
            headings, index = self._headings(index)
            if columns is None or columns.headings != headings:
                columns = columns_of(headings, self._rows[index:])
                self._tell_columns(columns)
            end = self._next_heading(index, is_staff=kind is RosterKind.STAFF)
            block = self._rows[index:end]
            yield from self._people(columns, block) if kind is RosterKind.STAFF else self._places(columns, block)
            index = end

    def _heading_index(self) -> int | None:
        for index, row in enumerate(self._rows[:LOOKED_FOR_HEADING]):
            if is_heading_row([words_of(value) for value in row.values]):
                return index
            if index + 1 < len(self._rows) and self._is_upper_heading(index):
                return index
        return None

    def _is_upper_heading(self, index: int) -> bool:
        """Two rows that head the table only together: «Фамилия, имя» merged over both, the rest below."""
        upper, lower = ([words_of(value) for value in row.values] for row in self._rows[index : index + 2])
        return len(set(filter(None, upper))) > 1 and is_heading_row(_joined(upper, lower)) and not is_heading_row(lower)

    def _headings(self, index: int) -> tuple[list[str], int]:
        """Texts of the heading that begins at the row, and the row after it."""
        texts = [words_of(value) for value in self._rows[index].values]
        index += 1
        if index < len(self._rows):
            lower = [words_of(value) for value in self._rows[index].values]
            if self._goes_on(texts, lower, self._rows[index - 1], self._rows[index]):
                texts = _joined(texts, lower)
                index += 1
        return texts, index

    def _goes_on(self, upper: list[str], lower: list[str], above: SheetRow, below: SheetRow) -> bool:
        if below.position != above.position + 1 or any(len(text) > 3 and text.isdigit() for text in lower):
            return False
        new = [text for place, text in enumerate(lower) if text and (place >= len(upper) or text != upper[place])]
        if not new:
            return any(lower)
        names = [place for place, text in enumerate(upper) if kind_of_heading(text)[0] in _NAMING]
        if any(place < len(lower) and lower[place] not in ("", upper[place]) for place in names):
            parts = {kind_of_heading(lower[place])[0] for place in names if place < len(lower) and lower[place]}
            if not parts & _PARTS_OF_NAME or any(len(text) > LONGEST_SUBHEADING for text in new):
                return False
        told = [
            kind_of_heading(text)[0]
            for place, text in enumerate(_joined(upper, lower))
            if place < len(lower) and lower[place] and (place >= len(upper) or lower[place] != upper[place])
        ]
        return any(kind not in (K.UNKNOWN, K.NUMBER) for kind in told) and len(set(new)) == len(new)

    def _next_heading(self, start: int, *, is_staff: bool) -> int:
        """Where the next heading stands: printed pages repeat theirs, and one sheet may hold several tables."""
        for index in range(start, len(self._rows)):
            values = self._rows[index].values
            if any(isinstance(value, str) and _MAY_HEAD.match(value) for value in values[:6]):
                texts = [words_of(value) for value in values]
                if is_heading_row(texts) and names_people([kind_of_heading(text)[0] for text in texts]) is is_staff:
                    return index
        return len(self._rows)

    def _take_title(self, start: int) -> None:
        for row in self._rows[:start]:
            for text in dict.fromkeys(words_of(value) for value in row.values):
                self._place = place_in(text) or self._place
            self.skipped.append(SkippedRow(self.name, row.position, "заголовок"))
        self._place = self._place or place_in(self.name)

    def _tell_columns(self, columns: Columns) -> None:
        for heading, kind, why in zip(columns.headings, columns.kinds, columns.whys, strict=True):
            if heading or kind is K.FORBIDDEN:
                shown = without_forbidden(heading)[0][:80]
                self.columns.append(ReadColumn(self.name, shown or "без заголовка", kind.value, why))

    def _people(self, columns: Columns, rows: Sequence[SheetRow]) -> Iterator[ReadRow]:
        reader = PersonReader(columns)
        for row in rows:
            name = reader.name(row.values)
            if name is None or not name.first or self._is_merged(row, columns):
                read = self._nobody(row, reader, columns)
                if read is not None:
                    yield read
                continue
            texts = [words_of(value) for value in row.values[:3]]
            if why := why_nobody(texts, has_name=True):
                self.skipped.append(SkippedRow(self.name, row.position, why))
                continue
            data, remarks = reader.read(row.values, name, self._place)
            yield ReadRow(self.name, row.position, data, tuple(remarks))

    def _nobody(self, row: SheetRow, reader: PersonReader, columns: Columns) -> ReadRow | None:
        texts = [words_of(value) for value in row.values]
        filled = list(dict.fromkeys(text for text in texts if text))
        said = reader.name_words(row.values)
        why = why_nobody(texts, has_name=False)
        is_post = len(filled) == 1 and filled[0] == words_of(columns.value(row.values, K.POST)) != said
        if not why and len(filled) == 1 and not (is_post and not place_in(filled[0])):
            self._place = place_in(filled[0]) or self._place
            why = "раздел"
        if not why and not said and not any(words_of(columns.value(row.values, kind)) for kind in _TELLING):
            self._place = next(filter(None, (place_in(text) for text in filled)), self._place)
            why = "нет ни имени, ни должности"
        if why:
            self.skipped.append(SkippedRow(self.name, row.position, why))
            return None
        shown = without_forbidden(said)[0][:60]
        refusal = f"Вместо имени стоит «{shown}»." if shown else "В строке нет имени."
        return ReadRow(self.name, row.position, {"last_name": shown, "place": self._place}, (), refusal)

    def _places(self, columns: Columns, rows: Sequence[SheetRow]) -> Iterator[ReadRow]:
        for row in rows:
            texts = [words_of(value) for value in row.values]
            why = why_nobody(texts, has_name=False)
            if not why and len({text for text in texts if text}) == 1 and len(columns.headings) > 1:
                why = "раздел"
            if why:
                self.skipped.append(SkippedRow(self.name, row.position, why))
            else:
                yield read_place(columns, row, self.name)

    def _is_merged(self, row: SheetRow, columns: Columns) -> bool:
        """One text over the whole width is a section, even when it looks like a name."""
        if len(columns.headings) <= 2:
            return False
        filled = (value for value in row.values if value != "")
        first = next(filled, None)
        others = 0
        for value in filled:
            if value != first:
                return False
            others += 1
        return others > 0


def _joined(upper: Sequence[str], lower: Sequence[str]) -> list[str]:
    """«Стаж» over «общий» and «педагогический» are «Стаж общий» and «Стаж педагогический»."""
    width = max(len(upper), len(lower))
    tops = [*upper, *[""] * (width - len(upper))]
    lows = [*lower, *[""] * (width - len(lower))]
    return [" ".join(dict.fromkeys(filter(None, pair))) for pair in zip(tops, lows, strict=True)]
