"""Who heads a community, from a day until a day, by which act."""

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
from metodsovet.work.communities.models import Community, Office

HEAD = Office.Kind.HEAD


@transaction.atomic
def appoint_head(community: Community, *, person: Person, since: date, by: User, basis: Act | None = None) -> Office:
    """The former head's office ends the day before. Appointing whoever heads it already changes nothing.

    DomainError ``is_closed``, ``works_elsewhere``, or ``later_head`` when somebody is appointed from that day or later.
    """
    community = Community.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=community.pk)
    if community.closed_on is not None:
        raise DomainError("is_closed", "Объединение закрыто: руководителя ему не назначают.")
    heads: list[Office] = list(community.offices.filter(kind=HEAD).order_by("since"))
    current = next((office for office in heads if office.is_in_force(since)), None)
    if current is not None and current.person_id == person.pk:
        return current
    _require_colleague(community, person)
    if any(office.since >= since for office in heads):
        raise DomainError(
            "later_head",
            f"С {date_text(since)} или позже уже назначен другой руководитель: выберите более поздний день.",
        )
    if current is not None:
        current.until = since - timedelta(days=1)
        current.save(update_fields=["until"])
    office = Office.objects.create(community=community, kind=HEAD, person=person, since=since, basis=basis)
    _tell(community, office, by)
    return office


@transaction.atomic
def end_office(office: Office, *, until: date, by: User) -> Office:
    """The last day in office. DomainError ``has_ended``, ``days_reversed``."""
    office = Office.objects.select_for_update(of=("self",)).select_related("community", "person").get(pk=office.pk)
    if office.until is not None:
        raise DomainError("has_ended", f"Срок уже закончен {date_text(office.until)}")
    if until < office.since:
        raise DomainError("days_reversed", f"Назначен с {date_text(office.since)}: выберите день не раньше.")
    office.until = until
    office.save(update_fields=["until"])
    record_action("end_office", office.community, f"{office.person}: последний день — {date_text(until)}", by=by)
    return office


def _require_colleague(community: Community, person: Person) -> None:
    """He works in the organisation of the community, or anywhere in its municipality for a city's one."""
    if not Person.objects.employed_under(community.organisation.path).filter(pk=person.pk).exists():
        raise DomainError(
            "works_elsewhere", f"{person.short_name} здесь сегодня не работает: выберите другого человека."
        )


def _tell(community: Community, office: Office, by: User) -> None:
    text = f"Руководитель с {date_text(office.since)} — {office.person.short_name}"
    record_action("appoint_head", community, text, by=by)
    notify(
        [office.person_id],
        key=f"office:{office.pk}",
        topic=Topic.OFFICES,
        text=f"Вы руководите объединением «{community.name[:300]}» с {date_text(office.since)}",
        url=community.get_absolute_url(),
    )
