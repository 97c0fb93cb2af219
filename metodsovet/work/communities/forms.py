from typing import Any

from django import forms

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.forms import OrganisationField, day_field
from metodsovet.ground.directory.models import Organisation, Person, Subject
from metodsovet.ground.documents.models import Act
from metodsovet.work.communities.models import Community
from metodsovet.work.communities.queries import organisations_kept_by, possible_heads


class NameForm(forms.Form):
    name = forms.CharField(label="Название", max_length=300, help_text="Как в приказе: «ШМО учителей математики».")
    subject = forms.ModelChoiceField(
        label="Предмет", queryset=Subject.objects.all(), required=False, empty_label="не по предмету"
    )


class CommunityForm(NameForm):
    organisation = OrganisationField(label="Где", queryset=Organisation.objects.none())
    kind = forms.ChoiceField(label="Вид", choices=Community.Kind.choices)
    field_order = ("organisation", "kind", "name", "subject")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["organisation"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = organisations_kept_by(user)


class PersonField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not generic at run time
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.full_name)


class HeadForm(forms.Form):
    person = PersonField(label="Кто", queryset=Person.objects.none())
    since = day_field("С какого дня")
    basis = forms.ModelChoiceField(
        label="Основание", queryset=Act.objects.none(), required=False, empty_label="без приказа"
    )

    def __init__(self, *args: Any, community: Community, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        person, basis = self.fields["person"], self.fields["basis"]
        assert isinstance(person, forms.ModelChoiceField)
        assert isinstance(basis, forms.ModelChoiceField)
        person.queryset = possible_heads(community)
        basis.queryset = Act.objects.visible_to(user)


class UntilForm(forms.Form):
    until = day_field("Последний день")
