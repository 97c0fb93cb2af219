from django.db import transaction

from metodsovet.ground.access.history import record_action
from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Organisation, Subject
from metodsovet.kernel import clock
from metodsovet.kernel.errors import DomainError
from metodsovet.work.communities.models import Community


@transaction.atomic
def add_community(
    organisation: Organisation, *, kind: str, name: str, by: User, subject: Subject | None = None
) -> Community:
    """DomainError ``no_name``, ``name_taken`` when the organisation has such a body, ``organisation_closed``."""
    name = _named(name)
    if organisation.closed_on is not None:
        raise DomainError("organisation_closed", "Организация закрыта: объединение в ней не создать.")
    _require_free(organisation, kind, name)
    community = Community.objects.create(organisation=organisation, kind=kind, name=name, subject=subject)
    record_action("add_community", community, f"Создано: {community}, {organisation}", by=by)
    return community


@transaction.atomic
def rename_community(community: Community, *, name: str, by: User, subject: Subject | None = None) -> Community:
    """DomainError ``no_name``, ``name_taken``."""
    community = Community.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=community.pk)
    name = _named(name)
    if name != community.name:
        _require_free(community.organisation, community.kind, name)
    before = community.name
    community.name, community.subject = name, subject
    community.save(update_fields=["name", "subject"])
    record_action("rename_community", community, f"Было «{before}», стало «{name}»", by=by)
    return community


@transaction.atomic
def close_community(community: Community, *, by: User) -> Community:
    """Close today; offices end with it. DomainError ``is_closed``."""
    community = Community.objects.select_for_update().get(pk=community.pk)
    if community.closed_on is not None:
        raise DomainError("is_closed", "Объединение уже закрыто.")
    today = clock.today()
    community.closed_on = today
    community.save(update_fields=["closed_on"])
    community.offices.filter(since__gt=today).delete()
    community.offices.filter(until=None).update(until=today)
    record_action("close_community", community, "Объединение закрыто", by=by)
    return community


@transaction.atomic
def reopen_community(community: Community, *, by: User) -> Community:
    """Open again, without a head until one is appointed. DomainError ``is_open``."""
    community = Community.objects.select_for_update().get(pk=community.pk)
    if community.closed_on is None:
        raise DomainError("is_open", "Объединение и так работает.")
    community.closed_on = None
    community.save(update_fields=["closed_on"])
    record_action("reopen_community", community, "Объединение снова работает", by=by)
    return community


def _named(name: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise DomainError("no_name", "Напишите, как называется объединение.")
    return name[:300]


def _require_free(organisation: Organisation, kind: str, name: str) -> None:
    if Community.objects.filter(organisation=organisation, kind=kind, name__iexact=name).exists():
        raise DomainError("name_taken", f"Объединение «{name}» здесь уже есть: откройте его или назовите иначе.")
