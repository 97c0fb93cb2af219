"""The table as it stood in the file, with marks where a person should look."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator

from metodsovet.work.planning.models import Activity
from metodsovet.work.planning.queries_review import Doubt

ROWS_ON_PAGE = 60
Fragment = tuple[str, bool]
"""A piece of a cell, and whether its words are doubtful."""

_WARNED_CELL = {"term_before_act": "term", "number_missing": "number", "number_repeated": "number"}
_TOLD = ("joined_row", "hidden_row", "not_understood")


@dataclass(frozen=True, slots=True)
class ShownCell:
    fragments: tuple[Fragment, ...]
    span: int
    css: str
    id: str


@dataclass(frozen=True, slots=True)
class ShownRow:
    """``activity`` is the line that the row was read as."""

    kind: str
    is_hidden: bool
    activity: Activity | None
    cells: tuple[ShownCell, ...]

    @property
    def is_cut(self) -> bool:
        return self.kind == "joined"

    @property
    def width(self) -> int:
        return sum(cell.span for cell in self.cells)


def key_of(doubt: Doubt) -> str:
    """Names a doubt in an address: the line, and the party where it is about one."""
    return f"{doubt.activity.pk}-{doubt.party.pk if doubt.party else 'term'}"


def cell_id(doubt: Doubt) -> str:
    return f"cell-{doubt.activity.pk}-{doubt.cell}"


def source_page(
    rows: Sequence[Mapping[str, Any]],
    activities: Iterable[Activity],
    doubts: Sequence[Doubt],
    *,
    current: Activity | None,
    number: str,
) -> "Page[Any]":
    """A page of ``ShownRow``: the asked one, or that of the current line."""
    lines = {activity.source_index: activity for activity in activities if activity.source_index is not None}
    asked = _asked_cells(doubts)
    paginator = Paginator(rows, ROWS_ON_PAGE)
    page = paginator.get_page(number or _page_of(rows, current))
    shown: Page[Any] = page
    shown.object_list = [_shown(row, lines, asked) for row in page.object_list]
    return shown


def _page_of(rows: Sequence[Mapping[str, Any]], current: Activity | None) -> int:
    if current is None or current.source_index is None:
        return 1
    places = (place for place, row in enumerate(rows) if _line_of(row) == current.source_index)
    return next(places, 0) // ROWS_ON_PAGE + 1


def _line_of(row: Mapping[str, Any]) -> int | None:
    return row["index"] if row["kind"] in ("activity", "joined") else None


def _asked_cells(doubts: Sequence[Doubt]) -> dict[tuple[int, str], list[str]]:
    """Doubtful words by line and column."""
    asked: dict[tuple[int, str], list[str]] = {}
    for doubt in doubts:
        asked.setdefault((doubt.activity.pk, doubt.cell), []).append(doubt.words)
    return asked


def _shown(
    row: Mapping[str, Any], lines: Mapping[int, Activity], asked: Mapping[tuple[int, str], list[str]]
) -> ShownRow:
    index = _line_of(row)
    activity = lines.get(index) if index is not None else None
    odd = _odd_columns(activity)
    cells = tuple(_cell(cell, row["kind"], activity, asked, odd) for cell in row["cells"])
    return ShownRow(row["kind"], row["hidden"], activity, cells)


def _cell(
    cell: Mapping[str, Any],
    kind: str,
    activity: Activity | None,
    asked: Mapping[tuple[int, str], list[str]],
    odd: frozenset[str],
) -> ShownCell:
    role = cell["role"] or ""
    phrases = asked.get((activity.pk, role), []) if activity else []
    is_first = kind == "activity" and bool(role)
    css = "ask" if phrases else "odd" if role in odd and is_first else ""
    name = f"cell-{activity.pk}-{role}" if activity and is_first else ""
    text = "" if cell["continued"] else cell["text"]
    return ShownCell(tuple(fragments_of(text, phrases)), cell["span"], css, name)


def _odd_columns(activity: Activity | None) -> frozenset[str]:
    if activity is None:
        return frozenset()
    codes = (warning["code"] for warning in activity.warnings if warning["code"] not in _TOLD)
    return frozenset(_WARNED_CELL.get(code, "title") for code in codes)


def fragments_of(text: str, phrases: Sequence[str]) -> Iterator[Fragment]:
    """The text cut where a phrase stands in it as written; phrases that do not are left out."""
    places = sorted((text.find(phrase), len(phrase)) for phrase in phrases if phrase and phrase in text)
    end = 0
    for start, length in places:
        if start < end:
            continue
        if start > end:
            yield text[end:start], False
        yield text[start : start + length], True
        end = start + length
    if end < len(text):
        yield text[end:], False
