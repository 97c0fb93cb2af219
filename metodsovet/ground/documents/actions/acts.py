"""Registering acts."""

import datetime
from dataclasses import asdict, dataclass

from django.core.files.base import File
from django.db import transaction

from metodsovet.ground.access.history import record_action
from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Organisation
from metodsovet.ground.documents.models import Act
from metodsovet.ground.files.actions import store_file
from metodsovet.ground.files.models import StoredFile
from metodsovet.kernel.errors import DomainError


@dataclass(frozen=True, slots=True)
class Requisites:
    """An act as it is printed."""

    kind: str
    title: str
    number: str = ""
    date: datetime.date | None = None
    issuer: str = ""
    remark: str = ""


@transaction.atomic
def add_act(requisites: Requisites, *, organisation: Organisation, by: User | None) -> Act:
    """DomainError ``act_known`` when an act of the same kind, number and date is registered for the organisation."""
    Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)
    _check_new(requisites, organisation, except_for=None)
    act = Act.objects.create(organisation=organisation, **asdict(requisites))
    record_action("add_act", act, f"Внесён: {act.requisites}", by=by)
    return act


@transaction.atomic
def register_act(requisites: Requisites, *, organisation: Organisation, by: User | None) -> Act:
    """The act with this kind, number and date, known or new: however often it is named, it is one."""
    # Who registers the same at once waits; who refers to the organisation meanwhile does not.
    Organisation.objects.select_for_update(of=("self",), no_key=True).get(pk=organisation.pk)
    known = Act.objects.filter(
        organisation=organisation, kind=requisites.kind, number=requisites.number, date=requisites.date
    )
    act = known.order_by("pk").first()
    if act is None:
        act = Act.objects.create(organisation=organisation, **asdict(requisites))
        record_action("add_act", act, f"Внесён: {act.requisites}", by=by)
    return act


@transaction.atomic
def change_act(act: Act, requisites: Requisites, *, by: User) -> Act:
    act = Act.objects.select_for_update(of=("self",)).get(pk=act.pk)
    _check_new(requisites, act.organisation, except_for=act)
    before = f"{act.requisites} «{act.title}»"
    for name, value in asdict(requisites).items():
        setattr(act, name, value)
    act.save()
    record_action("change_act", act, f"Исправлен: был {before}", by=by)
    return act


@transaction.atomic
def attach_act_file(act: Act, upload: "File[bytes]", *, by: User) -> StoredFile:
    """Refusals of ``store_file``."""
    file = store_file(upload, owner=act, by=by)
    record_action("attach_act_file", act, f"Приложен файл «{file.name}»", by=by)
    return file


def _check_new(requisites: Requisites, organisation: Organisation, *, except_for: Act | None) -> None:
    if not requisites.number or requisites.date is None:
        return
    known = Act.objects.filter(
        organisation=organisation, kind=requisites.kind, number=requisites.number, date=requisites.date
    )
    if except_for is not None:
        known = known.exclude(pk=except_for.pk)
    if known.exists():
        raise DomainError("act_known", "Акт с таким видом, номером и датой уже внесён: найдите его в списке.")
