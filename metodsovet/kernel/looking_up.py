"""Conditions that a planner cannot misread."""

from collections.abc import Iterable
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, BooleanField, Exists, F, Func, Q, QuerySet, Subquery, Value
from django.db.models.lookups import IsNull


def looked_up(rows: QuerySet[Any, Any]) -> Q:
    """EXISTS by the index, row by row: PostgreSQL would hash the whole register to ask it of a few hundred rows."""
    return Q(IsNull(Subquery(rows.order_by().values("pk")[:1]), False))


def exists(rows: QuerySet[Any, Any]) -> Q:
    """EXISTS in the way that PostgreSQL thinks best: right where all rows are asked."""
    return Q(Exists(rows))


class Among(Func):
    """``column = ANY (ARRAY (SELECT …))``: the question is asked once, before the rest, and the column is looked up by
    its index, whatever statistics there are; ``IN (SELECT …)`` beside an OR would walk the whole table.

    For questions of few answers among the rows: as a mere filter it is compared one by one. ``ids`` selects one column.
    """

    template = "%(expressions)s"
    output_field = BooleanField()

    def __init__(self, column: str, ids: QuerySet[Any, Any]) -> None:
        super().__init__(F(column), _AnyOf(ids.order_by()), arg_joiner=" = ")


class AmongIds(Func):
    """``column = ANY ('{…}')``: known ids as one value, which the planner weighs by the statistics of the column."""

    template = "%(expressions)s)"
    output_field = BooleanField()

    def __init__(self, column: str, ids: Iterable[int]) -> None:
        known = Value(sorted(ids), output_field=ArrayField(BigIntegerField()))
        super().__init__(F(column), known, arg_joiner=" = ANY (")


class _AnyOf(ArraySubquery):
    template = "ANY(ARRAY(%(subquery)s))"
