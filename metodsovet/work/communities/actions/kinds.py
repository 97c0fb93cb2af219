"""How a municipality calls its communities and what it asks of them."""

from dataclasses import dataclass, fields
from typing import Any

from django.db import transaction

from metodsovet.ground.access.history import record_action
from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Organisation
from metodsovet.kernel.errors import DomainError
from metodsovet.work.communities.models import Community, CommunityKind, KindOffice, Office

HEAD = KindOffice.Code.HEAD


@dataclass(frozen=True, slots=True)
class OfficeDraft:
    code: str
    title: str
    gives_payment: bool = False


@dataclass(frozen=True, slots=True)
class KindDraft:
    """``quorum`` is in percent of the members; ``source`` tells where the least numbers come from."""

    name: str
    level: str
    offices: tuple[OfficeDraft, ...]
    short_name: str = ""
    is_standing: bool = True
    needs_act: bool = False
    least_members: int | None = None
    least_meetings: int | None = None
    quorum: int | None = None
    source: str = ""
    analysis_sections: tuple[str, ...] = ()

    def require_sound(self) -> None:
        """DomainError ``no_name``, ``no_head``, ``no_source`` of numbers that nobody has asked for."""
        if not self.name.strip():
            raise DomainError("no_name", "Напишите, как называется вид объединений.")
        if not any(office.code == HEAD and office.title.strip() for office in self.offices):
            raise DomainError("no_head", "Напишите, как называется тот, кто руководит: без него объединение не живёт.")
        if (self.least_members or self.least_meetings) and not self.source.strip():
            raise DomainError("no_source", "Напишите, откуда наименьшие числа: приказ, положение или обычай.")

    @property
    def columns(self) -> dict[str, Any]:
        values = {field.name: getattr(self, field.name) for field in fields(self) if field.name != "offices"}
        values["analysis_sections"] = [title.strip()[:150] for title in self.analysis_sections if title.strip()]
        return {name: value.strip() if isinstance(value, str) else value for name, value in values.items()}


@transaction.atomic
def add_kind(municipality: Organisation, *, draft: KindDraft, by: User) -> CommunityKind:
    """DomainError ``name_taken`` and what ``KindDraft`` asks."""
    draft.require_sound()
    _require_free(municipality, draft.name)
    kind = CommunityKind.objects.create(municipality=municipality, place=_last_place(municipality), **draft.columns)
    _write_offices(kind, draft)
    record_action("add_kind", kind, f"Добавлен вид «{kind}»", by=by)
    return kind


@transaction.atomic
def reword_kind(kind: CommunityKind, *, municipality: Organisation, draft: KindDraft, by: User) -> CommunityKind:
    """Change the municipality's own kind; ours gets its own row here, and its communities move to it.

    DomainError ``name_taken``, ``office_is_held`` and what ``KindDraft`` asks.
    """
    draft.require_sound()
    own = _own_row(kind, municipality)
    _require_free(municipality, draft.name, but=own)
    _require_offices_kept(own, draft)
    before = own.name
    for name, value in draft.columns.items():
        setattr(own, name, value)
    own.save()
    _write_offices(own, draft)
    text = f"Было «{before}», стало «{own.name}»" if before != own.name else f"Вид «{own.name}» изменён"
    record_action("reword_kind", own, text, by=by)
    return own


@transaction.atomic
def hide_kind(kind: CommunityKind, *, municipality: Organisation, by: User) -> CommunityKind:
    """It is offered no more; communities of it work on."""
    return _set_used(kind, municipality, is_used=False, verb="hide_kind", by=by)


@transaction.atomic
def bring_back_kind(kind: CommunityKind, *, municipality: Organisation, by: User) -> CommunityKind:
    return _set_used(kind, municipality, is_used=True, verb="bring_back_kind", by=by)


def _set_used(kind: CommunityKind, municipality: Organisation, *, is_used: bool, verb: str, by: User) -> CommunityKind:
    own = _own_row(kind, municipality)
    if own.is_used != is_used:
        own.is_used = is_used
        own.save(update_fields=["is_used"])
        record_action(verb, own, f"Вид «{own}» {'снова предлагается' if is_used else 'больше не предлагается'}", by=by)
    return own


def _own_row(kind: CommunityKind, municipality: Organisation) -> CommunityKind:
    """The municipality's row for the kind, made of ours with all its communities here when there is none yet."""
    Organisation.objects.select_for_update().get(pk=municipality.pk)
    if kind.municipality_id is not None:
        return CommunityKind.objects.select_for_update(of=("self",)).get(pk=kind.pk)
    known = CommunityKind.objects.select_for_update(of=("self",)).filter(municipality=municipality, code=kind.code)
    own = known.first()
    if own is None:
        offices = [(one.code, one.title, one.gives_payment) for one in kind.offices.all()]
        own = CommunityKind.objects.get(pk=kind.pk)
        own.pk, own.municipality = None, municipality
        own._state.adding = True
        own.save()
        KindOffice.objects.bulk_create(
            KindOffice(kind=own, code=code, title=title, gives_payment=paid) for code, title, paid in offices
        )
        here = Community.objects.filter(kind=kind, organisation__path__startswith=municipality.path)
        here.update(kind=own)
    return own


def _write_offices(kind: CommunityKind, draft: KindDraft) -> None:
    wanted = [office for office in draft.offices if office.title.strip()]
    kind.offices.exclude(code__in=[office.code for office in wanted]).delete()
    for office in wanted:
        values = {"title": office.title.strip()[:80], "gives_payment": office.gives_payment}
        KindOffice.objects.update_or_create(kind=kind, code=office.code, defaults=values)


def _require_offices_kept(kind: CommunityKind, draft: KindDraft) -> None:
    wanted = {office.code for office in draft.offices if office.title.strip()}
    held = Office.objects.today().filter(community__kind=kind).exclude(kind__in=wanted)
    office = held.select_related("community", "person").first()
    if office is not None:
        raise DomainError(
            "office_is_held",
            f"{office.get_kind_display().capitalize()} есть в «{office.community}»: {office.person.short_name}. "
            "Сначала закончите его срок.",
        )


def _require_free(municipality: Organisation, name: str, but: CommunityKind | None = None) -> None:
    own = CommunityKind.objects.filter(municipality=municipality)  # those that are hidden too
    known = CommunityKind.objects.used_in(municipality) | own
    known = known.filter(name__iexact=name.strip())
    if (known if but is None else known.exclude(pk=but.pk)).exists():
        raise DomainError("name_taken", f"Вид «{name.strip()}» уже есть: измените его или назовите этот иначе.")


def _last_place(municipality: Organisation) -> int:
    last = CommunityKind.objects.used_in(municipality).order_by("-place").values_list("place", flat=True).first()
    return (last or 0) + 1
