"""What waits for agreement, in the digest of whoever is asked."""

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.standing import standing_of
from metodsovet.ground.notifications.digests import sections
from metodsovet.ground.notifications.digests.sections import Line, Section
from metodsovet.work.orders.models import Agreement
from metodsovet.work.orders.queries.waiting import waiting_for_agreement


@sections.for_person
def orders_to_agree(user: User) -> Section | None:
    person = standing_of(user).person_id
    rows: list[Agreement] = list(waiting_for_agreement(person)) if person is not None else []
    lines = [
        Line(row.order.title, row.order.get_absolute_url(), f"{row.order.get_kind_display()}, проект") for row in rows
    ]
    return Section("Ждут вашего согласования", lines, len(lines), lines[0].address) if lines else None
