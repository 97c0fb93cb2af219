"""Forms that are filled from what is stored: whoever saves over a change that he has not seen is asked first."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, time
from typing import Any

from django import forms
from django.db import connection, transaction
from django.db.models import Model
from django.forms import BaseForm, ChoiceField, Field, ModelChoiceField
from django.http import HttpRequest

from metodsovet.kernel.russian import date_text

EMPTY = "пусто"
_TURNS = 7_340_123  # locks of turns, of nobody else in this database


@contextmanager
def turn_to_edit(
    request: HttpRequest, view: Callable[..., object], model: type[Model] | None, pk: object, kwargs: Mapping[str, Any]
) -> Iterator[None]:
    """One after another, whoever saves a form of the same row compares and saves in one transaction.

    Forms of different pages may write the same columns, so the turn is of the row, and of the page only where it has
    none. The door reads the row inside the block: of two at one instant the second sees what the first has saved.
    """
    if request.method != "POST" or not any(name.rpartition("-")[2] == "seen" for name in request.POST):
        yield
        return
    if model is None:
        turn = repr((view.__module__, view.__qualname__, sorted(kwargs.items())))
    else:
        turn = f"{model._meta.concrete_model._meta.label} {pk}"  # type: ignore[union-attr]  # no abstract model has rows
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [_TURNS, turn])
        yield


def fingerprint(known: Mapping[str, object]) -> str:
    """Of what a form was filled from; an empty string of nothing."""
    plain = repr(sorted((name, str(value)) for name, value in known.items()))
    return hashlib.sha256(plain.encode()).hexdigest()[:16] if known else ""


def told_of_others(form: BaseForm, known: Mapping[str, object]) -> str:
    """What stands in the fields now where it is not what is typed."""
    others = [
        f"{form.fields[name].label} — «{_words(form.fields[name], value)}»"
        for name, value in known.items()
        if form.fields[name].has_changed(value, form[name].data)
    ]
    return (
        f"Пока вы правили, это изменили: теперь {', '.join(others) or 'там то же, что у вас'}. "
        "Ваше осталось в полях: сохраните ещё раз, если верно оно."
    )


class SeenField(forms.CharField):
    """A form that is shown again carries the fingerprint of what is stored by then: the person has now seen both."""

    widget = forms.HiddenInput

    def bound_data(self, data: Any, initial: Any) -> Any:
        return initial


class SeenForm(forms.Form):
    """What stands in ``initial`` is what is stored now. A post without ``seen`` comes from no page and is taken.

    A form that shows a row only for some choices says what is stored by ``known``.
    """

    seen = SeenField(required=False)

    @classmethod
    def filled_from(cls, row: Model) -> dict[str, object]:
        """Initial values: the columns of the row that the form shows."""
        return {name: getattr(row, name) for name, field in cls.base_fields.items() if not isinstance(field, SeenField)}

    @property
    def known(self) -> Mapping[str, object]:
        return {
            name: self.get_initial_for_field(field, name)
            for name, field in self.fields.items()
            if not isinstance(field.widget, forms.HiddenInput)
        }

    def get_initial_for_field(self, field: Field, field_name: str) -> Any:
        if isinstance(field, SeenField):
            return fingerprint({name: _plain(self.fields[name], value) for name, value in self.known.items()})
        return super().get_initial_for_field(field, field_name)

    def clean(self) -> dict[str, Any]:
        """Without ``seen``: the rest are keywords of an action."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        seen = values.pop("seen", "")
        if self.add_prefix("seen") in self.data and seen != self["seen"].initial:
            self.add_error(None, forms.ValidationError(told_of_others(self, self.known), code="edited_by_other"))
        return values


def _plain(field: Field, value: Any) -> Any:
    """The value as the widget would send it; rows by their keys."""
    if isinstance(value, (list, tuple, set)) or hasattr(value, "all"):
        rows = value.all() if hasattr(value, "all") else value
        return sorted(str(field.prepare_value(one)) for one in rows)
    plain = field.prepare_value(value)
    return "" if plain is None else plain


def _words(field: Field, value: Any) -> str:
    values = value if isinstance(value, (list, tuple, set)) else [value]
    told = [_word(field, one) for one in values if one not in (None, "")]
    return ", ".join(told) or EMPTY


def _word(field: Field, value: Any) -> str:
    if isinstance(field, ModelChoiceField):
        row = value if isinstance(value, Model) else field.queryset.filter(pk=value).first()  # type: ignore[union-attr]
        return str(field.label_from_instance(row)) if row is not None else EMPTY
    if isinstance(field, ChoiceField):
        return dict(_flat(field.choices)).get(str(value), str(value))
    if isinstance(value, bool):
        return "да" if value else "нет"
    if isinstance(value, date):
        return date_text(value)
    return f"{value:%H:%M}" if isinstance(value, time) else str(value)


def _flat(choices: Any) -> Iterator[tuple[str, str]]:
    for value, label in choices:
        if isinstance(label, (list, tuple)):
            yield from _flat(label)
        else:
            yield str(value), str(label)
