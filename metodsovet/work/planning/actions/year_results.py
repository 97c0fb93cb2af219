"""The yearly result of a programme: told in words, its target figures frozen on the day the year is closed."""

from django.db import transaction

from metodsovet.ground.access.history import record_action
from metodsovet.ground.access.models import User
from metodsovet.kernel import clock
from metodsovet.kernel.errors import DomainError, require_words
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.work.planning.actions.locking import held_plan
from metodsovet.work.planning.models import Plan, YearResult
from metodsovet.work.planning.queries_goals import years_of_plan
from metodsovet.work.planning.queries_programmes import figures_of_year


@transaction.atomic
def close_programme_year(plan: Plan, *, year: SchoolYear, text: str, by: User) -> YearResult:
    """Of two who close at once one does. DomainError ``not_a_programme``, ``not_accepted``, ``year_not_in_plan``,
    ``year_is_ahead``, ``closed_already``, ``no_text``.
    """
    plan = held_plan(plan)
    _require_closable(plan, year)
    result = YearResult.objects.filter(plan=plan, school_year=year.start).first()
    if result is None:
        result = YearResult(plan=plan, school_year=year.start)
    elif result.is_closed:
        raise DomainError("closed_already", f"{year} учебный год уже закрыт: откройте его снова, чтобы изменить итоги.")
    result.text = require_words(text, "no_text", "Напишите итоги года: что сделано и что не удалось.")[:10_000]
    result.figures = figures_of_year(plan, year)
    result.closed_on, result.closed_by = clock.today(), by
    result.save()
    record_action("close_programme_year", plan, f"Подведены итоги за {year}", by=by)
    return result


@transaction.atomic
def reopen_programme_year(result: YearResult, *, reason: str, by: User) -> YearResult:
    """To be told and closed anew with the figures of that day. DomainError ``not_closed``, ``no_reason``."""
    plan = held_plan(result.plan)
    result = YearResult.objects.get(pk=result.pk)
    if not result.is_closed:
        raise DomainError("not_closed", "Год и так открыт: обновите страницу.")
    reason = require_words(reason, "no_reason", "Напишите, почему итоги нужно изменить.")
    result.closed_on = result.closed_by = None
    result.save(update_fields=["closed_on", "closed_by"])
    record_action("reopen_programme_year", plan, f"Снова открыты итоги за {result.year}: {reason}"[:1000], by=by)
    return result


def _require_closable(plan: Plan, year: SchoolYear) -> None:
    if plan.kind != Plan.Kind.PROGRAMME:
        raise DomainError(
            "not_a_programme", "Итоги года подводят по программе: у других планов есть отчёт об исполнении."
        )
    if plan.state not in Plan.PUBLISHED:
        raise DomainError("not_accepted", "Программа ещё не утверждена: подводить итоги рано.")
    if year not in years_of_plan(plan):
        raise DomainError("year_not_in_plan", f"{year.text()} не входит в сроки программы: выберите другой год.")
    if year.first_day > clock.today():
        raise DomainError("year_is_ahead", f"{year} учебный год ещё не начался: подводить итоги рано.")
