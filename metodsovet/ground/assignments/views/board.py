from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from metodsovet.ground.access.door import Visitor, door
from metodsovet.ground.assignments.queries.board import board_of, controls_anything, period_of_board
from metodsovet.ground.assignments.queries.measures import measures
from metodsovet.ground.assignments.queries.slices import Slice
from metodsovet.ground.assignments.views.periods import asked_period, named_periods
from metodsovet.ground.assignments.views.slices import remindable
from metodsovet.kernel import clock
from metodsovet.kernel.school_year import SchoolYear

MEASURES = ("given", "on_time", "late", "waiting", "at_risk", "overdue")


@door("assignments.view_control")
@require_GET
def show_board(request: Visitor) -> HttpResponse:
    """What is on my control, ``?whose=all`` everything that I see; whoever controls nothing sees the latter."""
    is_mine = request.GET.get("whose") != "all" and controls_anything(request.user)
    asked = Slice(request.user, under_control=is_mine)
    period = asked_period(request, period_of_board())
    known = measures()
    context = {
        "board": board_of(asked, period),
        "asked": asked,
        "period": period,
        "named": named_periods(SchoolYear.of(clock.today()), period),
        "measures": [known[name] for name in MEASURES],
        "to_remind": remindable(asked, period).count(),
        "may_give": request.user.has_perm("assignments.give_directive"),
        "now": clock.now(),
    }
    return render(request, "assignments/control/board.html", context)
