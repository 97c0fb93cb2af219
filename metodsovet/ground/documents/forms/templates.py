from django import forms


class TemplateForm(forms.Form):
    upload = forms.FileField(
        label="Файл Word", help_text="docx до 5 МБ. Начните с действующего шаблона: скачайте его и поправьте."
    )
    remark = forms.CharField(
        label="Что изменено", max_length=300, required=False, help_text="Например: «Добавлен герб»."
    )
