"""One thing to be asked of many organisations: what, by when, of whom."""

from typing import Any

from django import forms

from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.actions import DirectiveDraft
from metodsovet.ground.assignments.forms import OnceForm, PersonField, day, words
from metodsovet.ground.assignments.models import Directive
from metodsovet.ground.assignments.queries.recipients import RECEIVING, receiving_under, service_of
from metodsovet.ground.directory.models import Organisation
from metodsovet.ground.documents.models import Act

EVERYBODY, BY_KIND, CHOSEN = "everybody", "kinds", "chosen"
TO = [(EVERYBODY, "всем организациям"), (BY_KIND, "организациям видов"), (CHOSEN, "выбранным организациям")]


class OrganisationsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # not generic at run time
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, organisation: Organisation) -> str:
        return organisation.short_name


class DirectiveForm(OnceForm):
    """``mark`` carries the forecast that was shown: another one is shown again before anything is given."""

    title = forms.CharField(label="Что сделать", max_length=500)
    text = words("Подробно", required=False, max_length=10_000, help_text="Что приложить к отчёту, по какой форме.")
    due_on = day("Срок")
    holder = forms.ChoiceField(
        label="Кто исполняет", choices=Directive.Holder, widget=forms.RadioSelect, initial="methodical_lead"
    )
    accepter = PersonField(label="Кто принимает", queryset=None, required=False, empty_label="методисты службы")
    controller = PersonField(label="Кто контролирует", queryset=None, required=False, empty_label="руководитель")
    basis = forms.ModelChoiceField(label="Основание", queryset=Act.objects.none(), required=False, empty_label="нет")
    to = forms.ChoiceField(label="Кому", choices=TO, widget=forms.RadioSelect, initial=EVERYBODY)
    kinds = forms.MultipleChoiceField(
        label="Виды",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[(one, one.label) for one in RECEIVING],
    )
    organisations = OrganisationsField(label="Выбранные организации", queryset=None, required=False)
    exceptions = OrganisationsField(label="Кроме", queryset=None, required=False)
    mark = forms.CharField(widget=forms.HiddenInput, required=False, max_length=16)

    def __init__(self, *args: Any, issuer: Organisation, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.issuer = issuer
        querysets: dict[str, Any] = {
            "accepter": service_of(issuer),
            "controller": service_of(issuer),
            "basis": Act.objects.visible_to(user),
            "organisations": receiving_under(issuer),
            "exceptions": receiving_under(issuer),
        }
        for name, queryset in querysets.items():
            self.fields[name].queryset = queryset  # type: ignore[attr-defined]  # fields of models, above

    def recipients(self) -> list[Organisation]:
        """Of a valid form."""
        values = self.cleaned_data
        rows = receiving_under(self.issuer).exclude(pk__in=[one.pk for one in values["exceptions"]])
        if values["to"] == BY_KIND:
            rows = rows.filter(kind__in=values["kinds"])
        if values["to"] == CHOSEN:
            rows = rows.filter(pk__in=[one.pk for one in values["organisations"]])
        return list(rows)

    def draft(self) -> DirectiveDraft:
        names = ("title", "due_on", "text", "holder", "accepter", "controller", "basis")
        return DirectiveDraft(**{name: self.cleaned_data[name] for name in names})
