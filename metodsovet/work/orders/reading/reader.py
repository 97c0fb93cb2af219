"""An order out of a document: cut into parts, each read by its own rules."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

from metodsovet.kernel.school_year import SchoolYear
from metodsovet.kernel.spreadsheets import Document, FileRefused, read_here, read_in_child
from metodsovet.work.orders.reading import verbs
from metodsovet.work.orders.reading.appendices import joined, of_tables, read_appendices
from metodsovet.work.orders.reading.basis import read_basis
from metodsovet.work.orders.reading.checks import warnings_of
from metodsovet.work.orders.reading.lines import Line, lines_of
from metodsovet.work.orders.reading.parts import Parts, cut
from metodsovet.work.orders.reading.points import items_of, read_points
from metodsovet.work.orders.reading.requisites import read_requisites
from metodsovet.work.orders.reading.responsible import is_self
from metodsovet.work.orders.reading.result import Controller, EntryIntoForce, ReadAct, ReadOrder, ReadPoint
from metodsovet.work.orders.reading.signing import read_executor
from metodsovet.work.orders.reading.sources import ReadFile, source_lines
from metodsovet.work.planning.reading import ReadWarning

PACKAGE = "metodsovet.work.orders.reading"
# An order of 40 pages has some 300 points and 2,000 paragraphs with its appendices; ten times more takes seconds.
MOST_POINTS, MOST_PARAGRAPHS = 3_000, 20_000
_SCHOOL_YEAR = re.compile(r"(?<!\d)(20\d\d)\s?[/–—-]\s?(?:20)?(\d\d)\s+уч", re.IGNORECASE)
_ISSUING = re.compile(
    r"(?:^|[,»\"\s])\s*((?:администрация|правительство|департамент|комитет|управление)\s[^,]{3,120})$", re.IGNORECASE
)
_AUGUST = 8
_BODY_CHARACTERS = 300_000
_FORCE = re.compile(r"\bвступа\w+ в (?:законную )?силу|\bввести в действие\b|\bвводится в действие", re.IGNORECASE)
_COMMANDED = {"приказ": "приказ", "постанов": "постановление", "распоряж": "распоряжение", "реши": "решение"}


def read_order_in_child(source: Path | bytes, name: str) -> ReadOrder:
    """In a limited process; FileRefused with one sentence for whatever cannot be read."""
    try:
        return ReadOrder.from_json(read_in_child(PACKAGE, source, name))
    except FileRefused as refusal:
        raise _worded(refusal, name) from refusal


def read_file_in_child(source: Path | bytes, name: str) -> ReadFile:
    """As ``read_order_in_child``, with the file as it stood."""
    try:
        return ReadFile.from_json(read_in_child(PACKAGE, source, name))
    except FileRefused as refusal:
        raise _worded(refusal, name) from refusal


def read_order_here(source: Path | bytes, name: str) -> ReadOrder:
    return read_file_here(source, name).order


def read_file_here(source: Path | bytes, name: str) -> ReadFile:
    try:
        document = read_here(source, name, is_prose=True)
    except FileRefused as refusal:
        raise _worded(refusal, name) from refusal
    return ReadFile(read_order(document), tuple(source_lines(document)))


def _worded(refusal: FileRefused, name: str) -> FileRefused:
    """Of a plan one may ask for a table, of an order for its text."""
    sentences = {
        "empty_file": f"Файл «{name}» пуст: выберите файл с текстом приказа.",
        "too_heavy": f"Файл «{name}» слишком велик для чтения: оставьте в нём один приказ с приложениями.",
        "too_slow": f"Файл «{name}» читается слишком долго: оставьте в нём один приказ с приложениями.",
    }
    return FileRefused(refusal.code, sentences.get(refusal.code, refusal.text))


def read_order(document: Document) -> ReadOrder:
    """FileRefused ``no_text`` or ``no_order`` when the document holds no order; everything else is a warning."""
    if len(document.blocks) > MOST_PARAGRAPHS:
        raise _too_long(document)
    lines = lines_of(document)
    if not lines:
        raise FileRefused("no_text", f"В файле «{document.name}» нет текста: если это скан, загрузите документ Word.")
    parts = cut(lines)
    body = "\n".join(line.text for line in lines)[:_BODY_CHARACTERS]
    act, found = read_requisites(parts.head, parts.tail, body)
    act = _with_issuer(_with_kind(act, parts, body), parts.preamble)
    year = _year_of(act, parts.preamble)
    items, tables = items_of(parts.points)
    if sum(1 for item in items for _ in item.walk()) > MOST_POINTS:
        raise _too_long(document)
    points = read_points(items, year)
    if not _is_order(act, parts, points):
        raise _no_order(document, lines)
    order = _assembled(document, act, parts, points, year)
    order = replace(
        order, appendices=joined([*order.appendices, *of_tables(tables, document.name, year)], order.points)
    )
    remarks = tuple(ReadWarning(remark.code, remark.text) for remark in document.remarks)
    return replace(order, warnings=(*remarks, *warnings_of(order, body, is_blank=found.is_blank)))


def _assembled(
    document: Document, act: ReadAct, parts: Parts, points: tuple[ReadPoint, ...], year: SchoolYear
) -> ReadOrder:
    executor, notes = read_executor(parts.tail)
    appendices = parts.appendices
    if executor is None and not parts.tail and len(appendices) > 1:
        # The executor's mark may stand on the last page, after everything.
        executor, _ = read_executor(appendices[-2:])
    return ReadOrder(
        act=act,
        basis=read_basis(parts.preamble),
        preamble=parts.preamble,
        command=parts.command,
        points=points,
        controller=_controller(points),
        signatories=parts.signed.signatories if parts.signed else (),
        executor=executor,
        enters_into_force=_force(points),
        appendices=tuple(read_appendices(appendices, document, year)),
        notes=tuple(notes),
        warnings=(),
    )


def _is_order(act: ReadAct, parts: Parts, points: Sequence[ReadPoint]) -> bool:
    """A kind or a command, and something commanded."""
    return bool(points) and bool(act.kind or parts.command) and any(point.verb for point in _all(points))


def _all(points: Sequence[ReadPoint]) -> list[ReadPoint]:
    return [inner for point in points for inner in point.walk()]


def _no_order(document: Document, lines: Sequence[Line]) -> FileRefused:
    name = document.name
    if any(line.table is not None for line in lines):
        return FileRefused(
            "no_order",
            f"В файле «{name}» нет пунктов приказа, только таблица: план читается как план, загрузите его там.",
        )
    return FileRefused(
        "no_order", f"В файле «{name}» не нашёлся приказ: нет ни слова «Приказ» или «Приказываю», ни пунктов."
    )


def _too_long(document: Document) -> FileRefused:
    return FileRefused(
        "too_long", f"Файл «{document.name}» длиннее любого приказа: оставьте в нём один приказ с приложениями."
    )


def _with_kind(act: ReadAct, parts: Parts, body: str) -> ReadAct:
    """Without a heading the command tells the kind, or «настоящего распоряжения» in the text."""
    if act.kind:
        return act
    kind = next((kind for stem, kind in _COMMANDED.items() if parts.command.startswith(stem)), "")
    if not kind:
        named = re.search(r"настоящ\w+ (приказ|распоряжени|постановлени)", body, re.IGNORECASE)
        kind = next((kind for kind in _COMMANDED.values() if named and kind.startswith(named[1].lower())), "")
    return replace(act, kind=kind)


def _with_issuer(act: ReadAct, preamble: str) -> ReadAct:
    """«…, администрация Лугового района постановляет:» names who issues where no letterhead does."""
    named = None if act.issuers else _ISSUING.search(preamble)
    return replace(act, issuers=(f"{named[1][0].upper()}{named[1][1:]}",)) if named else act


def _year_of(act: ReadAct, preamble: str) -> SchoolYear:
    """The school year that the order speaks of; from August on an order is about the year that comes."""
    named = _SCHOOL_YEAR.search(f"{act.title} {preamble}")
    if named and (int(named[1]) + 1) % 100 == int(named[2]):
        return SchoolYear(int(named[1]))
    day: date = act.date or datetime.now().astimezone().date()
    return SchoolYear(day.year if day.month >= _AUGUST else day.year - 1)


def _controller(points: Sequence[ReadPoint]) -> Controller | None:
    """The last point of control is that of the whole order."""
    for point in reversed(_all(points)):
        if point.kind == verbs.CONTROL and (point.parties or is_self(point.text)):
            return Controller(point.parties, is_self(point.text) and not point.parties, point.number)
    return None


def _force(points: Sequence[ReadPoint]) -> EntryIntoForce | None:
    point = next((point for point in _all(points) if _FORCE.search(point.text)), None)
    return EntryIntoForce(point.text, point.number, point.term) if point else None
