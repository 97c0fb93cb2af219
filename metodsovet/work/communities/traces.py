"""What the room of communities keeps about a person."""

from typing import Any

from django.db.models import Q

from metodsovet.kernel import clock
from metodsovet.kernel.traces import KeptIn, declare, hinders_erasure
from metodsovet.work.communities.models import Office


def office_kept_in(office: Any) -> KeptIn:
    basis = office.basis.requisites if office.basis else ""
    return KeptIn(f"{office.get_kind_display().capitalize()}: {office.community.name}", office.since, basis)


declare(
    Office,
    "person",
    "Должности в объединениях",
    because="назначение записано в приказе, который хранят по закону об архивном деле (125-ФЗ)",
    kept_in=office_kept_in,
)


@hinders_erasure
def still_in_office(person_id: int) -> str:
    """A community is not left to somebody without a name."""
    ahead = Q(until=None) | Q(until__gte=clock.today())
    office = Office.objects.filter(ahead, person=person_id).order_by("since").first()
    if office is None:
        return ""
    kind = Office.Kind(office.kind).label
    return f"Человек ещё {kind} объединения «{office.community.name}»: сначала назначьте другого или закончите срок."
