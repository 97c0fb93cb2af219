"""Point everything at another row: every foreign key, one-to-one, many-to-many and generic key of the registry."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, connection, transaction
from django.db.models import ForeignKey, Model, ProtectedError, QuerySet

from metodsovet.kernel.errors import DomainError
from metodsovet.kernel.traces import Clash, trace_of


def keys_to(target: type[Model]) -> Iterator[tuple[type[Model], "ForeignKey[Any, Any]"]]:
    """Every foreign key and one-to-one to the model; a many-to-many is met in its own table."""
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.local_fields:
            if isinstance(field, ForeignKey) and field.related_model is target:
                yield model, field


def generic_keys() -> Iterator[tuple[type[Model], GenericForeignKey]]:
    for model in apps.get_models():
        for field in model._meta.private_fields:
            if isinstance(field, GenericForeignKey):
                yield model, field


def repoint(old: Model, new: Model) -> int:
    """How many rows moved from ``old`` to ``new``. What clashes there is dropped where the room said so.

    DomainError ``rows_clash`` where it did not.
    """
    with connection.cursor() as cursor:
        # A constraint checked at the end of the transaction would tell nothing about the row that broke it.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    moved = sum(_move(model, field.name, old, new) for model, field in keys_to(type(old)))
    content_type = ContentType.objects.get_for_model(old)
    for model, generic in generic_keys():
        rows = model._base_manager.filter(**{generic.ct_field: content_type, generic.fk_field: old.pk})
        moved += rows.update(**{generic.fk_field: new.pk})
    return moved


def _move(model: type[Model], field: str, old: Model, new: Model) -> int:
    rows: QuerySet[Any] = model._base_manager.filter(**{field: old.pk})
    trace = trace_of(model, field)
    if trace is not None and not trace.moves:
        rows.delete()
        return 0
    try:
        with transaction.atomic():
            return rows.update(**{field: new.pk})
    except IntegrityError:
        return sum(_move_row(row, field, new) for row in rows)


def _move_row(row: Model, field: str, new: Model) -> int:
    model = type(row)
    try:
        with transaction.atomic():
            return model._base_manager.filter(pk=row.pk).update(**{field: new.pk})
    except IntegrityError as error:
        trace = trace_of(model, field)
        if trace is not None and trace.join is not None:
            trace.join(row, int(new.pk))
            return 1
        is_dropped = bool(model._meta.auto_created) or (trace is not None and trace.clash is Clash.DROP)
        if not is_dropped:
            name = trace.title if trace else model._meta.verbose_name
            raise DomainError(
                "rows_clash", f"Не объединить: у обоих есть «{name}: {row}». Уберите одно из двух."
            ) from error
    try:
        row.delete()
    except ProtectedError as error:
        raise DomainError(
            "rows_clash", f"Не объединить: «{row}» есть у обоих, и на неё ссылаются. Уберите одну."
        ) from error
    return 0
