"""Rows of one kind that answer a question, the best first."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.contrib.postgres.search import SearchQueryField
from django.db.models import Case, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Cast, Lower, Replace
from django.db.models.lookups import Contains, Exact

from metodsovet.kernel.searching.asked import Asked, forms_of_word
from metodsovet.kernel.searching.expressions import Asks, IsLike, Likeness, Sounds, Words
from metodsovet.kernel.searching.kinds import Searched

EXACT, WHOLE_WORDS, BEGINNINGS, ELSEWHERE = range(4)
SHORTEST_OF_LABEL = 2
FEW = 2000


def keys_of(kinds: Iterable[Searched], asked: Asked, *, by_likeness: bool = False) -> Mapping[str, Sequence[int]]:
    """Ids of what matches, whoever may see it, by the name of the kind; one more than ``FEW`` where there are many.

    One question to all kinds: a search asks each of them, and most have nothing.
    """
    parts: list[Any] = []
    for kind in kinds:
        if by_likeness and not kind.forgives:
            continue
        rows: Any = kind.model._default_manager.order_by()
        rows = rows.filter(_likeness(kind, asked) if by_likeness else matching(kind, asked))
        parts.append(rows.values_list(Value(kind.name), "pk")[: FEW + 1])
    found: dict[str, list[int]] = {}
    for name, pk in parts[0].union(*parts[1:], all=True) if parts else ():
        found.setdefault(name, []).append(pk)
    return found


def find(kind: Searched, user: Any, asked: Asked, *, by_likeness: bool = False) -> QuerySet[Any]:
    """Rows that the user may see and that answer: exact titles, whole words in titles, beginnings, texts.

    Inside of each of these current rows come before past ones. ``by_likeness`` forgives typing, in names only.
    """
    keys = keys_of([kind], asked, by_likeness=by_likeness).get(kind.name, ())
    return found_among(keys, kind, user, asked, by_likeness=by_likeness)


def found_among(
    few: Sequence[int], kind: Searched, user: Any, asked: Asked, *, by_likeness: bool = False
) -> QuerySet[Any]:
    """``find`` among known keys: what matches is looked for before the rights, as it is quick by the index, and rights
    of few rows are asked one by one."""
    manager: Any = kind.model._default_manager
    nothing: QuerySet[Any] = manager.none()
    if not few:
        return nothing
    condition = _likeness(kind, asked) if by_likeness else matching(kind, asked)
    are_few = len(few) <= FEW
    rows: QuerySet[Any] = manager.visible_to(user).filter(Q(pk__in=few) if are_few else condition)
    rows = kind.rows(rows).annotate(found_past=_past(kind))
    inside = (*(["found_past"] if kind.past else []), *kind.order)
    if by_likeness:
        alike: QuerySet[Any] = rows.order_by(Likeness(*_sounds(kind, asked)).desc(), *inside)
        return alike
    ranked: QuerySet[Any] = rows.annotate(found_rank=_rank(kind, asked) if are_few else _rough_rank(kind, asked))
    best: QuerySet[Any] = ranked.order_by("found_rank", *inside)
    return best


def _past(kind: Searched) -> Case | Value:
    return Case(When(kind.past(), then=Value(1)), default=Value(0)) if kind.past else Value(0)


def matching(kind: Searched, asked: Asked) -> Q:
    """Every word is in the row, or is a label of it."""
    words = Words(*kind.names, *kind.texts)
    labelled = {word: _labels(kind, word) for word in asked.words}
    if not any(labelled.values()):
        return Q(Asks(words, _query(asked.beginnings)))
    condition = Q()
    for word, values in labelled.items():
        own = Q(Asks(words, _query(asked.of_word(word))))
        condition &= own | Q(**{f"{kind.label}__in": values}) if values else own
    return condition


def _rank(kind: Searched, asked: Asked) -> Case:
    names = Words(*kind.names)
    exact = When(Exact(Words(kind.names[0]), Words(Value(asked.plain))), then=Value(EXACT))
    whole = When(Asks(names, _query(asked.forms)), then=Value(WHOLE_WORDS))
    if not kind.texts:
        return Case(exact, whole, default=Value(BEGINNINGS), output_field=IntegerField())
    begins = When(Asks(names, _query(asked.beginnings)), then=Value(BEGINNINGS))
    return Case(exact, whole, begins, default=Value(ELSEWHERE), output_field=IntegerField())


def _rough_rank(kind: Searched, asked: Asked) -> Case:
    """For very many rows, without taking their words apart: the title as it was typed, or somewhere in it."""
    title = Replace(Lower(kind.names[0]), Value("ё"), Value("е"))
    exact, within = Exact(title, Value(asked.plain)), Contains(title, Value(asked.plain))
    return Case(
        When(exact, then=Value(EXACT)),
        When(within, then=Value(WHOLE_WORDS)),
        default=Value(BEGINNINGS),
        output_field=IntegerField(),
    )


def _likeness(kind: Searched, asked: Asked) -> Q:
    return Q(IsLike(*_sounds(kind, asked)))


def _sounds(kind: Searched, asked: Asked) -> tuple[Sounds, Sounds]:
    return Sounds(Value(asked.plain)), Sounds(*kind.names)


def _labels(kind: Searched, word: str) -> list[str]:
    """Choices of which a word is a form of this one, or begins with it."""
    forms = set(forms_of_word(word))
    return [value for value, label in kind.labels().items() if _says(Asked(label).plain.split(), word, forms)]


def _says(label: list[str], word: str, forms: set[str]) -> bool:
    is_begun = len(word) >= SHORTEST_OF_LABEL and any(own.startswith(word) for own in label)
    return is_begun or not forms.isdisjoint(label)


def _query(text: str) -> Cast:
    """Lexemes as they are: ``to_tsquery`` would send them through the parser."""
    return Cast(Value(text), SearchQueryField())
