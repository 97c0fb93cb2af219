from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q

from metodsovet.ground.access.history import record_action
from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Organisation, Subject
from metodsovet.ground.documents.models import Act
from metodsovet.kernel import clock
from metodsovet.kernel.errors import DomainError
from metodsovet.kernel.russian import date_text
from metodsovet.work.communities.models import Community, CommunityKind


@dataclass(frozen=True, slots=True)
class Charter:
    """By which act a community works, from when and until when."""

    established_by: Act | None = None
    opened_on: date | None = None
    runs_until: date | None = None

    def require_sound(self) -> None:
        """DomainError ``days_reversed``."""
        if self.opened_on and self.runs_until and self.runs_until < self.opened_on:
            raise DomainError(
                "days_reversed", f"Работает с {date_text(self.opened_on)}: срок не может закончиться раньше."
            )


NO_CHARTER = Charter()


@dataclass(frozen=True, slots=True)
class Description:
    """What the community says of itself."""

    theme: str = ""
    aim: str = ""
    contacts: str = ""


@transaction.atomic
def add_community(
    organisation: Organisation,
    *,
    kind: CommunityKind,
    name: str,
    by: User,
    subject: Subject | None = None,
    charter: Charter = NO_CHARTER,
) -> Community:
    """DomainError ``no_name``, ``name_taken`` when the organisation has such a body, ``organisation_closed``,
    ``kind_of_others``, ``days_reversed``.
    """
    name = _named(name)
    if organisation.closed_on is not None:
        raise DomainError("organisation_closed", "Организация закрыта: объединение в ней не создать.")
    charter.require_sound()
    kind = _kind_here(kind, organisation)
    _require_free(organisation, kind, name)
    community = Community.objects.create(
        organisation=organisation,
        kind=kind,
        name=name,
        subject=subject,
        established_by=charter.established_by,
        opened_on=charter.opened_on,
        runs_until=charter.runs_until,
    )
    record_action("add_community", community, f"Создано: {community}, {organisation}", by=by)
    return community


@transaction.atomic
def rename_community(community: Community, *, name: str, by: User, subject: Subject | None = None) -> Community:
    """DomainError ``no_name``, ``name_taken``."""
    community = _held(community)
    name = _named(name)
    if name != community.name:
        _require_free(community.organisation, community.kind, name)
    before = community.name
    community.name, community.subject = name, subject
    _save(community, "name", "subject")
    record_action("rename_community", community, f"Было «{before}», стало «{name}»", by=by)
    return community


@transaction.atomic
def set_charter(community: Community, *, charter: Charter, version: int, by: User) -> Community:
    """DomainError ``days_reversed``, ``edited_by_other``."""
    charter.require_sound()
    community = _held(community, version)
    community.established_by = charter.established_by
    community.opened_on, community.runs_until = charter.opened_on, charter.runs_until
    _save(community, "established_by", "opened_on", "runs_until")
    record_action("set_charter", community, _charter_text(community), by=by)
    return community


@transaction.atomic
def describe_community(community: Community, *, description: Description, version: int, by: User) -> Community:
    """DomainError ``edited_by_other``."""
    community = _held(community, version)
    community.theme = " ".join(description.theme.split())
    community.aim, community.contacts = description.aim.strip(), description.contacts.strip()
    _save(community, "theme", "aim", "contacts")
    said = f"Тема: «{community.theme}»" if community.theme else "Описание объединения изменено"
    record_action("describe_community", community, said, by=by)
    return community


@transaction.atomic
def close_community(community: Community, *, by: User) -> Community:
    """Close today; offices and membership end with it. DomainError ``is_closed``."""
    community = _held(community)
    if community.closed_on is not None:
        raise DomainError("is_closed", "Объединение уже закрыто.")
    today = clock.today()
    community.closed_on = today
    _save(community, "closed_on")
    for rows in (community.offices, community.memberships):
        rows.filter(since__gt=today).delete()
        rows.filter(Q(until=None) | Q(until__gt=today)).update(until=today)
    record_action("close_community", community, "Объединение закрыто", by=by)
    return community


@transaction.atomic
def reopen_community(community: Community, *, by: User) -> Community:
    """Open again, without a head until one is appointed; a term that has passed is forgotten.

    DomainError ``is_open``.
    """
    community = _held(community)
    if community.closed_on is None:
        raise DomainError("is_open", "Объединение и так работает.")
    community.closed_on = None
    if community.runs_until is not None and community.runs_until < clock.today():
        community.runs_until = None
    _save(community, "closed_on", "runs_until")
    record_action("reopen_community", community, "Объединение снова работает", by=by)
    return community


def _held(community: Community, version: int | None = None) -> Community:
    """The row for this transaction. DomainError ``edited_by_other`` when it is not of the version that was seen."""
    rows = Community.objects.select_for_update(of=("self",)).select_related("organisation", "kind")
    community = rows.get(pk=community.pk)
    if version is not None and community.version != version:
        raise DomainError(
            "edited_by_other",
            "Пока вы правили, объединение изменили. Посмотрите, что теперь, и внесите своё ещё раз.",
        )
    return community


def _save(community: Community, *fields: str) -> None:
    community.version += 1
    community.save(update_fields=[*fields, "version"])


def _charter_text(community: Community) -> str:
    parts = [community.established_by.requisites if community.established_by else "без приказа"]
    if community.opened_on:
        parts.append(f"работает с {date_text(community.opened_on)}")
    if community.runs_until:
        parts.append(f"срок по {date_text(community.runs_until)}")
    return f"Создание и срок: {', '.join(parts)}"


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
