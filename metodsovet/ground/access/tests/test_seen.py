"""Forms that carry a fingerprint of what they were filled from."""

from datetime import date
from typing import Any

from django import forms

from metodsovet.ground.access.seen import SeenForm


class DayForm(SeenForm):
    kind = forms.ChoiceField(label="Вид", choices=[("a", "первый"), ("Группа", [("b", "второй")])])
    day = forms.DateField(label="День", required=False)
    is_on = forms.BooleanField(label="Включено", required=False)


def opened(**stored: Any) -> str:
    return str(DayForm(initial=stored)["seen"].value())


def saved(seen: str | None, stored: dict[str, Any], **typed: str) -> DayForm:
    data = typed if seen is None else {**typed, "seen": seen}
    return DayForm(data, initial=stored)


def told_by(form: DayForm) -> str:
    return " ".join(str(error) for error in form.non_field_errors()).replace("\u00a0", " ")


def test_what_nobody_has_changed_is_saved() -> None:
    stored = {"kind": "a", "day": None, "is_on": True}

    form = saved(opened(**stored), stored, kind="b")

    assert form.is_valid()
    assert form.cleaned_data == {"kind": "b", "day": None, "is_on": False}


def test_what_another_has_changed_is_told_in_words_and_saved_by_the_next_press() -> None:
    now = {"kind": "b", "day": date(2026, 9, 1), "is_on": True}

    refused = saved(opened(kind="a", day=None, is_on=True), now, kind="a", is_on="on")
    told = told_by(refused)
    again = saved(str(refused["seen"].value()), now, kind="a", is_on="on")

    assert "теперь Вид — «второй», День — «1 сентября 2026" in told
    assert "Включено" not in told
    assert refused.non_field_errors().as_data()[0].code == "edited_by_other"
    assert again.is_valid()


def test_what_another_has_emptied_is_told() -> None:
    form = saved(opened(kind="a", day=date(2026, 9, 1)), {"kind": "a", "day": None}, kind="a", day="2026-09-02")

    assert "День — «пусто»" in told_by(form)


def test_a_post_from_no_page_is_taken() -> None:
    assert saved(None, {"kind": "a"}, kind="b").is_valid()
