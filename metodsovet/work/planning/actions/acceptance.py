"""A draft becomes a plan that lives, or rests in the archive, or gets new years."""

from datetime import date

from django.db import transaction

from metodsovet.ground.access.history import record_action
from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.actions import cancel_assignments
from metodsovet.kernel import clock
from metodsovet.kernel.errors import DomainError
from metodsovet.kernel.progress import Tell, quietly
from metodsovet.kernel.russian import date_text
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.kernel.terms import TermKind, parse_term
from metodsovet.work.planning.actions.acts import registered_act
from metodsovet.work.planning.actions.locking import held_plan, require_version, saved_plan
from metodsovet.work.planning.actions.school_years import make_history, make_year
from metodsovet.work.planning.actions.settling import settle_year
from metodsovet.work.planning.expansion.sources import assignments_of_plan
from metodsovet.work.planning.expansion.years import first_school_year, years_of_history
from metodsovet.work.planning.models import Activity, Occurrence, Plan


@transaction.atomic
def accept_plan(plan: Plan, *, executed_from: SchoolYear, by: User, version: int, tell: Tell = quietly) -> Plan:
    """Execute the draft from a school year on; earlier years of the plan are history without assignments.

    Of two who accept at once one does. DomainError ``already_accepted``, ``edited_by_other``, ``years_are_over``,
    ``year_not_in_plan``, ``plan_is_empty``, ``is_an_amendment``, ``is_of_community``, ``move_not_allowed``.
    """
    plan = held_plan(plan)
    if plan.state == Plan.State.ACCEPTED:
        raise DomainError("already_accepted", "План уже принят: откройте его, поручения розданы.")
    state = Plan.workflow.check("accept_plan", plan.state)
    require_version(plan.version, version)
    if plan.community_id is not None:
        raise DomainError("is_of_community", "План объединения сначала сдают, потом утверждают: откройте его страницу.")
    require_acceptable(plan, executed_from)
    plan.state, plan.act = state, registered_act(plan, by=by)
    number = execute_from(plan, executed_from, by=by, tell=tell)
    record_action("accept_plan", plan, f"План принят, исполняется с {executed_from}; поручений — {number}", by=by)
    return plan


def execute_from(plan: Plan, year: SchoolYear, *, by: User, tell: Tell = quietly) -> int:
    """Save the plan as accepted and make what it gives; the number of assignments. The caller holds and has checked."""
    plan.executed_from = year.start
    saved_plan(plan, "state", "executed_from", "act", "accepter")
    # An archived plan has shown as history what it is now to execute.
    Occurrence.objects.filter(activity__plan=plan, is_history=True, school_year__gte=year.start).delete()
    make_history(plan, years_of_history(plan, year))
    return make_year(plan, year, by=by, tell=tell)


@transaction.atomic
def archive_plan(plan: Plan, *, by: User, version: int | None = None, tell: Tell = quietly) -> Plan:
    """Keep the plan for reference: open assignments end, and a plan never executed shows its years as history.

    DomainError ``edited_by_other``, ``move_not_allowed``.
    """
    plan = held_plan(plan, version)
    was_draft = plan.is_draft
    plan.state = Plan.workflow.check("archive_plan", plan.state)
    if was_draft:
        plan.act = registered_act(plan, by=by)
        make_history(plan, years_of_history(plan, SchoolYear.of(plan.last_day or clock.today()).next))
    else:
        cancel_assignments(assignments_of_plan(plan).open().only("pk"), reason="План сдан в архив.", by=by, tell=tell)
    record_action("archive_plan", plan, "План сдан в архив", by=by)
    return saved_plan(plan, "state", "act")


@transaction.atomic
def extend_plan(plan: Plan, *, last_day: date, by: User) -> Plan:
    """Give the plan a later last day. An accepted plan goes on; a draft or an archived one is a draft to be accepted.

    Lines that spoke of all the years of the plan («2021–2024») now speak of the new ones.
    DomainError ``not_later``, ``is_of_community``.
    """
    plan = held_plan(plan)
    if plan.community_id is not None:
        raise DomainError("is_of_community", "План объединения — на один учебный год: на следующий начните новый.")
    if plan.last_day is not None and last_day <= plan.last_day:
        raise DomainError("not_later", f"План и так действует по {date_text(plan.last_day)}: выберите день позже.")
    if plan.state != Plan.State.ACCEPTED:
        plan.state = Plan.workflow.check("extend_plan", plan.state)
    old_last_day = plan.last_day
    _stretch_lines(plan, last_day)
    plan.last_day = last_day
    if plan.state == Plan.State.ACCEPTED and old_last_day is not None:
        _fill_last_year(plan, old_last_day, by)
    record_action("extend_plan", plan, f"Срок плана продлён по {date_text(last_day)}", by=by)
    return saved_plan(plan, "state", "last_day")


def require_acceptable(plan: Plan, executed_from: SchoolYear) -> None:
    """DomainError ``is_an_amendment``, ``plan_is_empty``, ``years_are_over``, ``year_not_in_plan``."""
    if plan.amends_id is not None:
        raise DomainError("is_an_amendment", "Это новая редакция принятого плана: внесите её как изменения.")
    if not plan.activities.active().exists():
        raise DomainError("plan_is_empty", "В плане нет ни одного мероприятия: добавьте хотя бы одно.")
    if plan.last_day is not None and (plan.last_day < executed_from.first_day or plan.years_are_over(clock.today())):
        raise DomainError(
            "years_are_over",
            f"Годы плана прошли (по {date_text(plan.last_day)}): сдайте его в архив или продлите срок.",
        )
    first = first_school_year(plan)
    if first is not None and executed_from < first:
        raise DomainError(
            "year_not_in_plan", f"План начинается с {first}: выберите этот учебный год или более поздний."
        )


def _fill_last_year(plan: Plan, old_last_day: date, by: User) -> None:
    """The year that the old last day cut short gets the rest of its occurrences, if it was made."""
    year = SchoolYear.of(old_last_day)
    lines = list(plan.activities.active())
    if Occurrence.objects.filter(activity__in=lines, school_year=year.start, is_history=False).exists():
        settle_year(plan, year, lines, since=old_last_day, reason="Срок плана продлён.", by=by)


def _stretch_lines(plan: Plan, last_day: date) -> None:
    if plan.first_day is None or plan.last_day is None:
        return
    first, old, new = plan.first_day.year, plan.last_day.year, last_day.year
    changed = []
    for activity in Activity.objects.select_for_update().filter(plan=plan, term_json__kind=TermKind.YEAR_RANGE.value):
        spoken = f"{first}-{old}" if first != old else f"{old}"
        same = parse_term(spoken, year=SchoolYear.of(plan.first_day))
        if (activity.term.start, activity.term.end) == (same.start, same.end):
            activity.term = parse_term(f"{first}-{new}", year=SchoolYear.of(plan.first_day))
            activity.version += 1
            changed.append(activity)
    Activity.objects.bulk_update(changed, ["term_json", "version"])
