"""A point of a draft, in words."""

from django import forms

from metodsovet.work.orders.actions import PointDraft
from metodsovet.work.orders.models import Point

POINT = ("text", "parties", "addressed", "term")


class PointForm(forms.Form):
    text = forms.CharField(
        label="Что сделать", required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 3})
    )
    parties = forms.CharField(
        label="Кому", required=False, max_length=2000, help_text="«руководители образовательных организаций»"
    )
    addressed = forms.CharField(
        label="Кому, как в приказе",
        required=False,
        max_length=2000,
        help_text="Пусто — просклоняется само: «Руководителям образовательных организаций».",
    )
    term = forms.CharField(label="Срок", required=False, max_length=500, help_text="«до 15 сентября 2026 г.»")

    @property
    def draft(self) -> PointDraft:
        return PointDraft(**{name: self.cleaned_data[name] for name in POINT})


def known_of(point: Point) -> dict[str, object]:
    """What a form is filled from."""
    return {
        "text": point.text,
        "parties": point.parties_text,
        "addressed": point.addressed,
        "term": point.term.source if point.term else "",
    }
