"""Whoever keeps the community approves its plan, which is its acceptance, or returns it with a note."""

from collections.abc import Sequence

from django.db import transaction

from metodsovet.ground.access.history import record_action
from metodsovet.ground.access.models import User
from metodsovet.ground.documents.models import Act
from metodsovet.ground.notifications.actions import notify
from metodsovet.ground.notifications.models import Topic
from metodsovet.kernel.errors import DomainError, require_words
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.work.communities.queries.keepers import NOBODY_ELSE, others_keep
from metodsovet.work.planning.actions.acceptance import execute_from, require_acceptable
from metodsovet.work.planning.actions.community_plans.duties import return_duty, settle_duty
from metodsovet.work.planning.actions.community_plans.handing_in import NOT_CONSIDERED, Considered, decided
from metodsovet.work.planning.actions.community_plans.people import is_own_plan, person_of, run_by_all
from metodsovet.work.planning.actions.locking import held_plan, require_version, saved_plan
from metodsovet.work.planning.models import Plan, Submission


@transaction.atomic
def approve_plan(
    plan: Plan, *, version: int, by: User, act: Act | None = None, considered: Considered = NOT_CONSIDERED
) -> Plan:
    """The plan lives: occurrences and assignments arise. ``act`` approved it, or it was considered at a meeting.

    DomainError ``already_approved``, ``own_plan``, ``edited_by_other``, ``move_not_allowed``, ``plan_is_empty``,
    ``years_are_over``.
    """
    plan = held_plan(plan)
    if plan.state == Plan.State.ACCEPTED:
        raise DomainError("already_approved", "План уже утверждён: откройте его, поручения розданы.")
    plan.state = Plan.workflow.check("approve_plan", plan.state)
    require_version(plan.version, version)
    alone = _decides_alone(plan, by)
    assert plan.school_year is not None
    year = SchoolYear(plan.school_year)
    require_acceptable(plan, year)
    plan.act = act or plan.act
    plan.accepter_id = plan.accepter_id or _accepter(plan, by)
    submission = decided(plan, Submission.Outcome.APPROVED, by=by)
    if considered != NOT_CONSIDERED:
        considered.write_to(submission)
        submission.save(update_fields=["considered_at", "minutes_number", "minutes_on"])
    number = execute_from(plan, year, by=by)
    settle_duty(plan, by=by)
    _tell(plan, submission, f"План утверждён: «{plan.title[:300]}»", by)
    record_action("approve_plan", plan, f"План утверждён{alone}; поручений — {number}", by=by)
    return plan


@transaction.atomic
def approve_plans(
    plans: Sequence[Plan], *, by: User, act: Act | None = None, considered: Considered = NOT_CONSIDERED
) -> list[Plan]:
    """All of them or none, by one act or one meeting; in one order, so that two at once do not wait in a ring."""
    return [
        approve_plan(plan, version=plan.version, act=act, considered=considered, by=by)
        for plan in sorted(plans, key=lambda one: one.pk)
    ]


@transaction.atomic
def return_plan(plan: Plan, *, note: str, version: int, by: User) -> Plan:
    """A draft again, with what to mend. DomainError ``no_note``, ``own_plan``, ``edited_by_other``,
    ``move_not_allowed``.
    """
    note = require_words(note, "no_note", "Напишите, что исправить: без замечания план не возвращают.")
    plan = held_plan(plan)
    plan.state = Plan.workflow.check("return_plan", plan.state)
    require_version(plan.version, version)
    alone = _decides_alone(plan, by)
    saved_plan(plan, "state")
    submission = decided(plan, Submission.Outcome.RETURNED, note=note, by=by)
    return_duty(plan, note=note, by=by)
    _tell(plan, submission, f"План возвращён: «{plan.title[:200]}». Замечание: {submission.note[:200]}", by)
    record_action("return_plan", plan, f"План возвращён{alone}. Замечание: {note}"[:1000], by=by)
    return plan


def _decides_alone(plan: Plan, by: User) -> str:
    """Who handed it in and the head of the community decide about it only where nobody else may: then said in words."""
    if not is_own_plan(plan, by):
        return ""
    assert plan.community is not None
    if others_keep(plan.community, by):
        raise DomainError("own_plan", "О своём плане не решают: его утвердит другой методист или руководитель.")
    return f" самим автором: {NOBODY_ELSE}"


def _accepter(plan: Plan, by: User) -> int | None:
    """Reports of a school's own community are accepted where its plan is approved, of the town's by any methodist."""
    assert plan.community is not None
    return None if plan.community.kind.is_of_town else person_of(by)


def _tell(plan: Plan, submission: Submission, text: str, by: User) -> None:
    assert plan.community_id is not None
    running = run_by_all([plan.community_id]).get(plan.community_id, ())
    people = {*running, person_of(submission.handed_in_by) or 0} - {person_of(by), 0}
    key = f"plan_decided:{submission.pk}"
    notify(sorted(one for one in people if one), key=key, text=text, url=plan.get_absolute_url(), topic=Topic.REPORTS)
