"""Two people at once, each with a connection of his own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event
from time import sleep

import pytest
from django.db import connection, transaction

from metodsovet.ground.assignments.models import Assignment
from metodsovet.kernel.errors import DomainError
from metodsovet.work.planning.actions import (
    Change,
    ChangeKind,
    accept_plan,
    amend_plan,
    change_activity,
    make_school_year,
)
from metodsovet.work.planning.actions.community_plans import (
    YearPlanDraft,
    approve_plan,
    begin_year_plan,
    hand_in_plan,
)
from metodsovet.work.planning.models import Activity, Occurrence, Plan, PlanTemplate, Revision, Submission
from metodsovet.work.planning.queries_review import acceptance_preview
from metodsovet.work.planning.tests.community_town import begun, city, handed_in, head_of
from metodsovet.work.planning.tests.town import YEAR, accepted_of, activity_named, draft_of, make_town

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(act: Callable[[int], object], times: int = 4) -> list[str]:
    """Outcomes of the same act by several people: «ok» or the code of the refusal."""
    barrier = Barrier(times)

    def one(number: int) -> str:
        try:
            barrier.wait()
            act(number)
        except DomainError as refusal:
            return refusal.code
        finally:
            connection.close()
        return "ok"

    with ThreadPoolExecutor(times) as pool:
        return sorted(pool.map(one, range(times)))


def test_accept_plan_by_many_at_once_accepts_it_once() -> None:
    town = make_town()
    plan = draft_of(town)
    promised = acceptance_preview(plan, YEAR).total

    outcomes = at_once(lambda _: accept_plan(plan, executed_from=YEAR, by=town.by, version=plan.version))

    assert outcomes == ["already_accepted", "already_accepted", "already_accepted", "ok"]
    assert Assignment.objects.count() == promised


def test_begin_year_plan_by_two_heads_at_once_begins_one() -> None:
    town = make_town()
    community = city(town)
    template = PlanTemplate.objects.get(code="city_year_plan")
    draft = YearPlanDraft(YEAR, template)

    outcomes = at_once(lambda _: begin_year_plan(community, draft=draft, by=head_of(community)))

    assert outcomes == ["already_begun", "already_begun", "already_begun", "ok"]
    assert Plan.objects.get(community=community).activities.count() == len(template.lines)


def test_hand_in_plan_by_many_at_once_hands_it_in_once() -> None:
    town = make_town()
    plan = begun(city(town))

    outcomes = at_once(lambda _: hand_in_plan(plan, version=plan.version, by=head_of(city(town))))

    assert outcomes == ["already_handed_in", "already_handed_in", "already_handed_in", "ok"]
    assert Submission.objects.count() == 1


def test_approve_plan_by_many_at_once_gives_its_assignments_once() -> None:
    town = make_town()
    plan = handed_in(city(town))

    outcomes = at_once(lambda _: approve_plan(plan, version=plan.version, by=town.by))

    assert outcomes == ["already_approved", "already_approved", "already_approved", "ok"]
    assert Assignment.objects.count() == Occurrence.objects.filter(activity__plan=plan).count() == 3


def test_a_line_changed_while_the_plan_is_handed_in_is_in_it_or_refused() -> None:
    town = make_town()
    plan = begun(city(town))
    row = plan.activities.all()[0]

    def act(number: int) -> object:
        if number:
            return hand_in_plan(plan, version=plan.version, by=head_of(city(town)))
        return change_activity(row, version=row.version, by=town.by, title="Иначе")

    outcomes = at_once(act, times=2)

    is_changed = Activity.objects.get(pk=row.pk).title == "Иначе"
    assert outcomes == (["ok", "ok"] if is_changed else ["is_handed_in", "ok"])
    assert Plan.objects.get(pk=plan.pk).is_handed_in


def test_make_school_year_by_many_at_once_makes_it_once() -> None:
    town = make_town()
    plan = accepted_of(town)
    before = Assignment.objects.count()

    outcomes = at_once(lambda _: make_school_year(plan, YEAR.next, by=town.by))

    assert outcomes == ["ok"] * 4
    once = Assignment.objects.count()
    make_school_year(plan, YEAR.next, by=town.by)
    assert Assignment.objects.count() == once > before
    rows = Occurrence.objects.values_list("activity", "school_year", "key")
    assert len(set(rows)) == len(rows)


def test_change_activity_by_many_at_once_keeps_one_change() -> None:
    town = make_town()
    activity = activity_named(draft_of(town), "Семинар")

    outcomes = at_once(lambda number: change_activity(activity, version=1, by=town.by, title=f"Вариант {number}"))

    assert outcomes == ["edited_by_other"] * 3 + ["ok"]
    assert Activity.objects.get(pk=activity.pk).version == 2


def test_accept_plan_waits_for_a_line_that_is_being_edited() -> None:
    town = make_town()
    plan = draft_of(town)
    activity = activity_named(plan, "Отчёт объединений школ")
    is_edited = Event()

    def edit_or_accept(number: int) -> None:
        if number:
            assert is_edited.wait(10)
            accept_plan(plan, executed_from=YEAR, by=town.by, version=plan.version)
            return
        with transaction.atomic():
            change_activity(activity, version=1, by=town.by, title="Отчёт всех объединений")
            is_edited.set()
            sleep(0.5)

    assert at_once(edit_or_accept, times=2) == ["ok", "ok"]
    assert Assignment.objects.filter(title="Отчёт всех объединений").exists()


def test_amend_plan_by_many_at_once_makes_one_revision() -> None:
    town = make_town()
    plan = Plan.objects.get(pk=accepted_of(town).pk)
    change = Change(ChangeKind.MOVE, activity_named(plan, "Семинар").pk, term_text="май")

    outcomes = at_once(
        lambda _: amend_plan(plan, [change], version=plan.version, by=town.by, in_force_from=YEAR.first_day)
    )

    assert outcomes == ["edited_by_other"] * 3 + ["ok"]
    assert Revision.objects.count() == 1
