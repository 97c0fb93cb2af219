"""Appendices cut apart and given to the reader of their kind: plans to planning, rosters to communities."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from metodsovet.kernel.school_year import SchoolYear
from metodsovet.kernel.spreadsheets import Document, FileRefused, Table
from metodsovet.work.communities.reading import Line as RosterLine
from metodsovet.work.communities.reading import read_lines
from metodsovet.work.orders.reading.clauses import clauses_of
from metodsovet.work.orders.reading.included import Appendix, AppendixKind
from metodsovet.work.orders.reading.labels import label_of
from metodsovet.work.orders.reading.lines import Line
from metodsovet.work.orders.reading.members import is_of_members, members_of_text, read_members
from metodsovet.work.orders.reading.names import NAME
from metodsovet.work.orders.reading.parts import APPENDIX, HEADING, STAMP
from metodsovet.work.orders.reading.result import ReadPoint
from metodsovet.work.planning.reading import ReadPlan, read_plan
from metodsovet.work.planning.reading.letter_case import as_sentence, together

_STAMP_LINES = 8
_TITLE_LINES = 6
_TITLE_CHARACTERS = 220
_STAMPED = re.compile(
    r"^\W*(?:к\s+(?:приказ|распоряж|постановл|решени)|утвержд|приказом|распоряжением|постановлением|от\b|№|\d{1,2}[.\s]|«)",
    re.IGNORECASE,
)
_CAPITAL_WORD = re.compile(r"^(?:ПОЛОЖЕНИЕ|ПЛАН|ПРОГРАММА|СОСТАВ|СПИСОК|ГРАФИК|ПЕРЕЧЕНЬ|ПОРЯДОК)(?=\s[а-яё«])")
_NUMBERED = re.compile(r"(?:№|\bN)\s*[\w_/-]*|от\s+[«_\d]", re.IGNORECASE)
_PLAN_HEAD = re.compile(r"мероприят|содержан|событи|вид\w* деятельн|поручени|действи|вопрос", re.IGNORECASE)
_WHEN_OR_WHO = re.compile(r"срок|дата|период|ответствен|исполнител|месяц|время", re.IGNORECASE)


@dataclass(slots=True)
class Piece:
    number: str
    lines: list[Line] = field(default_factory=list)


def read_appendices(lines: Sequence[Line], document: Document, year: SchoolYear) -> list[Appendix]:
    return [_appendix(piece, document, year) for piece in _pieces(lines)]


def of_tables(tables: Sequence[tuple[str, Table]], name: str, year: SchoolYear) -> Iterator[Appendix]:
    """Tables that stand among the points instead of in an appendix."""
    for number, table in tables:
        found = _tabled([table], Document(name, (table,)), year)
        yield replace(found, points=(number,) if number else ())


def _pieces(lines: Sequence[Line]) -> list[Piece]:
    pieces: list[Piece] = []
    for line in lines:
        head = APPENDIX.match(line.text) if len(line.text) < _TITLE_CHARACTERS else None
        if head is not None and pieces and _is_stamp_alone(pieces[-1]):
            # «УТВЕРЖДЕНО / приказом … / (приложение 3)»: the stamp stands over the number.
            pieces[-1].number = head["number"] or ""
        elif head is not None:
            pieces.append(Piece(head["number"] or "", [Line(head["rest"], line.block)] if head["rest"] else []))
        elif not pieces or (STAMP.match(line.text) and line.text[0].isupper() and _has_content(pieces[-1])):
            pieces.append(Piece("", [line]))
        else:
            pieces[-1].lines.append(line)
    return [piece for piece in pieces if piece.lines]


def _is_stamp_alone(piece: Piece) -> bool:
    return (
        not piece.number
        and len(piece.lines) <= _STAMP_LINES
        and STAMP.match(piece.lines[0].text) is not None
        and all(line.table is None and not HEADING.match(line.text) for line in piece.lines)
    )


def _has_content(piece: Piece) -> bool:
    return len(piece.lines) > _STAMP_LINES or any(line.table is not None for line in piece.lines)


def _appendix(piece: Piece, document: Document, year: SchoolYear) -> Appendix:
    lines = _without_stamp(piece.lines)
    title, rest = _titled(lines)
    tables = [line.table for line in rest if line.table is not None]
    body = "\n".join(line.text for line in rest)
    title = _CAPITAL_WORD.sub(lambda found: found.group().capitalize(), as_sentence(title, body).strip(" ."))
    clauses = clauses_of(rest)
    if tables:
        blocks = tuple(dict.fromkeys(line.block for line in lines))
        own = Document(document.name, tuple(document.blocks[place] for place in blocks))
        found = _membership(title, tables) or _tabled(tables, own, year)
        title = title or (found.plan.title if found.plan else "")
        return replace(found, number=piece.number, title=title, clauses=clauses)
    members = members_of_text(title, [line.text for line in rest]) if is_of_members(title) else ()
    if members:
        return Appendix(piece.number, title, AppendixKind.MEMBERS, clauses=clauses, members=members)
    is_regulation = sum(label_of(line.text) is not None for line in rest) > 2
    kind = AppendixKind.REGULATION if is_regulation else AppendixKind.TEXT
    return Appendix(piece.number, title, kind, clauses=clauses)


def _without_stamp(lines: Sequence[Line]) -> Sequence[Line]:
    """«к приказу управления образования / от … № …» says of which order, not what it is."""
    if not lines or not _STAMPED.match(lines[0].text):
        return lines
    for place, line in enumerate(lines[:_STAMP_LINES]):
        if line.table is not None or (place and HEADING.match(line.text)):
            return lines[place:]
        if _NUMBERED.search(line.text) and not (place + 1 < len(lines) and _STAMPED.match(lines[place + 1].text)):
            return lines[place + 1 :]
    return lines[1:]


def _titled(lines: Sequence[Line]) -> tuple[str, Sequence[Line]]:
    taken = 0
    for line in lines[:_TITLE_LINES]:
        is_end = line.table is not None or label_of(line.text) is not None or len(line.text) > _TITLE_CHARACTERS
        if taken and is_of_members(lines[0].text) and NAME.search(line.text):
            break
        if is_end or (taken and lines[0].is_bold and not line.is_bold) or line.text.endswith(":"):
            break
        if (
            taken
            and line.text[0].isupper()
            and not line.text.isupper()
            and not line.is_bold
            and lines[taken - 1].text[-1:] not in ",-–"
        ):
            break
        taken += 1
        if line.text.endswith("."):
            break
    return together([line.text for line in lines[:taken]]), lines[taken:]


def _membership(title: str, tables: Sequence[Table]) -> Appendix | None:
    members = read_members(tables) if is_of_members(title) else ()
    return Appendix("", "", AppendixKind.MEMBERS, rows=_rows(tables), members=members) if members else None


def _rows(tables: Sequence[Table]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(cell.text for cell in row.cells) for table in tables for row in table.rows)


def _tabled(tables: Sequence[Table], document: Document, year: SchoolYear) -> Appendix:
    head = " ".join(cell.text for row in tables[0].rows[:3] for cell in row.filled)
    if _PLAN_HEAD.search(head) and _WHEN_OR_WHO.search(head):
        plan = _plan(document, year)
        if plan is not None:
            return Appendix("", "", AppendixKind.PLAN, plan=plan)
    roster = _roster(document)
    if roster:
        return Appendix("", "", AppendixKind.ROSTER, roster=roster)
    return Appendix("", "", AppendixKind.TABLE, rows=_rows(tables))


def _plan(document: Document, year: SchoolYear) -> ReadPlan | None:
    try:
        return read_plan(document, year=year)
    except FileRefused:
        return None


def _roster(document: Document) -> tuple[RosterLine, ...]:
    try:
        return tuple(read_lines(document))
    except FileRefused:
        return ()


def joined(included: Sequence[Appendix], points: Sequence[ReadPoint]) -> tuple[Appendix, ...]:
    """Included appendices with the points that name them, then those that are only named."""
    naming = _naming(points)
    answer = [_with_points(appendix, naming, len(included)) for appendix in included]
    known = {appendix.number for appendix in answer}
    titles = {
        approved.appendix: approved.title
        for top in points
        for point in top.walk()
        for approved in point.approves
        if approved.title
    }
    for number, by in naming.items():
        is_lone = number == "" and len([one for one in included if not one.points]) > 0
        if number not in known and not is_lone:
            answer.append(Appendix(number, titles.get(number, ""), AppendixKind.NAMED, by))
    return tuple(answer)


def _naming(points: Sequence[ReadPoint]) -> dict[str, tuple[str, ...]]:
    """Numbers of points by appendix; an item of a list without a number stands under that of its point."""
    naming: dict[str, tuple[str, ...]] = {}
    for appendix, number in _mentions(points, ""):
        known = naming.get(appendix, ())
        naming[appendix] = known if number in known else (*known, number)
    return dict(sorted(naming.items(), key=lambda item: (len(item[0]), item[0])))


def _mentions(points: Sequence[ReadPoint], above: str) -> Iterator[tuple[str, str]]:
    for point in points:
        number = point.number if point.number[:1].isdigit() else above
        yield from ((appendix, number) for appendix in point.appendices)
        yield from _mentions(point.children, number)


def _with_points(appendix: Appendix, naming: dict[str, tuple[str, ...]], count: int) -> Appendix:
    """A lone appendix is named «(прилагается)» and may still be numbered, and the other way round."""
    points = naming.get(appendix.number, ())
    if not points and count == 1 and len(naming) == 1:
        points = next(iter(naming.values()))
    return replace(appendix, points=points) if points else appendix
