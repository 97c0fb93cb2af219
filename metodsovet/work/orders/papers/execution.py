"""The certificate of execution of an order: point by point who did it, when and by what it is shown."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from metodsovet.design.typography import unbreakable
from metodsovet.ground.access.models import User
from metodsovet.ground.documents.kinds import PaperDraft, PaperKind, offer
from metodsovet.ground.documents.printing.papers import print_for
from metodsovet.ground.documents.printing.signatures import Signature, signature_of
from metodsovet.kernel import clock
from metodsovet.kernel.numbers import ids_from
from metodsovet.kernel.russian import (
    Case,
    Grammar,
    date_text,
    decline_organisation,
    plural,
    with_words,
)
from metodsovet.kernel.terms import TermKind
from metodsovet.work.orders.expansion import BY_ITSELF, NOT_CONTROLLED
from metodsovet.work.orders.models import Order
from metodsovet.work.orders.papers.execution_facts import Executed, executed_by_points, execution_text
from metodsovet.work.orders.queries.boards import Board, BoardPoint, board_of
from metodsovet.work.orders.rules import is_here
from metodsovet.work.orders.wording import OF_KIND, Introductions

TEMPLATE = Path(__file__).resolve().parents[1] / "paper_templates" / "execution.docx"
SILENT = {
    NOT_CONTROLLED[TermKind.CONTINUOUS]: "Исполняется постоянно, отчёт не предусмотрен.",
    NOT_CONTROLLED[TermKind.ON_DEMAND]: "Исполняется по мере необходимости, отчёт не предусмотрен.",
    NOT_CONTROLLED[TermKind.BY_PLAN]: "Исполняется по плану.",
    BY_ITSELF: "Исполнен изданием приказа.",
}
_CONTROL = re.compile(r"^контрол", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ExecutionLine:
    """``is_head`` stands over its sub-points and has only its words."""

    number: str
    text: str
    responsible: str
    term: str
    execution: str
    mark: str
    is_head: bool


@dataclass(frozen=True, slots=True)
class OrderExecutionPaper:
    """``subject`` is «об исполнении приказа … от … № … «…»»; ``totals`` are sentences."""

    owner: str
    title: str
    subject: str
    day: str
    control: str
    lines: tuple[ExecutionLine, ...]
    totals: tuple[str, ...]
    signature: Signature
    executor: str


def execution_paper(order: Order, user: User) -> OrderExecutionPaper:
    """As of today, out of the assignments that the user sees; the controller signs while he is here."""
    board = board_of(order, user)
    rows = executed_by_points(board.scope.slice_of([one.point.pk for one in board.points]).rows())
    controller = order.controller if order.controller_id is not None and is_here(order.controller_id) else None
    person = getattr(user, "person", None)
    return OrderExecutionPaper(
        owner=order.organisation.name,
        title="Справка",
        subject=unbreakable(f"об исполнении {_order_in_genitive(order)}"),
        day=f"по состоянию на {date_text(clock.today())}",
        control=unbreakable(_control(order)),
        lines=tuple(_line(one, rows.get(one.point.pk, ())) for one in board.points),
        totals=tuple(unbreakable(text) for text in _totals(board)),
        signature=signature_of(controller or person),
        executor=person.full_name if person and person != controller else "",
    )


def print_execution(order: Order, user: User) -> bytes:
    return print_for(EXECUTION, execution_paper(order, user), order.organisation)


def compose_execution(user: User, asked: Mapping[str, str]) -> PaperDraft | None:
    """``order``, once it is registered."""
    rows = Order.objects.visible_to(user).filter(pk__in=ids_from([asked.get("order", "")]))
    order = rows.filter(state=Order.State.REGISTERED).select_related("organisation", "act", "controller").first()
    if order is None:
        return None
    paper = execution_paper(order, user)
    title = f"{paper.title} {paper.subject}"
    return PaperDraft(paper, order.organisation, title, source=order, back_url=f"{order.get_absolute_url()}control/")


def _order_in_genitive(order: Order) -> str:
    """«приказа Управления образования от 28 августа 2026 г. № 214 «Об организации …»»."""
    issuers = [order.organisation, *order.beside.all()]
    named = ", ".join(decline_organisation(one.name, Case.GENT) for one in issuers)
    day = date_text(order.signed_on) if order.signed_on else ""
    return f"{OF_KIND[Order.Kind(order.kind)]} {named} от {day} №\u00a0{order.number} «{order.title}»"


def _control(order: Order) -> str:
    if order.controller is None:
        return ""
    subject = f"Контроль за исполнением {OF_KIND[Order.Kind(order.kind)]}"
    people = Introductions(order, [order.controller])
    if order.controller_id == order.signatory_id:
        return f"{subject} оставил за собой {_in_nominative(order, people)}."
    return f"{subject} возложен на {people.in_case(order.controller, Case.ACCS)}."


def _in_nominative(order: Order, people: Introductions) -> str:
    assert order.controller is not None
    post = people.post(order.controller)
    return f"{post[:1].lower()}{post[1:]} {order.controller.short_name}".strip()


def _line(one: BoardPoint, rows: Sequence[Executed]) -> ExecutionLine:
    text = one.text.strip().rstrip(";,")
    is_head = one.shown.has_children
    return ExecutionLine(
        number=f"{one.shown.number}.",
        text=unbreakable(f"{text.rstrip('.:')}:" if is_head else text),
        responsible="" if is_head else unbreakable(one.responsible),
        term="" if is_head else unbreakable(" ".join(one.term.split())),
        execution="" if is_head else unbreakable(_execution(one, rows)),
        mark="" if is_head and not one.is_own_removal else unbreakable(_mark(one)),
        is_head=is_head,
    )


def _execution(one: BoardPoint, rows: Sequence[Executed]) -> str:
    if one.ended is not None:
        return f"Утратил силу: {one.ended.order.requisites}."
    if rows:
        return execution_text(rows)
    if one.silence in SILENT:
        return SILENT[one.silence]
    if _CONTROL.match(one.text):
        return "Контроль осуществляется."
    if one.execution.is_advice:
        return "Рекомендация, отчёт не предусмотрен."
    return "Отчёт не предусмотрен."


def _mark(one: BoardPoint) -> str:
    if one.removal is None or one.ended is not None:
        return ""
    if one.is_own_removal:
        return one.removal.mark
    return "Вместе с пунктом выше" if one.removal.point_id else "Вместе с приказом"


def _totals(board: Board) -> list[str]:
    found = [_of_points(board), _of_duties(board), _conclusion(board)]
    return [text for text in found if text]


def _of_points(board: Board) -> str:
    counted = board.counted
    if not counted:
        return "Пунктов, об исполнении которых отчитываются, в приказе нет."
    total, closed = len(counted), board.closed
    late = sum(1 for one in counted if not one.execution.is_closed and one.tally.of("overdue"))
    removed = sum(1 for one in counted if one.removal is not None and not one.is_executed)
    parts = [f"исполнено\u00a0— {with_words(closed - removed)}"]
    if removed:
        parts.append(f"снято с контроля без исполнения\u00a0— {with_words(removed)}")
    if total - closed - late:
        parts.append(f"исполняется\u00a0— {with_words(total - closed - late)}")
    if late:
        parts.append(f"просрочено\u00a0— {with_words(late)}")
    word = plural(total, "пункта", "пунктов", "пунктов")
    return f"Отчёт требовался об исполнении {total}\u00a0{word}: {', '.join(parts)}."


def _of_duties(board: Board) -> str:
    total = board.total
    given = total.of("given")
    if not given:
        return ""
    duties = Grammar.NEUTER
    late, overdue = total.of("late"), total.of("overdue")
    parts = [f"исполнено\u00a0— {with_words(total.of('accepted'), duties)}"]
    if late:
        parts[0] += f", из них позже срока\u00a0— {with_words(late, duties)}"
    if total.of("waiting"):
        parts.append(f"ждёт приёмки\u00a0— {with_words(total.of('waiting'), duties)}")
    if total.of("missing"):
        parts.append(f"не исполнено\u00a0— {with_words(total.of('missing'), duties)}")
        parts[-1] += f", из них с истёкшим сроком\u00a0— {with_words(overdue, duties)}" if overdue else ""
    word = plural(given, "поручение", "поручения", "поручений")
    return f"Дано {with_words(given, duties)} {word}: {'; '.join(parts)}."


def _conclusion(board: Board) -> str:
    kind = board.order.get_kind_display().capitalize()
    if board.removal is not None:
        return f"{kind}: {board.removal.mark[:1].lower()}{board.removal.mark[1:].rstrip('.')}."
    if board.is_ended:
        return f"{kind} {board.force.word} {board.force.text}; контроль прекращён."
    if board.may_be_removed:
        executed = "исполнен" if board.order.kind == Order.Kind.ORDER else "исполнено"
        return f"{kind} {executed} полностью, предлагается снять его с контроля."
    return f"{kind} остаётся на контроле."


def sample_execution() -> OrderExecutionPaper:
    return OrderExecutionPaper(
        owner="Управление образования Берёзовского муниципального округа",
        title="Справка",
        subject="об исполнении приказа Управления образования Берёзовского муниципального округа "
        "от 28\u00a0августа 2026\u00a0г. №\u00a0214 «Об организации методической работы в 2026/27 учебном году»",
        day="по состоянию на 15\u00a0июня 2027\u00a0г.",
        control="Контроль за исполнением приказа возложен на Громову\u00a0И.П., заместителя начальника управления.",
        lines=(
            ExecutionLine("1.", "Утвердить состав руководителей", "", "", "Исполнен изданием приказа.", "", False),
            ExecutionLine("2.", "Руководителям образовательных организаций:", "", "", "", "", True),
            ExecutionLine(
                "2.1.",
                "представить планы работы школьных методических объединений",
                "руководители образовательных организаций",
                "до 20\u00a0сентября 2026\u00a0г.",
                "Исполнено 38 из 40, отчёты с 05.09.2026 по 24.09.2026.\n"
                "Позже срока\u00a0— 1: Школа №\u00a05 (24.09.2026).\n"
                "Не исполнено, срок истёк\u00a0— 2: Лицей №\u00a04 (20.09.2026), Школа №\u00a011 (20.09.2026).",
                "",
                False,
            ),
        ),
        totals=("Приказ остаётся на контроле.",),
        signature=Signature("Заместитель начальника управления", "И.П. Громова"),
        executor="Рябова Ольга Ивановна",
    )


EXECUTION = offer(
    PaperKind(
        code="order_execution",
        name="справка об исполнении приказа",
        data=OrderExecutionPaper,
        template=TEMPLATE,
        sample=sample_execution,
        permission="orders.download_certificate",
        compose=compose_execution,
        public={"subject": "О чём", "day": "На какой день"},
    )
)
