"""A fast look over the XML of a sheet: how large it is, what is hidden, which formulas have no value.

The library that reads values lays out the whole rectangle of a sheet in memory, so its size is known before.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from metodsovet.kernel.spreadsheets import limits
from metodsovet.kernel.spreadsheets.archives import Archive, broken
from metodsovet.kernel.spreadsheets.counters import too_many_cells, too_many_columns, too_many_rows
from metodsovet.kernel.spreadsheets.excel.styles import Style
from metodsovet.kernel.spreadsheets.refusals import FileRefused

_BOX_CELLS = 5 * limits.CELLS  # 32 bytes each while the sheet is laid out
_TEXT_BYTES = 4 * limits.CHARACTERS  # with the markup of rich text
_TOKEN = re.compile(
    rb"<(?:\w+:)?(?:"
    rb"(?P<row>row)\b(?P<row_attributes>[^>]*)>"
    rb"|(?P<column>col)\b(?P<column_attributes>[^>]*)>"
    rb"|c\b(?P<blank>[^>]*/)>|c\b(?P<cell>[^>]*)>(?P<formula><(?:\w+:)?f\b[^>]*(?:/>|>[^<]*</(?:\w+:)?f>))?"
    rb"(?P<value><(?:\w+:)?v>(?P<text>[^<]+)<)?)"
)
_ADDRESS = re.compile(rb"""\br\s*=\s*["']([A-Z]{1,3})(\d{1,7})["']""")
_PLACED = re.compile(rb"\br\s*=")
_STYLE = re.compile(rb'\bs="(\d{1,6})"')
_ROW_NUMBER = re.compile(rb"""\br\s*=\s*["'](\d{1,7})["']""")
_HIDDEN = re.compile(rb'\bhidden="(?:1|true)"')
_RANGE = re.compile(rb'\b(min|max)="(\d{1,6})"')
_SHARED = re.compile(rb'\bt="s"')


@dataclass(slots=True)
class Survey:
    """Rows and columns are counted from 0."""

    sheet: str
    cells: int = 0
    rows: int = 0
    columns: int = 0
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    styled: dict[tuple[int, int], Style] = field(default_factory=dict)
    unvalued: list[str] = field(default_factory=list)


class Surveyor:
    """Surveys the sheets of one workbook; FileRefused before anything large is laid out."""

    def __init__(self, archive: Archive, styles: Mapping[int, Style]) -> None:
        self._archive = archive
        self._styles = styles
        self._lengths = _shared_lengths(archive)
        self._text_bytes = 0
        self._cells = 0
        self._column = -1  # of the last cell; one without an address stands next to it

    def survey(self, path: str, sheet: str) -> Survey:
        answer = Survey(sheet)
        row = -1
        for window in _whole_tags(self._archive, path):
            for match in _TOKEN.finditer(window):
                if match["row"]:
                    row = self._take_row(answer, match["row_attributes"], row)
                elif match["column"]:
                    _take_columns(answer, match["column_attributes"])
                elif match["blank"] is not None:
                    self._address(match["blank"], row)
                else:
                    self._take_cell(answer, match, row)
        if answer.rows * answer.columns > _BOX_CELLS:
            raise FileRefused(
                "scattered_cells",
                f"В файле «{self._archive.name}» на листе «{sheet}» заполнены ячейки далеко за таблицей "
                f"(строка {answer.rows}): удалите их.",
            )
        return answer

    def _take_row(self, answer: Survey, attributes: bytes, previous: int) -> int:
        number = _ROW_NUMBER.search(attributes)
        if number is None and _PLACED.search(attributes):
            raise broken(self._archive.name)
        self._column = -1
        row = int(number[1]) - 1 if number else previous + 1
        if _HIDDEN.search(attributes):
            answer.hidden_rows.add(row)
            if len(answer.hidden_rows) > 5 * limits.ROWS:
                raise too_many_rows(self._archive.name)
        return row

    def _take_cell(self, answer: Survey, match: re.Match[bytes], row: int) -> None:
        row, column = self._address(match["cell"], row)
        if match["formula"] and not match["value"]:
            answer.unvalued.append(f"{column_name(column)}{row + 1}")
        self._count(answer, row, column)
        if match["value"] and _SHARED.search(match["cell"]):
            self._count_shared(match["text"])
        style = _STYLE.search(match["cell"])
        if style and (known := self._styles.get(int(style[1]))):
            answer.styled[row, column] = known

    def _address(self, attributes: bytes, row: int) -> tuple[int, int]:
        """An address outside any sheet would be laid out as it stands, so it is refused."""
        address = _ADDRESS.search(attributes)
        if address is None and _PLACED.search(attributes):
            raise broken(self._archive.name)
        self._column = _column(address[1]) if address else self._column + 1
        return (int(address[2]) - 1 if address else max(row, 0)), self._column

    def _count(self, answer: Survey, row: int, column: int) -> None:
        self._cells += 1
        answer.cells += 1
        answer.rows = max(answer.rows, row + 1)
        answer.columns = max(answer.columns, column + 1)
        if answer.rows > limits.ROWS:
            raise too_many_rows(self._archive.name)
        if answer.columns > limits.COLUMNS:
            raise too_many_columns(self._archive.name, f"лист «{answer.sheet}», строка {row + 1}")
        if self._cells > limits.CELLS:
            raise too_many_cells(self._archive.name)

    def _count_shared(self, index: bytes) -> None:
        """One long text named from every cell would be copied for each of them."""
        place = int(index) if index.isdigit() and len(index) < 8 else 0
        self._text_bytes += self._lengths[place] if place < len(self._lengths) else 0
        if self._text_bytes > _TEXT_BYTES:
            raise FileRefused(
                "too_much_text", f"В файле «{self._archive.name}» слишком много текста: оставьте в нём только нужное."
            )


def _whole_tags(archive: Archive, path: str) -> Iterator[bytes]:
    """Pieces of the sheet cut where a cell or a row ends."""
    rest = b""
    for piece in archive.pieces(path):
        rest += piece
        cut = max(rest.rfind(b"c>") + 2, rest.rfind(b"row>") + 4, rest.rfind(b"<row "), rest.rfind(b"<sheetData"))
        if cut > 4:
            yield rest[:cut]
            rest = rest[cut:]
        if len(rest) > 4 * limits.CELL_CHARACTERS * 10:
            raise FileRefused(
                "cell_too_long", f"В файле «{archive.name}» есть ячейка больше мегабайта: разделите её текст."
            )
    yield rest


def _shared_lengths(archive: Archive) -> list[int]:
    path = "xl/sharedStrings.xml"
    lengths: list[int] = []
    if not archive.has(path):
        return lengths
    carried = 0
    tail = b""
    for piece in archive.pieces(path):
        texts = (tail + piece).split(b"</si>")
        tail = texts[-1][-8:]
        if len(texts) > 1:
            lengths.append(carried + len(texts[0]))
            lengths.extend(map(len, texts[1:-1]))
            carried = 0
        carried += len(texts[-1]) - len(tail)
    return lengths


def _take_columns(answer: Survey, attributes: bytes) -> None:
    if _HIDDEN.search(attributes):
        bounds = {name: int(value) for name, value in _RANGE.findall(attributes)}
        first, last = bounds.get(b"min", 1), bounds.get(b"max", 1)
        answer.hidden_columns.update(range(first - 1, min(last, limits.COLUMNS)))


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def column_name(index: int) -> str:
    """0 → «A», 27 → «AB»."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name
