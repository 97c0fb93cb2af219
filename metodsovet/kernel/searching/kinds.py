"""What can be found: kinds of rows and pages, registered by rooms in their ``searching.py``, loaded at start."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F, Model, Q, QuerySet
from django.db.models.expressions import OrderBy


@dataclass(frozen=True, slots=True)
class Found:
    """A row as a line of the answer; its address and whether it is past are told by the row itself."""

    title: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class FoundPage:
    """A page or a deed by the name of its view; ``more`` are words by which it is also looked for."""

    view: str
    label: str
    more: str = ""


@dataclass(frozen=True)
class Searched:
    """A kind of rows that can be found, of a model whose manager has ``visible_to``.

    ``names`` are the fields of the title, ``texts`` further own fields; ``Words(*names, *texts)`` has a GIN index.
    A word of a choice of the field ``label`` («приказ»), or of its ``nicknames``, also finds by it. ``past`` marks
    rows that come after the current ones, and ``order`` goes inside of both. With ``forgives``, ``Sounds(*names)`` has
    an index of trigrams. Kinds are shown in the order of ``place``.
    """

    name: str
    title: str
    model: type[Model]
    names: Sequence[str]
    shown: Callable[[Any], Found]
    texts: Sequence[str] = ()
    label: str = ""
    nicknames: Mapping[str, str] = field(default_factory=dict)
    rows: Callable[[QuerySet[Any]], QuerySet[Any]] = lambda rows: rows
    past: Callable[[], Q] | None = None
    order: Sequence[str | F | OrderBy] = ("pk",)
    forgives: bool = False
    place: int = 100

    def labels(self) -> Mapping[str, str]:
        """Choices of the label field with what else they are called."""
        choices = dict(_field(self.model, self.label).flatchoices) if self.label else {}
        return {value: f"{label} {self.nicknames.get(value, '')}" for value, label in choices.items()}


_kinds: dict[str, Searched] = {}
_pages: dict[str, FoundPage] = {}


def offer(kind: Searched) -> Searched:
    """ValueError when the name is taken."""
    if kind.name in _kinds:
        raise ValueError(f"search of {kind.name} is offered twice")
    _kinds[kind.name] = kind
    return kind


def offer_page(view: str, label: str, more: str = "") -> None:
    """ValueError when the view is offered already."""
    if view in _pages:
        raise ValueError(f"page {view} is offered twice")
    _pages[view] = FoundPage(view, label, more)


def all_kinds() -> tuple[Searched, ...]:
    return tuple(sorted(_kinds.values(), key=lambda kind: (kind.place, kind.name)))


def all_pages() -> tuple[FoundPage, ...]:
    return tuple(_pages.values())


def _field(model: Any, path: str) -> Any:
    """The field at the end of ``kind__code``."""
    first, _, rest = path.partition("__")
    field = model._meta.get_field(first)
    return _field(field.related_model, rest) if rest else field
