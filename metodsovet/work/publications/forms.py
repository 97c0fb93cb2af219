from typing import Any

from django import forms

from metodsovet.work.publications.actions import PostDraft

TEXT_CHARS = 5000
FIELD = {"rows": 3, "class": "input", "placeholder": "Сообщение, вопрос или файл"}


class SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several at once; cleaned to a list, empty where none was chosen."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        files = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(one, initial) for one in files if one]


class AnswerForm(forms.Form):
    use_required_attribute = False

    text = forms.CharField(label="Сообщение", max_length=TEXT_CHARS, required=False, widget=forms.Textarea(attrs=FIELD))
    attached = FilesField(
        label="Файлы",
        required=False,
        help_text="pdf, docx, xlsx, pptx, odt, ods, jpg, png, txt; до пяти, каждый до 20 МБ",
        error_messages={"empty": "Файл пуст: выберите другой."},
    )

    @property
    def draft(self) -> PostDraft:
        values = self.cleaned_data
        return PostDraft(values["text"], values["attached"], is_question=values.get("is_question", False))


class PostForm(AnswerForm):
    is_question = forms.BooleanField(label="Это вопрос: жду ответа", required=False)
    field_order = ("text", "is_question", "attached")


class EditForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    text = forms.CharField(label="Сообщение", max_length=TEXT_CHARS, widget=forms.Textarea(attrs={"rows": 6}))
