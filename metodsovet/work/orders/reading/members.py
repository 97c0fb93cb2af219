"""Who belongs to a council or a group: «Состав методического совета» as a table or as lines."""

import re
from collections.abc import Sequence

from metodsovet.kernel.parties import PartyKind
from metodsovet.kernel.spreadsheets import Row, Table
from metodsovet.work.orders.reading.appointed import Appointed
from metodsovet.work.orders.reading.appointing import appointed_in
from metodsovet.work.orders.reading.names import NAME
from metodsovet.work.orders.reading.people import known

MEMBER = "член"
_TITLE = re.compile(r"^(?:персональн\w+\s+)?(?:состав|члены)\b(?!\w*\s+(?:жюри|участник|команд))", re.IGNORECASE)
_PERSON = re.compile(r"^(?:ф\.?\s?и\.?\s?о|фамилия)", re.IGNORECASE)
_ROLE = re.compile(r"^(?:роль|статус|обязанност|функци|кем\b)|\bв\s+(?:составе|совете|групп|комиссии)", re.IGNORECASE)
_POST = re.compile(r"должност|место\s+работы|организаци|учреждени|^о[оу]$", re.IGNORECASE)
_HEADER_ROWS = 3
_SHORTEST = 2


def is_of_members(title: str) -> bool:
    return _TITLE.match(title.strip()) is not None


def read_members(tables: Sequence[Table]) -> tuple[Appointed, ...]:
    """Rows under «ФИО · должность · роль»; nothing where no column holds people."""
    found: list[Appointed] = []
    for table in tables:
        for index, row in enumerate(table.rows[:_HEADER_ROWS]):
            columns = _columns(row)
            if "person" in columns:
                found += [one for line in table.rows[index + 1 :] if (one := _member(line, columns))]
                break
    return tuple(found)


def members_of_text(title: str, lines: Sequence[str]) -> tuple[Appointed, ...]:
    """«председатель – Медведев Р.И., директор; члены: …», one to a line."""
    said = [line.rstrip(" ;.") if not line.rstrip().endswith(":") else line for line in lines]
    found = appointed_in(f"{title}:\n" + ";\n".join(said), None)
    return tuple(Appointed(party, MEMBER if office == title else office) for party, office in found if party.person)


def _columns(row: Row) -> dict[str, int]:
    columns: dict[str, int] = {}
    for cell in row.filled:
        text = " ".join(cell.text.split())
        for name, pattern in (("person", _PERSON), ("role", _ROLE), ("post", _POST)):
            if name not in columns and pattern.search(text) and not NAME.search(text):
                columns[name] = cell.column
                break
    return columns


def _member(row: Row, columns: dict[str, int]) -> Appointed | None:
    texts = {cell.column: " ".join(cell.text.split()) for cell in row.cells if cell.text}
    name = texts.get(columns["person"], "")
    if len(name.split()) < _SHORTEST:
        return None
    post = texts.get(columns.get("post", -1), "")
    parties = known(f"{name}, {post}" if post else name)
    party = next((one for one in parties if one.person and one.kind is PartyKind.PERSON), None)
    party = party or next((one for one in known(name) if one.person), None)
    return Appointed(party, texts.get(columns.get("role", -1), "") or MEMBER) if party else None
