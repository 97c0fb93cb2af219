from typing import Any

from django import forms

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.forms import OrganisationField, day_field
from metodsovet.ground.directory.models import Organisation, Person, Subject
from metodsovet.ground.documents.models import Act
from metodsovet.work.communities.models import Community, CommunityKind
from metodsovet.work.communities.queries import kinds_used_by, organisations_kept_by, possible_heads


class NameForm(forms.Form):
    name = forms.CharField(label="Название", max_length=300, help_text="Как в приказе: «ШМО учителей математики».")
    subject = forms.ModelChoiceField(
        label="Предмет", queryset=Subject.objects.all(), required=False, empty_label="не по предмету"
    )


class CommunityForm(NameForm):
    organisation = OrganisationField(label="Где", queryset=Organisation.objects.none())
    kind = forms.ModelChoiceField(label="Вид", queryset=CommunityKind.objects.none(), empty_label=None)
    field_order = ("organisation", "kind", "name", "subject")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["organisation"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = organisations_kept_by(user)
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ModelChoiceField)
        kind.queryset = kinds_used_by(user)


class PersonField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not generic at run time
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.full_name)


class OfficeForm(forms.Form):
    office = forms.ChoiceField(label="Кем")
    person = PersonField(label="Кто", queryset=Person.objects.none())
    since = day_field("С какого дня")
    basis = forms.ModelChoiceField(
        label="Основание", queryset=Act.objects.none(), required=False, empty_label="без приказа"
    )

    def __init__(self, *args: Any, community: Community, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        office, person, basis = self.fields["office"], self.fields["person"], self.fields["basis"]
        assert isinstance(office, forms.ChoiceField)
        office.choices = list(community.kind.offices.values_list("code", "title"))
        assert isinstance(person, forms.ModelChoiceField)
        assert isinstance(basis, forms.ModelChoiceField)
        person.queryset = possible_heads(community)
        basis.queryset = Act.objects.visible_to(user)


class UntilForm(forms.Form):
    until = day_field("Последний день")
