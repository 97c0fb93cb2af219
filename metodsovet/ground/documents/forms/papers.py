from django import forms

from metodsovet.ground.directory.forms import day_field


class IssueForm(forms.Form):
    issued_on = day_field("Дата")
    number = forms.CharField(
        label="Номер",
        max_length=50,
        required=False,
        help_text="Пустое поле — следующий по порядку. Или номер из вашего журнала, например «12а».",
    )


class WithdrawForm(forms.Form):
    reason = forms.CharField(
        label="Почему отозвана",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Увидят все, кто видит бумагу.",
    )


class OriginalForm(forms.Form):
    upload = forms.FileField(
        label="Скан или файл подписи",
        help_text="PDF или фотография подписанного листа, файл подписи .sig или .p7s, до 20 МБ.",
    )
