"""Fields that several forms of planning share."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict

from metodsovet.ground.access.models import User
from metodsovet.ground.access.once import new_key
from metodsovet.ground.directory.models import Organisation, Person
from metodsovet.ground.directory.standing import standing_of
from metodsovet.work.planning.models.plans import AUTHORS


class OnceForm(forms.Form):
    """A form that makes something: ``key`` makes the second press harmless."""

    key = forms.CharField(widget=forms.HiddenInput, initial=new_key, required=False, max_length=64)


class PersonField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not generic at run time
    def label_from_instance(self, person: Person) -> str:
        return person.full_name


class NodeField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not generic at run time
    def label_from_instance(self, node: Organisation) -> str:
        return node.short_name


def day(label: str, **more: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **more)


def words(label: str, rows: int = 3, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **more)


def with_version(posted: QueryDict, version: int) -> QueryDict:
    """What was typed, to be pressed again over the newer version: the person has now seen both."""
    data = posted.copy()
    data["version"] = str(version)
    return data


def planned_nodes(user: User) -> QuerySet[Organisation]:
    """Nodes whose plans the user makes, the widest first."""
    paths = standing_of(user).paths_of(AUTHORS)
    return Organisation.objects.under(paths).filter(closed_on=None).order_by("path")


def own_node(user: User) -> Organisation | None:
    """The node the user most likely makes a plan for: the service's own, or the organisation of the role."""
    return planned_nodes(user).first()
