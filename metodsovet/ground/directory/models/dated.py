"""What is true from a day until a day."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import F, OuterRef, Q

from metodsovet.kernel import clock


class DatedQuerySet(models.QuerySet[Any]):
    def on(self, day: date) -> Self:
        """Rows in force on the day; both bounds are included."""
        return self.filter(Q(since__lte=day), Q(until__isnull=True) | Q(until__gte=day))

    def on_day_of(self, moment: str) -> Self:
        """Rows in force on the local day of a moment, which is a field of the outer query of a subquery."""
        day = OuterRef(f"{moment}__date")
        return self.filter(Q(since__lte=day), Q(until__isnull=True) | Q(until__gte=day))

    def today(self) -> Self:
        return self.on(clock.today())


class Dated(models.Model):
    """A row in force from ``since`` to ``until``, both days included; an open end is None."""

    since = models.DateField("с")
    until = models.DateField("по", null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="%(class)s_ends_after_it_begins"
            )
        ]

    def is_in_force(self, day: date) -> bool:
        return self.since <= day and (self.until is None or self.until >= day)
