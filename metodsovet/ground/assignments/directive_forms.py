"""One thing to be asked of many organisations: what, by when, of whom."""

from typing import Any

from django import forms

from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.actions import DirectiveDraft
from metodsovet.ground.assignments.audience_forms import AudienceForm
from metodsovet.ground.assignments.forms import PersonField, day, words
from metodsovet.ground.assignments.queries.recipients import service_of
from metodsovet.ground.directory.models import Organisation
from metodsovet.ground.documents.models import Act

INTERIM = (1, 2, 3)
"""As many interim dates as one form offers; more are set on the assignment itself."""


class DirectiveForm(AudienceForm):
    """``mark`` carries the forecast that was shown: another one is shown again before anything is given."""

    title = forms.CharField(label="Что сделать", max_length=500)
    text = words("Подробно", required=False, max_length=10_000, help_text="Что приложить к отчёту, по какой форме.")
    accepter = PersonField(label="Кто принимает", queryset=None, required=False, empty_label="методисты службы")
    controller = PersonField(label="Кто контролирует", queryset=None, required=False, empty_label="руководитель")
    basis = forms.ModelChoiceField(label="Основание", queryset=Act.objects.none(), required=False, empty_label="нет")
    mark = forms.CharField(widget=forms.HiddenInput, required=False, max_length=16)

    def __init__(self, *args: Any, issuer: Organisation, user: User, **kwargs: Any) -> None:
        super().__init__(*args, issuer=issuer, **kwargs)
        querysets: dict[str, Any] = {
            "accepter": service_of(issuer),
            "controller": service_of(issuer),
            "basis": Act.objects.visible_to(user),
        }
        for number in INTERIM:
            self.fields[f"interim_on_{number}"] = day("Промежуточный срок", required=False)
            self.fields[f"interim_{number}"] = forms.CharField(
                label="Что готово к нему", required=False, max_length=300
            )
        for name, queryset in querysets.items():
            self.fields[name].queryset = queryset  # type: ignore[attr-defined]  # fields of models, above

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or self.cleaned_data
        for number in INTERIM:
            if bool(values.get(f"interim_on_{number}")) != bool(values.get(f"interim_{number}", "").strip()):
                self.add_error(f"interim_{number}", "Впишите и день, и что к нему должно быть готово.")
        return values

    @property
    def interim_fields(self) -> list[forms.BoundField]:
        return [self[f"{name}_{number}"] for number in INTERIM for name in ("interim_on", "interim")]

    def draft(self) -> DirectiveDraft:
        names = ("title", "due_on", "text", "holder", "accepter", "controller", "basis")
        values = self.cleaned_data
        pairs = [(values[f"interim_on_{number}"], values[f"interim_{number}"].strip()) for number in INTERIM]
        interim = tuple((on, what) for on, what in pairs if on)
        return DirectiveDraft(**{name: values[name] for name in names}, interim=interim)
