from django import forms


class YearResultForm(forms.Form):
    text = forms.CharField(
        label="Итоги года",
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text="Что сделано, чего не удалось достичь и почему, что переходит на следующий год.",
    )


class ReopenYearForm(forms.Form):
    reason = forms.CharField(
        label="Почему итоги нужно изменить", max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
