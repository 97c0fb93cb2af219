"""One sheet: which rows are records, whose school they are of."""

import re
from collections.abc import Iterator, Sequence

from metodsovet.ground.directory.reading.columns import Columns, Named, columns_of, letter_of
from metodsovet.ground.directory.reading.forbidden import without_forbidden
from metodsovet.ground.directory.reading.headings import kind_of_heading
from metodsovet.ground.directory.reading.heads import Head, first_head, head_at, next_head, texts_of
from metodsovet.ground.directory.reading.names import Name, is_same_again, why_no_name
from metodsovet.ground.directory.reading.people import PersonReader
from metodsovet.ground.directory.reading.places import read_place
from metodsovet.ground.directory.reading.posts import looks_like_post
from metodsovet.ground.directory.reading.repeats import Repeats
from metodsovet.ground.directory.reading.sections import is_gone, place_in, why_nobody
from metodsovet.ground.directory.reading.values import ColumnKind, ReadColumn, ReadRow, RosterKind, SkippedRow
from metodsovet.ground.directory.reading.words import words_of
from metodsovet.kernel.spreadsheets.grids import Sheet, SheetRow

K = ColumnKind
_TELLING = (K.FULL_NAME, K.LAST_NAME, K.POST, K.SUBJECTS, K.TEACHING, K.SINCE, K.CATEGORY, K.EDUCATION)
_WORK = (K.POST, K.SUBJECTS)
HIDDEN_ROW = "В таблице эта строка скрыта, она прочитана."
NOTED = "К {cells} в файле есть примечание, оно не прочитано: загляните в файл."
GOES_ON = "продолжение строки"
VACANT = "Вакансия: строка не о человеке, записывать некого."
_VACANT = re.compile(r"ваканс|свободн\w* (?:ставк|час|мест)", re.IGNORECASE)
_DASH = re.compile(r"[-–—.\s]+")


