"""Columns told by what stands in them, where the header does not say it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from metodsovet.kernel.parties import PartyKind, parse_parties
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.kernel.spreadsheets import Row
from metodsovet.kernel.terms import TermKind, parse_term
from metodsovet.work.planning.reading.headers import TICKED, Column, Header, is_plan, wording
from metodsovet.work.planning.reading.numbering import clean_number
from metodsovet.work.planning.reading.result import Role

_FIGURE = re.compile(r"^(?:\d+[.,]\d+|\d{3,}|\d[\d\s]{3,}|\d+\s*%|[0 -]+|3[2-9]|[4-9]\d)(?:\s*(?:%|руб|тыс).*)?$")
_YEAR = re.compile(r"20\d\d")
_NUMBER = re.compile(
    r"^(?:\d[\d\s]*(?:[.,]\d+)?|-)\s*(?:%|руб|тыс|чел|ед|шт)?\.?(?:\s.*)?$"
)  # under a year no day stands
_DAY_OF_MONTH = re.compile(r"^(?:0[1-9]|[12]\d|3[01])\.(?:0[1-9]|1[0-2])\.?$")
_SAMPLE = 15
_TOLD = frozenset((Role.NUMBER, Role.TERM, Role.PARTIES))
_MOST = 0.6
_TERM_SHARE = 0.5
_TITLE_CHARACTERS = 12
_LEAST_ROWS = 2
_LEAST_COLUMNS = 2


def guessed_header(rows: Sequence[Row], year: SchoolYear) -> Header | None:
    """Columns of a table without a header, when a term column shows that it is a plan."""
    usual = _usual_rows(rows)
    if len(usual) < _LEAST_ROWS:
        return None
    blank = [Column(Role.OTHER, "", cell.column, cell.column + cell.span) for cell in usual[0].cells]
    columns = _filled_in(blank, usual, year)
    roles = {column.role for column in columns}
    if not is_plan(columns) or Role.TERM not in roles:
        return None
    if not _is_title_row(usual[0], columns, year):
        return Header(tuple(columns), -1, -1, has_titles=False)
    titled = [replace(column, title=cell.text) for column, cell in zip(columns, usual[0].cells, strict=True)]
    return Header(tuple(titled), rows.index(usual[0]), rows.index(usual[0]))


def _is_title_row(row: Row, columns: Sequence[Column], year: SchoolYear) -> bool:
    """Titles of unknown wording: nothing in the row fits the column it stands over."""
    told = [(c.role, cell.text) for c, cell in zip(columns, row.cells, strict=True) if c.role in _TOLD]
    return len(row.filled) == len(row.cells) and not any(_fits(role, text, year) for role, text in told)


def completed(header: Header, rows: Sequence[Row], year: SchoolYear) -> Header | None:
    """The header with roles found by content for columns of unknown wording; None when it is still no plan."""
    columns = _without_figures(header.columns, rows[header.last_row + 1 :])
    if not {Role.TITLE, Role.TERM, Role.PARTIES} <= {column.role for column in columns}:
        columns = _filled_in(columns, rows[header.last_row + 1 :], year)
    return replace(header, columns=tuple(columns)) if is_plan(columns) else None


def _without_figures(columns: Sequence[Column], rows: Sequence[Row]) -> list[Column]:
    """Years over figures are values of an indicator or money; years over ticks and days are terms."""
    texts = [text for column in columns if column.part == TICKED for text in _sample(column, rows)]
    of_years = any(column.part == TICKED and _YEAR.search(column.title) for column in columns)
    figures = sum((_NUMBER if of_years else _FIGURE).match(text) is not None for text in texts)
    if figures * 2 <= len(texts):
        return list(columns)
    return [replace(c, role=Role.OTHER, part="") if c.part == TICKED else c for c in columns]


def _usual_rows(rows: Sequence[Row]) -> list[Row]:
    widths = [len(row.cells) for row in rows if len(row.cells) >= _LEAST_COLUMNS]
    if not widths:
        return []
    usual = max(set(widths), key=lambda width: (widths.count(width), width))
    return [row for row in rows if len(row.cells) == usual]


def _filled_in(columns: Sequence[Column], rows: Sequence[Row], year: SchoolYear) -> list[Column]:
    answer = list(columns)
    free = [index for index, column in enumerate(answer) if _is_unknown(column)]
    samples = {index: _sample(answer[index], rows) for index in free}
    for role, least in ((Role.NUMBER, _MOST), (Role.TERM, _TERM_SHARE), (Role.PARTIES, _MOST), (Role.TITLE, 0.0)):
        if any(column.role is role for column in answer):
            continue
        left = [index for index in free if _is_unknown(answer[index])]
        shares = {index: _share(role, samples[index], year, is_last=len(left) == 1) for index in left}
        best = max(shares, key=lambda index: shares[index], default=None)
        if best is not None and shares[best] > least:
            answer[best] = replace(answer[best], role=role)
    return answer


def _is_unknown(column: Column) -> bool:
    return column.role is Role.OTHER and wording(column.title)[1] <= 0


def _sample(column: Column, rows: Sequence[Row]) -> list[str]:
    texts: list[str] = []
    for row in rows:
        if len(row.filled) < _LEAST_COLUMNS:
            continue
        texts.extend(cell.text for cell in row.filled if cell.column == column.left and not cell.is_continued)
        if len(texts) >= _SAMPLE:
            break
    return texts


def _share(role: Role, texts: Sequence[str], year: SchoolYear, *, is_last: bool = False) -> float:
    if not texts:
        return 0.0
    if role is Role.TITLE:
        longest = sum(map(len, texts)) / len(texts)
        return longest if longest >= _TITLE_CHARACTERS or is_last else 0.0
    return sum(_fits(role, text, year) for text in texts) / len(texts)


def _fits(role: Role, text: str, year: SchoolYear) -> bool:
    if role is Role.NUMBER:
        return clean_number(text) != ""
    if role is Role.TERM:
        is_number = clean_number(text) != "" and not _DAY_OF_MONTH.match(text)
        return not is_number and parse_term(text, year=year).kind is not TermKind.UNKNOWN
    parties = parse_parties(text)
    return bool(parties) and all(party.kind is not PartyKind.UNKNOWN for party in parties)


def fits_columns(rows: Sequence[Row], header: Header, year: SchoolYear) -> bool:
    """Whether a table without a header goes on with the columns of the one before it."""
    usual = _usual_rows(rows)
    if not usual or len(usual[0].cells) != len(header.columns):
        return False
    shares = []
    for role in (Role.NUMBER, Role.TERM, Role.PARTIES):
        for index in header.having(role)[:1]:
            texts = [row.cells[index].text for row in usual[:_SAMPLE] if row.cells[index].text]
            shares.append(_share(role, texts, year))
    return bool(shares) and sum(share >= _TERM_SHARE for share in shares) * 2 >= len(shares)
