"""Figures of the ledger in a period of deadlines: of a node, or of a ``Slice`` that somebody sees."""

from decimal import Decimal

from metodsovet.ground.assignments.models import Assignment
from metodsovet.ground.assignments.models.assignments import AssignmentQuerySet
from metodsovet.ground.assignments.queries.measures import ACCEPTED, ASKED, measures
from metodsovet.ground.assignments.queries.slices import Slice, due_in
from metodsovet.ground.directory.models import Organisation
from metodsovet.kernel import offers
from metodsovet.kernel.numbers import percent_text
from metodsovet.kernel.offers import Figure, Period, Step

Scope = Organisation | Slice
SCOPES = ("organisation", "slice")


@offers.figure("assignments:accepted_share", "Доля исполненных поручений", of=SCOPES)
def accepted_share(scope: Scope, period: Period) -> Figure:
    """Accepted of those that are still asked; the rows are all of these."""
    due = _due(scope, period)
    asked = due.filter(ASKED)
    given, total = due.count(), asked.count()
    accepted = asked.filter(ACCEPTED).count()
    steps = (*_asked_steps(given, total), Step(str(accepted), "принято"))
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


def _offer_measure(name: str, title: str) -> None:
    @offers.figure(f"assignments:{name}", title, of=SCOPES)
    def count(scope: Scope, period: Period) -> Figure:
        """The number of rows that the measure counts; the rows are these."""
        due = _due(scope, period)
        rows = due.filter(measures()[name].condition)
        number = rows.count()
        counted = Step(str(number), measures()[name].of)
        steps = _asked_steps(due.count(), due.filter(ASKED).count())
        return Figure(number, rows, steps if name == "given" else (*steps, counted))


def _asked_steps(given: int, asked: int) -> tuple[Step, ...]:
    return (
        Step(str(given), "дано со сроком в этом периоде"),
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
