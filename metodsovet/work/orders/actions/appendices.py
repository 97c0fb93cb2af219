"""Appendices of a draft."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import transaction

from metodsovet.ground.access.history import record_action
from metodsovet.ground.access.models import User
from metodsovet.kernel.errors import DomainError, require_words
from metodsovet.kernel.offered_tables import TableOffer, table_named
from metodsovet.work.communities.models import Community
from metodsovet.work.orders.actions.locking import held_draft, saved_order
from metodsovet.work.orders.models import Order, OrderAppendix
from metodsovet.work.planning.models import Plan

Kind = OrderAppendix.Kind
MOST_ROWS = 5_000


@dataclass(frozen=True, slots=True)
class AppendixDraft:
    """As ``OrderAppendix``; an offered table without ``columns`` takes the usual ones."""

    kind: str
    title: str
    is_approved: bool = False
    plan: Plan | None = None
    text: str = ""
    offer: str = ""
    community: Community | None = None
    columns: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = field(default=())


@transaction.atomic
def add_appendix(order: Order, *, draft: AppendixDraft, by: User | None) -> OrderAppendix:
    """The last one. DomainError ``no_title``, ``no_content``, ``unknown_table``, ``unknown_column``, ``ragged_table``,
    ``too_many_rows``, ``no_community``, ``not_a_draft``."""
    order = held_draft(order)
    appendix = OrderAppendix(order=order, position=order.appendices.count() + 1)
    _fill(appendix, draft)
    appendix.save()
    record_action("add_appendix", order, f"Добавлено приложение {appendix}"[:1000], by=by)
    saved_order(order)
    return appendix


@transaction.atomic
def change_appendix(appendix: OrderAppendix, *, draft: AppendixDraft, by: User) -> OrderAppendix:
    """Refusals of ``add_appendix``."""
    order = held_draft(appendix.order)
    appendix = OrderAppendix.objects.select_for_update(of=("self",)).get(pk=appendix.pk)
    _fill(appendix, draft)
    appendix.save()
    record_action("change_appendix", order, f"Изменено приложение {appendix}"[:1000], by=by)
    saved_order(order)
    return appendix


@transaction.atomic
def move_appendix(appendix: OrderAppendix, *, where: str, by: User) -> None:
    """``up`` or ``down``; at an end nothing changes. DomainError ``not_a_draft``."""
    order = held_draft(appendix.order)
    own = list(order.appendices.all())
    place = own.index(appendix)
    other = place - 1 if where == "up" else place + 1
    if 0 <= other < len(own):
        own[place], own[other] = own[other], own[place]
        _renumber(own)
        record_action("move_appendix", order, f"Передвинуто приложение «{appendix.title}»"[:1000], by=by)
        saved_order(order)


@transaction.atomic
def remove_appendix(appendix: OrderAppendix, *, by: User) -> None:
    """DomainError ``not_a_draft``."""
    order = held_draft(appendix.order)
    said = str(appendix)
    OrderAppendix.objects.filter(pk=appendix.pk).delete()
    _renumber(list(order.appendices.all()))
    record_action("remove_appendix", order, f"Убрано приложение {said}"[:1000], by=by)
    saved_order(order)


def _fill(appendix: OrderAppendix, draft: AppendixDraft) -> None:
    appendix.kind, appendix.is_approved = draft.kind, draft.is_approved
    appendix.title = require_words(draft.title, "no_title", "Напишите название приложения.")[:500]
    appendix.plan = draft.plan if draft.kind == Kind.PLAN else None
    appendix.text = draft.text.strip()
    appendix.offer, appendix.community, appendix.columns, appendix.rows = "", None, [], []
    if draft.kind == Kind.OFFERED:
        _fill_offered(appendix, draft)
    if draft.kind == Kind.ROWS:
        appendix.columns, appendix.rows = list(draft.columns), [list(row) for row in draft.rows]
    _require_content(appendix)


def _fill_offered(appendix: OrderAppendix, draft: AppendixDraft) -> None:
    table = table_named(draft.offer)
    if table is None:
        raise DomainError("unknown_table", "Такой таблицы нет: выберите из списка.")
    if table.of == "community" and draft.community is None:
        raise DomainError("no_community", "Выберите, состав какого объединения вставить.")
    appendix.offer, appendix.columns = table.name, _columns(table, draft.columns)
    appendix.community = draft.community if table.of == "community" else None


def _columns(table: TableOffer, chosen: Sequence[str]) -> list[str]:
    unknown = [key for key in chosen if table.column(key) is None]
    if unknown:
        raise DomainError("unknown_column", "Такого столбца в таблице нет: обновите страницу и выберите снова.")
    return list(dict.fromkeys(chosen)) or list(table.usual)


def _require_content(appendix: OrderAppendix) -> None:
    width = len(appendix.columns)
    if appendix.kind == Kind.PLAN and appendix.plan is None:
        raise DomainError("no_content", "Выберите план.")
    if appendix.kind == Kind.TEXT and not appendix.text:
        raise DomainError("no_content", "Вставьте текст приложения.")
    if appendix.kind == Kind.ROWS and not (width and appendix.rows):
        raise DomainError("no_content", "Вставьте таблицу: первая строка — названия столбцов.")
    if len(appendix.rows) > MOST_ROWS:
        raise DomainError("too_many_rows", f"В таблице больше {MOST_ROWS} строк: разделите её на приложения.")
    if any(len(row) not in (1, width) for row in appendix.rows):
        raise DomainError("ragged_table", "В строках разное число столбцов: проверьте таблицу.")


def _renumber(own: Sequence[OrderAppendix]) -> None:
    for place, one in enumerate(own, start=1):
        one.position = place
    OrderAppendix.objects.bulk_update(own, ["position"])
