"""A row of a list of organisations."""

import re

from metodsovet.ground.directory.reading.columns import Columns
from metodsovet.ground.directory.reading.forbidden import without_forbidden
from metodsovet.ground.directory.reading.values import ColumnKind, Data, ReadRow
from metodsovet.ground.directory.reading.words import words_of
from metodsovet.kernel.spreadsheets.grids import SheetRow

K = ColumnKind
LONGEST_NAME, LONGEST_SHORT_NAME = 500, 150
_KINDS = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        ("kindergarten", r"детск\w* сад|\bд/с\b|доу\b|дошкольн|ясли|прогимнази"),
        (
            "additional",
            r"дополнительн|\bцдт\b|\bддт\b|дюсш|творчеств|спортивн\w* школ|музыкальн\w* школ|школа искусств|\bдши\b",
        ),
        ("centre", r"методическ\w* центр|\bимц\b|\bцро\b|центр развития образовани|методическ"),
        ("authority", r"управлени|отдел образовани|комитет|департамент"),
        ("school", r"сош\b|оош\b|нош\b|школ|гимнази|лице[йя]|общеобразоват|интернат|кадет"),
    )
)
_QUOTED = re.compile(r"[«\"]([^«»\"]{3,})[»\"]")


def read_place(columns: Columns, row: SheetRow, sheet: str) -> ReadRow:
    full, short, place, kind = (
        without_forbidden(words_of(columns.value(row.values, one)))[0]
        for one in (K.NAME, K.SHORT_NAME, K.PLACE, K.KIND)
    )
    name = full or place or short
    data: Data = {
        "name": name[:LONGEST_NAME],
        "short_name": (short or short_name_of(place or full))[:LONGEST_SHORT_NAME],
        "kind": kind_of_place(f"{kind} {short} {name}"),
    }
    refusal = "" if name else "В строке нет названия организации."
    return ReadRow(sheet, row.position, data, (), refusal)


def kind_of_place(words: str) -> str:
    """Kind of organisation by its words: ``Organisation.Kind``; «other» when they do not tell."""
    return next((kind for kind, pattern in _KINDS if pattern.search(words)), "other")


def short_name_of(full: str) -> str:
    """What people call it: the quoted part of a long official name, or the name itself."""
    if len(full) <= 60:
        return full
    quoted = _QUOTED.search(full)
    return quoted[1] if quoted else full
