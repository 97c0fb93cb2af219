"""The plan of a month: what is appointed by the hour, then what is due or goes on without a day."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from metodsovet.kernel.russian import date_short, date_text, month_name
from metodsovet.work.planning.models import Plan
from metodsovet.work.planning.papers.signatures import Signature, audience_text, signature_of
from metodsovet.work.planning.queries_calendar import CalendarRow, month_rows


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


def month_plan_paper(plans: QuerySet[Plan], *, owner: str, year: int, month: int) -> MonthPlanPaper:
    """``plans`` are already those the reader sees; the signature is that of the first one's accepter."""
    first, last = date(year, month, 1), date(year, month, monthrange(year, month)[1])
    plans = plans.select_related("accepter").prefetch_related("audience")
    by_plan = {plan.pk: plan for plan in plans}
    audiences = {pk: audience_text(plan) for pk, plan in by_plan.items()}
    rows = month_rows(plans, first, last)
    accepter = next((plan.accepter for plan in by_plan.values() if plan.accepter), None)
    return MonthPlanPaper(
        owner=owner,
        title=f"План методической работы на {month_name(month)} {year} года",
        dated=tuple(_line(row, audiences) for row in rows if row.is_dated),
        undated=tuple(_line(row, audiences) for row in rows if not row.is_dated),
        signature=signature_of(accepter),
    )


def _line(row: CalendarRow, audiences: dict[int, str]) -> MonthPlanLine:
    return MonthPlanLine(
        day=_days(row),
        hour=row.starts_at.strftime("%H:%M") if row.starts_at else "",
        title=row.activity.title,
        audience=audiences.get(row.activity.plan_id, ""),
        place=row.occurrence.place,
        responsible=row.responsible,
    )


def _days(row: CalendarRow) -> str:
    if row.is_dated:
        return date_short(row.last_day)
    if row.is_deadline or row.first_day == row.last_day:
        return f"до {date_text(row.last_day, year=False)}"
    return f"{date_text(row.first_day, year=False)} – {date_text(row.last_day, year=False)}"
