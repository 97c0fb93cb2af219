"""The list of orders as a page, a print and an xlsx."""

from collections.abc import Sequence

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from metodsovet.design.tables import Column, Filter, Table
from metodsovet.kernel import clock
from metodsovet.work.orders.models import ControlRemoval, Order, OrderLink

Rows = QuerySet[Order]
CONTROL = (("removed", "снят с контроля"), ("stands", "не снят"))


def _of_states(rows: Rows, values: Sequence[str]) -> Rows:
    return rows.filter(state__in=values)


def _of_years(rows: Rows, values: Sequence[str]) -> Rows:
    return rows.filter(signed_on__year__in=[int(value) for value in values if value.isdigit()])


def _of_control(rows: Rows, values: Sequence[str]) -> Rows:
    removed = Exists(ControlRemoval.objects.filter(order=OuterRef("pk"), point=None, returned_on=None))
    registered = rows.filter(state=Order.State.REGISTERED)
    parts = {"removed": registered.filter(removed), "stands": registered.exclude(removed)}
    chosen = [parts[value] for value in values]
    return chosen[0] if len(chosen) == 1 else registered


def removal_mark(order: Order) -> str:
    """Of an order with ``removed``: standing removals of the whole."""
    removed: Sequence[ControlRemoval] = vars(order).get("removed", ())
    return removed[0].short_mark if removed else ""


def standing_text(order: Order) -> str:
    """Of a registered one with ``is_ended`` and ``is_changed`` its force today, as its page says it; else its state."""
    known = vars(order)
    if not order.is_registered:
        return order.get_state_display()
    if known.get("is_ended"):
        return "утратил силу"
    if order.in_force_until is not None and order.in_force_until < clock.today():
        return "срок истёк"
    if order.in_force_from is not None and order.in_force_from > clock.today():
        return "ещё не в силе"
    return "в силе с изменениями" if known.get("is_changed") else "зарегистрирован"


def with_marks(rows: Rows) -> Rows:
    """With everything that the list shows, ``removed`` for the mark among it."""
    told = OrderLink.objects.filter(act=OuterRef("act"), order__state=Order.State.REGISTERED)
    told = told.filter(order__signed_on__lte=clock.today())
    rows = rows.annotate(is_ended=Exists(told.filter(kind__in=OrderLink.ENDING)), is_changed=Exists(told))
    whole = ControlRemoval.objects.standing().filter(point=None).select_related("order", "removed_by__person")
    rows = rows.select_related("organisation", "controller", "executor", "act")
    return rows.prefetch_related(Prefetch("removals", queryset=whole, to_attr="removed"))


ORDERS: Table[Order] = Table(
    title="Приказы",
    columns=(
        Column("number", "Номер", lambda row: row.number, order=("number", "pk"), chars=10),
        Column("signed_on", "Дата", lambda row: row.signed_on, order=("signed_on", "pk"), chars=12),
        Column(
            "title",
            "О чём",
            lambda row: row.title,
            template="orders/cells/order.html",
            order=("title", "pk"),
            is_fixed=True,
            chars=60,
        ),
        Column("state", "Состояние", standing_text, order=("state", "pk"), chars=20),
        Column("control", "Контроль", removal_mark, chars=30, is_hidden=True),
        Column("organisation", "Чей", lambda row: row.organisation.short_name, order=("organisation__short_name",)),
        Column("kind", "Вид", lambda row: row.get_kind_display(), order=("kind",), is_hidden=True),
        Column("controller", "Контролирует", lambda row: str(row.controller or ""), is_hidden=True, chars=24),
        Column("executor", "Исполнитель", lambda row: str(row.executor or ""), is_hidden=True, chars=24),
    ),
    filters=(
        Filter("control", "Контроль", lambda _: CONTROL, _of_control),
        Filter("state", "Состояние", lambda _: Order.State.choices, _of_states),
        Filter("kind", "Вид", lambda _: Order.Kind.choices, lambda rows, values: rows.filter(kind__in=values)),
        Filter(
            "year",
            "Год",
            lambda rows: [(str(day.year), str(day.year)) for day in rows.dates("signed_on", "year", order="DESC")],
            _of_years,
        ),
    ),
    sort="-signed_on",
    find=lambda rows, words: rows.filter(title__icontains=words) | rows.filter(number__icontains=words),
    find_label="Найти по заголовку или номеру",
    empty_text="Приказов пока нет: составьте первый.",
)
