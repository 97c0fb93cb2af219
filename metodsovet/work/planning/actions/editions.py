"""A new edition of an accepted plan: a draft read from the amended file, and the changes chosen from it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction

from metodsovet.ground.access.history import record_action
from metodsovet.ground.access.models import User
from metodsovet.ground.documents.models import Act
from metodsovet.kernel.errors import DomainError
from metodsovet.work.planning.actions.acts import registered_act
from metodsovet.work.planning.actions.amendments import Change, amend_plan
from metodsovet.work.planning.actions.drafts import draft_plan_from_file
from metodsovet.work.planning.actions.locking import held_draft, held_plan, saved_plan
from metodsovet.work.planning.models import Plan, Revision
from metodsovet.work.planning.reading import ReadPlan


@transaction.atomic
def draft_edition(plan: Plan, read: ReadPlan, rows: list[Any], file_name: str, *, by: User) -> Plan:
    """A draft that amends the accepted plan, for the same organisations. DomainError ``not_accepted``."""
    plan = held_plan(plan)
    if plan.state != Plan.State.ACCEPTED:
        raise DomainError("not_accepted", "Новую редакцию читают для принятого плана: сначала примите этот.")
    draft = draft_plan_from_file(read, rows, file_name, organisation=plan.organisation, by=by)
    draft.amends, draft.kind, draft.audience_kinds = plan, plan.kind, plan.audience_kinds
    draft.audience.set(plan.audience.all())
    return saved_plan(draft, "amends", "kind", "audience_kinds")


@transaction.atomic
def apply_edition(
    draft: Plan, changes: Sequence[Change], *, version: int, by: User, in_force_from: date, basis: Act | None = None
) -> Revision:
    """Make the chosen changes a revision of the amended plan and put the draft aside; ``version`` is the plan's.

    DomainError ``not_an_edition`` and those of ``amend_plan``.
    """
    draft = held_draft(draft)
    if draft.amends is None:
        raise DomainError(
            "not_an_edition", "Этот файл прочитан не как новая редакция: загрузите его со страницы плана."
        )
    basis = basis or registered_act(draft, by=by)
    revision = amend_plan(draft.amends, changes, version=version, by=by, in_force_from=in_force_from, basis=basis)
    draft.state = Plan.workflow.check("discard_plan", draft.state)
    saved_plan(draft, "state")
    record_action("apply_edition", draft, f"Внесено в план редакцией {revision.number}", by=by)
    return revision
