"""Printing by the template that holds for an organisation: its own, that of the nearest node above it, or ours."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from django.db.models.functions import Length

from metodsovet.ground.directory.models import Organisation
from metodsovet.ground.documents.kinds import PaperKind, kind_named
from metodsovet.ground.documents.models import Emblem, PaperTemplate
from metodsovet.ground.documents.rendering import NOT_ISSUED, Mark, print_brought, render_word
from metodsovet.kernel.errors import DomainError

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


def template_for(kind: PaperKind, organisation: Organisation) -> PaperTemplate | None:
    """The active template of the nearest node, from the organisation up; None where ours holds."""
    active = PaperTemplate.objects.filter(kind=kind.code, is_active=True, organisation__in=organisation.ancestor_ids)
    nearest = active.select_related("file").order_by(Length("organisation__path").desc())
    return nearest.first()


def print_for(kind: PaperKind, data: "DataclassInstance", organisation: Organisation | None) -> bytes:
    """A paper that is not issued, by ours without an organisation; refusals of ``print_brought``."""
    template = template_for(kind, organisation) if organisation else None
    return print_word(kind.code, asdict(data), template=template, emblem=emblem_for(kind, organisation))


def emblem_for(kind: PaperKind, organisation: Organisation | None) -> bytes | None:
    """Of the nearest organisation up that has one, for a paper that is printed on a letterhead."""
    if organisation is None or not kind.bears_emblem:
        return None
    known = Emblem.objects.filter(organisation__in=organisation.ancestor_ids, file__isnull=False)
    emblem = known.select_related("file").order_by(Length("organisation__path").desc()).first()
    return emblem.content() if emblem else None


def print_word(
    code: str,
    data: Mapping[str, Any],
    *,
    template: PaperTemplate | None,
    mark: Mark = NOT_ISSUED,
    emblem: bytes | None = None,
) -> bytes:
    """Ours is printed here with the emblem, a brought one in the limited process: it has its own letterhead.

    DomainError ``kind_unknown``.
    """
    if template is not None:
        return print_brought(template.content(), data, mark)
    kind = kind_named(code)
    if kind is None:
        raise DomainError("kind_unknown", "Такие бумаги больше не печатаются: откройте прежний файл в журнале.")
    return render_word(kind.template.read_bytes(), data, mark, emblem=emblem)
