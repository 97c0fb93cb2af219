"""Year plans of communities: beginning, handing in, approving, asking for them, their templates."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from metodsovet.ground.access.models import User
from metodsovet.ground.access.seen import SeenField, fingerprint
from metodsovet.ground.directory.models import Organisation
from metodsovet.ground.documents.models import Act
from metodsovet.kernel.russian import plural
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.work.communities.models import Community, CommunityKind
from metodsovet.work.planning.actions.community_plans import Considered, YearPlanDraft
from metodsovet.work.planning.forms.fields import NodeField, OnceForm, day, own_node, planned_nodes, words
from metodsovet.work.planning.models import Activity, Plan, PlanTemplate, Theme
from metodsovet.work.planning.queries_communities import last_plan_of, templates_for, themes_for, upper_for
from metodsovet.work.planning.queries_review import Preview, acceptance_preview

LAST, EMPTY = "last", "empty"


class ThemeField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not generic at run time
    def label_from_instance(self, theme: Theme) -> str:
        return f"{theme.title} ({theme.organisation.short_name})"[:200]


class BeginYearPlanForm(OnceForm):
    """``source`` is last year's plan, a template by its id, or nothing; ``upper`` what the plan will serve."""

    source = forms.ChoiceField(label="С чего начать", widget=forms.RadioSelect)
    theme = ThemeField(label="Тема года", required=False, queryset=Theme.objects.none(), empty_label="без темы")
    upper = forms.ModelMultipleChoiceField(
        label="Что сделать для планов выше",
        required=False,
        queryset=Activity.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, community: Community, year: SchoolYear, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.year, self.last = year, last_plan_of(community, year)
        self.templates = {template.pk: template for template in templates_for(community)}
        source = self.fields["source"]
        assert isinstance(source, forms.ChoiceField)
        source.choices = list(self._sources())
        source.initial = source.choices[0][0]
        themes = themes_for(community, year).select_related("organisation")
        self.fields["theme"].queryset = themes  # type: ignore[attr-defined]  # the field above
        self.fields["theme"].initial = themes.first()
        self.upper_rows = list(upper_for(community, year).select_related("plan"))
        self.fields["upper"].queryset = Activity.objects.filter(  # type: ignore[attr-defined]  # the field above
            pk__in=[row.pk for row in self.upper_rows]
        ).select_related("plan")

    @property
    def ticked(self) -> set[str]:
        return {str(value) for value in self["upper"].value() or ()}

    @property
    def draft(self) -> YearPlanDraft:
        values = self.cleaned_data
        chosen = {row.pk for row in values["upper"]}
        upper = tuple(row for row in self.upper_rows if row.pk in chosen)
        return YearPlanDraft(self.year, self._source(values["source"]), values["theme"], upper)

    def _sources(self) -> Any:
        if self.last is not None:
            year = SchoolYear(self.last.school_year or self.year.start - 1)
            number = self.last.activities.active().count()
            yield LAST, f"План на {year.text()}, {number} {plural(number, 'мероприятие', 'мероприятия', 'мероприятий')}"
        for pk, template in self.templates.items():
            number = len(template.lines)
            lines = plural(number, "мероприятие", "мероприятия", "мероприятий")
            yield str(pk), f"Шаблон «{template.name}», {number} {lines}"
        yield EMPTY, "Пустой план"

    def _source(self, value: str) -> Plan | PlanTemplate | None:
        if value == LAST:
            return self.last
        return self.templates.get(int(value)) if value.isdecimal() else None


class MinutesFields(forms.Form):
    """At which meeting it was considered, and by which minutes."""

    considered_at = forms.CharField(
        label="Где рассмотрен",
        max_length=200,
        required=False,
        help_text="Например, «на заседании методического совета». Так и напечатается.",
    )
    minutes_number = forms.CharField(label="Номер протокола", max_length=20, required=False)
    minutes_on = day("Дата протокола", required=False)

    @property
    def considered(self) -> Considered:
        values = self.cleaned_data
        return Considered(values["considered_at"], values["minutes_number"], values["minutes_on"])


class ConsideredForm(MinutesFields):
    """``version`` is that of the plan which was looked at."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class ApproveForm(ConsideredForm):
    """``preview`` is what approving would make."""

    field_order = ("act", "considered_at", "minutes_number", "minutes_on", "version")
    act = forms.ModelChoiceField(
        label="Каким документом утверждён", required=False, queryset=Act.objects.none(), empty_label="без документа"
    )

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plan = plan
        self.fields["act"].queryset = acts_for(plan.organisation)  # type: ignore[attr-defined]  # the field above

    @property
    def preview(self) -> Preview:
        assert self.plan.school_year is not None
        return acceptance_preview(self.plan, SchoolYear(self.plan.school_year))


class ApproveManyForm(OnceForm, MinutesFields):
    act = forms.ModelChoiceField(
        label="Каким документом утверждены", required=False, queryset=Act.objects.none(), empty_label="без документа"
    )

    def __init__(self, *args: Any, acts: QuerySet[Act], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["act"].queryset = acts  # type: ignore[attr-defined]  # the field above
        self.fields["considered_at"].label = "Где рассмотрены"
        self.fields[
            "considered_at"
        ].help_text = (
            "Например, «на заседании методического совета». Пустое оставит то, что написали руководители при сдаче."
        )


class ReturnForm(forms.Form):
    note = words("Что исправить", rows=4, max_length=1000, help_text="Это прочтут руководитель и секретарь")
    version = forms.IntegerField(widget=forms.HiddenInput)


class AskForm(forms.Form):
    organisation = NodeField(label="Объединения чьи", queryset=Organisation.objects.none())
    due_on = day("Сдать до")

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = planned_nodes(user)  # type: ignore[attr-defined]  # the field above
        self.fields["organisation"].initial = own_node(user)


class TemplateField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not generic at run time
    def label_from_instance(self, template: PlanTemplate) -> str:
        return f"{template.name}{'' if template.municipality_id else ' (пришёл с программой)'}"


class SaveTemplateForm(forms.Form):
    name = forms.CharField(label="Название шаблона", max_length=200)
    instead = TemplateField(
        label="Вместо какого", required=False, queryset=PlanTemplate.objects.none(), empty_label="новый, рядом с ними"
    )
    level = forms.ChoiceField(
        label="Для каких объединений", required=False, choices=[("", "для всех"), *CommunityKind.Level.choices]
    )
    kind_code = forms.ChoiceField(
        label="Только одного вида", required=False, choices=[("", "любого"), *CommunityKind.Code.choices]
    )

    templates_seen = SeenField(required=False)

    def __init__(self, *args: Any, templates: QuerySet[PlanTemplate], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["instead"].queryset = templates  # type: ignore[attr-defined]  # the field above
        known = {str(one.pk): one.version for one in templates}
        self.fields["templates_seen"].initial = fingerprint(known)

    def clean(self) -> dict[str, Any]:
        """Whoever saves over a template that was changed meanwhile is asked first."""
        values: dict[str, Any] = super().clean() or self.cleaned_data
        seen = values.pop("templates_seen", "")
        name = self.add_prefix("templates_seen")
        if values.get("instead") and name in self.data and seen != self.fields["templates_seen"].initial:
            text = "Пока вы решали, шаблоны изменили. Посмотрите, какими они стали, и сохраните ещё раз, если верно."
            self.add_error("instead", forms.ValidationError(text, code="edited_by_other"))
        return values


def acts_for(organisation: Organisation) -> QuerySet[Act]:
    return Act.objects.filter(organisation__in=organisation.ancestor_ids).order_by("-date", "-pk")
