"""What the room of communities keeps about a person."""

from typing import Any

from metodsovet.kernel.traces import Clash, KeptIn, declare
from metodsovet.work.communities.models import Membership, Office


def office_kept_in(office: Any) -> KeptIn:
    basis = office.basis.requisites if office.basis else ""
    return KeptIn(f"{office.title.capitalize()}: {office.community.name}", office.since, basis)


def membership_kept_in(membership: Any) -> KeptIn:
    basis = membership.basis.requisites if membership.basis else ""
    return KeptIn(f"Состав: {membership.community.name}", membership.since, basis)


declare(
    Office,
    "person",
    "Должности в объединениях",
    because="назначение записано в приказе, который хранят по закону об архивном деле (125-ФЗ)",
    clash=Clash.DROP,
    kept_in=office_kept_in,
)
declare(
    Membership,
    "person",
    "Участие в объединениях",
    because="состав объединения записан в его протоколах и приказах (125-ФЗ)",
    clash=Clash.DROP,
    kept_in=membership_kept_in,
)
