"""Long work over a plan: asked at a page, done by the worker, whole or not at all."""

from collections.abc import Callable, Mapping

from django.db import connection, transaction

from metodsovet.ground.access.history import record_action
from metodsovet.ground.access.models import User
from metodsovet.kernel import clock
from metodsovet.kernel.bulk import large_work
from metodsovet.kernel.errors import DomainError
from metodsovet.kernel.progress import Tell, quietly
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.work.planning.actions.acceptance import accept_plan, archive_plan
from metodsovet.work.planning.actions.locking import held_plan
from metodsovet.work.planning.actions.school_years import make_school_year
from metodsovet.work.planning.expansion.sources import assignments_of_plan
from metodsovet.work.planning.models import Plan, PlanWork, PlanWorkProgress

Verb = PlanWork.Verb


@transaction.atomic
def ask_plan_work(plan: Plan, *, verb: str, by: User, version: int, year: SchoolYear | None = None) -> PlanWork:
    """Write down what is asked; the caller sends the worker. One work over a plan at a time.

    DomainError ``edited_by_other``, ``work_under_way``.
    """
    plan = held_plan(plan)
    if plan.works.under_way().exists():
        raise DomainError("work_under_way", "С этим планом уже идёт долгая работа: дождитесь её конца.")
    held_plan(plan, version)
    return PlanWork.objects.create(
        plan=plan, verb=verb, school_year=year.start if year else None, version=version, asked_by=by
    )


@transaction.atomic
@large_work()
def do_plan_work(work: PlanWork, *, tell: Tell = quietly) -> PlanWork:
    """Do the verb by the rights of whoever asked, as they are now; what is done already stays as it is.

    Of two workers at once the second waits for the first and finds it done. DomainError ``no_right`` and those of the
    verb; then nothing has changed.
    """
    _wait_patiently()
    held_plan(work.plan)
    work = PlanWork.objects.select_related("plan", "asked_by__person").get(pk=work.pk)
    if not work.is_under_way:
        return work
    if not work.asked_by.has_perm(f"planning.{work.verb}", work.plan):
        raise DomainError("no_right", "Права на это действие с планом больше нет.")
    work.number = _DOING[work.verb](work, tell)
    work.ended_at = clock.now()
    tell("Записываем")
    work.save(update_fields=["number", "ended_at"])
    return work


@transaction.atomic
def continue_plan_work(work: PlanWork, *, by: User) -> PlanWork:
    """Let the worker begin anew what stopped; pressed twice it is sent once. DomainError ``not_stalled``."""
    work = PlanWork.objects.select_for_update(of=("self",)).select_related("plan").get(pk=work.pk)
    if not work.is_stalled:
        raise DomainError("not_stalled", "Работа идёт или уже окончена: начинать её снова не нужно.")
    PlanWorkProgress.objects.update_or_create(work=work, defaults={"line": "Снова в очереди", "told_at": clock.now()})
    record_action("continue_plan_work", work.plan, f"{work}: начато снова", by=by)
    return work


def give_up_work(work: PlanWork, trouble: str) -> None:
    """The transaction of the work has left no trace; whoever asked reads why."""
    PlanWork.objects.under_way().filter(pk=work.pk).update(ended_at=clock.now(), trouble=trouble[:500])


def _wait_patiently() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '30min'")


def _accept(work: PlanWork, tell: Tell) -> int:
    accept_plan(work.plan, executed_from=_year(work), by=work.asked_by, version=work.version, tell=tell)
    return assignments_of_plan(work.plan).count()


def _archive(work: PlanWork, tell: Tell) -> None:
    archive_plan(work.plan, by=work.asked_by, version=work.version, tell=tell)


def _make_year(work: PlanWork, tell: Tell) -> int:
    return make_school_year(work.plan, _year(work), by=work.asked_by, tell=tell)


def _year(work: PlanWork) -> SchoolYear:
    assert work.school_year is not None
    return SchoolYear(work.school_year)


_DOING: Mapping[str, Callable[[PlanWork, Tell], int | None]] = {
    Verb.ACCEPT_PLAN: _accept,
    Verb.ARCHIVE_PLAN: _archive,
    Verb.MAKE_SCHOOL_YEAR: _make_year,
}
