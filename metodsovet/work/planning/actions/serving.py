"""Which upper activity a line serves: known while it lives, not part of what the act says."""

from django.db import transaction

from metodsovet.ground.access.history import record_action
from metodsovet.ground.access.models import User
from metodsovet.kernel.errors import DomainError
from metodsovet.work.planning.actions.locking import require_version, saved_line
from metodsovet.work.planning.models import Activity, Plan
from metodsovet.work.planning.queries_review import upper_activities


@transaction.atomic
def set_serves(activity: Activity, *, serves: Activity | None, version: int, by: User) -> Activity:
    """Link the line to the upper one it serves, or to none; needs no revision of the plan.

    DomainError ``edited_by_other``, ``not_an_upper_activity``, ``plan_is_over``.
    """
    row = Activity.objects.select_for_update(of=("self",)).select_related("plan__organisation").get(pk=activity.pk)
    require_version(row.version, version)
    if row.plan.state not in (Plan.State.DRAFT, Plan.State.ACCEPTED):
        raise DomainError("plan_is_over", "План уже в архиве: связи его мероприятий не меняют.")
    if serves is not None and not upper_activities(row.plan).filter(pk=serves.pk).exists():
        raise DomainError(
            "not_an_upper_activity",
            "Мероприятие служит мероприятию действующего плана своего уровня или выше: выберите другое.",
        )
    row.serves = serves
    text = f"Служит мероприятию «{serves}»" if serves else "Больше не служит мероприятию другого плана"
    record_action("set_serves", row, text[:1000], by=by)
    return saved_line(row, "serves")
