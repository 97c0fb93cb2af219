"""Figures of the ledger in a period of deadlines: of a node, or of a ``Slice`` that somebody sees."""

from collections.abc import Callable, Collection, Mapping
from decimal import Decimal

from django.db.models import Count, Q

from metodsovet.ground.assignments.models import Assignment
from metodsovet.ground.assignments.models.assignments import AssignmentQuerySet
from metodsovet.ground.assignments.queries.measures import ACCEPTED, ASKED, measures
from metodsovet.ground.assignments.queries.slices import Slice, due_in
from metodsovet.ground.assignments.queries.tallies import BY_PROBE
from metodsovet.ground.directory.models import Organisation
from metodsovet.kernel import offers
from metodsovet.kernel.numbers import percent_text
from metodsovet.kernel.offers import Amount, Asked, Figure, Period, Step

Scope = Organisation | Slice
SCOPES = ("organisation", "slice")


@offers.figure("assignments:accepted_share", "Доля исполненных поручений", of=SCOPES)
def accepted_share(scope: Scope, period: Period) -> Figure:
    """Accepted of those that are still asked; the rows are all of these."""
    due = _due(scope, period)
    asked = due.filter(ASKED)
    given, total = due.count(), asked.count()
    accepted = asked.filter(ACCEPTED).count()
    steps = (*_asked_steps(scope, given, total), Step(str(accepted), "принято"))
    return _share(accepted, total, asked, steps, "исполнено")


@offers.figure("assignments:on_time_share", "Исполнено в срок, доля", of=SCOPES)
def on_time_share(scope: Scope, period: Period) -> Figure:
    """Of those whose fate is known: accepted in time or late, or overdue. What waits for acceptance is not blamed."""
    known = measures()
    due = _due(scope, period)
    parts = [(name, due.filter(known[name].condition)) for name in ("on_time", "late", "overdue")]
    numbers = {name: rows.count() for name, rows in parts}
    rows = due.filter(known["on_time"].condition | known["late"].condition | known["overdue"].condition)
    steps = tuple(Step(str(number), known[name].of) for name, number in numbers.items())
    return _share(numbers["on_time"], sum(numbers.values()), rows, steps, "в срок")


@offers.amounts("assignments")
def amounts(scope: Scope, asked: Collection[Asked]) -> Mapping[Asked, Amount]:
    """All measures and periods in one pass over the ledger, and one more for each measure of another table."""
    days = [day for _, period in asked for day in (period.first_day, period.last_day)]
    rows = _due(scope, Period(min(days), max(days))).order_by()
    due = scope.due_in if isinstance(scope, Slice) else due_in
    known = {name: measure.condition for name, measure in measures().items()}
    parts: dict[str, tuple[Q, ...]] = {
        "accepted_share": (ASKED & ACCEPTED, ASKED),
        "on_time_share": (known["on_time"], known["on_time"] | known["late"] | known["overdue"]),
    }
    parts |= {name: (known[name],) for name in known if name not in BY_PROBE}
    found = _counted(rows, asked, parts, due)
    for name in BY_PROBE:
        found |= _counted(rows.filter(known[name]), asked, {name: (Q(),)}, due)
    return found


def _counted(
    rows: AssignmentQuerySet,
    asked: Collection[Asked],
    parts: Mapping[str, tuple[Q, ...]],
    due: Callable[[Period], Q],
) -> dict[Asked, Amount]:
    """Those of ``asked`` that ``parts`` know: what is counted, and for a share what of."""
    wanted = [
        (name, period, parts[name.partition(":")[2]]) for name, period in asked if name.partition(":")[2] in parts
    ]
    counts = {
        f"part_{number}_{place}": Count("pk", filter=due(period) & condition)
        for number, (_, period, conditions) in enumerate(wanted)
        for place, condition in enumerate(conditions)
    }
    numbers: Mapping[str, int] = rows.aggregate(**counts) if counts else {}
    return {
        (name, period): _amount(*(numbers[f"part_{number}_{place}"] for place in range(len(conditions))))
        for number, (name, period, conditions) in enumerate(wanted)
    }


def _amount(done: int, total: int | None = None) -> Amount:
    if total is None:
        return Amount(done)
    return Amount(Decimal(done) / total if total else None, is_share=True)


def _offer_measure(name: str, title: str) -> None:
    @offers.figure(f"assignments:{name}", title, of=SCOPES)
    def count(scope: Scope, period: Period) -> Figure:
        """The number of rows that the measure counts; the rows are these."""
        due = _due(scope, period)
        rows = due.filter(measures()[name].condition)
        number = rows.count()
        counted = Step(str(number), measures()[name].of)
        steps = _asked_steps(scope, due.count(), due.filter(ASKED).count())
        return Figure(number, rows, steps if name == "given" else (*steps, counted))


def _asked_steps(scope: Scope, given: int, asked: int) -> tuple[Step, ...]:
    undated = " или без срока" if isinstance(scope, Slice) and scope.undated else ""
    return (
        Step(str(given), f"дано со сроком в этом периоде{undated}"),
        Step(f"− {given - asked}", "снято с контроля, отменено или не относится"),
    )


def _share(done: int, total: int, rows: AssignmentQuerySet, steps: tuple[Step, ...], word: str) -> Figure:
    if not total:
        return Figure(None, rows, steps, is_share=True)
    share = Decimal(done) / total
    return Figure(share, rows, (*steps, Step(percent_text(share), f"{word}: {done} ÷ {total}")), is_share=True)


def _due(scope: Scope, period: Period) -> AssignmentQuerySet:
    if isinstance(scope, Slice):
        return scope.rows(period)
    return Assignment.objects.filter(due_in(period), organisation__path__startswith=scope.path)


for _measure in measures(risk=0).values():
    _offer_measure(_measure.name, _measure.title)
