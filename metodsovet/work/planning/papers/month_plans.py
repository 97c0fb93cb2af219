"""The plan of a month: what is appointed by the hour, then what is due or goes on without a day."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from metodsovet.ground.directory.models import Person
from metodsovet.ground.documents.printing.signatures import Signature, signature_of
from metodsovet.kernel.russian import date_text, month_name
from metodsovet.kernel.terms import Window
from metodsovet.work.planning.models import Plan
from metodsovet.work.planning.papers.signatures import audience_text, head_of, signature_of_plan
from metodsovet.work.planning.queries_calendar import CalendarRow, month_rows

WEEKDAYS = ("понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье")


@dataclass(frozen=True, slots=True)
class MonthPlanLine:
    day: str
    hour: str
    title: str
    audience: str
    place: str
    responsible: str


@dataclass(frozen=True, slots=True)
class MonthPlanPaper:
    """``dated`` by day and hour; ``undated`` have a window or a deadline in the month instead of a day."""

    owner: str
    title: str
    dated: tuple[MonthPlanLine, ...]
    undated: tuple[MonthPlanLine, ...]
    signature: Signature


def month_plan_paper(
    plans: QuerySet[Plan], *, owner: str, year: int, month: int, signer: Person | None = None
) -> MonthPlanPaper:
    """``plans`` are already those the reader sees; without a signer it is the first one's accepter or head.

    That of a community alone names it and is signed by its head.
    """
    first, last = date(year, month, 1), date(year, month, monthrange(year, month)[1])
    by_plan = {
        plan.pk: plan
        for plan in plans.select_related("accepter", "organisation", "community").prefetch_related("audience")
    }
    audiences = {pk: audience_text(plan) for pk, plan in by_plan.items()}
    rows = month_rows(plans, first, last)
    own = next((plan for plan in by_plan.values() if plan.community_id and len(by_plan) == 1), None)
    named = f"{own.community}: план работы" if own else "План методической работы"
    return MonthPlanPaper(
        owner=owner,
        title=f"{named} на {month_name(month)} {year} года",
        dated=tuple(_line(row, audiences, first, last) for row in rows if row.is_dated),
        undated=tuple(_line(row, audiences, first, last) for row in rows if not row.is_dated),
        signature=signature_of_plan(own) if own else signature_of(signer or _signer(by_plan.values())),
    )


def _signer(plans: Iterable[Plan]) -> Person | None:
    accepter = next((plan.accepter for plan in plans if plan.accepter), None)
    return accepter or next((head for head in (head_of(plan.organisation) for plan in plans) if head), None)


def _line(row: CalendarRow, audiences: dict[int, str], first: date, last: date) -> MonthPlanLine:
    return MonthPlanLine(
        day=f"{date_text(row.last_day, year=False)}, {WEEKDAYS[row.last_day.weekday()]}"
        if row.is_dated
        else days_text(row.window, first, last),
        hour=row.starts_at.strftime("%H:%M") if row.starts_at else "",
        title=row.activity.title,
        audience=audiences.get(row.activity.plan_id, ""),
        place=row.occurrence.place,
        responsible=row.responsible,
    )


def days_text(window: Window, first: date, last: date) -> str:
    """«9–15 ноября», «до 25 ноября», «весь месяц» in the month from ``first`` to ``last``."""
    begins, ends = window.start or first, window.end or last
    if window.deadline:
        return f"до {date_text(ends, year=False)}"
    if begins == ends:
        return date_text(ends, year=False)
    if begins <= first and last <= ends:
        return "весь месяц"
    if (begins.year, begins.month) == (ends.year, ends.month):
        return f"{begins.day}–{date_text(ends, year=False)}"
    return f"{date_text(begins, year=False)} – {date_text(ends, year=False)}"
