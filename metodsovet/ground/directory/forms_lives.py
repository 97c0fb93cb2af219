"""Forms of what happens to people: a new name, leaving, doubles, requests of erasure."""

from typing import Any

from django import forms
from django.db.models import Q

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.actions.people import left_from
from metodsovet.ground.directory.forms import DayForm, JobForm, NewPersonForm, day_field
from metodsovet.ground.directory.granting import roles_granted_by
from metodsovet.ground.directory.models import Employment, Organisation, Person, RoleAssignment
from metodsovet.kernel import clock


class NameForm(forms.Form):
    last_name = forms.CharField(label="Новая фамилия", max_length=100)
    first_name = forms.CharField(label="Имя", max_length=100)
    patronymic = forms.CharField(label="Отчество", max_length=100, required=False)
    since = day_field("С какого дня", "По предыдущий день человека зовут по-прежнему: так напечатаются старые бумаги.")
    basis = forms.CharField(
        label="Основание", max_length=300, required=False, help_text="Приказ или свидетельство — без номеров паспорта."
    )


class EndingForm(forms.Form):
    """Roles elsewhere that end with the place of work; only those that the user may end are asked about."""

    ending = forms.ModelMultipleChoiceField(
        label="Закончить и эти роли",
        required=False,
        queryset=RoleAssignment.objects.none(),
        widget=forms.CheckboxSelectMultiple(),
        help_text="Роли в самой организации закончатся и без отметки.",
    )

    def __init__(self, *args: Any, job: Employment, asked_by: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["ending"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        field.queryset = endable_roles(job, asked_by)
        if not field.queryset.exists():
            del self.fields["ending"]


class DismissForm(EndingForm, DayForm):
    field_order = ("day", "ending")


class TransferForm(EndingForm, JobForm):
    field_order = ("organisation", "position", "function", "since", "ending")


class HireForm(JobForm):
    """A place of work of somebody who is in the register: the first, another one, or again."""

    rank = forms.ChoiceField(
        label="Это место работы",
        required=False,
        choices=[
            ("", "основное, если другого основного нет"),
            ("main", "основное"),
            ("second", "по совместительству"),
        ],
    )

    @property
    def is_main(self) -> bool | None:
        return {"main": True, "second": False}.get(self.cleaned_data["rank"])


class ComingForm(NewPersonForm):
    """A new person; who left the same place under the same name is asked about."""

    SAME, OTHER = "same", "other"
    WHO = ((SAME, "вернулся тот же человек"), (OTHER, "другой человек с тем же именем"))
    came_back = forms.ChoiceField(
        label="Кто это",
        required=False,
        widget=forms.RadioSelect(),
        choices=WHO,
    )
    former: Person | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "came_back" not in self.data:
            self.fields["came_back"].widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        organisation = values.get("organisation")
        name = tuple(str(values.get(part, "")) for part in ("last_name", "first_name", "patronymic"))
        if isinstance(organisation, Organisation) and name[0] and name[1]:
            self.former = left_from(organisation, (name[0], name[1], name[2]))
        if self.former is not None and not values.get("came_back"):
            self.fields["came_back"].widget = forms.RadioSelect(choices=self.WHO)
            self.add_error("came_back", f"{self.former.full_name} уже работал(а) здесь. Выберите, кто пришёл сейчас.")
        return values

    @property
    def returned(self) -> Person | None:
        """Who comes back, when it is the same person."""
        return self.former if self.cleaned_data.get("came_back") == self.SAME else None


class MergeForm(forms.Form):
    """Which of the two stays, and which account."""

    kept = forms.ChoiceField(label="Чья карточка останется", widget=forms.RadioSelect())
    account = forms.ChoiceField(label="Какой вход останется", widget=forms.RadioSelect())
    is_sure = forms.BooleanField(label="Это один человек. Я знаю, что вернуть двойника будет нельзя")

    def __init__(self, *args: Any, pair: tuple[Person, Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept, account = self.fields["kept"], self.fields["account"]
        assert isinstance(kept, forms.ChoiceField)
        assert isinstance(account, forms.ChoiceField)
        kept.choices = [(str(one.pk), f"{one.full_name}, № {one.pk}") for one in pair]
        users = [one.user for one in pair if one.user is not None]
        account.choices = [(str(user.pk), user.login) for user in users]
        if len(users) < len(pair):
            del self.fields["account"]


class AnswerForm(forms.Form):
    answer = forms.CharField(
        label="Почему данные нельзя удалить сейчас", max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )


class SureForm(forms.Form):
    is_sure = forms.BooleanField(label="Я знаю, что вернуть удалённое будет нельзя")


class FullNameField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not generic at run time
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.full_name)


class LeadForm(forms.Form):
    """Whoever works in the organisation today, its departments included."""

    person = FullNameField(label="Кого назначить", queryset=Person.objects.none())
    since = day_field("С какого дня")

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["person"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Person.objects.employed_under(organisation.path).order_by("sort_key")


def endable_roles(job: Employment, user: User) -> Any:
    """Roles of the person beyond the place of work, in force or to come, that the user may end."""
    ahead = Q(until=None) | Q(until__gt=clock.today())
    held = job.person.roles.filter(ahead).exclude(organisation=job.organisation).select_related("organisation")
    mine = [one.pk for one in held if one.role in roles_granted_by(user, one.organisation)]
    return RoleAssignment.objects.filter(pk__in=mine).select_related("organisation")
