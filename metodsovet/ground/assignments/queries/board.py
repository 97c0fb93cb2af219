"""The board of a controller: what is on one's control by its basis, and what needs one first."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.models import Assignment, InterimDate
from metodsovet.ground.assignments.models.assignments import AssignmentQuerySet
from metodsovet.ground.assignments.queries import concerns
from metodsovet.ground.assignments.queries.control import extensions_to_decide, risk_days, waiting_for
from metodsovet.ground.assignments.queries.slices import Slice
from metodsovet.ground.assignments.queries.tallies import Tally, sum_of, tallies_by
from metodsovet.ground.documents.models import Act
from metodsovet.kernel import clock
from metodsovet.kernel.offers import Period
from metodsovet.kernel.school_year import SchoolYear


@dataclass(frozen=True, slots=True)
class BoardLine:
    """``act_id`` is 0 and ``act`` None for what was given without a document."""

    act_id: int
    act: Act | None
    tally: Tally


@dataclass(frozen=True, slots=True)
class Board:
    """``to_accept`` and ``to_answer`` wait for this very person; ``gaps`` are led by nobody."""

    under_control: bool
    total: Tally
    lines: Sequence[BoardLine]
    to_accept: int
    to_answer: int
    gaps: int
    interim_missed: int


def board_of(asked: Slice, period: Period) -> Board:
    """A constant number of queries."""
    rows = asked.rows(period)
    tallies = tallies_by("basis", rows)
    acts = Act.objects.in_bulk([pk for pk in tallies if pk])
    lines = [BoardLine(pk, acts.get(pk), tally) for pk, tally in tallies.items()]
    return Board(
        under_control=asked.under_control,
        total=sum_of(tallies),
        lines=sorted(lines, key=lambda line: (-line.tally.of("overdue"), -line.tally.of("missing"), line.act_id)),
        to_accept=waiting_for(asked.user).count(),
        to_answer=extensions_to_decide(asked.user).count(),
        interim_missed=_interim_missed(rows),
        gaps=rows.filter(concerns.IN_WORK, concerns.is_gap()).count(),
    )


def _interim_missed(rows: AssignmentQuerySet) -> int:
    """Assignments with an interim date that has passed unmarked."""
    missed = InterimDate.objects.owed().filter(due_on__lt=clock.today(), assignment__in=rows.order_by().values("pk"))
    return missed.order_by().values("assignment").distinct().count()


def controls_anything(user: User) -> bool:
    return Assignment.objects.filter(concerns.controls(user)).exists()


def period_of_board() -> Period:
    """From the first day of the school year to the end of the days of risk: what is far ahead needs nobody yet."""
    today = clock.today()
    return Period(SchoolYear.of(today).first_day, today + timedelta(days=risk_days()))
