"""The act that an amendment rests on, registered by its requisites."""

from typing import Unpack

from django.db import transaction

from metodsovet.ground.access.history import record_action
from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Organisation
from metodsovet.ground.documents.models import Act
from metodsovet.kernel.errors import DomainError
from metodsovet.work.planning.actions.plan_settings import ActFields


@transaction.atomic
def register_basis(organisation: Organisation, *, by: User, **fields: Unpack[ActFields]) -> Act:
    """The act with these requisites: the same ones make one act, not two. DomainError ``no_requisites``."""
    number, day = fields.get("number", "").strip(), fields.get("date")
    if not number and day is None:
        raise DomainError("no_requisites", "У документа-основания нет ни номера, ни даты: впишите то, что известно.")
    kind = fields.get("kind") or Act.Kind.ORDER
    act, is_new = Act.objects.get_or_create(
        organisation=organisation,
        kind=kind,
        number=number[:50],
        date=day,
        defaults={
            "title": fields.get("title", "").strip()[:1000] or "О внесении изменений в план",
            "issuer": fields.get("issuer", "").strip()[:500],
            "remark": fields.get("remark", "").strip()[:500],
        },
    )
    if is_new:
        record_action("register_basis", act, f"Записан: {act.requisites}", by=by)
    return act
