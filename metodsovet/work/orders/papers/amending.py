"""What an order «О внесении изменений» does to the words of an earlier one, read from the usual formulas.

Source: Методические рекомендации по юридико-техническому оформлению законопроектов (письмо Аппарата ГД
от 18.11.2003 № вн2-18/490), раздел о внесении изменений. What is worded otherwise changes nothing here.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from metodsovet.design.typography import bound
from metodsovet.work.orders.papers.orders import PointLine
from metodsovet.work.orders.wording import capital, with_stop

_POINT = r"пункт\s+(?P<number>\d+(?:\.\d+)*)\.?"
_OF_POINT, _BY_POINT = _POINT.replace("пункт", "пункте"), _POINT.replace("пункт", "пунктом")
_NEW, _REWORD = r"\s*:?\s*«(?P<new>.+)»", r"изложи(?:ть|в)"
_WORDING = r"\s+в\s+(?:следующей|новой)\s+редакции"
_ANNEX = r"приложени\w+(?:\s+№\s*(?P<annex>\d+))?"
_ROW = r"(?:строк\w+|позици\w+)\s+(?P<row>\d+)"
_REPLACED = (
    r"\s*,?\s+(?:слов\w*|цифр\w*)\s+«(?P<old>.+?)»\s+замени(?:ть|в)\s+(?:слов\w+|цифр\w+)\s+«(?P<new>.+?)»"
    r"(?=[\s.;,]|$)"
)
_FORMULAS = tuple(
    re.compile(rf"\b{pattern}", re.IGNORECASE | re.DOTALL)
    for pattern in (
        rf"{_POINT}\s+{_REWORD}{_WORDING}{_NEW}",
        rf"{_REWORD}\s+{_POINT}{_WORDING}{_NEW}",
        rf"(?P<is_added>дополни(?:ть|в))\s+{_BY_POINT}\s+следующего\s+содержания{_NEW}",
        rf"{_POINT}\s+(?:исключить|признать\s+утратившим\s+силу)",
        rf"в\s+{_OF_POINT}{_REPLACED}",
        rf"в\s+{_ANNEX}(?:\s*,?\s+в\s+{_ROW})?{_REPLACED}",
        rf"в\s+{_ROW}\s+{_ANNEX}{_REPLACED}",
    )
)
_ABBREVIATED = re.compile(r"(?:\bг|\bгг|\bруб|\bт\. ?[дп])\.$")
TABLE = ("columns", "rows", "is_wide")
_OWN_NUMBER = re.compile(r"^\d+(?:\.\d+)*\.?\s+")


@dataclass(frozen=True, slots=True)
class Notes:
    """What is printed beside what an order changed, added, and instead of what it dropped."""

    changed: str
    added: str
    dropped: str


@dataclass(frozen=True, slots=True)
class Amendment:
    """``number`` is of the point, or ``annex`` and ``row`` of the appendix (0 where nothing says which).

    Empty ``old`` puts ``new`` for all of the point, empty ``new`` drops it; ``is_added`` puts it beside the others.
    ``note`` is printed after what was changed.
    """

    note: str
    number: str = ""
    annex: int = 0
    row: int = 0
    old: str = ""
    new: str = ""
    is_added: bool = False


def amendments_in(texts: Iterable[str], notes: Notes) -> Iterator[Amendment]:
    """In the order of the points that say them."""
    for text in texts:
        for formula in _FORMULAS:
            for found in formula.finditer(text):
                yield _amendment(found.groupdict(), notes)


def _amendment(said: Mapping[str, str | None], notes: Notes) -> Amendment:
    new, is_added = said.get("new") or "", bool(said.get("is_added"))
    changed = notes.changed if new else notes.dropped
    return Amendment(
        note=notes.added if is_added else changed,
        number=said.get("number") or "",
        annex=int(said.get("annex") or 0),
        row=int(said.get("row") or 0),
        old=said.get("old") or "",
        new=new if said.get("old") else _OWN_NUMBER.sub("", new),
        is_added=is_added,
    )


def amended_lines(lines: Sequence[PointLine], amendments: Iterable[Amendment]) -> list[PointLine]:
    """A point that the text does not have is passed over."""
    found = list(lines)
    for one in amendments:
        if one.number:
            found = _added(found, one) if one.is_added else _changed(found, one)
    return found


def refilled(now: dict[str, Any], was: dict[str, Any], place: int, amendments: Iterable[Amendment]) -> dict[str, Any]:
    """The annex with the table of ``now``, with the note of whoever spoke of it where its rows are others."""
    found = {**was, **{name: now[name] for name in TABLE}}
    rows = [[list(row) for row in annex["rows"]] for annex in (now, was)]
    notes = [one.note for one in amendments if not one.number and one.annex in (0, place)]
    return {**found, "paragraphs": [notes[-1], *was["paragraphs"]]} if notes and rows[0] != rows[1] else found


def amended_annexes(annexes: Sequence[dict[str, Any]], amendments: Iterable[Amendment]) -> list[dict[str, Any]]:
    """Data of the annexes of a paper."""
    found = [dict(annex) for annex in annexes]
    for one in amendments:
        place = (one.annex or 1) - 1
        if not one.number and place < len(found) and (one.annex or len(found) == 1):
            found[place] = _in_annex(found[place], one)
    return found


def _changed(lines: list[PointLine], one: Amendment) -> list[PointLine]:
    start = _place_of(lines, one.number)
    if start is None:
        return lines
    end = _end_of(lines, start)
    return [*lines[:start], *_instead(lines[start:end], one), *lines[end:]]


def _instead(own: Sequence[PointLine], one: Amendment) -> Iterator[PointLine]:
    if one.old:
        for line in own:
            text = _words(one.old).sub(lambda _: one.new, line.text)
            yield replace(line, text=bound(text))
            if text != line.text:
                yield _noted(line, one)
    elif one.new:
        yield replace(own[0], text=bound(_ended(capital(one.new), own[0].text)))
        yield _noted(own[0], one)
    else:
        yield replace(own[0], text=one.note)


def _added(lines: list[PointLine], one: Amendment) -> list[PointLine]:
    """After the point before it, or first under the point above."""
    *above, last = (int(part) for part in one.number.split("."))
    before = ".".join(map(str, [*above, last - 1] if last > 1 else above))
    start = _place_of(lines, before)
    if start is None or _place_of(lines, one.number) is not None:
        return lines
    end = _end_of(lines, start) if last > 1 else start + 1
    line = PointLine(f"{one.number}.", bound(_ended(capital(one.new), ".")), len(above) + 1)
    return [*lines[:end], line, _noted(line, one), *lines[end:]]


def _place_of(lines: Sequence[PointLine], number: str) -> int | None:
    return next((place for place, line in enumerate(lines) if line.mark == f"{number}."), None)


def _end_of(lines: Sequence[PointLine], start: int) -> int:
    """With its lines and all below it."""
    mark = lines[start].mark
    rest = range(start + 1, len(lines))
    return next((place for place in rest if not _is_of(lines[place], mark)), len(lines))


def _is_of(line: PointLine, mark: str) -> bool:
    return line.mark in ("", "–") or line.mark.startswith(mark)


def _noted(line: PointLine, one: Amendment) -> PointLine:
    return PointLine("", one.note, line.level, line.is_kept)


def _ended(text: str, former: str) -> str:
    """With the mark that stood at the end of what it is put for."""
    text = text.rstrip(" ;,")
    if text.endswith((":", "!", "?")):
        return text
    if former.endswith((";", ",")):
        return f"{text if _ABBREVIATED.search(text) else text.removesuffix('.')}{former[-1]}"
    return with_stop(text)


def _words(old: str) -> re.Pattern[str]:
    """However they are spaced."""
    return re.compile(r"[\s\u00a0]+".join(re.escape(word) for word in old.split()))


def _in_annex(annex: dict[str, Any], one: Amendment) -> dict[str, Any]:
    number, rows = 0, []
    for row in annex["rows"]:
        number += len(row) > 1
        is_meant = not one.row or (one.row == number and len(row) > 1)
        rows.append([_words(one.old).sub(lambda _: one.new, cell) if is_meant else cell for cell in row])
    lines = annex["paragraphs"]
    texts = [text if one.row else _words(one.old).sub(lambda _: one.new, text) for text in lines]
    is_changed = rows != [list(row) for row in annex["rows"]] or texts != list(lines)
    return {**annex, "rows": rows, "paragraphs": [one.note, *texts]} if is_changed else annex
