from typing import Any

from django import forms
from django.db.models import QuerySet

from metodsovet.ground.access.models import User
from metodsovet.ground.access.seen import SeenForm
from metodsovet.ground.directory.forms import OrganisationField
from metodsovet.ground.directory.models import Organisation
from metodsovet.ground.directory.models.role_kinds import LEADS, SERVICE
from metodsovet.ground.directory.standing import standing_of
from metodsovet.ground.notifications.models.topics import CHOSEN


class DigestForm(SeenForm):
    is_on = forms.BooleanField(
        label="Присылать сводку", required=False, help_text="Одно письмо в рабочий день, если пришло что-то новое."
    )
    topics = forms.MultipleChoiceField(
        label="О чём",
        choices=[(topic.value, topic.label) for topic in CHOSEN],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    with_deadlines = forms.BooleanField(
        label="Добавлять мои сроки на неделю",
        required=False,
        help_text="Под новым — то, что просрочено или сдаётся в ближайшие семь дней.",
    )

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        if values.get("is_on") and not values.get("topics"):
            self.add_error("topics", "Отметьте хотя бы одно или снимите отметку «Присылать сводку».")
        return values


class MailForm(forms.Form):
    address = forms.EmailField(
        label="Адрес почты",
        help_text="На него придёт письмо со ссылкой; сводки пойдут после того, как вы по ней перейдёте.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class FeedForm(forms.Form):
    organisation = OrganisationField(
        label="Календарь какой организации", queryset=Organisation.objects.none(), empty_label="выберите организацию"
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["organisation"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = organisations_with_calendar(user)


class DigestTimeForm(SeenForm):
    digest_at = forms.TimeField(
        label="Во сколько отправлять сводки",
        help_text="По времени округа, в рабочие дни.",
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )


def organisations_with_calendar(user: User) -> QuerySet[Organisation]:
    """Open ones for which the user acts: the same as ``rules.reads_calendar_of``."""
    paths = standing_of(user).paths_of((*LEADS, *SERVICE))
    return Organisation.objects.under(paths).filter(closed_on=None).order_by("path")