class SheetReader:
    def __init__(self, sheet: Sheet, named: Named) -> None:
        self.name = sheet.name
        self.is_hidden = sheet.is_hidden
        self.columns: list[ReadColumn] = []
        self.skipped: list[SkippedRow] = []
        self._rows = sheet.rows
        self._named = named
        self._head = first_head(sheet.rows)
        self._place = ""
        self._section = ""
        self._repeats = Repeats()
        self._above: tuple[Name, int] | None = None
        self._hidden_columns = sheet.hidden_columns
        self._notes = sheet.notes

    @property
    def size(self) -> int:
        return len(self._rows)

    @property
    def kind(self) -> RosterKind | None:
        """None when the sheet has no list."""
        if self._head is None:
            return None
        told = {kind_of_heading(text)[0] for text in self._head.texts}
        is_staff = self._head.names_people or not told & {K.NAME, K.SHORT_NAME, K.PLACE}
        return RosterKind.STAFF if is_staff else RosterKind.ORGANISATIONS

    def rows(self) -> Iterator[ReadRow]:
        if self._head is None:
            return
        self._take_title(self._head.first)
        head: Head | None = self._head
        before: list[str] | None = None
        is_staff = self.kind is RosterKind.STAFF
        while head is not None:
            end = next_head(self._rows, head, is_staff=is_staff)
            for start, stop in _tables_side_by_side(head.texts):
                block = _part(self._rows[head.end : end], start, stop)
                columns = columns_of(head.texts[start:stop], block, self._named, is_staff=is_staff)
                if before != head.texts:
                    self._tell_columns(columns, start)
                yield from self._records(columns, block)
            before = head.texts
            head = self._repeated_head(end) if end < len(self._rows) else None

    def _repeated_head(self, index: int) -> Head:
        head = head_at(self._rows, index)
        for row in self._rows[head.first : head.end]:
            self._skip(row, "шапка повторяется")
        return head

    def _records(self, columns: Columns, block: Sequence[SheetRow]) -> Iterator[ReadRow]:
        return self._people(columns, block) if self.kind is RosterKind.STAFF else self._places(columns, block)

    def _take_title(self, start: int) -> None:
        for row in self._rows[:start]:
            for text in dict.fromkeys(texts_of(row)):
                self._place = place_in(text) or self._place
            self._skip(row, "заголовок")
        self._place = self._place or place_in(self.name)
        self._section = self.name if is_gone(self.name) else ""

    def _tell_columns(self, columns: Columns, start: int) -> None:
        for index, (heading, kind, why) in enumerate(zip(columns.headings, columns.kinds, columns.whys, strict=True)):
            if heading or kind is not K.NUMBER:
                hidden = letter_of(start + index) if start + index in self._hidden_columns else ""
                self.columns.append(ReadColumn(self.name, columns.shown(index), kind.value, why, hidden))

    def _skip(self, row: SheetRow, why: str) -> None:
        if not why.startswith(GOES_ON):
            self._forget_above()
        self.skipped.append(SkippedRow(self.name, row.position, why))

    def _forget_above(self) -> None:
        self._above = None
        self._repeats.forget_last()

    def _people(self, columns: Columns, rows: Sequence[SheetRow]) -> Iterator[ReadRow]:
        reader = PersonReader(columns)
        last: Name | None = None
        for row in rows:
            name = last if is_same_again(reader.name_words(row.values)) else reader.name(row.values)
            if name is None or not name.first or self._is_merged(row, columns):
                read = self._nobody(row, reader, columns)
                if read is not None:
                    yield read
                continue
            if why := why_nobody([words_of(value) for value in row.values[:3]], has_name=True):
                self._skip(row, why)
                continue
            last = name
            read = self._person(row, reader, name)
            self._above = (name, row.position)
            if above := self._repeats.position_above(row.position, read.data, read.remarks):
                self._skip(row, f"{GOES_ON} {above}: предметы добавлены к ней")
            else:
                yield read

    def _person(self, row: SheetRow, reader: PersonReader, name: Name) -> ReadRow:
        data, remarks = reader.read(row.values, name, self._place, self._section)
        if row.is_hidden:
            remarks.append(HIDDEN_ROW)
        if cells := self._notes.get(row.position):
            remarks.append(NOTED.format(cells=f"{'ячейке' if len(cells) == 1 else 'ячейкам'} {', '.join(cells[:5])}"))
        return ReadRow(self.name, row.position, data, tuple(dict.fromkeys(remarks)))

    def _nobody(self, row: SheetRow, reader: PersonReader, columns: Columns) -> ReadRow | None:
        filled = list(dict.fromkeys(text for text in texts_of(row) if text))
        said = reader.name_words(row.values)
        if _is_vacant(row, said, columns):
            self._forget_above()
            return ReadRow(self.name, row.position, {"last_name": "Вакансия", "place": self._place}, (), VACANT)
        why = why_nobody(texts_of(row), has_name=False)
        if len(filled) == 1 and not columns.has(K.POST) and looks_like_post(said):
            why = ""  # «Директор» over the rows of directors is no signature
        post = words_of(columns.value(row.values, K.POST))
        is_work = len(filled) == 1 and filled[0] in (post, words_of(columns.value(row.values, K.SUBJECTS)))
        is_section = len(filled) == 1 and (filled[0] == said or not is_work or bool(place_in(filled[0])))
        if not why and (is_section or self._is_part(row, said, columns)):
            self._place = place_in(filled[0]) or self._place
            self._section = filled[0]
            why = "раздел"
        if not why and not said and not any(words_of(columns.value(row.values, kind)) for kind in _TELLING):
            self._place = next(filter(None, (place_in(text) for text in filled)), self._place)
            why = "нет ни имени, ни должности"
        if not why and not said and not post and (above := self._repeats.take_subjects(row, columns)):
            why = f"{GOES_ON} {above}: предметы добавлены к ней"
        if why:
            self._skip(row, why)
            return None
        if not said and post and self._above is not None:
            return self._under(row, reader, *self._above)
        self._forget_above()
        shown = without_forbidden(said)[0][:60]
        return ReadRow(self.name, row.position, {"last_name": shown, "place": self._place}, (), why_no_name(said))

    def _under(self, row: SheetRow, reader: PersonReader, name: Name, position: int) -> ReadRow:
        """A post without a name under a person: one more of his, or nobody's; the review asks."""
        read = self._person(row, reader, name)
        read.data["unnamed_under"] = position
        for post in read.data["posts"]:
            post["is_main"] = post["is_main"] or False
        return read

    def _is_part(self, row: SheetRow, said: str, columns: Columns) -> bool:
        """«Педагогический персонал» with its sum of rates."""
        told = (words_of(columns.value(row.values, kind)) for kind in _WORK)
        numbers = (text.replace(",", "").replace(".", "").isdigit() for text in texts_of(row) if text and text != said)
        return columns.has(K.POST) and len(said.split()) > 1 and not any(told) and all(numbers) and "." not in said

    def _places(self, columns: Columns, rows: Sequence[SheetRow]) -> Iterator[ReadRow]:
        for row in rows:
            texts = texts_of(row)
            why = why_nobody(texts, has_name=False)
            if not why and len({text for text in texts if text}) == 1 and len(columns.headings) > 1:
                why = "раздел"
            if why:
                self._skip(row, why)
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


def _is_vacant(row: SheetRow, said: str, columns: Columns) -> bool:
    """«Вакансия» for a name or a post, or a dash for the name of a post."""
    post = words_of(columns.value(row.values, K.POST))
    return _VACANT.search(said or post) is not None or bool(post and _DASH.fullmatch(said))


def _tables_side_by_side(texts: Sequence[str]) -> list[tuple[int, int]]:
    """Ranges of columns: a heading that begins anew to the right is a second table, not more columns."""
    names = [index for index, text in enumerate(texts) if kind_of_heading(text)[0] in (K.FULL_NAME, K.LAST_NAME)]
    starts = [0]
    for index in names[1:]:
        first = names[0]
        if texts[index] == texts[first] and any(text != texts[first] for text in texts[first:index]):
            back = 0
            while first - back > 0 and texts[index - back - 1] == texts[first - back - 1]:
                back += 1
            if index - back > starts[-1] and texts[index - 1] != texts[first]:
                starts.append(index - back)
    return list(zip(starts, [*starts[1:], len(texts)], strict=True))


def _part(rows: Sequence[SheetRow], start: int, stop: int) -> Sequence[SheetRow]:
    """The columns of one table; rows that are empty in it do not count."""
    if start == 0 and all(len(row.values) <= stop for row in rows[:1]):
        return rows
    parts = (SheetRow(row.position, row.values[start:stop], row.is_hidden) for row in rows)
    return [row for row in parts if any(value != "" for value in row.values)]
