"""What was read, for people at the command line."""

from collections.abc import Iterator

from metodsovet.kernel.russian import date_short, plural
from metodsovet.work.orders.reading.included import Appendix, AppendixKind
from metodsovet.work.orders.reading.result import Controller, ReadOrder, ReadPoint

_TEXT_CHARACTERS = 90
_KINDS = {
    AppendixKind.NAMED: "в файле нет",
    AppendixKind.PLAN: "план",
    AppendixKind.ROSTER: "список объединений",
    AppendixKind.REGULATION: "положение",
    AppendixKind.MEMBERS: "состав",
    AppendixKind.TABLE: "таблица",
    AppendixKind.TEXT: "текст",
}


def summary(order: ReadOrder) -> str:
    return "\n".join(_lines(order))


def _lines(order: ReadOrder) -> Iterator[str]:
    act = order.act
    number = f"№ {act.number}" if act.number else "без номера"
    day = f"от {date_short(act.date)}" if act.date else "без даты"
    yield " ".join((act.kind.capitalize() or "Акт", number, day)) + (f", {act.place}" if act.place else "")
    yield from act.issuers
    yield act.title or "Без заголовка"
    for basis in order.basis:
        parts = (basis.kind, basis.issuer, f"№ {basis.number}" if basis.number else "", basis.title)
        dated = f" от {date_short(basis.date)}" if basis.date else ""
        yield "  Основание: " + ", ".join(part for part in parts if part) + dated
    count = sum(1 for _ in order.all_points())
    yield f"{count} {plural(count, 'пункт', 'пункта', 'пунктов')}"
    for point in order.points:
        yield from _point_lines(point, 0)
    yield from _ending(order)


def _point_lines(point: ReadPoint, depth: int) -> Iterator[str]:
    indent = "  " * (depth + 1)
    flat = " ".join(point.text.split())
    text = flat if len(flat) <= _TEXT_CHARACTERS else flat[: _TEXT_CHARACTERS - 1].rstrip() + "…"
    yield f"{indent}{point.number or '–'} {text}"
    parties = "" if "parties" in point.inherits else "; ".join(party.print() for party in point.parties)
    term = point.term.text() if point.term and "term" not in point.inherits else ""
    told = [part for part in (parties, term) if part]
    if told:
        yield f"{indent}    {' · '.join(told)}"
    for child in point.children:
        yield from _point_lines(child, depth + 1)


def _ending(order: ReadOrder) -> Iterator[str]:
    yield f"Контроль: {_controller(order.controller)}"
    for one in order.signatories:
        yield f"Подпись: {one.position} {one.person}".strip()
    if order.executor:
        yield f"Исполнитель: {order.executor.person} {order.executor.phone}".rstrip()
    if order.enters_into_force:
        yield f"Вступает в силу: {order.enters_into_force.text}"
    for appendix in order.appendices:
        yield _appendix_line(appendix)
    if order.warnings:
        yield f"\nПредупреждения: {len(order.warnings)}"
        yield from (f"  {warning.text}" for warning in order.warnings)


def _controller(controller: Controller | None) -> str:
    if controller is None:
        return "не назван"
    return "подписавший" if controller.is_signatory else "; ".join(party.print() for party in controller.parties)


def _appendix_line(appendix: Appendix) -> str:
    name = f"Приложение № {appendix.number}" if appendix.number else "Приложение"
    amount = ""
    if appendix.plan:
        amount = f", строк: {len(appendix.plan.activities)}"
    elif appendix.members:
        amount = f", человек: {len(appendix.members)}"
    elif appendix.roster:
        amount = f", строк: {len(appendix.roster)}"
    elif appendix.clauses:
        amount = f", пунктов: {sum(1 for clause in appendix.clauses for _ in clause.walk())}"
    return f"{name}: {appendix.title or 'без названия'} ({_KINDS[appendix.kind]}{amount})"
