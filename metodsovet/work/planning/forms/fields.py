"""Fields that several forms of planning share."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict

from metodsovet.ground.access.models import User
from metodsovet.ground.access.once import new_key
from metodsovet.ground.directory.models import Organisation, Person
from metodsovet.ground.directory.standing import standing_of
from metodsovet.ground.documents.models import Act
from metodsovet.work.planning.models import Activity, Goal, Indicator, Plan
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


class NeedField(forms.ChoiceField):
    """Where a need comes from: a goal or an indicator of the plan, or an act; cleaned to that row, or None."""

    def __init__(self) -> None:
        super().__init__(label="Откуда эта потребность", required=False)
        self._rows: dict[str, Goal | Indicator | Act] = {}

    def offer(self, plan: Plan, acts: QuerySet[Act]) -> None:
        groups: list[tuple[str, list[tuple[str, str]]]] = []
        offered: list[tuple[str, str, Iterable[Goal | Indicator | Act]]] = [
            ("Показатели плана", "indicator", plan.indicators.all()),
            ("Цели плана", "goal", plan.goals.all()),
            ("Документы", "act", acts),
        ]
        for title, name, rows in offered:
            named: dict[str, Goal | Indicator | Act] = {f"{name}:{row.pk}": row for row in rows}
            self._rows |= named
            if named:
                groups.append((title, [(key, str(row)[:160]) for key, row in named.items()]))
        self.choices = [("", "не из плана и не из документа"), *groups]

    def row(self, value: str) -> Goal | Indicator | Act | None:
        return self._rows.get(value)


def need_links(row: Goal | Indicator | Act | None) -> dict[str, Any]:
    """The three columns of a line, of which at most one is filled."""
    return {
        "need_goal": row if isinstance(row, Goal) else None,
        "need_indicator": row if isinstance(row, Indicator) else None,
        "need_act": row if isinstance(row, Act) else None,
    }


def need_value(activity: Activity) -> str:
    """What the field shows of a line."""
    if activity.need_indicator_id:
        return f"indicator:{activity.need_indicator_id}"
    if activity.need_goal_id:
        return f"goal:{activity.need_goal_id}"
    return f"act:{activity.need_act_id}" if activity.need_act_id else ""


def planned_nodes(user: User) -> QuerySet[Organisation]:
    """Nodes whose plans the user makes, the widest first."""
    paths = standing_of(user).paths_of(AUTHORS)
    return Organisation.objects.under(paths).filter(closed_on=None).order_by("path")


def own_node(user: User) -> Organisation | None:
    """The node the user most likely makes a plan for: the service's own, or the organisation of the role."""
    return planned_nodes(user).first()
