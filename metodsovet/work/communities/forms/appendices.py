from typing import Any

from django import forms

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.forms import OrganisationField, day_field
from metodsovet.ground.directory.models import Organisation
from metodsovet.kernel.spreadsheets.limits import FILE_BYTES
from metodsovet.work.communities.forms.communities import BasisField, offer_acts
from metodsovet.work.communities.models import CommunityKind
from metodsovet.work.communities.queries import kinds_used_by, organisations_kept_by


class AppendixForm(forms.Form):
    use_required_attribute = False

    file = forms.FileField(
        label="Файл приложения",
        help_text="docx, xlsx, xls, ods или csv, до 20 МБ",
        error_messages={"empty": "Файл пуст: выберите файл с таблицей.", "required": "Выберите файл с таблицей."},
    )
    organisation = OrganisationField(label="Где объединения", queryset=Organisation.objects.none())
    kind = forms.ModelChoiceField(
        label="Вид новых объединений", queryset=CommunityKind.objects.none(), empty_label=None
    )
    act = BasisField("Приказ, к которому приложение")
    since = day_field("Назначены с какого дня")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        organisation, kind = self.fields["organisation"], self.fields["kind"]
        assert isinstance(organisation, forms.ModelChoiceField)
        assert isinstance(kind, forms.ModelChoiceField)
        organisation.queryset = organisations_kept_by(user)
        organisation.initial = organisation.queryset.first()
        kind.queryset = kinds_used_by(user)
        offer_acts(self, "act", user)

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > FILE_BYTES:
            raise forms.ValidationError(f"Файл больше {FILE_BYTES // 2**20} МБ: оставьте в нём только таблицу.")
        return file
