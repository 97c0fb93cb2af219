"""The act that an amendment rests on, registered by its requisites."""

from typing import Unpack

from django.db import transaction

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Organisation
from metodsovet.ground.documents.actions import Requisites, register_act
from metodsovet.ground.documents.models import Act
from metodsovet.kernel.errors import DomainError
from metodsovet.work.planning.actions.plan_settings import ActFields


@transaction.atomic
def register_basis(organisation: Organisation, *, by: User, **fields: Unpack[ActFields]) -> Act:
    """The act with these requisites: the same ones make one act, not two. DomainError ``no_requisites``."""
    number, day = fields.get("number", "").strip(), fields.get("date")
    if not number and day is None:
        raise DomainError("no_requisites", "У документа-основания нет ни номера, ни даты: впишите то, что известно.")
    requisites = Requisites(
        kind=fields.get("kind") or Act.Kind.ORDER,
        title=fields.get("title", "").strip()[:1000] or "О внесении изменений в план",
        number=number[:50],
        date=day,
        issuer=fields.get("issuer", "").strip()[:500],
        remark=fields.get("remark", "").strip()[:500],
    )
    return register_act(requisites, organisation=organisation, by=by)
