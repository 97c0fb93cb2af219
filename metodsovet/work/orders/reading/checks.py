"""What to look at: sentences for the person who reviews what was read. Nothing here blocks."""

from collections.abc import Iterator, Sequence
from datetime import date

from metodsovet.kernel.parties import PartyKind
from metodsovet.kernel.russian import date_short
from metodsovet.kernel.terms import Term, TermKind
from metodsovet.work.orders.reading import verbs
from metodsovet.work.orders.reading.result import ReadOrder, ReadPoint
from metodsovet.work.planning.reading import ReadWarning

_SHOWN = 60


def warnings_of(order: ReadOrder, body: str, *, is_blank: bool) -> tuple[ReadWarning, ...]:
    points = list(order.all_points())
    found = (
        *_act_warnings(order, body, is_blank=is_blank),
        *_citing_warnings(order),
        *_numbering_warnings(order.points),
        *(warning for point in points for warning in _point_warnings(point, order)),
        *_signing_warnings(order, points),
        *_appendix_warnings(order),
    )
    return tuple(dict.fromkeys(found))


def _act_warnings(order: ReadOrder, body: str, *, is_blank: bool) -> Iterator[ReadWarning]:
    act = order.act
    if not act.kind:
        yield ReadWarning("no_kind", "Вид акта не назван: укажите, приказ это или распоряжение.")
    for code, value, name in (("no_number", act.number, "Номер"), ("no_date", act.date, "Дата")):
        if not value:
            reason = "не заполнен" if is_blank else "не найден"
            yield ReadWarning(code, f"{name} приказа {reason}{'а' if name == 'Дата' else ''}: впишите по подлиннику.")
    if not act.title:
        yield ReadWarning("no_title", "Заголовок «О …» не найден: впишите его.")
    if not act.issuers:
        yield ReadWarning("no_issuer", "Кто издал документ, в файле не сказано: выберите организацию.")
    other = _other_kind(act.kind, body)
    if other:
        yield ReadWarning(
            "kind_differs", f"Документ назван «{act.kind}», а в тексте сказано «настоящего {other}»: проверьте вид."
        )


def _other_kind(kind: str, body: str) -> str:
    text = body.lower()
    genitives = {"приказ": "приказа", "распоряжение": "распоряжения", "постановление": "постановления"}
    named = [name for name in genitives if f"настоящего {genitives[name]}" in text]
    return genitives[named[0]] if kind in genitives and named and kind not in named else ""


def _citing_warnings(order: ReadOrder) -> Iterator[ReadWarning]:
    day = order.act.date
    for cited in order.basis:
        if day and cited.date and cited.date > day:
            name = f"{cited.kind} № {cited.number}" if cited.number else cited.kind
            yield ReadWarning(
                "act_cites_later_act",
                f"Документ от {date_short(day)} ссылается на более поздний: {name} от {date_short(cited.date)}; "
                "проверьте обе даты.",
            )


def _numbering_warnings(points: Sequence[ReadPoint]) -> Iterator[ReadWarning]:
    """Gaps and repeats among points of one level, as they are printed."""
    lasts: dict[int, int] = {}
    seen: set[str] = set()
    for point in points:
        last = point.number.rpartition(".")[2]
        if last.isdigit():
            expected = lasts.get(point.number.count("."), 0) + 1
            if point.number in seen:
                yield ReadWarning("number_repeated", f"Номер {point.number} стоит у двух пунктов: проверьте нумерацию.")
            elif int(last) > expected:
                lost = _numbered(point.number, expected)
                yield ReadWarning(
                    "number_missing", f"Перед пунктом {point.number} нет пункта {lost}: проверьте, не потерян ли он."
                )
            elif int(last) < expected:
                yield ReadWarning("number_order", f"Пункт {point.number} стоит не по порядку: проверьте нумерацию.")
            seen.add(point.number)
            lasts |= {depth: int(figure) for depth, figure in enumerate(point.number.split("."))}
        yield from _numbering_warnings(point.children)


def _numbered(number: str, last: int) -> str:
    prefix, dot, _ = number.rpartition(".")
    return f"{prefix}{dot}{last}"


def _point_warnings(point: ReadPoint, order: ReadOrder) -> Iterator[ReadWarning]:
    name = f"Пункт {point.number}" if point.number else f"Пункт «{_short(point.text)}»"
    if not point.text:
        yield ReadWarning("empty_point", f"{name} пуст: впишите текст или удалите номер.")
        return
    if point.term is not None and "term" not in point.inherits:
        yield from _term_warnings(name, point, point.term, order.act.date)
    unknown = [party for party in point.parties if party.kind is PartyKind.UNKNOWN and "parties" not in point.inherits]
    for party in unknown:
        yield ReadWarning("not_understood", f"{name}: «{party.source}» — непонятно, кто это; уточните.")
    if point.kind == verbs.CONTROL and not point.parties and order.controller is None:
        yield ReadWarning("no_controller_name", f"{name}: не понято, на кого возложен контроль; укажите.")


def _term_warnings(name: str, point: ReadPoint, term: Term, day: date | None) -> Iterator[ReadWarning]:
    is_late = day is not None and term.end is not None and term.end < day
    if term.kind is TermKind.UNKNOWN:
        yield ReadWarning("not_understood", f"{name}: срок «{term.source}» не понят; уточните его.")
    elif is_late and point.kind in (verbs.ASSIGN, verbs.INFORM):
        yield ReadWarning("term_before_act", f"{name}: срок «{term.source}» раньше даты документа; проверьте год.")


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _SHOWN else flat[: _SHOWN - 1].rstrip() + "…"


def _signing_warnings(order: ReadOrder, points: Sequence[ReadPoint]) -> Iterator[ReadWarning]:
    if not order.signatories:
        yield ReadWarning("no_signatory", "Подпись не найдена: укажите, кто подписал документ.")
    if order.controller is None:
        yield ReadWarning("no_controller", "Контролёр не назван: укажите, кто следит за исполнением.")
    texts: set[str] = set()
    for point in points:
        if len(point.text) > _SHOWN and point.text in texts:
            yield ReadWarning("same_point", f"Пункт «{_short(point.text)}» напечатан дважды: оставьте один.")
        texts.add(point.text)


def _appendix_warnings(order: ReadOrder) -> Iterator[ReadWarning]:
    for appendix in order.appendices:
        name = f"Приложение № {appendix.number}" if appendix.number else "Приложение"
        if not appendix.is_included:
            yield ReadWarning(
                "appendix_missing", f"{name} названо в пунктах, а в файле его нет: добавьте файл приложения."
            )
        elif not appendix.points:
            title = f" «{_short(appendix.title)}»" if appendix.title else ""
            yield ReadWarning(
                "appendix_unnamed", f"{name}{title} есть в файле, но ни один пункт его не называет: проверьте."
            )
    numbers = [appendix.number for appendix in order.appendices if appendix.is_included and appendix.number]
    for number in sorted({number for number in numbers if numbers.count(number) > 1}):
        yield ReadWarning("appendix_repeated", f"Приложений с номером {number} несколько: проверьте номера.")
