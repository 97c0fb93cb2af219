from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet

from metodsovet.ground.access.seen import SeenForm
from metodsovet.ground.documents.models import Act
from metodsovet.work.planning.forms.fields import OnceForm, day


class AcceptForm(OnceForm):
    executed_from = forms.IntegerField(widget=forms.HiddenInput, min_value=2000, max_value=2999)
    version = forms.IntegerField(widget=forms.HiddenInput)


class ExtendForm(SeenForm):
    """Proposes a day; ``stored`` is the last day of the plan as it is now."""

    last_day = day("Продлить по")

    def __init__(self, *args: Any, stored: date | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stored = stored

    @property
    def known(self) -> Mapping[str, object]:
        return {"last_day": self.stored}


class EditionForm(OnceForm):
    """Which changes of the read edition become the plan's; ``changes`` are filled by the view."""

    changes = forms.MultipleChoiceField(
        label="Что изменить",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Отметьте хотя бы одно изменение."},
    )
    basis = forms.ModelChoiceField(
        label="Основание",
        required=False,
        queryset=Act.objects.none(),
        empty_label="по реквизитам из файла, если они есть",
    )
    in_force_from = day("Действует с")
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, acts: QuerySet[Act], changes: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["basis"].queryset = acts  # type: ignore[attr-defined]  # the field above
        self.fields["changes"].choices = changes  # type: ignore[attr-defined]  # the field above
        self.fields["changes"].initial = [code for code, _ in changes]
