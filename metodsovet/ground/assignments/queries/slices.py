"""A slice of the ledger: what somebody sees of some sources, of one organisation, of a period, or of all of these."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q

from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.models import Assignment
from metodsovet.ground.assignments.models.assignments import READERS, AssignmentQuerySet
from metodsovet.ground.assignments.queries import concerns
from metodsovet.ground.directory.models import Organisation
from metodsovet.ground.directory.standing import standing_of
from metodsovet.kernel.looking_up import AmongIds
from metodsovet.kernel.offers import Period

Source = tuple[int, int]
"""Content type and id."""


@dataclass(frozen=True, slots=True)
class Slice:
    """Rows that ``user`` sees; empty fields do not narrow. A scope of the room's figures.

    ``under_control`` keeps those whose control is in the user's hands; ``act_id`` is that of the basis, 0 for those
    without any. A period is that of deadlines; ``undated`` keeps those without a deadline in every period.
    """

    user: User
    sources: Sequence[Source] = ()
    organisation: Organisation | None = None
    under_control: bool = False
    act_id: int | None = None
    undated: bool = False

    def rows(self, period: Period | None = None) -> AssignmentQuerySet:
        """Due in the period, or with and without a deadline when no period is given."""
        rows = self._seen()
        if self.sources:
            rows = rows.filter(of_sources(self.sources))
        if self.organisation is not None:
            rows = rows.filter(organisation=self.organisation)
        if self.under_control:
            rows = rows.filter(concerns.controls(self.user))
        if self.act_id is not None:
            rows = rows.filter(basis=self.act_id or None)
        return rows if period is None else rows.filter(self.due_in(period))

    def due_in(self, period: Period) -> Q:
        return due_in(period) | Q(due_on=None) if self.undated else due_in(period)

    def _seen(self) -> AssignmentQuerySet:
        """``visible_to``, left out where what narrows the slice implies it."""
        place = self.organisation
        is_open = place is not None and standing_of(self.user).holds(READERS, place.path)
        return Assignment.objects.all() if is_open or self.under_control else Assignment.objects.visible_to(self.user)


def due_in(period: Period) -> Q:
    return Q(due_on__range=(period.first_day, period.last_day))


def of_sources(sources: Iterable[Source]) -> Q:
    """Condition «is linked to one of these», for whatever has ``content_type`` and ``object_id``."""
    by_type: dict[int, set[int]] = {}
    for content_type_id, object_id in sources:
        by_type.setdefault(content_type_id, set()).add(object_id)
    condition = Q(pk__in=[])
    for content_type_id, ids in by_type.items():
        condition |= Q(AmongIds("object_id", ids), content_type=content_type_id)
    return condition
