"""Under which heading a matter stands: upper rooms know the plan and the section, the ledger asks them by model."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import Model

from metodsovet.ground.assignments.models import Directive, Matter


@dataclass(frozen=True, slots=True, order=True)
class Heading:
    """``order`` sorts headings, ``title`` is shown: «Дорожная карта …: Направление 2»."""

    order: tuple[int, ...]
    title: str


Heads = Callable[[Collection[int]], Mapping[int, Heading]]
_heads: dict[type[Model], Heads] = {}
NO_HEADING = Heading((10**9,), "Остальное")


def heads(model: type[Model]) -> Callable[[Heads], Heads]:
    """Register who heads the matters that come from records of the model: by their ids, in one query."""

    def register(head: Heads) -> Heads:
        _heads[model] = head
        return head

    return register


def headings_of(matters: Iterable[Matter]) -> Mapping[int, Heading]:
    """By id of the matter."""
    by_type: dict[int, dict[int, int]] = {}
    for matter in matters:
        by_type.setdefault(matter.content_type_id, {})[matter.object_id] = matter.pk
    found: dict[int, Heading] = {}
    for content_type_id, ids in by_type.items():
        model = ContentType.objects.get_for_id(content_type_id).model_class()
        head = _heads.get(model) if model else None
        told = head(ids) if head else {}
        found.update({pk: told.get(key, NO_HEADING) for key, pk in ids.items()})
    return found


@heads(Directive)
def _headings_of_directives(ids: Collection[int]) -> Mapping[int, Heading]:
    return dict.fromkeys(ids, Heading((10**8,), "Поручения организациям"))
