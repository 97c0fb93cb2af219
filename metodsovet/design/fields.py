"""A bound field with the classes and the ARIA of our look."""

from dataclasses import dataclass
from typing import Literal

from django.db.models.fields import BLANK_CHOICE_DASH
from django.forms import (
    BoundField,
    CheckboxInput,
    CheckboxSelectMultiple,
    FileInput,
    HiddenInput,
    ModelChoiceField,
    RadioSelect,
)
from django.utils.safestring import SafeString

Kind = Literal["input", "check", "choices", "file", "hidden"]


@dataclass(frozen=True, slots=True)
class DressedField:
    bound: BoundField
    kind: Kind
    widget: SafeString
    hint: str
    hint_id: str
    error_id: str

    @property
    def is_optional(self) -> bool:
        return not self.bound.field.required


def dressed(bound: BoundField, hint: str = "", width: str = "") -> DressedField:
    kind = _kind(bound)
    _say_empty(bound)
    hint = hint or str(bound.help_text)
    base = bound.id_for_label or bound.auto_id or bound.html_name
    hint_id, error_id = f"{base}_hint", f"{base}_error"
    described = " ".join(([hint_id] if hint else []) + ([error_id] if bound.errors else []))
    attrs: dict[str, str | bool] = {"class": _classes(bound, kind, width)}
    if described:
        attrs["aria-describedby"] = described
    if bound.errors:
        attrs["aria-invalid"] = "true"
    widget = SafeString("") if kind == "choices" else bound.as_widget(attrs=attrs)
    return DressedField(bound, kind, widget, hint, hint_id, error_id)


def _say_empty(bound: BoundField) -> None:
    """Words in place of the dashes that a list of rows begins with."""
    field = bound.field
    if isinstance(field, ModelChoiceField) and field.empty_label == BLANK_CHOICE_DASH[0][1]:
        field.empty_label = "Выберите" if field.required else "не выбрано"


def _kind(bound: BoundField) -> Kind:
    kinds: tuple[tuple[type, Kind], ...] = (
        (RadioSelect, "choices"),
        (CheckboxSelectMultiple, "choices"),
        (HiddenInput, "hidden"),
        (CheckboxInput, "check"),
        (FileInput, "file"),
    )
    return next((kind for widget, kind in kinds if isinstance(bound.field.widget, widget)), "input")


def _classes(bound: BoundField, kind: Kind, width: str) -> str:
    own = str(bound.field.widget.attrs.get("class", ""))
    look = {"input": f"input {width}", "file": "drop-input"}.get(kind, "")
    return f"{look} {own}".strip()
