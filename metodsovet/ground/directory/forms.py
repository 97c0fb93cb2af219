from typing import Any

from django import forms
from django.db.models import QuerySet

from metodsovet.ground.access.models import User
from metodsovet.ground.access.models.users import check_login
from metodsovet.ground.access.seen import SeenForm
from metodsovet.ground.directory.granting import roles_granted_by
from metodsovet.ground.directory.models import Installation, Organisation, Person, Position
from metodsovet.ground.directory.models.role_kinds import Role
from metodsovet.ground.directory.queries import organisations_kept_by
from metodsovet.ground.directory.time_zones import TIME_ZONES
from metodsovet.kernel import clock


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


def day_field(label: str, help_text: str = "") -> forms.DateField:
    return forms.DateField(
        label=label, help_text=help_text, widget=DayInput(), input_formats=["%Y-%m-%d", "%d.%m.%Y"], initial=clock.today
    )


class OrganisationField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not generic at run time
    def label_from_instance(self, obj: Any) -> str:
        indent = "\u00a0\u00a0\u00a0" * (len(obj.ancestor_ids) - 1)
        return f"{indent}{obj.short_name}"


class OrganisationForm(forms.Form):
    kind = forms.ChoiceField(label="Вид", choices=Organisation.Kind.choices)
    name = forms.CharField(label="Полное название", max_length=500, help_text="Как в уставе и приказах.")
    short_name = forms.CharField(
        label="Короткое название", max_length=150, help_text="Как говорят и пишут в списках: «СОШ № 3»."
    )


class OrganisationMailForm(forms.Form):
    mail = forms.EmailField(
        label="Почта организации", required=False, help_text="Общий ящик, который читают в организации."
    )
    gets_digest = forms.BooleanField(
        label="Присылать сводку поручений",
        required=False,
        help_text="Одно письмо в рабочий день, если есть новое. От неё отказываются и ссылкой в самом письме.",
    )


class DayForm(forms.Form):
    """One day, whatever it is called on the page."""

    day = day_field("День")

    def __init__(self, *args: Any, label: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["day"].label = label


class JobForm(forms.Form):
    """Where, as what, since when. A post that is new to the register asks for its function."""

    organisation = OrganisationField(label="Организация", queryset=Organisation.objects.none())
    position = forms.CharField(
        label="Должность",
        max_length=200,
        help_text="Как в штатном расписании; знакомые должности подскажет список.",
        widget=forms.TextInput(attrs={"list": "positions", "autocomplete": "off"}),
    )
    function = forms.ChoiceField(
        label="Функция новой должности",
        required=False,
        choices=[("", "должность уже известна"), *Position.Function.choices],
        help_text="По ней понимаются слова «руководители», «методисты», «учителя» в планах.",
    )
    since = day_field("С какого дня")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["organisation"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = organisations_kept_by(user)

    @property
    def known_positions(self) -> QuerySet[Position]:
        return Position.objects.all()

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        name = " ".join(values.get("position", "").split())
        known = Position.objects.filter(name__iexact=name).first()
        values["position_name"] = known.name if known else name
        if name and known is None and not values.get("function"):
            self.add_error("function", f"Должности «{name}» ещё не было: выберите её функцию.")
        return values


class PersonForm(forms.Form):
    last_name = forms.CharField(label="Фамилия", max_length=100)
    first_name = forms.CharField(label="Имя", max_length=100)
    patronymic = forms.CharField(label="Отчество", max_length=100, required=False)
    gender = forms.ChoiceField(
        label="Пол",
        choices=[("", "не указан"), *[one for one in Person.Gender.choices if one[0]]],
        required=False,
        help_text="Нужен, чтобы склонять фамилию в приказах.",
    )


class NewPersonForm(JobForm, PersonForm):
    field_order = ("last_name", "first_name", "patronymic", "gender", "organisation", "position", "function", "since")


class RoleForm(forms.Form):
    """Offers only what the user may grant somewhere; the action decides about the place."""

    role = forms.ChoiceField(label="Роль")
    organisation = OrganisationField(
        label="Где",
        queryset=Organisation.objects.none(),
        help_text="Роль действует там и во всём, что туда входит.",
    )
    since = day_field("С какого дня")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = list(organisations_kept_by(user))
        granted = {role for place in places for role in roles_granted_by(user, place)}
        role, organisation = self.fields["role"], self.fields["organisation"]
        assert isinstance(role, forms.ChoiceField)
        assert isinstance(organisation, forms.ModelChoiceField)
        role.choices = [(value, label) for value, label in Role.choices if value in granted]
        organisation.queryset = organisations_kept_by(user)


class AccountForm(forms.Form):
    login = forms.CharField(
        label="Имя для входа",
        max_length=150,
        help_text="Латинскими буквами: n.biriukova",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )

    def clean_login(self) -> str:
        login = User.objects.normalised(self.cleaned_data["login"])
        check_login(login)
        return login


class InstallationForm(SeenForm):
    time_zone = forms.ChoiceField(label="Часовой пояс", choices=TIME_ZONES, help_text="В нём заканчивается день срока.")
    nonworking_rule = forms.ChoiceField(
        label="Срок, который выпал на нерабочий день", choices=Installation.NonworkingRule.choices
    )
    risk_days = forms.IntegerField(
        label="За сколько дней до срока поручение считается под риском", min_value=0, max_value=90
    )


class EnteringForm(SeenForm):
    second_factor_for = forms.ChoiceField(
        label="Второй шаг входа обязателен",
        choices=Installation.SecondFactorFor.choices,
        widget=forms.RadioSelect,
        help_text="Кроме пароля спрашивают код с телефона. Остальные могут включить его сами.",
    )
    code_days = forms.IntegerField(
        label="Сколько дней действует код с листка", min_value=1, max_value=90, help_text="Потом листок выдают заново."
    )


class CalendarDayForm(forms.Form):
    day = day_field("День")
    is_working = forms.BooleanField(
        label="Рабочий день", required=False, help_text="Без отметки день нерабочий: праздник или перенос."
    )
    name = forms.CharField(label="Почему", max_length=200, required=False)
    source = forms.CharField(label="Основание", max_length=300, required=False)


class ReferenceNumberForm(forms.Form):
    value = forms.DecimalField(label="Значение", max_digits=12, decimal_places=2, localize=True)
    valid_from = day_field("С какого дня", "Прежнее значение действует по предыдущий день.")
    source = forms.CharField(label="Основание", max_length=500)
