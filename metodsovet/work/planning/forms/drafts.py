from typing import Any

from django import forms

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Organisation
from metodsovet.kernel import clock
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.work.planning.forms.fields import NodeField, OnceForm, day, own_node, planned_nodes
from metodsovet.work.planning.models import Plan


class DraftPlanForm(OnceForm):
    title = forms.CharField(
        label="Название", max_length=1000, help_text="Как в документе: «План работы на 2026/27 учебный год»"
    )
    organisation = NodeField(label="Чей план", queryset=Organisation.objects.none())
    kind = forms.ChoiceField(label="Вид плана", choices=Plan.Kind.choices, initial=Plan.Kind.YEAR_PLAN)
    first_day = day("Действует с", required=False)
    last_day = day("Действует по", required=False)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = planned_nodes(user)  # type: ignore[attr-defined]  # the field above
        self.fields["organisation"].initial = own_node(user)
        year = SchoolYear.of(clock.today())
        self.fields["first_day"].initial, self.fields["last_day"].initial = year.first_day, year.last_day
