"""Dates for what had a window, a schedule or only words."""

from datetime import date, time

from django.db import transaction

from metodsovet.ground.access.history import record_action
from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Organisation
from metodsovet.kernel import clock
from metodsovet.kernel.errors import DomainError, require_words
from metodsovet.kernel.russian import date_text
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.kernel.terms import Term, TermKind
from metodsovet.work.planning.actions.locking import held_plan, require_version
from metodsovet.work.planning.actions.settling import settle_assignments, settle_year
from metodsovet.work.planning.expansion.schedules import TERM_NAMES, schedule_key
from metodsovet.work.planning.models import Occurrence, Plan, Schedule


@transaction.atomic
def date_occurrence(
    occurrence: Occurrence, *, version: int, by: User, held_on: date, starts_at: time | None = None, place: str = ""
) -> Occurrence:
    """Give the day, time and place; due dates of open assignments follow, missing assignments arise.

    A day outside the window is allowed (life moves dates), one outside the school year is not.
    DomainError ``edited_by_other``, ``not_accepted``, ``occurrence_is_closed``, ``outside_school_year``.
    """
    plan = held_plan(Plan.objects.get(activities__occurrences=occurrence))
    row = Occurrence.objects.select_for_update(of=("self",)).select_related("activity").get(pk=occurrence.pk)
    require_version(row.version, version)
    _require_datable(plan, row, held_on)
    row.held_on, row.starts_at, row.place = held_on, starts_at, place.strip()[:300]
    row.version += 1
    row.save(update_fields=["held_on", "starts_at", "place", "version"])
    moment = f"{date_text(held_on)}{f', {starts_at:%H:%M}' if starts_at else ''}{f', {row.place}' if row.place else ''}"
    record_action("date_occurrence", row.activity, f"Назначено: {moment}", by=by)
    settle_assignments(plan, SchoolYear(row.school_year), [row.activity], reason="Мероприятие перенесено.", by=by)
    return row


@transaction.atomic
def set_schedule(
    organisation: Organisation, *, name: str, school_year: SchoolYear, starts_on: date, ends_on: date, by: User
) -> Schedule:
    """Dates of an external schedule or a school term; whatever waits for it in accepted plans gets its days.

    DomainError ``no_title``, ``days_reversed``.
    """
    name = require_words(name, "no_title", "Напишите, какой это график.")
    if ends_on < starts_on:
        raise DomainError("days_reversed", "График кончается раньше, чем начинается: проверьте даты.")
    schedule, _ = Schedule.objects.update_or_create(
        organisation=organisation,
        name=name[:300],
        school_year=school_year.start,
        defaults={"starts_on": starts_on, "ends_on": ends_on},
    )
    days = f"{date_text(starts_on)} — {date_text(ends_on)}"
    record_action("set_schedule", schedule, f"График «{name}», {school_year.text()}: {days}", by=by)
    plans = Plan.objects.filter(state=Plan.State.ACCEPTED, organisation__path__startswith=organisation.path)
    for plan in plans.filter(activities__occurrences__school_year=school_year.start).distinct().order_by("pk"):
        _settle_plan(held_plan(plan), schedule, by)
    return schedule


def _require_datable(plan: Plan, row: Occurrence, held_on: date) -> None:
    if plan.state != Plan.State.ACCEPTED:
        raise DomainError("not_accepted", "Дату назначают мероприятию принятого плана: сначала примите план.")
    if row.is_history or row.state == Occurrence.State.CANCELLED:
        raise DomainError("occurrence_is_closed", "Это вхождение уже закрыто: дату ему не назначают.")
    year = SchoolYear(row.school_year)
    if held_on not in year:
        raise DomainError(
            "outside_school_year", f"{date_text(held_on)} не входит в {year.text()}: выберите день внутри."
        )


def _settle_plan(plan: Plan, schedule: Schedule, by: User) -> None:
    waiting = [activity for activity in plan.activities.active() if _waits_for(activity.term, schedule.name)]
    if waiting:
        year = SchoolYear(schedule.school_year)
        settle_year(plan, year, waiting, since=min(clock.today(), schedule.ends_on), reason="Изменился график.", by=by)


def _waits_for(term: Term, name: str) -> bool:
    key = schedule_key(name)
    if any(key in names for names in TERM_NAMES):
        return any(part.kind is TermKind.TERM or "T" in part.pattern for part in (term, *term.parts))
    return any(part.reference and schedule_key(part.reference) == key for part in (term, *term.parts))
