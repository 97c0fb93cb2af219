from typing import Any

from django import forms

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.forms import OrganisationField, day_field
from metodsovet.ground.directory.models import Organisation, Position, RosterWord, Subject, WordKind
from metodsovet.ground.directory.queries import organisations_loaded_by
from metodsovet.kernel.spreadsheets.limits import FILE_BYTES

_ADDED_KINDS = (
    Organisation.Kind.SCHOOL,
    Organisation.Kind.KINDERGARTEN,
    Organisation.Kind.ADDITIONAL,
    Organisation.Kind.CENTRE,
    Organisation.Kind.OTHER,
)


class LoadRosterForm(forms.Form):
    use_required_attribute = False

    file = forms.FileField(
        label="Файл списка",
        help_text="xlsx, xls, ods, csv или docx, до 20 МБ",
        error_messages={"empty": "Файл пуст: выберите файл со списком.", "required": "Выберите файл со списком."},
    )
    organisation = OrganisationField(
        label="Чей список",
        queryset=Organisation.objects.none(),
        help_text="Строки других организаций не загрузятся.",
    )
    as_of = day_field("Список составлен на день", "От него считается стаж, с него начинаются места без даты приёма.")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        nodes = organisations_loaded_by(user)
        field = self.fields["organisation"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = nodes
        field.initial = nodes.first()

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > FILE_BYTES:
            raise forms.ValidationError(f"Файл больше {FILE_BYTES // 2**20} МБ: разделите список на части.")
        return file


class WordForm(forms.Form):
    """What the words of a list mean: somebody known, or something new of a kind."""

    target = forms.ModelChoiceField(label="Что это", queryset=Organisation.objects.none(), required=False)
    added = forms.ChoiceField(label="Или добавить как новую", required=False)

    def __init__(self, *args: Any, word: RosterWord, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        target, added = self.fields["target"], self.fields["added"]
        assert isinstance(target, forms.ModelChoiceField)
        assert isinstance(added, forms.ChoiceField)
        target.empty_label = "не выбрано"
        for one in (target, added):
            one.widget.attrs["class"] = "input"
        choices: list[tuple[str, str]] = []
        if word.kind == WordKind.ORGANISATION:
            own = word.roster.organisation
            target.queryset = organisations_loaded_by(user).filter(path__startswith=own.path)
            if user.has_perm("directory.add_organisation", own):
                choices = [(kind.value, str(kind.label)) for kind in _ADDED_KINDS]
        elif word.kind == WordKind.POSITION:
            target.queryset = Position.objects.all()
            choices = [(value, str(label)) for value, label in Position.Function.choices]
        else:
            target.queryset = Subject.objects.all()
            choices = [("subject", "новый предмет")]
        target.initial, added.initial = word.target, word.added
        added.choices = [("", "не добавлять"), *choices]
        if not choices:
            del self.fields["added"]
