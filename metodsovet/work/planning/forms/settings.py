"""What is decided about a draft as a whole."""

from datetime import date
from typing import Any

from django import forms

from metodsovet.ground.access.models import User
from metodsovet.ground.access.seen import SeenForm
from metodsovet.ground.directory.models import Organisation, Person
from metodsovet.ground.documents.models import Act
from metodsovet.work.planning.actions.acts import act_kind
from metodsovet.work.planning.forms.fields import PersonField, day
from metodsovet.work.planning.matching import node_of
from metodsovet.work.planning.matching.audiences import EDUCATING
from metodsovet.work.planning.models import Plan, Theme

_KINDS = {"school": "школы", "kindergarten": "детские сады", "additional": "дополнительное образование"}


class NamedNodesField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # not generic at run time
    def label_from_instance(self, node: Organisation) -> str:
        return node.short_name


class TitleForm(forms.Form):
    """``stored`` is what another editor has saved in between."""

    stored: Plan | None = None
    title = forms.CharField(
        label="Название плана", max_length=1000, widget=forms.Textarea(attrs={"rows": 3}), strip=True
    )
    kind = forms.ChoiceField(label="Вид плана", choices=Plan.Kind.choices)
    first_day = day("Действует с", required=False)
    last_day = day("Действует по", required=False)
    theme = forms.ModelChoiceField(
        label="Тема года", required=False, queryset=Theme.objects.none(), empty_label="не выбрана"
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class ActForm(SeenForm):
    kind = forms.ChoiceField(label="Вид акта", choices=Act.Kind.choices)
    number = forms.CharField(label="Номер", required=False, max_length=50)
    date = day("Дата", required=False)
    title = forms.CharField(label="Заголовок", required=False, max_length=1000)
    issuer = forms.CharField(label="Кто издал", required=False, max_length=500)


class AudienceForm(SeenForm):
    kinds = forms.MultipleChoiceField(
        label="Для каких организаций",
        required=False,
        choices=[(kind.value, _KINDS[kind.value]) for kind in EDUCATING],
        widget=forms.CheckboxSelectMultiple,
    )
    organisations = NamedNodesField(
        label="И для названных",
        required=False,
        queryset=Organisation.objects.none(),
        widget=forms.SelectMultiple(attrs={"size": 6}),
        help_text="Несколько — с клавишей Ctrl",
    )


class OfficesForm(SeenForm):
    accepter = PersonField(
        label="Принимает отчёты", required=False, queryset=Person.objects.none(), empty_label="любой методист службы"
    )
    controller = PersonField(
        label="Контролирует исполнение", required=False, queryset=Person.objects.none(), empty_label="никто"
    )


class ChangeOfficesForm(OfficesForm):
    version = forms.IntegerField(widget=forms.HiddenInput)


def title_form(plan: Plan, user: User, data: Any = None) -> TitleForm:
    names = ("title", "kind", "first_day", "last_day", "theme", "version")
    form = TitleForm(data, initial={name: getattr(plan, name) for name in names}, auto_id="plan_%s")
    themes = Theme.objects.visible_to(user).filter(organisation__in=plan.organisation.ancestor_ids)
    form.fields["theme"].queryset = themes  # type: ignore[attr-defined]  # the field above
    if plan.community_id is not None:
        for name in ("kind", "first_day", "last_day"):
            del form.fields[name]
    return form


def act_form(plan: Plan, printed: dict[str, Any], data: Any = None) -> ActForm:
    """``printed`` are the requisites as read; a registered act wins over them."""
    if plan.act is not None:
        initial = {name: getattr(plan.act, name) for name in ("kind", "number", "date", "title", "issuer")}
    else:
        day = date.fromisoformat(printed["date"]) if printed.get("date") else None
        initial = {**printed, "date": day, "kind": act_kind(printed.get("kind", "")) if printed else Act.Kind.ORDER}
    return ActForm(data, initial=initial, auto_id="act_%s")


def audience_form(plan: Plan, data: Any = None) -> AudienceForm:
    named = [organisation.pk for organisation in plan.audience.all()]
    form = AudienceForm(data, initial={"kinds": plan.audience_kinds, "organisations": named}, auto_id="audience_%s")
    under = Organisation.objects.filter(path__startswith=node_of(plan.organisation).path, closed_on=None)
    near = under.filter(kind__in=[*EDUCATING, Organisation.Kind.OTHER]).order_by("short_name")
    form.fields["organisations"].queryset = near  # type: ignore[attr-defined]  # the field above
    return form


def offices_form(plan: Plan, people: Any, data: Any = None) -> OfficesForm:
    return _with_people(OfficesForm(data, initial=_offices(plan), auto_id="offices_%s"), people)


def change_offices_form(plan: Plan, people: Any, data: Any = None) -> OfficesForm:
    initial = {**_offices(plan), "version": plan.version}
    return _with_people(ChangeOfficesForm(data, initial=initial), people)


def _offices(plan: Plan) -> dict[str, Any]:
    return {"accepter": plan.accepter_id, "controller": plan.controller_id}


def _with_people(form: OfficesForm, people: Any) -> OfficesForm:
    for name in ("accepter", "controller"):
        form.fields[name].queryset = people  # type: ignore[attr-defined]  # the fields above
    return form
