from django.db import transaction
from django.db.models import Q

from metodsovet.ground.access.history import record_action
from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Organisation, Subject
from metodsovet.kernel import clock
from metodsovet.kernel.errors import DomainError
from metodsovet.work.communities.models import Community, CommunityKind


@transaction.atomic
def add_community(
    organisation: Organisation, *, kind: CommunityKind, name: str, by: User, subject: Subject | None = None
) -> Community:
    """DomainError ``no_name``, ``name_taken`` when the organisation has such a body, ``organisation_closed``,
    ``kind_of_others``.
    """
    name = _named(name)
    if organisation.closed_on is not None:
        raise DomainError("organisation_closed", "Организация закрыта: объединение в ней не создать.")
    kind = _kind_here(kind, organisation)
    _require_free(organisation, kind, name)
    community = Community.objects.create(organisation=organisation, kind=kind, name=name, subject=subject)
    record_action("add_community", community, f"Создано: {community}, {organisation}", by=by)
    return community


@transaction.atomic
def rename_community(community: Community, *, name: str, by: User, subject: Subject | None = None) -> Community:
    """DomainError ``no_name``, ``name_taken``."""
    community = (
        Community.objects.select_for_update(of=("self",)).select_related("organisation", "kind").get(pk=community.pk)
    )
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
    """Close today; offices and membership end with it. DomainError ``is_closed``."""
    community = Community.objects.select_for_update().get(pk=community.pk)
    if community.closed_on is not None:
        raise DomainError("is_closed", "Объединение уже закрыто.")
    today = clock.today()
    community.closed_on = today
    community.save(update_fields=["closed_on"])
    for rows in (community.offices, community.memberships):
        rows.filter(since__gt=today).delete()
        rows.filter(Q(until=None) | Q(until__gt=today)).update(until=today)
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


def _kind_here(kind: CommunityKind, organisation: Organisation) -> CommunityKind:
    """The kind itself, or as this place words it."""
    used = CommunityKind.objects.used_in(organisation)
    found = used.filter(pk=kind.pk).first() or (used.filter(code=kind.code).first() if kind.code else None)
    if found is None:
        raise DomainError("kind_of_others", f"Вида «{kind}» здесь нет: выберите из списка.")
    return found


def _named(name: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise DomainError("no_name", "Напишите, как называется объединение.")
    return name[:300]


def _require_free(organisation: Organisation, kind: CommunityKind, name: str) -> None:
    if Community.objects.filter(organisation=organisation, kind=kind, name__iexact=name).exists():
        raise DomainError("name_taken", f"Объединение «{name}» здесь уже есть: откройте его или назовите иначе.")
