from typing import Any

from django import forms
from django.contrib.auth import password_validation

from metodsovet.ground.access.models import User
from metodsovet.ground.access.models.users import check_login
from metodsovet.ground.directory.time_zones import TIME_ZONES

_NEW_PASSWORD = {"autocomplete": "new-password"}


class BeginForm(forms.Form):
    """Five answers that a municipality cannot work without; everything else has a default."""

    municipality = forms.CharField(
        label="Муниципалитет",
        max_length=500,
        help_text="Полностью, как в приказах: «Ясногорский городской округ».",
    )
    time_zone = forms.ChoiceField(
        label="Часовой пояс", choices=TIME_ZONES, initial="Europe/Moscow", help_text="В нём заканчивается день срока."
    )
    full_name = forms.CharField(
        label="Ваши фамилия, имя и отчество",
        max_length=300,
        help_text="Вы станете первым администратором и методистом; остальных добавите потом.",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    login = forms.CharField(
        label="Имя для входа",
        max_length=150,
        help_text="Латинскими буквами: o.ivanova",
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
    )
    password = forms.CharField(
        label="Пароль",
        strip=False,
        max_length=200,
        help_text="Не короче 10 знаков; лучше всего — несколько слов.",
        widget=forms.PasswordInput(attrs=_NEW_PASSWORD),
    )
    password_again = forms.CharField(
        label="Пароль ещё раз", strip=False, max_length=200, widget=forms.PasswordInput(attrs=_NEW_PASSWORD)
    )

    def clean_full_name(self) -> tuple[str, str, str]:
        words = self.cleaned_data["full_name"].split(maxsplit=2)
        if len(words) < 2:
            raise forms.ValidationError("Нужны хотя бы фамилия и имя: «Иванова Ольга Петровна».")
        if any(len(word) > 100 for word in words):
            raise forms.ValidationError("Слишком длинное имя: сократите его до 100 букв в слове.")
        last, first, *rest = words
        return last, first, rest[0] if rest else ""

    def clean_login(self) -> str:
        login = User.objects.normalised(self.cleaned_data["login"])
        check_login(login)
        return login

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        password = values.get("password")
        if password:
            try:
                password_validation.validate_password(password, User(login=values.get("login", "")))
            except forms.ValidationError as error:
                self.add_error("password", error)
            if values.get("password_again") not in (None, password):
                self.add_error("password_again", "Пароли не совпали: наберите пароль дважды одинаково.")
        return values
