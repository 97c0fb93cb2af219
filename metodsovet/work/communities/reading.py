"""Lines of an appendix, «№ · объединение · ФИО · должность, ОО · куратор · срок», out of any table; no database."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

from metodsovet.ground.directory.reading.words import words_of
from metodsovet.kernel.spreadsheets import Document, FileRefused, Row, Table

COMMUNITY, HEAD, POST, PLACE, CURATOR, TERM = "community", "head", "post", "place", "curator", "term"
HEADER_ROWS = 6
_ROLES: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        TERM: re.compile(r"^(?:срок|период)|срок (?:полномочий|работы|действия|руководства)"),
        CURATOR: re.compile(r"куратор"),
        POST: re.compile(r"^должност"),
        HEAD: re.compile(r"ф\.?\s?и\.?\s?о|фамилия|руководител|ответственн|председател"),
        COMMUNITY: re.compile(
            r"объединени|\b[гршп]мо\b|\bпмс\b|\bвтк\b|наименовани|название|центр|лаборатори|мастерск|пункт|ассоциаци|групп|"
            r"секци|направлени"
        ),
        PLACE: re.compile(r"организаци|учреждени|^о[оу]$|место работы|школа|^база"),
    }
)
_NUMBER = re.compile(r"^(?:№|n|п/п|\d+[.)]?$)", re.IGNORECASE)
_SPLIT = re.compile(r"\s*[,;\n]\s*")
_PLACE = re.compile(
    r"\b(?:[мгк]?[бак]?[оду]{2,3}|сош|оош|нош|гимнази\w*|лице\w+|школ\w*|детск\w+ сад\w*|центр\w*|цро|имц|"
    r"дом\w* творчества|управлени\w*|отдел\w*)\b",
    re.IGNORECASE,
)
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Line:
    """``position`` as a person counts rows of the file; what is not said is empty."""

    position: int
    community: str
    head: str = ""
    post: str = ""
    place: str = ""
    curator: str = ""
    term: str = ""


def read_lines(document: Document) -> list[Line]:
    """Rows of every table with such a head. FileRefused ``no_appendix``, ``empty_appendix``."""
    found = [(table, header) for table in document.tables if (header := _header(table)) is not None]
    if not found:
        raise FileRefused(
            "no_appendix",
            f"В файле «{document.name}» не нашлась таблица: в её шапке должны быть объединение и ФИО руководителя.",
        )
    lines = [line for table, (row, columns) in found for line in _lines(table, row, columns)]
    if not lines:
        raise FileRefused("empty_appendix", f"В таблице файла «{document.name}» под шапкой нет ни одной строки.")
    return _numbered(lines)


def _header(table: Table) -> tuple[int, Mapping[str, tuple[int, int]]] | None:
    """The index of the row and grid columns, from and below, by roles."""
    for index, row in enumerate(table.rows[:HEADER_ROWS]):
        columns: dict[str, tuple[int, int]] = {}
        for cell in row.filled:
            role = _role(words_of(cell.text).lower(), columns)
            if role:
                columns[role] = (cell.column, cell.column + cell.span)
        if COMMUNITY in columns and HEAD in columns:
            return index, columns
    return None


def _role(title: str, known: Mapping[str, object]) -> str:
    if _NUMBER.match(title) and not _ROLES[COMMUNITY].search(title):
        return ""
    return next((role for role, words in _ROLES.items() if role not in known and words.search(title)), "")


def _lines(table: Table, header: int, columns: Mapping[str, tuple[int, int]]) -> Iterator[Line]:
    for row in table.rows[header + 1 :]:
        texts = {role: _text(row, bounds) for role, bounds in columns.items()}
        if not texts[COMMUNITY] or texts[COMMUNITY].isdigit() or _is_heading(row):
            continue
        head, post, place = _parted(texts[HEAD], texts.get(POST, ""), texts.get(PLACE, ""))
        yield Line(
            row.position,
            texts[COMMUNITY][:_LONGEST],
            head[:_LONGEST],
            post[:_LONGEST],
            place[:_LONGEST],
            _first(texts.get(CURATOR, ""))[:_LONGEST],
            texts.get(TERM, "")[:_LONGEST],
        )


def _text(row: Row, bounds: tuple[int, int]) -> str:
    first, below = bounds
    parts = [cell.text for cell in row.cells if first <= cell.column < below and cell.text]
    return ", ".join(filter(None, (words_of(line) for part in parts for line in part.split("\n"))))


def _is_heading(row: Row) -> bool:
    """A row that names a section is one cell over the whole table."""
    return len(row.filled) == 1 and row.filled[0].span > 1


def _parted(head: str, post: str, place: str) -> tuple[str, str, str]:
    """«Фролова Л.Г., учитель, Гимназия № 4» stands in one cell as often as in three; so do the post and the place."""
    name, *rest = _pieces(head)
    pieces = [*rest, *_pieces(post)]
    posts = [piece for piece in pieces if piece and not _PLACE.search(piece)]
    places = [piece for piece in pieces if _PLACE.search(piece)]
    return name, ", ".join(posts), place or ", ".join(places)


def _pieces(text: str) -> Sequence[str]:
    return _SPLIT.split(text.strip(" ,;"))


def _first(text: str) -> str:
    return _pieces(text)[0] if text else ""


def _numbered(lines: Sequence[Line]) -> list[Line]:
    """Positions of a second table go on from those of the first: one file has each of them once."""
    answer: list[Line] = []
    last = 0
    for line in lines:
        last = max(last + 1, line.position)
        answer.append(replace(line, position=last))
    return answer
