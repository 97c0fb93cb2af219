"""An order whose assignments are all accepted is worth looking at for its controller, and for nobody else."""

import pytest

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.tests.world import user_of
from metodsovet.kernel import clock
from metodsovet.surface.workspace.suggestions import suggestions_for
from metodsovet.work.orders.actions import OpenDuties, Removal, remove_point_from_control
from metodsovet.work.orders.queries.controlled import READY, executed_under, orders_on_control
from metodsovet.work.orders.tests.desk import HEADS, Desk, make_desk, point, register
from metodsovet.work.orders.tests.test_control import LATER, controlled, controller, execute

pytestmark = pytest.mark.django_db


def controlling(desk: Desk) -> User:
    """Read anew, as by a request of its own."""
    return User.objects.get(pk=controller(desk).pk)


def suggested(user: User) -> dict[str, str]:
    return {one.title: one.url for one in suggestions_for(user, clock.today())}


def test_executed_order_is_suggested_to_its_controller_alone() -> None:
    desk = make_desk()
    first, second = controlled(desk)
    title = f"Снять с контроля: {desk.order.title}"

    execute(desk, first)
    early = suggested(controlling(desk))
    execute(desk, second)

    assert title not in early
    assert suggested(controlling(desk))[title] == f"/orders/{desk.order.pk}/control/"
    assert title not in suggested(user_of(desk.world.methodist))


def test_point_that_is_removed_or_recommended_does_not_hold_the_order() -> None:
    desk = make_desk()
    first = point(desk, "Представить отчёт", parties=HEADS, term=LATER)
    second = point(desk, "Провести семинар", parties=HEADS, term=LATER)
    point(desk, "Рекомендовать руководителям школ обновить стенды", parties=HEADS, term=LATER)
    register(desk)

    execute(desk, first)
    assert not executed_under(controlling(desk)).exists()
    removal = Removal("Проведён в сентябре.", OpenDuties.CANCEL)
    remove_point_from_control(second, removal=removal, version=desk.fresh().version, by=controller(desk))

    user = controlling(desk)
    ready = [one.order for one in orders_on_control(user, mine=True) if one.group == READY]
    assert list(executed_under(user)) == ready == [desk.fresh()]
