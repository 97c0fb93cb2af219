"""What may be done with an assignment now, by this user: the right and the state together."""

from collections.abc import Mapping

from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.models import Assignment
from metodsovet.ground.assignments.queries.acknowledgements import has_own_sheet

IN_WORK = ("given", "returned")
OPEN = (*IN_WORK, "reported")

STATES_OF: Mapping[str, tuple[str, ...]] = {
    "take_assignment": IN_WORK,
    "acknowledge_assignment": IN_WORK,
    "download_acknowledgement_sheet": (*IN_WORK, "accepted"),
    "write_report": IN_WORK,
    "hand_in_report": IN_WORK,
    "record_report": IN_WORK,
    "ask_extension": IN_WORK,
    "grant_extension": OPEN,
    "refuse_extension": OPEN,
    "hand_over": IN_WORK,
    "set_interim_date": IN_WORK,
    "mark_interim_date": IN_WORK,
    "remove_interim_date": IN_WORK,
    "withdraw_report": ("reported",),
    "accept_report": ("reported",),
    "return_report": ("reported",),
    "add_evidence": OPEN,
    "remove_evidence": IN_WORK,
    "mark_not_applicable": IN_WORK,
    "reopen_assignment": ("accepted", "not_applicable"),
    "cancel_assignment": OPEN,
    "remove_from_control": (*OPEN, "accepted"),
}


def steps_for(user: User, assignment: Assignment) -> frozenset[str]:
    """Verbs that the page offers; the action decides again."""
    if assignment.removed_from_control_at is not None:
        verbs = ["put_back_on_control"]
    else:
        verbs = [verb for verb, states in STATES_OF.items() if assignment.state in states]
        unfit = _unfit(assignment)
        verbs = [verb for verb in verbs if verb not in unfit]
    return frozenset(verb for verb in verbs if user.has_perm(f"assignments.{verb}", assignment))


def _unfit(assignment: Assignment) -> frozenset[str]:
    """What the kind or the lack of a deadline rules out."""
    unfit: set[str] = set()
    if assignment.kind == Assignment.Kind.ACKNOWLEDGE:
        unfit |= {"write_report", "hand_in_report", "record_report", "set_interim_date"}
    else:
        unfit |= {"acknowledge_assignment"}
    if not has_own_sheet(assignment):
        unfit |= {"download_acknowledgement_sheet"}
    if assignment.due_on is None:
        unfit.add("ask_extension")
    return frozenset(unfit)
