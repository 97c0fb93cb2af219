"""In a digest: what waits for agreement, of whoever is asked; what is late and what is executed, of the controller."""

from django.urls import reverse

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.standing import standing_of
from metodsovet.ground.notifications.digests import sections
from metodsovet.ground.notifications.digests.sections import Line, Section
from metodsovet.kernel.russian import plural
from metodsovet.work.orders.models import Agreement
from metodsovet.work.orders.queries.controlled import READY, UNDER_WAY, Controlled, orders_on_control
from metodsovet.work.orders.queries.waiting import waiting_for_agreement

MOST = 10


@sections.for_person
def orders_to_agree(user: User) -> Section | None:
    person = standing_of(user).person_id
    rows: list[Agreement] = list(waiting_for_agreement(person)) if person is not None else []
    lines = [
        Line(row.order.title, row.order.get_absolute_url(), f"{row.order.get_kind_display()}, проект") for row in rows
    ]
    return Section("Ждут вашего согласования", lines, len(lines), lines[0].address) if lines else None


@sections.for_person
def orders_on_my_control(user: User) -> Section | None:
    """Those that need the controller: executed, to be removed, and late ones."""
    rows = [one for one in orders_on_control(user, mine=True) if one.group != UNDER_WAY]
    lines = [Line(one.order.title, reverse("show_order_board", args=[one.order.pk]), _note(one)) for one in rows[:MOST]]
    return Section("Приказы на вашем контроле", lines, len(rows), reverse("show_orders_on_control")) if rows else None


def _note(one: Controlled) -> str:
    if one.group == READY:
        return "исполнен, можно снимать с контроля"
    number = one.tally.of("overdue")
    return f"просрочено {number}\u00a0{plural(number, 'поручение', 'поручения', 'поручений')}"
