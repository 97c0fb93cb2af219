"""The list of control as a page, a print and an xlsx."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import TruncMonth

from metodsovet.design.states import STATES, look_of
from metodsovet.design.tables import Column, Filter, Table
from metodsovet.design.tables.columns import Rows
from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.models import Assignment, Part
from metodsovet.ground.assignments.queries.control import ControlFilter, narrowed
from metodsovet.ground.documents.models import Act
from metodsovet.kernel.russian import month_name, plural

WHOSE = (("control", "на моём контроле"), ("accept", "жду приёмки от меня"), ("mine", "поручено мне"))
NOBODY = "никто не назначен"


def control_table(user: User) -> Table[Assignment]:
    """``user`` decides what «на моём контроле» means."""

    def kept(rows: Rows, **chosen: Any) -> Rows:
        return narrowed(rows, ControlFilter(**chosen), user)

    return Table(
        title="Контроль поручений",
        columns=COLUMNS,
        filters=(
            Filter("whose", "Чьё", lambda _: WHOSE, lambda rows, values: kept(rows, whose=values)),
            Filter("state", "Состояние", lambda _: STATE_CHOICES, lambda rows, values: kept(rows, standings=values)),
            Filter(
                "organisation",
                "Организация",
                _organisations,
                lambda rows, values: kept(rows, organisation_ids=numbers(values)),
            ),
            Filter("act", "Основание", _acts, lambda rows, values: kept(rows, act_ids=numbers(values))),
            Filter("month", "Срок", _months, lambda rows, values: kept(rows, months=days(values))),
        ),
        sort="due",
        find=lambda rows, text: narrowed(rows, ControlFilter(words=text), user),
        find_label="Найти поручение, организацию, план",
        row_key=lambda row: str(row.pk),
        css_class="control",
        empty_text="Поручений пока нет: они появятся, когда примут план.",
    )


def numbers(values: Sequence[str]) -> list[int]:
    return [int(value) for value in values]


def days(values: Sequence[str]) -> list[date]:
    return [date.fromisoformat(value) for value in values]


def lead_of(row: Assignment) -> Part | None:
    """The current lead part that ``control_rows`` has put to the row."""
    leads: Sequence[Part] = vars(row).get("leads", ())
    return leads[0] if leads else None


def lead_text(row: Assignment) -> str:
    part = lead_of(row)
    if part and part.person:
        return part.person.short_name
    offered = len(vars(row).get("candidates", ()))
    return f"предложено {offered}\u00a0{plural(offered, 'человеку', 'людям', 'людям')}" if offered else NOBODY


def _standing(row: Assignment) -> str:
    return look_of(vars(row)["standing"]).word


def _organisations(rows: QuerySet[Assignment]) -> Iterable[tuple[str, str]]:
    found = rows.order_by("organisation__short_name").values_list("organisation", "organisation__short_name").distinct()
    return [(str(pk), name) for pk, name in found]


def _acts(rows: QuerySet[Assignment]) -> Iterable[tuple[str, str]]:
    acts = Act.objects.filter(pk__in=rows.exclude(basis=None).order_by().values("basis"))
    return [(str(act.pk), act.requisites) for act in acts]


def _months(rows: QuerySet[Assignment]) -> Iterable[tuple[str, str]]:
    dated = rows.exclude(due_on=None).order_by().annotate(month=TruncMonth("due_on"))
    months = sorted(set(dated.values_list("month", flat=True).distinct()))
    return [(f"{day:%Y-%m-%d}", f"{month_name(day.month)} {day.year}") for day in months]


STATE_CHOICES = tuple((state, look.word) for state, look in STATES.items())
COLUMNS: tuple[Column[Assignment], ...] = (
    Column(
        "title",
        "Поручение",
        lambda row: row.title,
        template="assignments/cells/title.html",
        order=("title",),
        is_fixed=True,
        width="wide",
        chars=60,
    ),
    Column(
        "organisation",
        "Организация",
        lambda row: row.organisation.short_name,
        order=("organisation__short_name",),
        chars=28,
    ),
    Column("lead", "Исполнитель", lead_text, template="assignments/cells/lead.html", chars=24),
    Column(
        "due",
        "Срок",
        lambda row: row.due_on,
        template="assignments/cells/due.html",
        order=("due_on",),
        width="date",
        chars=12,
    ),
    Column(
        "evidence",
        "Подтверждений",
        lambda row: vars(row)["evidence_count"],
        order=("evidence_count",),
        is_number=True,
        chars=14,
    ),
    Column("state", "Состояние", _standing, template="assignments/cells/state.html", order=("urgency",), chars=18),
    Column("origin", "Откуда", lambda row: row.origin, order=("origin",), is_hidden=True, chars=40),
    Column(
        "accepter",
        "Принимает",
        lambda row: row.accepter.short_name if row.accepter else "",
        order=("accepter__sort_key",),
        is_hidden=True,
        chars=22,
    ),
    Column(
        "controller",
        "Контроль",
        lambda row: row.controller.short_name if row.controller else "",
        order=("controller__sort_key",),
        is_hidden=True,
        chars=22,
    ),
    Column("reported", "Отчёт сдан", lambda row: row.reported_on, order=("reported_on",), is_hidden=True, chars=12),
    Column("accepted", "Отчёт принят", lambda row: row.accepted_on, order=("accepted_on",), is_hidden=True, chars=12),
)
