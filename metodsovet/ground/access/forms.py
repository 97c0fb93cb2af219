import re
from typing import Any

from django import forms
from django.contrib.auth import password_validation

from metodsovet.ground.access.models import User


class LogInForm(forms.Form):
    login = forms.CharField(
        label="Имя для входа",
        max_length=150,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "autofocus": True}),
    )
    password = forms.CharField(
        label="Пароль",
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


def why_not_fitting(login: str, password: str) -> str:
    """The same for unknown accounts and wrong passwords, with the mistake that the typed letters show."""
    words = "Имя или пароль не подошли."
    if re.search(r"[А-Яа-яЁё]", login + password):
        return f"{words} Проверьте раскладку: буквы были русские."
    if password.upper() == password != password.lower():
        return f"{words} Проверьте Caps Lock: все буквы были заглавные."
    return f"{words} Проверьте их и попробуйте ещё раз."


class SecondFactorForm(forms.Form):
    code = forms.CharField(
        label="Код",
        max_length=30,
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "autocapitalize": "none", "spellcheck": "false", "autofocus": True}
        ),
    )


class PasswordForm(forms.Form):
    """The password once more, before something that a passer-by at an open page must not do."""

    password = forms.CharField(
        label="Ваш пароль",
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class ChoosePasswordForm(forms.Form):
    new = forms.CharField(
        label="Новый пароль",
        strip=False,
        max_length=200,
        help_text="Не короче 10 знаков; лучше всего — несколько слов, которые помните только вы.",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    new_again = forms.CharField(
        label="Новый пароль ещё раз",
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_new(self) -> str:
        password: str = self.cleaned_data["new"]
        password_validation.validate_password(password, self.user)
        return password

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        if "new" in values and "new_again" in values and values["new"] != values["new_again"]:
            self.add_error("new_again", "Пароли не совпали: наберите новый пароль дважды одинаково.")
        return values


class ChangePasswordForm(ChoosePasswordForm):
    old = forms.CharField(
        label="Прежний пароль",
        strip=False,
        max_length=200,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    field_order = ("old", "new", "new_again")
