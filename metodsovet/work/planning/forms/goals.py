"""Goals and indicators; field names lead to the drafts of the actions."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms

from metodsovet.ground.access.seen import SeenForm
from metodsovet.kernel.offers import figures_of
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.work.planning.actions.goals import SCOPES, IndicatorDraft
from metodsovet.work.planning.forms.fields import OnceForm, words
from metodsovet.work.planning.models import Goal, Indicator, Plan

BY_HAND = ("", "впишем сами, с подтверждением")


class GoalForm(OnceForm):
    title = words("Новая цель", rows=2, max_length=1000)


class IndicatorForm(SeenForm, OnceForm):
    """Besides these, ``planned_2026`` for each school year of the plan."""

    title = words("Что измеряется", rows=2, max_length=500)
    unit = forms.CharField(label="Единица", max_length=50, help_text="%, чел., ед.")
    goal = forms.ModelChoiceField(label="Цель", queryset=Goal.objects.none(), required=False, empty_label="без цели")
    offer = forms.ChoiceField(label="Откуда факт", required=False)

    def __init__(
        self, *args: Any, plan: Plan, years: Sequence[SchoolYear], indicator: Indicator | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.years = years
        self.fields["goal"].queryset = plan.goals.all()  # type: ignore[attr-defined]  # the field above
        offered = [(offer.name, f"считает система: {offer.title.lower()}") for offer in figures_of(*SCOPES)]
        self.fields["offer"].choices = [BY_HAND, *offered]  # type: ignore[attr-defined]  # the field above
        planned = {row.school_year: row.planned for row in indicator.years.all()} if indicator else {}
        for year in years:
            self.fields[f"planned_{year.start}"] = forms.DecimalField(
                label=f"План на {year}",
                required=False,
                localize=True,
                max_digits=14,
                decimal_places=2,
                initial=planned.get(year.start),
            )
        if indicator is not None:
            own = {name: getattr(indicator, name) for name in ("title", "unit", "goal", "offer")}
            self.initial = {**own, **self.initial}

    @property
    def planned_fields(self) -> list[forms.BoundField]:
        return [self[f"planned_{year.start}"] for year in self.years]

    def draft(self) -> IndicatorDraft:
        values = self.cleaned_data
        planned: dict[int, Decimal | None] = {year.start: values[f"planned_{year.start}"] for year in self.years}
        return IndicatorDraft(values["title"], values["unit"], values["goal"], values["offer"], planned)


class FactForm(SeenForm, OnceForm):
    fact = forms.DecimalField(
        label="Факт", required=False, localize=True, max_digits=14, decimal_places=2, help_text="Пусто — убрать факт"
    )
    evidence = forms.CharField(
        label="Чем подтверждается",
        required=False,
        max_length=1000,
        help_text="Справка, отчёт, адрес страницы: по ним факт можно проверить.",
    )
