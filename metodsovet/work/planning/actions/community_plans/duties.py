"""Handing in a plan as a duty in the ledger: asked by a deadline, it moves together with the plan.

What people did with the duty by hand is left as it is: a move that does not fit its state is not made.
"""

from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.actions import (
    accept_report,
    cancel_assignments,
    hand_in_report,
    return_report,
    withdraw_report,
)
from metodsovet.ground.assignments.models import Assignment
from metodsovet.work.planning.models import Plan

State = Assignment.State


def duty_key(community_id: int, school_year: int) -> str:
    return f"year_plan:{community_id}:{school_year}"


def duty_of(plan: Plan) -> Assignment | None:
    """The open assignment to hand in this plan; none where nobody has asked for it."""
    if plan.community_id is None or plan.school_year is None:
        return None
    return Assignment.objects.open().filter(key=duty_key(plan.community_id, plan.school_year)).first()


def report_duty(plan: Plan, *, by: User) -> bool:
    """Whether it is reported now, its accepters told."""
    duty = duty_of(plan)
    if duty is None or not Assignment.workflow.allows("report", duty.state):
        return False
    hand_in_report(duty, text=f"План сдан на утверждение: «{plan.title}».", by=by)
    return True


def withdraw_duty(plan: Plan, *, by: User) -> bool:
    duty = duty_of(plan)
    if duty is None or duty.state != State.REPORTED:
        return False
    withdraw_report(duty, by=by)
    return True


def return_duty(plan: Plan, *, note: str, by: User) -> None:
    duty = duty_of(plan)
    if duty is not None and duty.state == State.REPORTED:
        return_report(duty, remark=note, by=by)


def settle_duty(plan: Plan, *, by: User) -> None:
    """The plan is approved: what was reported is accepted, what was not is asked no more."""
    duty = duty_of(plan)
    if duty is None:
        return
    if duty.state == State.REPORTED:
        accept_report(duty, by=by)
    else:
        cancel_assignments([duty], reason="План утверждён.", by=by)
