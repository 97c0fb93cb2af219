"""The two offices of an accepted plan pass to others while the work goes on."""

import pytest

from metodsovet.ground.access.history import history_of
from metodsovet.ground.assignments.actions import accept_report, hand_in_report
from metodsovet.ground.assignments.models import Assignment
from metodsovet.ground.assignments.tests.ledger import notices_of
from metodsovet.ground.directory.tests.world import user_of
from metodsovet.kernel.errors import DomainError
from metodsovet.work.planning.actions import change_offices
from metodsovet.work.planning.models import Plan
from metodsovet.work.planning.tests.town import Town, accepted_of, draft_of, line, make_town

pytestmark = pytest.mark.django_db


def plan_of_seminars(town: Town) -> Plan:
    return accepted_of(town, line("Семинар", "октябрь, май", "Методисты отдела ИМ и ПР", "1"))


def test_change_offices_of_an_accepted_plan_moves_what_is_open_and_tells_the_newcomers() -> None:
    town = make_town()
    plan = plan_of_seminars(town)
    second, authority = town.world.second_methodist, town.world.authority_head

    changed = change_offices(plan, accepter=second, controller=authority, version=plan.version, by=town.by)

    plan.refresh_from_db()
    assert (plan.accepter, plan.controller) == (second, authority)
    assert changed == 2
    assert set(Assignment.objects.values_list("accepter", "controller")) == {(second.pk, authority.pk)}
    assert notices_of(second)[-1] == "Теперь вы принимаете отчёты: 2\u00a0поручения"
    assert notices_of(authority)[-1] == "Теперь вы контролируете исполнение: 2\u00a0поручения"
    assert "Галеев" in history_of(plan)[0].text


def test_change_offices_leaves_what_is_finished_to_whoever_finished_it() -> None:
    town = make_town()
    plan = plan_of_seminars(town)
    done, open_one = Assignment.objects.order_by("due_on")
    hand_in_report(done, text="Проведён", by=user_of(town.support_methodist))
    done.refresh_from_db()
    accept_report(done, version=done.version, by=town.by)

    change_offices(plan, accepter=town.world.second_methodist, controller=None, version=plan.version, by=town.by)

    done.refresh_from_db()
    open_one.refresh_from_db()
    assert (done.accepter, open_one.accepter) == (None, town.world.second_methodist)


def test_change_offices_pressed_again_changes_and_tells_nothing() -> None:
    town = make_town()
    plan = plan_of_seminars(town)
    second = town.world.second_methodist
    change_offices(plan, accepter=second, controller=None, version=plan.version, by=town.by)
    plan.refresh_from_db()

    assert change_offices(plan, accepter=second, controller=None, version=plan.version, by=town.by) == 0
    assert notices_of(second).count("Теперь вы принимаете отчёты: 2\u00a0поручения") == 1


@pytest.mark.parametrize("code", ("same_person", "not_accepted", "edited_by_other"))
def test_change_offices_refused_saves_nothing(code: str) -> None:
    town = make_town()
    plan = draft_of(town) if code == "not_accepted" else plan_of_seminars(town)
    second = town.world.second_methodist
    controller = second if code == "same_person" else None
    version = plan.version + (code == "edited_by_other")

    with pytest.raises(DomainError) as refusal:
        change_offices(plan, accepter=second, controller=controller, version=version, by=town.by)

    plan.refresh_from_db()
    assert refusal.value.code == code
    assert plan.accepter is None
