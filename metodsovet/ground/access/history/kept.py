"""Whose rows are kept and whose history is shown; rooms register in their ``histories.py``, loaded at start."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model, QuerySet

from metodsovet.ground.access.models import User


@dataclass(frozen=True)
class Kept:
    """A model whose edited and deleted rows a trigger keeps, as a part of the history of ``owner``.

    ``words`` prints values of columns that no choice and no other row explains.
    """

    model: type[Model]
    owner: type[Model]
    words: Mapping[str, Callable[[Any], str]] = field(default_factory=dict)


@dataclass(frozen=True)
class HistoryKind:
    """Records whose history has a page: ``permission`` is asked of the row, after it is found among ``rows``."""

    name: str
    model: type[Model]
    permission: str
    rows: Callable[[User], QuerySet[Any]]


_kept: dict[str, Kept] = {}
_kinds: dict[str, HistoryKind] = {}


def keep(
    model: type[Model], owner: type[Model] | None = None, words: Mapping[str, Callable[[Any], str]] | None = None
) -> None:
    """ValueError when the model is kept already; without ``owner`` the rows are their own records."""
    table = model._meta.db_table
    if table in _kept:
        raise ValueError(f"rows of {table} are kept twice")
    _kept[table] = Kept(model, owner or model, words or {})


def offer_history(
    name: str, model: type[Model], permission: str, rows: Callable[[User], QuerySet[Any]] | None = None
) -> None:
    """Without ``rows`` the model's own ``visible_to`` finds them."""
    if name in _kinds:
        raise ValueError(f"history of {name} is offered twice")
    manager: Any = model._default_manager
    _kinds[name] = HistoryKind(name, model, permission, rows or manager.visible_to)


def kept_tables() -> Mapping[str, Kept]:
    return _kept


def kind_named(name: str) -> HistoryKind | None:
    return _kinds.get(name)


def kind_of(model: type[Model]) -> HistoryKind | None:
    return next((kind for kind in _kinds.values() if kind.model is model), None)
