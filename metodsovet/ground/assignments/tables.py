"""The list of control as a page, a print and an xlsx."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Q, QuerySet
from django.db.models.functions import TruncMonth

from metodsovet.design.states import STATES, look_of
from metodsovet.design.tables import Column, Filter, Table
from metodsovet.design.tables.columns import Rows
from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.models import Assignment, Part
from metodsovet.ground.assignments.queries.control import ControlFilter, narrowed
from metodsovet.ground.directory.models import Organisation
from metodsovet.ground.documents.models import Act
from metodsovet.kernel.looking_up import AmongIds
from metodsovet.kernel.russian import month_name, plural

WHOSE = (
    ("control", "на моём контроле"),
    ("accept", "жду приёмки от меня"),
    ("extension", "просят продлить у меня"),
    ("interim", "пропущен промежуточный срок"),
    ("mine", "поручено мне"),
)
NOBODY = "никто не назначен"


@dataclass(frozen=True, slots=True)
class Offered:
    """What the rows have: ids of organisations and of acts, first days of months of the deadlines."""

    organisations: Sequence[int]
    acts: Sequence[int]
    months: Sequence[date]


def control_table(user: User) -> Table[Assignment]:
    """``user`` decides what «на моём контроле» means."""

    def kept(rows: Rows, **chosen: Any) -> Rows:
        return narrowed(rows, ControlFilter(**chosen), user)

    offered = cache(_offered)  # one pass over the ledger for all the lists of this page

    return Table(
        title="Контроль поручений",
        columns=COLUMNS,
        filters=(
            Filter("whose", "Чьё", lambda _: WHOSE, lambda rows, values: kept(rows, whose=values)),
            Filter("state", "Состояние", lambda _: STATE_CHOICES, lambda rows, values: kept(rows, standings=values)),
            Filter(
                "organisation",
                "Организация",
                lambda rows: _organisations(offered(rows)),
                lambda rows, values: kept(rows, organisation_ids=numbers(values)),
            ),
            Filter(
                "act",
                "Основание",
                lambda rows: _acts(offered(rows)),
                lambda rows, values: kept(rows, act_ids=numbers(values)),
            ),
            Filter(
                "month",
                "Срок",
                lambda rows: _months(offered(rows)),
                lambda rows, values: kept(rows, months=days(values)),
            ),
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
    return row.leads[0] if row.leads else None


def lead_text(row: Assignment) -> str:
    part = lead_of(row)
    if part and part.person:
        return part.person.short_name
    offered = len(row.candidates)
    return f"предложено {offered}\u00a0{plural(offered, 'человеку', 'людям', 'людям')}" if offered else NOBODY


def _standing(row: Assignment) -> str:
    return look_of(vars(row)["standing"]).word


def _offered(rows: QuerySet[Assignment]) -> Offered:
    day: Any = TruncMonth("due_on")
    found = rows.order_by().aggregate(
        organisations=ArrayAgg("organisation", distinct=True, default=[]),
        acts=ArrayAgg("basis", distinct=True, default=[], filter=Q(basis__isnull=False)),
        months=ArrayAgg(day, distinct=True, default=[], filter=Q(due_on__isnull=False)),
    )
    return Offered(found["organisations"], found["acts"], found["months"])


def _organisations(offered: Offered) -> Iterable[tuple[str, str]]:
    places = Organisation.objects.filter(AmongIds("pk", offered.organisations))
    return [(str(pk), name) for pk, name in places.order_by("short_name").values_list("pk", "short_name")]


def _acts(offered: Offered) -> Iterable[tuple[str, str]]:
    acts = Act.objects.filter(pk__in=offered.acts)
    return [(str(act.pk), act.requisites) for act in acts]


def _months(offered: Offered) -> Iterable[tuple[str, str]]:
    return [(f"{day:%Y-%m-%d}", f"{month_name(day.month)} {day.year}") for day in sorted(offered.months)]


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
    Column(
        "state", "Состояние", _standing, template="assignments/cells/state.html", order=("urgency", "due_on"), chars=18
    ),
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
