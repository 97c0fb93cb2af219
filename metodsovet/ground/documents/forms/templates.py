from django import forms


class TemplateForm(forms.Form):
    upload = forms.FileField(
        label="Файл Word", help_text="docx до 5 МБ. Начните с действующего шаблона: скачайте его и поправьте."
    )
    remark = forms.CharField(
        label="Что изменено", max_length=300, required=False, help_text="Например: «Добавлен герб»."
    )


class EmblemForm(forms.Form):
    upload = forms.FileField(
        label="Картинка герба",
        help_text="png или jpg до 1 МБ, от 150 точек по стороне. Печатается высотой 20 мм над названием.",
    )
