"""Conditions that a planner cannot misread."""

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, F, Func, QuerySet


class Among(Func):
    """``column = ANY (ARRAY (SELECT …))``: the question is asked once, before the rest, and the column is looked up by its
    index, whatever statistics there are; ``IN (SELECT …)`` beside an OR would walk the whole table.

    For questions of a few hundred answers at most. ``ids`` selects one column.
    """

    template = "%(expressions)s"
    output_field = BooleanField()

    def __init__(self, column: str, ids: QuerySet[Any, Any]) -> None:
        super().__init__(F(column), _AnyOf(ids.order_by()), arg_joiner=" = ")


class _AnyOf(ArraySubquery):
    template = "ANY(ARRAY(%(subquery)s))"
