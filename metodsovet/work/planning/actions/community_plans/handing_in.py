"""The head hands the plan in, and may take it back until it is decided."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from metodsovet.ground.access.history import record_action
from metodsovet.ground.access.models import User
from metodsovet.ground.notifications.actions import notify
from metodsovet.ground.notifications.models import Topic
from metodsovet.kernel import clock
from metodsovet.kernel.errors import DomainError
from metodsovet.work.planning.actions.community_plans.duties import report_duty, withdraw_duty
from metodsovet.work.planning.actions.community_plans.people import approvers_of, person_of
from metodsovet.work.planning.actions.locking import held_plan, require_version, saved_plan
from metodsovet.work.planning.models import Plan, Submission


@dataclass(frozen=True, slots=True)
class Considered:
    """Where the plan was considered («на заседании методического совета») and by which minutes."""

    at: str = ""
    minutes_number: str = ""
    minutes_on: date | None = None

    def write_to(self, row: Submission) -> None:
        row.considered_at = " ".join(self.at.split())[:200]
        row.minutes_number = self.minutes_number.strip().removeprefix("№").strip()[:20]
        row.minutes_on = self.minutes_on


NOT_CONSIDERED = Considered()


@transaction.atomic
def hand_in_plan(plan: Plan, *, version: int, by: User, considered: Considered = NOT_CONSIDERED) -> Submission:
    """From now on nobody edits it; whoever approves is told. Of two who hand in at once one does.

    DomainError ``already_handed_in``, ``not_of_community``, ``edited_by_other``, ``plan_is_empty``,
    ``move_not_allowed``.
    """
    plan = held_plan(plan)
    if plan.is_handed_in:
        raise DomainError("already_handed_in", "План уже сдан: ждите решения, о нём придёт уведомление.")
    if plan.community is None:
        raise DomainError("not_of_community", "Сдают планы объединений: этот план примите сами.")
    require_version(plan.version, version)
    plan.state = Plan.workflow.check("hand_in_plan", plan.state)
    if not plan.activities.active().exists():
        raise DomainError("plan_is_empty", "В плане нет ни одного мероприятия: добавьте хотя бы одно.")
    saved_plan(plan, "state")
    submission = Submission(plan=plan, handed_in_by=by, handed_in_at=clock.now())
    considered.write_to(submission)
    submission.save()
    if not report_duty(plan, by=by):
        _tell(plan, f"plan_handed_in:{submission.pk}", f"Сдан на утверждение план: «{plan.title[:300]}»", by)
    record_action("hand_in_plan", plan, "План сдан на утверждение", by=by)
    return submission


@transaction.atomic
def take_back_plan(plan: Plan, *, by: User) -> Plan:
    """A draft again, to mend something, until it is approved or returned. DomainError ``move_not_allowed``."""
    plan = held_plan(plan)
    plan.state = Plan.workflow.check("take_back_plan", plan.state)
    saved_plan(plan, "state")
    submission = decided(plan, Submission.Outcome.TAKEN_BACK, by=by)
    if not withdraw_duty(plan, by=by):
        _tell(plan, f"plan_taken_back:{submission.pk}", f"План забран на доработку: «{plan.title[:300]}»", by)
    record_action("take_back_plan", plan, "План забран на доработку", by=by)
    return plan


def decided(plan: Plan, outcome: str, *, by: User, note: str = "") -> Submission:
    """The submission that waited; the caller holds the plan."""
    submission = Submission.objects.select_for_update().waiting().get(plan=plan)
    submission.outcome, submission.note = outcome, note[:1000]
    submission.decided_by, submission.decided_at = by, clock.now()
    submission.save(update_fields=["outcome", "note", "decided_by", "decided_at"])
    return submission


def _tell(plan: Plan, key: str, text: str, by: User) -> None:
    assert plan.community is not None
    people = [person for person in approvers_of(plan.community) if person != person_of(by)]
    notify(people, key=key, text=text, url=plan.get_absolute_url(), topic=Topic.REPORTS)
