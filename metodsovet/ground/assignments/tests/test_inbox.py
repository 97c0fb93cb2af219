from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from metodsovet.ground.assignments.actions import (
    accept_report,
    appoint_substitute,
    ask_extension,
    give_assignments,
    hand_in_report,
    remove_from_control,
)
from metodsovet.ground.assignments.models import Assignment
from metodsovet.ground.assignments.queries import Inbox, inbox
from metodsovet.ground.assignments.tests.ledger import (
    a_draft,
    fresh,
    give,
    give_and_report,
    give_to_deputy,
    in_days,
    notices_of,
    today,
)
from metodsovet.ground.directory.models import Person
from metodsovet.ground.directory.tests.world import make_world, user_of

pytestmark = pytest.mark.django_db


def leave(person: Person) -> None:
    """Neither works nor holds a role since yesterday."""
    yesterday = today() - timedelta(days=1)
    person.employments.update(until=yesterday)
    person.roles.update(until=yesterday)


def inbox_of(person: Person) -> Inbox:
    return inbox(user_of(person), today())


def kinds_of(person: Person) -> dict[str, int]:
    return {str(kind): number for kind, number in inbox_of(person).counts.items()}


def test_inbox_of_the_lead_is_grouped_by_urgency() -> None:
    world = make_world()
    week_end = today() + timedelta(days=6 - today().weekday())
    for due in (in_days(-3), today(), week_end + timedelta(days=1), None):
        give_to_deputy(world, due_on=due)

    groups = {group.bucket: group.total for group in inbox_of(world.deputy).groups}

    assert groups == {"overdue": 1, "today": 1, "later": 2}
    first = inbox_of(world.deputy).groups[0].duties[0]
    assert (first.kind, first.late_days, first.day) == ("execute", 3, in_days(-3))


def test_inbox_does_not_show_what_begins_later() -> None:
    world = make_world()
    give_to_deputy(world, starts_on=in_days(30), due_on=in_days(40))

    assert inbox_of(world.deputy).total == 0


def test_inbox_shows_each_kind_to_whom_it_waits_for() -> None:
    world = make_world()
    give_and_report(world)
    asked = give_to_deputy(world)
    ask_extension(asked, until=in_days(20), reason="карантин", by=user_of(world.deputy))
    give(world, candidates=(world.teacher, world.deputy))
    give(world)
    give(world, lead=world.teacher, kind=Assignment.Kind.ACKNOWLEDGE)

    assert kinds_of(world.methodist) == {"accept": 1, "extension": 1}
    assert kinds_of(world.authority_head) == {"extension": 1}
    assert kinds_of(world.deputy) == {"execute": 1, "take": 1, "appoint": 1}
    assert kinds_of(world.teacher) == {"take": 1, "acknowledge": 1}
    assert kinds_of(world.head) == {"appoint": 1}
    assert kinds_of(world.second_methodist) == {}
    assert kinds_of(world.foreign_methodist) == {}
    assert kinds_of(world.administrator) == {}


def test_inbox_of_methodists_has_reports_without_a_named_accepter() -> None:
    world = make_world()
    give_and_report(world, accepter_id=None)

    assert kinds_of(world.methodist) == kinds_of(world.second_methodist) == {"accept": 1}


def test_report_of_the_accepter_himself_waits_for_the_other_methodist() -> None:
    world = make_world()
    assignment = give(world, organisation=world.centre, lead=world.methodist, accepter_id=world.methodist.pk)
    Assignment.objects.filter(pk=assignment.pk).update(state="reported", reported_on=today())

    assert kinds_of(world.methodist) == {}
    assert kinds_of(world.second_methodist) == {"accept": 1}


def test_report_of_the_only_methodist_waits_for_the_head_of_the_authority() -> None:
    world = make_world()
    leave(world.second_methodist)
    assignment = give(world, organisation=world.centre, lead=world.methodist)
    before = len(notices_of(world.authority_head))

    hand_in_report(assignment, text="Провела", by=user_of(world.methodist))

    assert kinds_of(world.methodist) == {}
    assert kinds_of(world.authority_head) == {"accept": 1}
    assert len(notices_of(world.authority_head)) == before + 1
    accept_report(assignment, by=user_of(world.authority_head))


