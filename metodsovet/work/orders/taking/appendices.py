"""Appendices of the file as those of a draft; an included plan or roster goes to its own room too."""

from collections.abc import Sequence
from datetime import date

from metodsovet.work.communities.models import CommunityKind
from metodsovet.work.communities.reading import Line
from metodsovet.work.orders.actions.appendices import MOST_ROWS
from metodsovet.work.orders.models import OrderAppendix
from metodsovet.work.orders.reading import Appendix, ReadOrder
from metodsovet.work.orders.taking.deeds import LASTING
from metodsovet.work.orders.wording import capital

Kind = OrderAppendix.Kind
STEM = 5
ROSTER_COLUMNS = (
    ("community", "Объединение"),
    ("head", "ФИО"),
    ("post", "Должность"),
    ("place", "Организация"),
    ("curator", "Куратор"),
)


def taken_appendix(read: Appendix, position: int) -> OrderAppendix:
    """Unsaved and of no order yet. What the file names and does not hold is an empty table, to be filled by people."""
    text = text_of(read)
    row = OrderAppendix(position=position, title=_title(read)[:500], kind=Kind.ROWS, text=text)
    if read.roster:
        row.columns, row.rows = _of_roster(read.roster)
    elif read.rows:
        row.columns, row.rows = _of_table(read.rows)
    elif text:
        row.kind = Kind.TEXT
    return row


def text_of(read: Appendix) -> str:
    """A line of its own for every clause, with its printed number."""
    lines = (f"{clause.number} {clause.text}".strip() for outer in read.clauses for clause in outer.walk())
    return "\n".join(_numbered(line) for line in lines)[:200_000]


def kind_of_roster(title: str, kinds: Sequence[CommunityKind]) -> CommunityKind | None:
    """The kind whose name has most words in common with the title of the list."""
    said = _stems(title)
    return max(kinds, key=lambda kind: (len(_stems(kind.name) & said), -kind.place), default=None)


def period_of(read: Appendix, order: ReadOrder) -> tuple[date | None, date | None]:
    """For how long the points that name a list appoint by it, where they say so."""
    terms = [point.term for point in order.all_points() if point.number in read.points and point.term is not None]
    lasting = next((term for term in terms if term.kind in LASTING), None)
    return (lasting.start, lasting.end) if lasting else (None, None)


def kinds_meant(words: str, kinds: Sequence[CommunityKind]) -> list[CommunityKind]:
    """Kinds that share words with the name of a body, the nearest first: more of its own words stand in the name."""
    said = _stems(words)
    shared = {kind.pk: len(_stems(kind.name) & said) for kind in kinds}
    found = [kind for kind in kinds if shared[kind.pk]]
    return sorted(found, key=lambda kind: (-shared[kind.pk], len(_stems(kind.name)), kind.place))


def _title(read: Appendix) -> str:
    """«Утвердить их руководителей (приложение № 3)» says no title of its own."""
    if read.title and not read.title.lower().startswith("их "):
        return capital(read.title)
    return f"Приложение №\u00a0{read.number}" if read.number else "Приложение"


def _numbered(line: str) -> str:
    """«2) образовательные организации» goes on with the sentence above it, «2. Настоящее положение» is one itself."""
    number, _, rest = line.partition(" ")
    is_number = number.replace(".", "").isdigit() and not number.endswith(".")
    if not is_number:
        return line
    return f"{number}) {rest}" if number.isdigit() and rest[:1].islower() else f"{number}. {rest}"


def _of_roster(lines: Sequence[Line]) -> tuple[list[str], list[list[str]]]:
    used = [(name, title) for name, title in ROSTER_COLUMNS if any(getattr(line, name) for line in lines)]
    return [title for _, title in used], [[getattr(line, name) for name, _ in used] for line in lines]


def _of_table(rows: Sequence[Sequence[str]]) -> tuple[list[str], list[list[str]]]:
    """The first row heads it; rows of one text stay headings, short ones are filled up, long ones are cut."""
    columns = [cell or f"Столбец {place}" for place, cell in enumerate(rows[0], start=1)]
    width = len(columns)
    body = [_fitting(row, width) for row in rows[1 : MOST_ROWS + 1]]
    return columns, body


def _fitting(row: Sequence[str], width: int) -> list[str]:
    return list(row) if len(row) == 1 else [*row[:width], *[""] * (width - len(row))]


def _stems(text: str) -> set[str]:
    return {word[:STEM].lower() for word in text.replace("-", " ").split() if len(word) >= STEM}
