"""Minutes of a community that moves in during the year go on with its own journal."""

from datetime import date

from django.db import transaction

from metodsovet.ground.access.history import record_action
from metodsovet.ground.access.models import User
from metodsovet.ground.documents.actions.numbering import begin_numbers_at
from metodsovet.kernel import clock
from metodsovet.kernel.errors import DomainError
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.work.communities.models import Community
from metodsovet.work.events.papers.kinds import MINUTES


@transaction.atomic
def set_first_number(community: Community, *, number: int, by: User) -> None:
    """The number of the next minutes of this school year, while the year has none. DomainError ``bad_number``,
    ``numbers_begun``, ``number_too_large``.
    """
    if number < 1:
        raise DomainError("bad_number", "Номер протокола — целое число от 1.")
    today: date = clock.today()
    begin_numbers_at(MINUTES, community.organisation, today, number=number, scope=community)
    text = f"Протоколы за {SchoolYear.of(today)} учебный год начнутся с №\u00a0{number}"
    record_action("set_first_number", community, text, by=by)
