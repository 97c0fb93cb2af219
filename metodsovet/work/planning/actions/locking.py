"""What every action begins with: the row as it is now, held until the end of the transaction."""

from django.db import connection

from metodsovet.kernel.errors import DomainError
from metodsovet.work.planning.models import Activity, ActivityParty, Plan

EDITED = "Пока страница была открыта, это изменил кто-то другой. Посмотрите, что стало, и решите снова."


def held_plan(plan: Plan, version: int | None = None) -> Plan:
    row = Plan.objects.select_for_update(of=("self",)).select_related("organisation__parent", "act").get(pk=plan.pk)
    require_version(row.version, version)
    return row


def held_draft(plan: Plan, version: int | None = None) -> Plan:
    """The locked plan; DomainError ``is_handed_in``, ``not_a_draft`` once it is accepted, archived or discarded."""
    row = held_plan(plan, version)
    require_draft(row)
    return row


def held_line(activity: Activity, version: int | None = None) -> Activity:
    """The locked line of a draft. The plan is shared: people edit different lines at once, nobody accepts meanwhile."""
    _share_plan(activity.plan_id)
    row = (
        Activity.objects.select_for_update(of=("self",))
        .select_related("plan__organisation__parent")
        .get(pk=activity.pk)
    )
    require_version(row.version, version)
    require_draft(row.plan)
    return row


def held_party(party: ActivityParty) -> ActivityParty:
    _share_plan(party.activity.plan_id)
    rows = ActivityParty.objects.select_for_update(of=("self",)).select_related("activity__plan__organisation__parent")
    row = rows.get(pk=party.pk)
    require_draft(row.activity.plan)
    return row


def _share_plan(plan_id: int) -> None:
    """Taken before the line, as whoever holds the whole plan does."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM planning_plan WHERE id = %s FOR SHARE", [plan_id])


def require_draft(plan: Plan) -> None:
    if plan.is_handed_in:
        raise DomainError(
            "is_handed_in", "План сдан на утверждение: чтобы изменить, заберите его на доработку или дождитесь решения."
        )
    if not plan.is_draft:
        raise DomainError(
            "not_a_draft", "План уже не черновик: чтобы изменить принятый план, внесите изменения новой редакцией."
        )


def require_version(actual: int, seen: int | None) -> None:
    if seen is not None and seen != actual:
        raise DomainError("edited_by_other", EDITED)


def saved_plan(plan: Plan, *fields: str) -> Plan:
    plan.version += 1
    plan.save(update_fields=[*fields, "version"])
    return plan


def saved_line(activity: Activity, *fields: str) -> Activity:
    activity.version += 1
    activity.save(update_fields=[*fields, "version"])
    return activity
