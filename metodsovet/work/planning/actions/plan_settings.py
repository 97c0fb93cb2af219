"""What is decided about a draft as a whole: its name and days, its act, for whom it is, who controls it."""

from collections.abc import Collection
from datetime import date
from typing import Any, TypedDict, Unpack

from django.db import transaction

from metodsovet.ground.access.history import record_action
from metodsovet.ground.access.models import User
from metodsovet.ground.assignments import actions as assignments
from metodsovet.ground.directory.models import Organisation, Person
from metodsovet.ground.documents.models import Act
from metodsovet.kernel.errors import DomainError, require_words
from metodsovet.work.planning.actions.locking import held_draft, held_plan, saved_plan
from metodsovet.work.planning.expansion.sources import assignments_of_plan
from metodsovet.work.planning.models import Activity, Plan, Reading, Theme


class ActFields(TypedDict, total=False):
    """Requisites of the act as printed."""

    kind: str
    number: str
    date: date | None
    title: str
    issuer: str
    remark: str


OF_COMMUNITY = {"title", "theme"}


class PlanFields(TypedDict, total=False):
    title: str
    kind: str
    first_day: date | None
    last_day: date | None
    theme: Theme | None


@transaction.atomic
def set_title(plan: Plan, *, version: int, by: User, **fields: Unpack[PlanFields]) -> Plan:
    """Change the name, kind or days; a community's plan keeps its kind and its school year.

    DomainError ``no_title``, ``days_reversed``, ``year_is_given``, ``edited_by_other``.
    """
    plan = held_draft(plan, version)
    if plan.community_id is not None and not fields.keys() <= OF_COMMUNITY:
        raise DomainError("year_is_given", "План объединения — на свой учебный год: его сроки и вид не меняют.")
    if "title" in fields:
        fields["title"] = require_words(fields["title"], "no_title", "Напишите название плана.")
    for name, value in fields.items():
        setattr(plan, name, value)
    require_days(plan.first_day, plan.last_day)
    record_action("set_title", plan, "Изменены название или сроки плана", by=by)
    return saved_plan(plan, *fields)


@transaction.atomic
def set_act(plan: Plan, *, by: User, act: Act | None = None, **fields: Unpack[ActFields]) -> Plan:
    """Link a registered act, or correct the requisites that will become one when the plan is accepted."""
    plan = held_draft(plan)
    if act is not None:
        plan.act = act
        record_action("set_act", plan, f"Основание: {act.requisites}", by=by)
        return saved_plan(plan, "act")
    reading, _ = Reading.objects.get_or_create(plan=plan, defaults={"read_by": by})
    reading.act = {**reading.act, **_as_json(fields)}
    reading.save(update_fields=["act"])
    record_action("set_act", plan, "Уточнены реквизиты акта", by=by)
    return saved_plan(plan)


@transaction.atomic
def set_audience(plan: Plan, *, kinds: Collection[str], organisations: Collection[Organisation], by: User) -> Plan:
    """For whom the plan is: kinds, named ones, or both. DomainError ``empty_audience``, ``foreign_organisation``."""
    plan = held_draft(plan)
    if not kinds and not organisations:
        raise DomainError("empty_audience", "Выберите, для каких организаций план: иначе поручать будет некому.")
    plan.audience_kinds = sorted(kinds)
    plan.audience.set(organisations)
    record_action("set_audience", plan, "Изменено, для каких организаций план", by=by)
    return saved_plan(plan, "audience_kinds")


@transaction.atomic
def set_offices(plan: Plan, *, accepter: Person | None, controller: Person | None, by: User) -> Plan:
    """Two offices: who accepts reports, and who controls the act and removes from control.

    DomainError ``same_person`` when one would do both: nobody controls himself.
    """
    plan = held_draft(plan)
    _name_offices(plan, accepter, controller)
    record_action("set_offices", plan, _offices_text(plan), by=by)
    return saved_plan(plan, "accepter", "controller")


@transaction.atomic
def change_offices(plan: Plan, *, accepter: Person | None, controller: Person | None, version: int, by: User) -> int:
    """Name others for both offices of an accepted plan; returns how many open assignments went over to them.

    DomainError ``same_person``, ``not_accepted``, ``edited_by_other``.
    """
    plan = held_plan(plan, version)
    if plan.state != Plan.State.ACCEPTED:
        raise DomainError("not_accepted", "Сменить принимающего и контролёра можно у действующего плана.")
    _name_offices(plan, accepter, controller)
    saved_plan(plan, "accepter", "controller")
    key = f"offices:{plan.pk}:{plan.version}"
    changed = assignments.change_offices(
        assignments_of_plan(plan), accepter=accepter, controller=controller, key=key, by=by
    )
    record_action("change_offices", plan, f"{_offices_text(plan)}; открытых поручений — {changed}", by=by)
    return changed


@transaction.atomic
def set_control(plan: Plan, *, activities: Collection[int], control: str, by: User) -> int:
    """Change who reports on many lines at once (ids); the number of changed lines."""
    plan = held_draft(plan)
    if control not in Activity.Control.values:
        raise DomainError("unknown_choice", "Такого вида контроля нет: обновите страницу и выберите ещё раз.")
    rows = Activity.objects.select_for_update().filter(plan=plan, pk__in=activities).exclude(control=control)
    changed = list(rows)
    for row in changed:
        row.control = control
        row.version += 1
    Activity.objects.bulk_update(changed, ["control", "version"])
    if changed:
        label = Activity.Control(control).label
        record_action("set_control", plan, f"Контроль: {label}, строк — {len(changed)}", by=by)
    return len(changed)


def _name_offices(plan: Plan, accepter: Person | None, controller: Person | None) -> None:
    if accepter is not None and accepter == controller:
        raise DomainError("same_person", "Принимать отчёты и снимать с контроля должны разные люди: выберите двух.")
    plan.accepter, plan.controller = accepter, controller


def _offices_text(plan: Plan) -> str:
    return f"Принимает: {plan.accepter or 'методисты'}, контролирует: {plan.controller or 'никто'}"


def require_days(first_day: date | None, last_day: date | None) -> None:
    if first_day is not None and last_day is not None and last_day < first_day:
        raise DomainError("days_reversed", "План кончается раньше, чем начинается: проверьте даты.")


def _as_json(fields: ActFields) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in fields.items()}
