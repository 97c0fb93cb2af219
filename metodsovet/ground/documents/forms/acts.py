from typing import Any

from django import forms

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.forms import DayInput, OrganisationField
from metodsovet.ground.directory.models import Organisation
from metodsovet.ground.directory.models.organisations import subtree_q
from metodsovet.ground.directory.standing import standing_of
from metodsovet.ground.documents.actions.acts import Requisites
from metodsovet.ground.documents.models import Act
from metodsovet.ground.documents.rules import REGISTRARS


class ActForm(forms.Form):
    kind = forms.ChoiceField(label="Вид", choices=Act.Kind.choices)
    number = forms.CharField(label="Номер", max_length=50, required=False)
    date = forms.DateField(label="Дата", required=False, widget=DayInput(), input_formats=["%Y-%m-%d", "%d.%m.%Y"])
    title = forms.CharField(label="Заголовок", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}))
    issuer = forms.CharField(label="Кто издал", max_length=500, required=False)
    remark = forms.CharField(label="Замечание", max_length=500, required=False)

    @property
    def requisites(self) -> Requisites:
        return Requisites(**{name: self.cleaned_data[name] for name in ActForm.base_fields})


class NewActForm(ActForm):
    organisation = OrganisationField(label="Чей", queryset=Organisation.objects.none())
    upload = forms.FileField(label="Файл", required=False, help_text="PDF, docx или фотография страницы, до 20 МБ.")
    field_order = ("organisation",)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["organisation"]
        assert isinstance(field, forms.ModelChoiceField)
        paths = standing_of(user).paths_of(REGISTRARS)
        field.queryset = Organisation.objects.filter(subtree_q(paths), closed_on=None).order_by("path")


class FileForm(forms.Form):
    upload = forms.FileField(label="Файл", help_text="PDF, docx, xlsx или фотография, до 20 МБ.")
