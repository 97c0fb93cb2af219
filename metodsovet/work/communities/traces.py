"""What the room of communities keeps about a person."""

from typing import Any

from metodsovet.kernel.traces import KeptIn, declare
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
