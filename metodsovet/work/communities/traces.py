"""What the room of communities keeps about a person."""

from typing import Any

from django.db.models import Q

from metodsovet.ground.directory.actions.merging import join_into_one
from metodsovet.kernel import clock
from metodsovet.kernel.traces import EVERYTHING, Clash, KeptIn, declare, hinders_erasure
from metodsovet.work.communities.models import Analysis, Appendix, Membership, Office, SetAside


def office_kept_in(office: Any) -> KeptIn:
    basis = office.basis.requisites if office.basis else ""
    return KeptIn(f"{office.title.capitalize()}: {office.community.name}", office.since, basis)


def membership_kept_in(membership: Any) -> KeptIn:
    basis = membership.basis.requisites if membership.basis else ""
    return KeptIn(f"Состав: {membership.community.name}", membership.since, basis)


def join_offices(office: Any, kept: int) -> None:
    """Two rows of one office of the person whose days overlap."""
    rows = Office.objects.filter(_overlaps(office), community=office.community_id, kind=office.kind, person=kept)
    join_into_one(office, list(rows))


def join_memberships(membership: Any, kept: int) -> None:
    rows = Membership.objects.filter(_overlaps(membership), community=membership.community_id, person=kept)
    join_into_one(membership, list(rows))


def _overlaps(row: Any) -> Q:
    begins = Q() if row.until is None else Q(since__lte=row.until)
    return begins & (Q(until=None) | Q(until__gte=row.since))


declare(
    Office,
    "person",
    "Должности в объединениях",
    because="назначение записано в приказе, который хранят по закону об архивном деле (125-ФЗ)",
    clash=Clash.JOIN,
    join=join_offices,
    kept_in=office_kept_in,
)
declare(
    Membership,
    "person",
    "Участие в объединениях",
    because="состав объединения записан в его протоколах и приказах (125-ФЗ)",
    clash=Clash.JOIN,
    join=join_memberships,
    kept_in=membership_kept_in,
)
declare(SetAside, "person", "Отклонённые предложения состава", goes=EVERYTHING, clash=Clash.DROP)
declare(Appendix, "loaded_by", "Прочитанные приложения к приказам", because="видно, кто внёс назначения (125-ФЗ)")
declare(
    Analysis,
    "handed_in_by",
    "Сданные анализы объединений",
    because="кто сдал анализ, видно в документах объединения (125-ФЗ)",
    hidden=("figures",),
)
declare(
    Analysis,
    "accepted_by",
    "Принятые анализы объединений",
    because="кто принял анализ, видно в документах объединения (125-ФЗ)",
    hidden=("figures",),
)


@hinders_erasure
def still_in_office(person_id: int) -> str:
    """A community is not left to somebody without a name."""
    ahead = Q(until=None) | Q(until__gte=clock.today())
    office = Office.objects.filter(ahead, person=person_id).order_by("since").first()
    if office is None:
        return ""
    what = f"{office.title} объединения «{office.community.name}»"
    return f"Человек ещё {what}: сначала назначьте другого или закончите срок."
