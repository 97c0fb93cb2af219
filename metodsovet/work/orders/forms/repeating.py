"""What an order of last year did: ticked to be done again, with whom or what is asked anew."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.forms import BoundField

from metodsovet.ground.access.models import User
from metodsovet.work.communities.models import Membership
from metodsovet.work.orders.actions import DeedDraft
from metodsovet.work.orders.forms.finding import FoundPersonField, words_of
from metodsovet.work.orders.models import Order
from metodsovet.work.orders.queries.people import everybody, plans_of
from metodsovet.work.orders.queries.repeating import Repeated
from metodsovet.work.orders.wording import quoted
from metodsovet.work.planning.models import Plan


class RepeatForm(forms.Form):
    """A tick for each deed; under it the field of what it asks. People are found by words (``sent``)."""

    def __init__(
        self,
        *args: Any,
        repeated: Sequence[Repeated],
        order: Order,
        user: User,
        sent: Mapping[str, Any],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.repeated = repeated
        self.names: list[str] = []
        for one in repeated:
            self._add(one, order, user)
            if one.asks == "person":
                self._look(one, order, sent)

    def __iter__(self) -> Iterator[BoundField]:
        return (self[name] for name in self.names)

    @staticmethod
    def as_sent(repeated: Sequence[Repeated], sent: Mapping[str, Any]) -> dict[str, Any]:
        """What a form is filled from when somebody is looked for: a box that is not ticked is not sent."""
        ticks = {f"take_{one.former.pk}": f"take_{one.former.pk}" in sent for one in repeated}
        return {**sent, **ticks}

    @property
    def drafts(self) -> list[DeedDraft]:
        return [self._answered(one) for one in self.repeated if self.cleaned_data[f"take_{one.former.pk}"]]

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        for one in self.repeated:
            name = f"{one.asks}_{one.former.pk}"
            if one.asks and values.get(f"take_{one.former.pk}") and not values.get(name):
                self.add_error(name, "Выберите или снимите отметку выше.")
        return values

    def _add(self, one: Repeated, order: Order, user: User) -> None:
        pk = one.former.pk
        self.fields[f"take_{pk}"] = forms.BooleanField(label=one.text, required=False, initial=not _is_open(one))
        self.names.append(f"take_{pk}")
        if not one.asks:
            return
        self.fields[f"{one.asks}_{pk}"] = _asked(one, order, user)
        self.names.append(f"{one.asks}_{pk}")

    def _look(self, one: Repeated, order: Order, sent: Mapping[str, Any]) -> None:
        """Members of the body that the deed is about are at hand."""
        name = f"person_{one.former.pk}"
        field = self.fields[name]
        assert isinstance(field, FoundPersonField)
        members = Membership.objects.today().filter(community=one.draft.community).values("person")
        at_hand = members if one.draft.community else ()
        field.look(everybody(order), words_of(sent, name), chosen=self[name].value(), at_hand=at_hand)

    def _answered(self, one: Repeated) -> DeedDraft:
        value = self.cleaned_data.get(f"{one.asks}_{one.former.pk}")
        match one.asks:
            case "person":
                return replace(one.draft, person=value)
            case "plan":
                return replace(one.draft, plan=value)
            case "theme":
                return replace(one.draft, name=str(value).strip())
            case _:
                return one.draft


def _is_open(one: Repeated) -> bool:
    """Whether it cannot be done without an answer."""
    return one.asks in ("person", "plan")


def _asked(one: Repeated, order: Order, user: User) -> forms.Field:
    match one.asks:
        case "person":
            assert one.former.person is not None
            gone = f"{one.former.person.short_name} здесь больше не работает: выберите другого."
            return FoundPersonField(label="Кого", queryset=everybody(order), required=False, help_text=gone)
        case "plan":
            plans = plans_of(order, user).filter(state=Plan.State.DRAFT)
            none = "" if plans.exists() else " Черновиков планов нет: прочитайте или составьте план и вернитесь сюда."
            said = f"В прошлый раз утверждён {quoted(str(one.former.plan))}.{none}"
            return forms.ModelChoiceField(label="Какой план", queryset=plans, required=False, help_text=said)
        case _:
            return forms.CharField(label="Тема", max_length=500, required=False, initial=one.draft.name)
