"""Removing from control and returning there."""

from typing import Any

from django import forms

from metodsovet.work.orders.actions import OpenDuties, Removal


class RemovalForm(forms.Form):
    """What becomes of open duties is asked where there are any."""

    note = forms.CharField(
        label="Что сделано или почему больше не нужно",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Запись останется в приказе, на его доске и в справке об исполнении.",
    )
    open_duties = forms.ChoiceField(label="Незакрытые поручения", choices=OpenDuties.choices, widget=forms.RadioSelect)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, has_open: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_open:
            del self.fields["open_duties"]

    @property
    def removal(self) -> Removal:
        return Removal(self.cleaned_data["note"], self.cleaned_data.get("open_duties", ""))


class ReturnForm(forms.Form):
    reason = forms.CharField(
        label="Почему возвращаете на контроль", max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )
    gives_again = forms.BooleanField(
        label="Дать заново поручения, отменённые при снятии",
        required=False,
        help_text="Их получат те, кто отвечает за это сегодня, а не в день подписания; если место пустует, поручение "
        "будет ждать исполнителя.",
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, has_cancelled: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_cancelled:
            del self.fields["gives_again"]
