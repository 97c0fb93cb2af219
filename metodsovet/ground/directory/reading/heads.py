"""Where the heading of a sheet stands, of one row or of two, and what its columns are called."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from metodsovet.ground.directory.reading.headings import is_heading_row, kind_of_heading, names_people, told_columns
from metodsovet.ground.directory.reading.names import looks_like_person, name_of
from metodsovet.ground.directory.reading.values import ColumnKind
from metodsovet.ground.directory.reading.words import words_of
from metodsovet.kernel.spreadsheets.grids import SheetRow

K = ColumnKind
LOOKED_FOR_HEADING = 60
LONGEST_SUBHEADING = 40
FEWEST_NAMES = 2
# A quick look before a row is weighed as a heading: there are many rows and few headings.
_MAY_HEAD = re.compile(
    r"\s*(?:ф\.?\s?[иi]\.?\s?[оo]\b|фамили|кто\b|сотрудник|работник|педагог|учител|полное|наименован|назван|[оo][оoу]\b|"
    r"учрежд|организац)",
    re.IGNORECASE,
)
_FIO = re.compile(r"ф\W?\s?и\W?\s?о\b", re.IGNORECASE)
_PATRONYMICS = ("вна", "ична", "вич")
_NAMING = (K.FULL_NAME, K.LAST_NAME, K.NAME, K.SHORT_NAME, K.PLACE)
# Under a heading of names only these words go on heading it; anything else is the first record.
_PARTS_OF_NAME = {K.LAST_NAME, K.FIRST_NAME, K.PATRONYMIC, K.SHORT_NAME, K.NAME}


@dataclass(frozen=True, slots=True)
class Head:
    """``first`` is the index of the first row of the heading, ``end`` of the first row under it."""

    first: int
    end: int
    texts: list[str]

    @property
    def names_people(self) -> bool:
        return names_people([kind_of_heading(text)[0] for text in self.texts])


def texts_of(row: SheetRow) -> list[str]:
    return [words_of(value) for value in row.values]


def first_head(rows: Sequence[SheetRow]) -> Head | None:
    """The heading of the sheet, or None; without words of headings it is the row over the first name of a person."""
    for index, row in enumerate(rows[:LOOKED_FOR_HEADING]):
        if is_heading_row(texts_of(row)):
            return head_at(rows, index - 1 if _is_upper(rows, index - 1) else index)
        if index + 1 < len(rows) and _is_half_heading(rows, index):
            return head_at(rows, index)
    return _head_over_names(rows)


def next_head(rows: Sequence[SheetRow], head: Head, *, is_staff: bool) -> int:
    """Where the next heading stands: printed pages repeat theirs, and one sheet may hold several tables."""
    kinds = [kind_of_heading(text)[0] for text in head.texts]
    named = next((place for place, kind in enumerate(kinds) if kind in (K.FULL_NAME, K.LAST_NAME)), None)
    for index in range(head.end, len(rows)):
        first = [value for value in rows[index].values[:6] if isinstance(value, str)]
        if any(map(_MAY_HEAD.match, first)) and not any(value.endswith(_PATRONYMICS) for value in first):
            texts = texts_of(rows[index])
            if named is not None and named < len(texts) and _is_name(texts[named], kinds[named]):
                continue  # «Ким Ен Су», «учитель», «основное место работы» are words of headings too
            if is_heading_row(texts) and names_people([kind_of_heading(text)[0] for text in texts]) is is_staff:
                return index - 1 if index > head.end and _is_upper_again(rows, index - 1, head) else index
    return len(rows)


def head_at(rows: Sequence[SheetRow], index: int) -> Head:
    """The heading that begins at the row."""
    texts = texts_of(rows[index])
    end = index + 1
    if end < len(rows):
        lower = texts_of(rows[end])
        if _goes_on(texts, lower, rows[index], rows[end]):
            return Head(index, end + 1, _joined(texts, lower))
    return Head(index, end, texts)


def _is_half_heading(rows: Sequence[SheetRow], index: int) -> bool:
    """Two rows that head the table only together: «Фамилия, имя» merged over both, the rest below."""
    upper, lower = texts_of(rows[index]), texts_of(rows[index + 1])
    if rows[index + 1].position != rows[index].position + 1 or any(text.endswith(":") for text in upper):
        return False  # «Организация:» with its name is a title
    return len(set(filter(None, upper))) > 1 and is_heading_row(_joined(upper, lower)) and not is_heading_row(lower)


def _is_upper(rows: Sequence[SheetRow], index: int) -> bool:
    """Whether the row is the upper storey of the heading below: «Стаж» over «общий» and «педагогический»."""
    if index < 0 or rows[index + 1].position != rows[index].position + 1:
        return False
    upper, lower = texts_of(rows[index]), texts_of(rows[index + 1])
    both = _joined(upper, lower)
    return (
        len(set(filter(None, upper))) > 1
        and is_heading_row(both)
        and told_columns(both) > told_columns(lower)
        and _goes_on(upper, lower, rows[index], rows[index + 1])
    )


def _is_upper_again(rows: Sequence[SheetRow], index: int, head: Head) -> bool:
    """Also the upper storey that the heading of the page before had, though the lower one says enough alone."""
    return _is_upper(rows, index) or _joined(texts_of(rows[index]), texts_of(rows[index + 1])) == head.texts


def _goes_on(upper: list[str], lower: list[str], above: SheetRow, below: SheetRow) -> bool:
    if below.position != above.position + 1 or any(len(text) > 3 and text.isdigit() for text in lower):
        return False
    new = [
        text
        for place, text in enumerate(lower)
        if text and (place >= len(upper) or text != upper[place]) and (place == 0 or text != lower[place - 1])
    ]
    if not new:
        return any(lower)
    if any(map(looks_like_person, new)):
        return False
    names = [place for place, text in enumerate(upper) if kind_of_heading(text)[0] in _NAMING]
    if any(place < len(lower) and lower[place] not in ("", upper[place]) for place in names):
        under = [lower[place] for place in names if place < len(lower) and lower[place]]
        is_named = any(_FIO.match(text) or kind_of_heading(text)[0] in _PARTS_OF_NAME for text in under)
        if not is_named or any(len(text) > LONGEST_SUBHEADING for text in new):
            return False
    told = [
        kind_of_heading(text)[0]
        for place, text in enumerate(_joined(upper, lower))
        if place < len(lower) and lower[place] and (place >= len(upper) or lower[place] != upper[place])
    ]
    return any(kind not in (K.UNKNOWN, K.NUMBER) for kind in told) and len(set(new)) == len(new)


def _head_over_names(rows: Sequence[SheetRow]) -> Head | None:
    """A list without words of headings: where people stand one under another there is a list."""
    for index, row in enumerate(rows[:LOOKED_FOR_HEADING]):
        texts = texts_of(row)
        column = next((place for place, text in enumerate(texts) if looks_like_person(text)), None)
        if column is None:
            continue
        names = [one.values[column] for one in rows[index:] if column < len(one.values) and one.values[column] != ""]
        people = sum(looks_like_person(words_of(value)) for value in names)
        if people < FEWEST_NAMES or people * 2 < len(names):
            continue
        above = texts_of(rows[index - 1]) if index else []
        if len(set(filter(None, above))) > 1 and not any(map(looks_like_person, above)):
            return Head(index - 1, index, [*above, *[""] * (len(texts) - len(above))])
        return Head(index, index, [""] * len(texts))
    return None


def _is_name(text: str, kind: ColumnKind) -> bool:
    if not text or kind_of_heading(text)[0] is not K.UNKNOWN:
        return False
    return kind is K.LAST_NAME or name_of(text) is not None


def _joined(upper: Sequence[str], lower: Sequence[str]) -> list[str]:
    """«Стаж» over «общий» and «педагогический» are «Стаж общий» and «Стаж педагогический»."""
    width = max(len(upper), len(lower))
    tops = [*upper, *[""] * (width - len(upper))]
    lows = [*lower, *[""] * (width - len(lower))]
    return [_one_over_other(top, low) for top, low in zip(tops, lows, strict=True)]


def _one_over_other(top: str, low: str) -> str:
    """«Работник» over «ФИО» and «должность» adds nothing to them."""
    is_of_people = top != low and kind_of_heading(top)[0] in (K.FULL_NAME, K.LAST_NAME)
    if is_of_people and low and kind_of_heading(low)[0] is not K.UNKNOWN:
        return low
    return " ".join(dict.fromkeys(filter(None, (top, low))))
