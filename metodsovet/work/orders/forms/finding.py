"""Fields whose rows are found by name inside a form: what is typed elsewhere in it stays, with scripts and without."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import Q

from metodsovet.ground.directory.models import Organisation
from metodsovet.kernel.numbers import ids_from
from metodsovet.work.communities.forms.communities import FOUND_AT_MOST, PersonField

LOOK = "look"
"""The button that looks; nothing is saved by it and nothing is found wrong yet."""
WORDS_CHARS = 100


def words_of(sent: Mapping[str, Any], name: str) -> str:
    """What was typed to find the rows of the field."""
    return " ".join(str(sent.get(f"find_{name}", "")).split())[:WORDS_CHARS]


class FoundPersonField(PersonField):
    """``words`` found those who may be ticked; ``is_cut`` says that there are more."""

    is_found = True
    words, is_cut = "", False
    placeholder = "Фамилия и имя"
    nothing_found = "с таким именем здесь никто не работает"
    hint = "Найдите человека по имени."

    def __init__(self, **more: Any) -> None:
        super().__init__(widget=forms.RadioSelect, empty_label=None, **more)

    def look(self, people: Any, words: str, *, chosen: object, at_hand: Any = ()) -> None:
        """Those ``at_hand`` where nothing was typed; whoever is chosen already stands first."""
        self.words = words
        fitting = people.named(words) if words else people.filter(pk__in=at_hand)
        self.is_cut = self.offer(people, fitting, chosen=chosen)


class FoundCommunityField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not generic at run time
    """Those at the node of the order, or those that ``words`` find by their names and by those of organisations."""

    is_found = True
    words, is_cut = "", False
    placeholder = "Название или организация"
    nothing_found = "таких объединений здесь нет"
    hint = "Найдите объединение по названию."

    def __init__(self, **more: Any) -> None:
        super().__init__(widget=forms.RadioSelect, empty_label=None, **more)

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.name) if obj.kind.is_of_town else f"{obj.name} — {obj.organisation.short_name}"

    def look(self, communities: Any, words: str, *, chosen: object, at: Organisation) -> None:
        """Whichever is chosen already stands first."""
        first = list(communities.filter(pk__in=ids_from([str(chosen or "")])))
        asked = [_sounds(word) for word in words.split()] or [Q(organisation=at)]
        fitting = communities.filter(*asked)
        found = [*first, *fitting.exclude(pk__in=[one.pk for one in first])[: FOUND_AT_MOST + 1]]
        self.words, self.is_cut = words, len(found) > FOUND_AT_MOST
        self.choices = [(one.pk, self.label_from_instance(one)) for one in found[:FOUND_AT_MOST]]


def _sounds(word: str) -> Q:
    return Q(name__icontains=word) | Q(organisation__short_name__icontains=word)
