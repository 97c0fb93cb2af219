"""Traces: what each room keeps about a person or an account, said once for merging, for the export and for erasure.

A room declares every foreign key of its models to ``Person`` or ``User`` in its ``traces.py``, which the app loads at
start; a test walks the model registry and fails for one that is not declared::

    declare(Notice, "person", "Уведомления", goes=EVERYTHING, clash=Clash.DROP)
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, Q, QuerySet

EVERYTHING = Q()
Owners = Mapping[type[Model], int | None]
"""Ids of the person and of the account by their models; None where there is no account."""


class Clash(Enum):
    """What becomes of a row that cannot move to the kept person, since one like it is there already."""

    DROP = "drop"
    REFUSE = "refuse"
    JOIN = "join"
    """The room's own ``join`` makes one row of it and of those that it clashes with."""


@dataclass(frozen=True, slots=True)
class KeptIn:
    """A document where a name stays after erasure: what it is, of which day, by which act."""

    document: str
    day: date | None
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Trace:
    """Rows of ``model`` whose ``field`` points to the person or the account; «pk» means the row itself.

    ``goes`` are the rows that erasure deletes, all others stay ``because``. ``hidden`` fields never leave: secrets and
    technical columns. ``moves`` is False for what ends with a double's account instead of passing to the kept one.
    ``clash`` is asked for where a constraint names the field; ``join`` takes the row and the id of the kept person.
    ``kept_in`` tells in which document a name stays. ``names_need`` are paths of ``select_related`` without which the
    name of something that a row points to would ask the database again.
    """

    model: type[Model]
    field: str
    title: str
    because: str = ""
    goes: Q | None = None
    hidden: tuple[str, ...] = ()
    moves: bool = True
    clash: Clash | None = None
    kept_in: Callable[[Any], KeptIn | None] | None = None
    join: Callable[[Any, int], None] | None = None
    names_need: tuple[str, ...] = ()

    @property
    def owner(self) -> type[Model]:
        """The model that it points to."""
        if self.field == "pk":
            return self.model
        field: Any = self.model._meta.get_field(self.field)
        return field.related_model or self.model

    def rows(self, owners: Owners) -> QuerySet[Any]:
        """Rows of those owners; a generic key is asked for the person only."""
        rows = self.model._base_manager.all()
        field = None if self.field == "pk" else self.model._meta.get_field(self.field)
        if isinstance(field, GenericForeignKey):
            asked = Q(pk__in=[])
            for model, pk in owners.items():
                content_type = ContentType.objects.get_for_model(model)
                asked |= Q(**{field.ct_field: content_type, field.fk_field: pk})
            return rows.filter(asked)
        pk = owners.get(self.owner)
        return rows.none() if pk is None else rows.filter(**{self.field: pk})


_traces: dict[tuple[type[Model], str], Trace] = {}
_followers: list[Callable[[int, int], None]] = []


def declare(model: type[Model], field: str, title: str, **more: Any) -> None:
    """ValueError for a second declaration, and for one that says neither what goes nor why the rest stays."""
    trace = Trace(model, field, title, **more)
    if (model, field) in _traces:
        raise ValueError(f"{model._meta.label}.{field} is declared twice")
    if trace.goes != EVERYTHING and not trace.because:
        raise ValueError(f"{model._meta.label}.{field} stays without a reason")
    if (trace.clash is Clash.JOIN) != (trace.join is not None):
        raise ValueError(f"{model._meta.label}.{field} does not say how it joins")
    _traces[model, field] = trace


def all_traces() -> tuple[Trace, ...]:
    return tuple(_traces.values())


def trace_of(model: type[Model], field: str) -> Trace | None:
    return _traces.get((model, field))


def on_merge(follow: Callable[[int, int], None]) -> Callable[[int, int], None]:
    """Register what a room does, in the same transaction, when a person (second id) becomes another one (first id)."""
    _followers.append(follow)
    return follow


def follow_merge(kept_id: int, doubled_id: int) -> None:
    for follow in _followers:
        follow(kept_id, doubled_id)


Hindrance = Callable[[int], str]
_hindrances: list[Hindrance] = []


def hinders_erasure(tell: Hindrance) -> Hindrance:
    """Register what a room says while a person (id) still holds something that must be handed over; «» when nothing."""
    _hindrances.append(tell)
    return tell


def hindrances_of(person_id: int) -> list[str]:
    """Sentences that name what to hand over, and how, before the person's data may go."""
    return [said for tell in _hindrances if (said := tell(person_id))]
