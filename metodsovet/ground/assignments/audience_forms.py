"""To whom something goes: everybody below a node, organisations of kinds, or chosen ones."""

from typing import Any

from django import forms

from metodsovet.ground.assignments.forms import OnceForm, day
from metodsovet.ground.assignments.models import Directive
from metodsovet.ground.assignments.queries.recipients import RECEIVING, receiving_under
from metodsovet.ground.directory.models import Organisation

EVERYBODY, BY_KIND, CHOSEN = "everybody", "kinds", "chosen"
TO = [(EVERYBODY, "всем организациям"), (BY_KIND, "организациям видов"), (CHOSEN, "выбранным организациям")]


class OrganisationsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # not generic at run time
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, organisation: Organisation) -> str:
        return organisation.short_name


class AudienceForm(OnceForm):
    due_on = day("Срок")
    to = forms.ChoiceField(label="Кому", choices=TO, widget=forms.RadioSelect, initial=EVERYBODY)
    kinds = forms.MultipleChoiceField(
        label="Виды",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[(one, one.label) for one in RECEIVING],
    )
    organisations = OrganisationsField(label="Выбранные организации", queryset=None, required=False)
    exceptions = OrganisationsField(label="Кроме", queryset=None, required=False)
    holder = forms.ChoiceField(
        label="Кто исполняет", choices=Directive.Holder, widget=forms.RadioSelect, initial="methodical_lead"
    )

    def __init__(self, *args: Any, issuer: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.issuer = issuer
        for name in ("organisations", "exceptions"):
            self.fields[name].queryset = receiving_under(issuer)  # type: ignore[attr-defined]  # fields of models

    def recipients(self) -> list[Organisation]:
        """Of a valid form."""
        values = self.cleaned_data
        rows = receiving_under(self.issuer).exclude(pk__in=[one.pk for one in values["exceptions"]])
        if values["to"] == BY_KIND:
            rows = rows.filter(kind__in=values["kinds"])
        if values["to"] == CHOSEN:
            rows = rows.filter(pk__in=[one.pk for one in values["organisations"]])
        return list(rows)


class AcknowledgementForm(AudienceForm):
    """What is read is named by the page."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["due_on"].label = "Ознакомиться до"
        self.fields["holder"].label = "Кто отмечает за организацию"
