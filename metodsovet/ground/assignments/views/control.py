from collections.abc import Container
from dataclasses import replace

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from metodsovet.design.states import STATES
from metodsovet.design.tables import OpenedTable
from metodsovet.ground.access.door import Visitor, door
from metodsovet.ground.assignments import actions
from metodsovet.ground.assignments.models import Assignment
from metodsovet.ground.assignments.queries import ControlFilter, control_rows, counts_by_standing, waiting_for
from metodsovet.ground.assignments.queries.control import OPEN_STANDINGS, Sources, extensions_to_decide, rows_to_count
from metodsovet.ground.assignments.tables import control_table
from metodsovet.kernel import clock
from metodsovet.kernel.errors import DomainError
from metodsovet.kernel.numbers import ids_from
from metodsovet.kernel.russian import plural

NARROWING = ("all", "find", "source", "whose", "state", "organisation", "act", "month")


@door("assignments.view_control")
@require_GET
def show_control(request: Visitor) -> HttpResponse:
    """The list of control: what one sees, narrowed by the address; asked of nothing, it opens with what is not done."""
    opened = _opened(request)
    waiting, asked = waiting_for(request.user), extensions_to_decide(request.user)
    if opened.is_narrowed or _sources(request):
        waiting = waiting.filter(pk__in=opened.rows.values("pk"))
        asked = asked.filter(assignment__in=opened.rows.values("pk"))
    acceptable, extendable = waiting.count(), asked.count()
    if not acceptable and not extendable:
        opened.table = replace(opened.table, row_key=None)  # nothing to choose for
    counts = _counts(request, opened)
    chosen = OPEN_STANDINGS if _is_plain(request) else _chosen_standings(opened)
    opened.total_known = sum(number for state, number in counts.items() if state in chosen)
    context = {
        "counts": counts,
        "acceptable": acceptable,
        "extendable": extendable,
        "sources": _sources(request),
        "only_open": _is_plain(request),
        "now": clock.now(),
    }
    return opened.answer(request, "assignments/control.html", context)


@door("assignments.accept_reports")
@require_POST
def accept_reports(request: Visitor) -> HttpResponse:
    """Accept the chosen reports that wait for this user; the rest of the choice is told, not changed."""
    chosen = _opened(request).chosen(request.POST)
    waiting = list(waiting_for(request.user).filter(pk__in=chosen.values("pk")))
    if not waiting:
        messages.error(request, "Среди выбранных нет отчётов, которые ждут вашей приёмки: отметьте другие строки.")
        return redirect(_list_address(request))
    actions.accept_reports(waiting, by=request.user)
    accepted = f"{plural(len(waiting), 'Принят', 'Приняты', 'Принято')} {len(waiting)}"
    messages.success(request, f"{accepted} {plural(len(waiting), 'отчёт', 'отчёта', 'отчётов')}")
    return redirect(_list_address(request))


@door("assignments.grant_extensions")
@require_POST
def grant_extensions(request: Visitor) -> HttpResponse:
    """Grant what is asked in the chosen rows, each to its own day; the rest of the choice stays as it is."""
    chosen = _opened(request).chosen(request.POST)
    asked = extensions_to_decide(request.user).filter(assignment__in=chosen.values("pk"))
    extensions = list(asked.select_related("assignment"))
    if not extensions:
        messages.error(request, "Среди выбранных нет просьб, на которые отвечаете вы: отметьте другие строки.")
        return redirect(_list_address(request))
    try:
        actions.grant_extensions(extensions, by=request.user)
    except DomainError as refusal:
        messages.error(request, refusal.text)
    else:
        number = len(extensions)
        messages.success(
            request, f"Срок продлён: {number}\u00a0{plural(number, 'поручение', 'поручения', 'поручений')}"
        )
    return redirect(_list_address(request))


def _opened(request: Visitor) -> OpenedTable[Assignment]:
    """What is overdue comes first: among open rows by their days, among all of them by their states."""
    table, rows = control_table(request.user), control_rows(request.user, ControlFilter(sources=_sources(request)))
    if _is_plain(request):
        rows = rows.filter(state__in=Assignment.OPEN, removed_from_control_at=None)
    elif not request.GET.get("state"):
        table = replace(table, sort="state")
    return table.open(rows, request.GET)


def _is_plain(request: HttpRequest) -> bool:
    """The address narrows nothing, nor does it ask for all."""
    return not any(request.GET.get(name) for name in NARROWING)


def _counts(request: Visitor, opened: OpenedTable[Assignment]) -> dict[str, int]:
    """Of the list narrowed by everything but the state: each count opens its rows."""
    rows = rows_to_count(request.user, ControlFilter(sources=_sources(request)))
    rows = opened.narrowed(rows, but="state")
    return {state: number for state, number in counts_by_standing(rows).items() if number}


def _chosen_standings(opened: OpenedTable[Assignment]) -> Container[str]:
    return [choice.value for one in opened.filters if one.key == "state" for choice in one.chosen] or STATES


def _sources(request: HttpRequest) -> Sources:
    """``?source=12-345``: content type and id, as the page of an activity asks for its own assignments."""
    pairs = [ids_from(value.split("-")) for value in request.GET.getlist("source")]
    return tuple((pair[0], pair[1]) for pair in pairs if len(pair) == 2)


def _list_address(request: HttpRequest) -> str:
    query = request.GET.urlencode()
    return f"{reverse('show_control')}?{query}" if query else reverse("show_control")
