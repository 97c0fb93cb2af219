"""Accepting, archiving and a school year of a large plan: by the worker, whole or not at all."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from metodsovet.ground.access.models import ActionRecord
from metodsovet.ground.assignments.models import Assignment
from metodsovet.ground.directory.models import Person, RoleAssignment
from metodsovet.kernel import clock
from metodsovet.kernel.errors import DomainError
from metodsovet.work.planning import queries_works, tasks
from metodsovet.work.planning.actions import ask_plan_work, do_plan_work, set_title
from metodsovet.work.planning.expansion.sources import assignments_of_plan
from metodsovet.work.planning.models import Occurrence, Plan, PlanWork
from metodsovet.work.planning.queries_review import acceptance_preview
from metodsovet.work.planning.queries_works import ends_many, gives_many
from metodsovet.work.planning.tests.town import YEAR, Town, accepted_of, draft_of, line

Visit = Callable[[Person], Client]
Verb = PlanWork.Verb
pytestmark = pytest.mark.django_db


@pytest.fixture
def nothing_is_small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries_works, "AT_ONCE", 0)


def asked_to_accept(town: Town, plan: Plan) -> PlanWork:
    return ask_plan_work(plan, verb=Verb.ACCEPT_PLAN, year=YEAR, version=plan.version, by=town.by)


def press_of(plan: Plan, key: str = "accept") -> dict[str, object]:
    return {"executed_from": YEAR.start, "version": plan.version, "key": key}


def dues_of(plan: Plan) -> list[tuple[object, ...]]:
    return sorted(assignments_of_plan(plan).values_list("title", "organisation", "due_on"))


def jobs_of(work: PlanWork) -> int:
    return ProcrastinateJob.objects.filter(task_name__endswith="do_plan_work", args={"work": work.pk}).count()


def test_a_plan_is_large_by_what_it_really_gives(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = draft_of(town)
    total = acceptance_preview(plan, YEAR).total

    monkeypatch.setattr(queries_works, "AT_ONCE", total)
    assert not gives_many(plan, YEAR)
    monkeypatch.setattr(queries_works, "AT_ONCE", total - 1)
    assert gives_many(plan, YEAR)


def test_an_accepted_plan_is_large_by_what_is_open(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = accepted_of(town)
    total = Assignment.objects.open().count()

    monkeypatch.setattr(queries_works, "AT_ONCE", total)
    assert not ends_many(plan)
    monkeypatch.setattr(queries_works, "AT_ONCE", total - 1)
    assert ends_many(plan)


@pytest.mark.usefixtures("nothing_is_small")
def test_accept_plan_of_a_large_plan_sends_the_worker_once(town: Town, visit: Visit) -> None:
    plan, client = draft_of(town), visit(town.world.methodist)

    first = client.post(f"/plans/{plan.pk}/accept/", press_of(plan))
    again = client.post(f"/plans/{plan.pk}/accept/", press_of(plan))
    other = client.post(f"/plans/{plan.pk}/accept/", press_of(plan, key="another page"))

    work = PlanWork.objects.get()
    assert (work.verb, work.school_year, work.is_under_way) == (Verb.ACCEPT_PLAN, YEAR.start, True)
    assert first.headers["Location"] == again.headers["Location"] == work.get_absolute_url()
    assert other.headers["Location"] == plan.get_absolute_url()
    assert jobs_of(work) == 1
    assert (Plan.objects.get().state, Assignment.objects.count()) == (Plan.State.DRAFT, 0)


def test_do_plan_work_accepts_as_the_page_would(town: Town) -> None:
    accepted = accepted_of(town)
    expected, said = dues_of(accepted), ActionRecord.objects.filter(verb="accept_plan").get().text
    plan = draft_of(town)
    told: list[str] = []

    work = do_plan_work(asked_to_accept(town, plan), tell=told.append)

    plan = Plan.objects.get(pk=plan.pk)
    assert (plan.state, plan.executed_from) == (Plan.State.ACCEPTED, YEAR.start)
    assert dues_of(plan) == expected
    assert work.number == len(expected)
    assert ActionRecord.objects.filter(verb="accept_plan").latest("pk").text == said
    assert told == ["Расставляем сроки", "Раздаём поручения", "Записываем"]


def test_do_plan_work_that_comes_again_changes_nothing(town: Town) -> None:
    work = asked_to_accept(town, draft_of(town))
    tasks.do_plan_work(work.pk)
    done = PlanWork.objects.values().get()
    number = Assignment.objects.count()

    tasks.do_plan_work(work.pk)

    assert PlanWork.objects.values().get() == done
    assert Assignment.objects.count() == number > 0


def test_ask_plan_work_while_one_is_under_way_is_refused(town: Town) -> None:
    plan = draft_of(town)
    asked_to_accept(town, plan)

    with pytest.raises(DomainError) as refusal:
        ask_plan_work(plan, verb=Verb.ARCHIVE_PLAN, version=plan.version, by=town.by)

    assert refusal.value.code == "work_under_way"
    assert PlanWork.objects.count() == 1


def test_do_plan_work_over_a_plan_edited_meanwhile_is_refused_and_says_why(town: Town) -> None:
    plan = draft_of(town)
    work = asked_to_accept(town, plan)
    set_title(plan, version=plan.version, title="Другое название", by=town.by)

    tasks.do_plan_work(work.pk)

    work = PlanWork.objects.get()
    assert not work.is_under_way
    assert "изменил кто-то другой" in work.trouble
    assert (Plan.objects.get().state, Assignment.objects.count()) == (Plan.State.DRAFT, 0)


def test_do_plan_work_of_somebody_who_lost_the_right_is_refused(town: Town) -> None:
    work = asked_to_accept(town, draft_of(town))
    RoleAssignment.objects.filter(person=town.world.methodist).update(until=clock.today() - timedelta(days=1))

    tasks.do_plan_work(work.pk)

    assert PlanWork.objects.get().trouble == "Права на это действие с планом больше нет."
    assert Assignment.objects.count() == 0


@pytest.mark.usefixtures("nothing_is_small")
def test_archive_plan_of_a_large_plan_is_done_by_the_worker(town: Town, visit: Visit) -> None:
    plan, client = accepted_of(town), visit(town.world.methodist)
    number = Assignment.objects.open().count()

    answer = client.post(f"/plans/{plan.pk}/archive/")
    work = PlanWork.objects.get()
    assert answer.headers["Location"] == work.get_absolute_url()
    assert Assignment.objects.open().count() == number > 0
    assert work.get_absolute_url() in client.get(plan.get_absolute_url()).content.decode()
    tasks.do_plan_work(work.pk)

    assert Plan.objects.get().state == Plan.State.ARCHIVED
    assert Assignment.objects.open().count() == 0


@pytest.mark.usefixtures("nothing_is_small")
def test_make_school_year_of_a_large_plan_is_done_by_the_worker(town: Town, visit: Visit) -> None:
    accepted_of(town, line("Карта", "май", "руководители ОО"))
    Plan.objects.update(executed_from=YEAR.start - 1)
    Assignment.objects.all().delete()
    plan, client = Plan.objects.get(), visit(town.world.methodist)
    Occurrence.objects.all().delete()

    answer = client.post(f"/plans/{plan.pk}/school-year/")
    work = PlanWork.objects.get()
    assert answer.headers["Location"] == work.get_absolute_url()
    tasks.do_plan_work(work.pk)

    work = PlanWork.objects.get()
    assert (work.verb, work.number) == (Verb.MAKE_SCHOOL_YEAR, Assignment.objects.count())
    assert Assignment.objects.count() > 0


def test_show_plan_work_waits_then_tells_what_came_of_it(town: Town, visit: Visit) -> None:
    client, work = visit(town.world.methodist), asked_to_accept(town, draft_of(town))
    address = work.get_absolute_url()

    waiting = client.get(address).content.decode()
    polled = client.get(address, headers={"HX-Request": "true"})
    tasks.do_plan_work(work.pk)
    over = client.get(address, headers={"HX-Request": "true"})
    done = client.get(address).content.decode()

    assert "Ждёт очереди" in waiting
    assert "<html" not in polled.content.decode()
    assert over.headers["HX-Redirect"] == address
    assert PlanWork.objects.get().done_text in done


def test_continue_plan_work_sends_the_worker_only_when_nothing_was_heard(town: Town, visit: Visit) -> None:
    client, work = visit(town.world.methodist), asked_to_accept(town, draft_of(town))

    client.post(f"/plans/work/{work.pk}/continue/")
    fresh = jobs_of(work)
    PlanWork.objects.update(asked_at=clock.now() - timedelta(hours=1))
    client.post(f"/plans/work/{work.pk}/continue/")
    client.post(f"/plans/work/{work.pk}/continue/")

    assert (fresh, jobs_of(work)) == (0, 1)


def test_show_plan_work_is_a_missing_page_to_those_who_make_no_plans_there(town: Town, visit: Visit) -> None:
    work = asked_to_accept(town, draft_of(town))

    assert visit(town.world.teacher).get(work.get_absolute_url()).status_code == 404