def test_report_that_some_methodist_may_accept_does_not_trouble_the_head() -> None:
    world = make_world()
    give_and_report(world, accepter_id=None)

    assert kinds_of(world.authority_head) == {}


def test_report_to_an_accepter_who_left_waits_for_the_other_methodists() -> None:
    world = make_world()
    assignment = give_and_report(world)
    leave(world.methodist)

    assert kinds_of(world.second_methodist) == {"accept": 1}
    assert kinds_of(world.methodist) == {}
    assert user_of(world.second_methodist).has_perm("assignments.accept_report", assignment)
    assert not user_of(world.methodist).has_perm("assignments.accept_report", assignment)


def test_control_of_one_who_left_is_with_the_head_of_the_authority() -> None:
    world = make_world()
    assignment = give_to_deputy(world, controller_id=world.second_methodist.pk)
    assert not user_of(world.authority_head).has_perm("assignments.remove_from_control", assignment)
    leave(world.second_methodist)

    again = fresh(assignment)

    assert user_of(world.authority_head).has_perm("assignments.remove_from_control", again)
    assert not user_of(world.second_methodist).has_perm("assignments.remove_from_control", again)


def test_report_handed_in_today_is_a_duty_of_today_for_the_accepter() -> None:
    world = make_world()
    give_and_report(world)

    assert [group.bucket for group in inbox_of(world.methodist).groups] == ["today"]


def test_report_that_waits_longer_than_three_days_is_overdue_for_the_accepter() -> None:
    world = make_world()
    assignment = give_and_report(world)
    Assignment.objects.filter(pk=assignment.pk).update(reported_on=in_days(-5))

    group = inbox_of(world.methodist).groups[0]

    assert (group.bucket, group.duties[0].late_days) == ("overdue", 5)
    assert group.duties[0].report is not None


def test_inbox_of_a_substitute_says_whose_duty_it_is() -> None:
    world = make_world()
    give_to_deputy(world)
    give_to_deputy(world, lead=world.teacher)
    appoint_substitute(
        world.deputy, substitute=world.teacher, since=today(), until=None, reason="", by=user_of(world.head)
    )

    duties = [duty for group in inbox_of(world.teacher).groups for duty in group.duties]

    assert sorted(str(duty.instead_of or "") for duty in duties) == ["", "М.П.\u00a0Соколова"]


def test_inbox_forgets_what_is_closed() -> None:
    world = make_world()
    accept_report(give_and_report(world), by=user_of(world.methodist))
    remove_from_control(give_to_deputy(world), reason="приказ", by=user_of(world.authority_head))

    assert inbox_of(world.deputy).total == inbox_of(world.methodist).total == 0


def test_inbox_of_one_kind_keeps_the_counts_of_all() -> None:
    world = make_world()
    give_to_deputy(world)
    give(world, candidates=(world.deputy,))

    shown = inbox(user_of(world.deputy), today(), kind="take")

    assert (shown.total, shown.shown, dict(shown.counts)) == (2, 1, {"execute": 1, "take": 1})


def test_inbox_is_limited_and_counts_the_rest() -> None:
    world = make_world()
    give_assignments([a_draft(world, lead=world.deputy) for _ in range(12)], by=None)

    shown = inbox(user_of(world.deputy), today(), limit=5)

    assert (shown.total, shown.shown, shown.hidden) == (12, 5, 7)


@pytest.mark.parametrize("number", (1, 3, 1000))
def test_inbox_takes_the_same_number_of_queries(number: int) -> None:
    world = make_world()
    give_assignments(
        [a_draft(world, lead=world.deputy, accepter_id=world.methodist.pk) for _ in range(number)], by=None
    )
    user = user_of(world.deputy)

    with CaptureQueriesContext(
        connection,
    ) as queries:
        inbox(user, today())

    assert len(queries) == 11
