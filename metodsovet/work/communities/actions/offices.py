"""Who heads a community and who helps him, from a day until a day, by which act."""

from datetime import date, timedelta

from django.db import transaction

from metodsovet.ground.access.history import record_action
from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Person
from metodsovet.ground.documents.models import Act
from metodsovet.ground.notifications.actions import notify
from metodsovet.ground.notifications.models import Topic
from metodsovet.kernel.errors import DomainError
from metodsovet.kernel.russian import date_text
from metodsovet.work.communities.actions.memberships import locked, make_member, require_colleague
from metodsovet.work.communities.models import Community, Membership, Office

HEAD, CURATOR = Office.Kind.HEAD, Office.Kind.CURATOR


@transaction.atomic
def appoint_officer(
    community: Community, *, person: Person, since: date, by: User, office: str = HEAD, basis: Act | None = None
) -> Office:
    """Give an office; a former head's ends the day before. Whoever holds it already gets at most the act it lacks.

    Whoever runs a community belongs to it; a curator looks after it from outside.
    DomainError ``is_closed``, ``no_such_office``, ``works_elsewhere``, or ``later_head`` when somebody is
    appointed from that day or later.
    """
    community = locked(community)
    kind = community.kind.offices.filter(code=office).first()
    if kind is None:
        raise DomainError("no_such_office", f"У вида «{community.kind}» такой должности нет: выберите другую.")
    held: list[Office] = list(community.offices.filter(kind=office).order_by("since"))
    current = next((one for one in held if one.person_id == person.pk and one.is_in_force(since)), None)
    if current is not None:
        return _based(current, basis, by)
    require_colleague(community, person)
    if office == HEAD:
        _end_former_head(held, since)
    given = Office.objects.create(community=community, kind=office, person=person, since=since, basis=basis)
    if office != CURATOR:
        make_member(community, person, since=since, ground=Membership.Ground.BY_OFFICE, basis=basis)
    _tell(community, given, kind.title, by)
    return given


@transaction.atomic
def end_office(office: Office, *, until: date, by: User) -> Office:
    """The last day in office; he stays a member. DomainError ``has_ended``, ``days_reversed``."""
    office = Office.objects.select_for_update(of=("self",)).select_related("community", "person").get(pk=office.pk)
    if office.until is not None:
        raise DomainError("has_ended", f"Срок уже закончен {date_text(office.until)}")
    if until < office.since:
        raise DomainError("days_reversed", f"Назначен с {date_text(office.since)}: выберите день не раньше.")
    office.until = until
    office.save(update_fields=["until"])
    record_action("end_office", office.community, f"{office.person}: последний день — {date_text(until)}", by=by)
    return office


def _based(office: Office, basis: Act | None, by: User) -> Office:
    """An office given without an act, on the ground of the act that came after."""
    if basis is not None and office.basis is None:
        office.basis = basis
        office.save(update_fields=["basis"])
        text = f"{office.person.short_name}: основание — {basis.requisites}"
        record_action("appoint_officer", office.community, text, by=by)
    return office


def _end_former_head(heads: list[Office], since: date) -> None:
    if any(head.since >= since for head in heads):
        raise DomainError(
            "later_head",
            f"С {date_text(since)} или позже уже назначен другой руководитель: выберите более поздний день.",
        )
    for head in heads:
        if head.is_in_force(since):
            head.until = since - timedelta(days=1)
            head.save(update_fields=["until"])


def _tell(community: Community, office: Office, title: str, by: User) -> None:
    text = f"{title.capitalize()} с {date_text(office.since)} — {office.person.short_name}"
    record_action("appoint_officer", community, text, by=by)
    does = "Вы руководите объединением" if office.kind == HEAD else f"Вы — {title} объединения"
    notify(
        [office.person_id],
        key=f"office:{office.pk}",
        topic=Topic.OFFICES,
        text=f"{does} «{community.name[:300]}» с {date_text(office.since)}",
        url=community.get_absolute_url(),
    )
