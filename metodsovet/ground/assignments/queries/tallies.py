"""Measures counted by group in few queries: by organisation for the report of discipline, by basis for the board."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count
from django.db.models.functions import Coalesce

from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.models import Assignment
from metodsovet.ground.assignments.models.assignments import READERS, AssignmentQuerySet
from metodsovet.ground.assignments.queries.measures import measures
from metodsovet.ground.assignments.queries.slices import due_in
from metodsovet.ground.directory.models import Organisation
from metodsovet.ground.directory.models.organisations import subtree_q
from metodsovet.ground.directory.standing import standing_of
from metodsovet.kernel.offers import Period

BY_PROBE = ("extended", "returned")
"""Measures that look into another table: counted apart, so that the ledger is not probed row by row."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Numbers by the name of the measure."""

    numbers: Mapping[str, int]

    def of(self, name: str) -> int:
        return self.numbers.get(name, 0)

    @property
    def on_time_share(self) -> Decimal | None:
        """As the figure ``assignments:on_time_share``; None while nothing has come to its end."""
        known = self.of("on_time") + self.of("late") + self.of("overdue")
        return Decimal(self.of("on_time")) / known if known else None


def tallies_by(field: str, rows: AssignmentQuerySet) -> Mapping[int, Tally]:
    """By the id in the field, 0 where there is none; groups with nothing asked are left out."""
    known = measures()
    found: dict[int, dict[str, int]] = defaultdict(dict)
    plain = [name for name in known if name not in BY_PROBE]
    counts = {name: Count("pk", filter=known[name].condition) for name in plain}
    grouped: Any = rows.order_by().annotate(group=Coalesce(field, 0)).values_list("group")
    for group, *numbers in grouped.annotate(**counts):
        found[group] = dict(zip(plain, numbers, strict=True))
    for name in BY_PROBE:
        probed: Any = rows.filter(known[name].condition).order_by().annotate(group=Coalesce(field, 0))
        for group, number in probed.values_list("group").annotate(number=Count("pk")):
            found[group][name] = number
    return {group: Tally(numbers) for group, numbers in found.items() if numbers["given"]}


def sum_of(tallies: Mapping[int, Tally]) -> Tally:
    total: Counter[str] = Counter()
    for tally in tallies.values():
        total.update(tally.numbers)
    return Tally(total)


def discipline(user: User, period: Period) -> Mapping[int, Tally]:
    """By organisation, of those whose every assignment the user sees; nobody is judged by a part of his work."""
    mine = Organisation.objects.filter(subtree_q(standing_of(user).paths_of(READERS))).values_list("pk", flat=True)
    return tallies_by("organisation", Assignment.objects.filter(due_in(period), organisation__in=list(mine)))
