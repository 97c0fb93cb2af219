"""A new draft, its requisites, people, bases and audience."""

from typing import Any

from django import forms

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.forms import OrganisationField
from metodsovet.ground.directory.models import Organisation, Person
from metodsovet.ground.documents.models import Act
from metodsovet.work.communities.forms.communities import PersonField, later_day_field
from metodsovet.work.orders.actions import OrderRequisites, Signatures
from metodsovet.work.orders.models import Order
from metodsovet.work.orders.queries.people import issuers, signing_people
from metodsovet.work.planning.matching import node_of
from metodsovet.work.planning.matching.audiences import EDUCATING

REQUISITES = ("kind", "title", "place", "preamble", "command", "form", "in_force_from", "in_force_until")
SIGNATURES = ("signatory", "signatory_post", "controller", "executor", "executor_phone")


class ManyActsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # not generic at run time
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.requisites} — {obj.title[:80]}"


class ManyOrganisationsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # not generic at run time
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.short_name)


class ManyPeopleField(forms.ModelMultipleChoiceField, PersonField):  # type: ignore[type-arg]  # not generic
    widget = forms.CheckboxSelectMultiple


class NewOrderForm(forms.Form):
    organisation = OrganisationField(label="Чей приказ", queryset=Organisation.objects.none())
    kind = forms.ChoiceField(label="Вид", choices=Order.Kind.choices)
    title = forms.CharField(
        label="Заголовок", max_length=1000, help_text="О чём: «Об организации методической работы в 2026/27 году»"
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["organisation"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = issuers(user)
        authorities = field.queryset.filter(kind=Organisation.Kind.AUTHORITY)
        field.initial = authorities.first() or field.queryset.first()


class RequisitesForm(forms.Form):
    kind = forms.ChoiceField(label="Вид", choices=Order.Kind.choices)
    title = forms.CharField(label="Заголовок", max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))
    preamble = forms.CharField(
        label="Вступление",
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="«В целях…», «В соответствии с…». Основания, которых здесь нет, допишутся сами.",
    )
    command = forms.CharField(
        label="Слово перед пунктами", required=False, max_length=50, help_text="«ПРИКАЗЫВАЮ:»; можно оставить пустым."
    )
    place = forms.CharField(label="Место издания", required=False, max_length=100, help_text="«г. Берёзовск»")
    in_force_from = later_day_field("Вступает в силу", "Пусто — со дня подписания.")
    in_force_until = later_day_field("Действует по")
    form = forms.ChoiceField(label="Оформление", choices=Order.Form.choices)

    @property
    def requisites(self) -> OrderRequisites:
        return OrderRequisites(**{name: self.cleaned_data[name] for name in REQUISITES})


class SignaturesForm(forms.Form):
    signatory = PersonField(label="Кто подпишет", queryset=Person.objects.none(), required=False)
    signatory_post = forms.CharField(
        label="Должность в подписи",
        required=False,
        max_length=300,
        help_text="Пусто — из реестра. «Начальник Управления образования».",
    )
    controller = PersonField(label="Кто контролирует", queryset=Person.objects.none(), required=False)
    executor = PersonField(label="Исполнитель", queryset=Person.objects.none(), required=False)
    executor_phone = forms.CharField(label="Телефон исполнителя", required=False, max_length=50)

    def __init__(self, *args: Any, order: Order, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("signatory", "controller", "executor"):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = signing_people(order)

    @property
    def signatures(self) -> Signatures:
        return Signatures(**{name: self.cleaned_data[name] for name in SIGNATURES})


class BasesForm(forms.Form):
    bases = ManyActsField(
        label="Основания", queryset=Act.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
    beside = ManyOrganisationsField(
        label="Издаётся вместе с",
        queryset=Organisation.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, order: Order, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bases, beside = self.fields["bases"], self.fields["beside"]
        assert isinstance(bases, forms.ModelMultipleChoiceField)
        assert isinstance(beside, forms.ModelMultipleChoiceField)
        bases.queryset = Act.objects.visible_to(user)
        kinds = (Organisation.Kind.AUTHORITY, Organisation.Kind.CENTRE)
        near = Organisation.objects.filter(path__startswith=node_of(order.organisation).path, kind__in=kinds)
        beside.queryset = near.filter(closed_on=None).exclude(pk=order.organisation_id)


class AudienceForm(forms.Form):
    kinds = forms.MultipleChoiceField(
        label="Виды организаций",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[(kind.value, kind.label) for kind in EDUCATING],
        help_text="Ничего не отмечено — все, кто учит.",
    )
    organisations = ManyOrganisationsField(
        label="И ещё эти",
        queryset=Organisation.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, order: Order, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["organisations"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        path = node_of(order.organisation).path
        field.queryset = Organisation.objects.filter(path__startswith=path, kind__in=EDUCATING, closed_on=None)


class AgreementForm(forms.Form):
    people = ManyPeopleField(label="С кем согласовать", queryset=Person.objects.none())

    def __init__(self, *args: Any, order: Order, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["people"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        field.queryset = signing_people(order)


class NoteForm(forms.Form):
    note = forms.CharField(label="Что поправить", max_length=1000, widget=forms.Textarea(attrs={"rows": 4}))


class SignedForm(forms.Form):
    upload = forms.FileField(label="Подписанный экземпляр", help_text="PDF, docx или фотография, до 20 МБ.")


class RegistrationForm(forms.Form):
    signed_on = later_day_field("Дата приказа")
    number = forms.CharField(
        label="Номер", required=False, max_length=50, help_text="Пусто — следующий по порядку. Можно вписать: «12а»."
    )
    acknowledge_by = later_day_field("Ознакомить организации до", "Пусто — на ознакомление не отправлять.")
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["signed_on"].required = True
