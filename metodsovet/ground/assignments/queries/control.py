"""The list of control: rows with their standing, narrowed and counted in SQL."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django.contrib.postgres.fields import ArrayField
from django.db.models import (
    Count,
    F,
    Func,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
)
from django.db.models.functions import Cast, Coalesce

from metodsovet.design.states import STATES
from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.models import Assignment, Evidence, Extension, InterimDate, Part
from metodsovet.ground.assignments.models.parts import holders_now
from metodsovet.ground.assignments.models.substitutions import acting_for
from metodsovet.ground.assignments.queries import concerns
from metodsovet.ground.directory.queries import current_installation
from metodsovet.kernel import clock

DEFAULT_RISK_DAYS = 14
WORRY = ("overdue", "waiting", "returned", "at_risk", "on_track", "ahead", "late_done", "done", "not_applicable")
OPEN_STANDINGS = ("overdue", "waiting", "returned", "at_risk", "on_track", "ahead")
Sources = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class ControlFilter:
    """Empty fields do not narrow; several values of one field are alternatives.

    ``whose``: «control» those I control, «accept» reports that I may accept, «extension» those where a later deadline
    is asked of me, «interim» those whose interim date has passed unmarked, «mine» those I take part in.
    ``months`` are first days of months of the deadline; ``sources`` are (content type id, object id).
    """

    standings: Sequence[str] = ()
    organisation_ids: Sequence[int] = ()
    act_ids: Sequence[int] = ()
    whose: Sequence[str] = ()
    months: Sequence[date] = ()
    sources: Sources = ()
    words: str = ""


def control_rows(user: User, filters: ControlFilter | None = None) -> QuerySet[Assignment]:
    """What one sees, with ``standing``, ``urgency``, ``evidence_count``, ``asked_until``; ``leads``, ``candidates``."""
    return _dressed(rows_to_count(user, filters))


def rows_to_count(user: User, filters: ControlFilter | None = None) -> QuerySet[Assignment]:
    """The same with nothing but ``standing``."""
    rows = Assignment.objects.visible_to(user).with_standing(clock.today(), risk_days())
    return narrowed(rows, filters or ControlFilter(), user)


def controlled_by(user: User) -> QuerySet[Assignment]:
    """Whose control is in the user's hands, with ``standing``: he sees all of them."""
    return Assignment.objects.filter(concerns.controls(user)).with_standing(clock.today(), risk_days())


def risk_days() -> int:
    """Days before the deadline when «риск» begins, as the installation says."""
    installation = current_installation()
    return installation.risk_days if installation else DEFAULT_RISK_DAYS


def narrowed(rows: QuerySet[Assignment], filters: ControlFilter, user: User) -> QuerySet[Assignment]:
    if filters.standings:
        rows = rows.filter(Q(standing__in=filters.standings))
    if filters.organisation_ids:
        rows = rows.filter(organisation__in=filters.organisation_ids)
    if filters.act_ids:
        rows = rows.filter(basis__in=filters.act_ids)
    if filters.whose:
        rows = rows.filter(_any([_whose(user, kind) for kind in filters.whose]))
    if filters.months:
        rows = rows.filter(_any([Q(due_on__year=day.year, due_on__month=day.month) for day in filters.months]))
    if filters.sources:
        rows = rows.filter(_any([Q(content_type=kind, object_id=key) for kind, key in filters.sources]))
    for word in filters.words.split():
        rows = rows.filter(
            Q(title__icontains=word) | Q(origin__icontains=word) | Q(organisation__short_name__icontains=word)
        )
    return rows


def waiting_for(user: User) -> QuerySet[Assignment]:
    """Assignments whose report the user may accept now."""
    rows = Assignment.objects.visible_to(user).filter(concerns.WAITING)
    return rows.filter(concerns.accepts(user)).exclude(concerns.leads(user))


def extensions_to_decide(user: User) -> QuerySet[Extension]:
    """Later deadlines asked by others, that the user may grant or refuse."""
    mine = Assignment.objects.open().filter(concerns.accepts(user) | concerns.controls(user))
    asked = Extension.objects.filter(state=Extension.State.ASKED, assignment__in=mine.exclude(concerns.leads(user)))
    return asked.exclude(asked_by=user)


def counts_by_standing(rows: QuerySet[Assignment]) -> Mapping[str, int]:
    """All nine states in their order; the rows carry ``standing``."""
    counted = cast("Any", rows).order_by().values("standing").annotate(number=Count("pk"))
    known = {row["standing"]: row["number"] for row in counted}
    return {standing: known.get(standing, 0) for standing in STATES}


def _dressed(rows: QuerySet[Assignment]) -> QuerySet[Assignment]:
    evidence = Evidence.objects.filter(assignment=OuterRef("pk")).order_by().values("assignment")
    asked = Extension.objects.filter(assignment=OuterRef("pk"), state=Extension.State.ASKED)
    return (
        rows.select_related("organisation", "accepter", "controller")
        .annotate(
            evidence_count=Coalesce(Subquery(evidence.annotate(number=Count("pk")).values("number")), 0),
            urgency=_urgency(),
            asked_until=Subquery(asked.values("until")[:1]),
            interim_on=concerns.interim_on(),
        )
        .prefetch_related(holders_now())
    )


def _urgency() -> Func:
    """Place of the standing in the order of worry, to sort by."""
    order = Value(list(WORRY), output_field=ArrayField(TextField()))
    standing = Cast(F("standing"), TextField())
    return Func(order, standing, function="array_position", output_field=IntegerField())


def _whose(user: User, kind: str) -> Q:
    if kind == "control":
        return concerns.controls(user)
    if kind == "accept":
        return concerns.WAITING & concerns.accepts(user) & ~Q(concerns.leads(user))
    if kind == "extension":
        return Q(pk__in=extensions_to_decide(user).values("assignment"))
    if kind == "interim":
        return Q(pk__in=InterimDate.objects.owed().filter(due_on__lt=clock.today()).values("assignment"))
    mine = Part.objects.filter(person__in=acting_for(user), until=None)
    return Q(pk__in=mine.values("assignment"))


def _any(conditions: Sequence[Q]) -> Q:
    whole = Q(pk__in=[])
    for condition in conditions:
        whole |= condition
    return whole
