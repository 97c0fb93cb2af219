from typing import Any

from django import forms
from django.db.models import Prefetch

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.forms import DayInput, OrganisationField, day_field
from metodsovet.ground.directory.models import Organisation, Person, Subject
from metodsovet.ground.documents.models import Act
from metodsovet.kernel import clock
from metodsovet.kernel.numbers import ids_from
from metodsovet.work.communities.actions import Charter, Description
from metodsovet.work.communities.models import Community, CommunityKind
from metodsovet.work.communities.queries import colleagues_of, kinds_used_by, organisations_kept_by
from metodsovet.work.communities.queries.rosters import jobs_on, post_and_place

FOUND_AT_MOST = 20
CHARTER = ("established_by", "opened_on", "runs_until")


def later_day_field(label: str, help_text: str = "") -> forms.DateField:
    """A day that may be left empty."""
    return forms.DateField(
        label=label,
        help_text=help_text,
        required=False,
        widget=DayInput(),
        input_formats=["%Y-%m-%d", "%d.%m.%Y"],
    )


class BasisField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not generic at run time
    """An act of the municipality, the newest first."""

    def __init__(self, label: str = "Основание", **more: Any) -> None:
        super().__init__(label=label, queryset=Act.objects.none(), required=False, empty_label="без приказа", **more)

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.requisites} — {obj.title[:80]}" if obj.title else str(obj.requisites)


class PersonField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not generic at run time
    """People of one name are told apart by their posts."""

    def label_from_instance(self, obj: Any) -> str:
        where = ", ".join(filter(None, post_and_place(obj)))
        return f"{obj.full_name} — {where}" if where else str(obj.full_name)

    def offer(self, people: Any, fitting: Any, *, chosen: object) -> bool:
        """To tick one of the ``fitting`` of the people; whoever is chosen already stands first.

        Answers whether there are more than are shown.
        """
        first = list(people.filter(pk__in=ids_from([str(chosen or "")])))
        others = fitting.exclude(pk__in=[one.pk for one in first]).order_by("sort_key")
        found = [*first, *others[: FOUND_AT_MOST + 1]]
        shown = [(one.pk, self.label_from_instance(one)) for one in found[:FOUND_AT_MOST]]
        nobody = [("", "пока никого")] if shown and not self.required else []
        self.choices = [*nobody, *shown]
        return len(found) > FOUND_AT_MOST


class NameForm(forms.Form):
    name = forms.CharField(label="Название", max_length=300, help_text="Как в приказе: «ШМО учителей математики».")
    subject = forms.ModelChoiceField(
        label="Предмет", queryset=Subject.objects.all(), required=False, empty_label="не по предмету"
    )


class CharterFields(forms.Form):
    established_by = BasisField("Создано приказом")
    opened_on = later_day_field("Работает с")
    runs_until = later_day_field("Срок работы по", "Для временных: за месяц до этого дня о сроке напомнят.")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_acts(self, "established_by", user)

    @property
    def charter(self) -> Charter:
        return Charter(**{name: self.cleaned_data.get(name) for name in CHARTER})


class CommunityForm(CharterFields, NameForm):
    organisation = OrganisationField(label="Где", queryset=Organisation.objects.none())
    kind = forms.ModelChoiceField(label="Вид", queryset=CommunityKind.objects.none(), empty_label=None)
    field_order = ("organisation", "kind", "name", "subject", *CHARTER)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        field = self.fields["organisation"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = organisations_kept_by(user)
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ModelChoiceField)
        kind.queryset = kinds_used_by(user)


class VersionForm(forms.Form):
    """Carries the version that the editor has seen."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class CharterForm(CharterFields, VersionForm):
    pass


class DescriptionForm(VersionForm):
    theme = forms.CharField(label="Методическая тема", max_length=500, required=False)
    aim = forms.CharField(label="Цель", max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 4}))
    contacts = forms.CharField(label="Как связаться", max_length=500, required=False)

    @property
    def description(self) -> Description:
        return Description(*(self.cleaned_data[name] for name in ("theme", "aim", "contacts")))


class OfficeForm(forms.Form):
    """Anybody of the reach of the community may be appointed; shown are those found by ``words``, else its members."""

    person = PersonField(label="Кого", queryset=Person.objects.none(), widget=forms.RadioSelect, empty_label=None)
    office = forms.ChoiceField(label="Кем")
    since = day_field("С какого дня")
    basis = BasisField()

    def __init__(self, *args: Any, community: Community, user: User, words: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        office, person = self.fields["office"], self.fields["person"]
        assert isinstance(office, forms.ChoiceField)
        office.choices = list(community.kind.offices.values_list("code", "title"))
        assert isinstance(person, PersonField)
        jobs = Prefetch("employments", jobs_on(clock.today()), to_attr="jobs_of_day")
        person.queryset = colleagues_of(community).prefetch_related(jobs)
        people: Any = person.queryset
        members = community.memberships.today().values("person")
        fitting = people.named(words) if words else people.filter(pk__in=members)
        self.is_cut = person.offer(people, fitting, chosen=self["person"].value())
        offer_acts(self, "basis", user)


class JoiningForm(forms.Form):
    """What is said of all people who are taken in at once."""

    since = day_field("С какого дня")
    basis = BasisField()

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_acts(self, "basis", user)


class UntilForm(forms.Form):
    until = day_field("Последний день")


def offer_acts(form: forms.Form, name: str, user: User) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ModelChoiceField)
    field.queryset = Act.objects.visible_to(user)
