"""A line of a draft: what, when in words, who in words, with what result, and who reports."""

from collections.abc import Iterable
from typing import Any

from django import forms

from metodsovet.ground.documents.models import Act
from metodsovet.work.planning.forms.fields import NeedField, OnceForm, need_links, need_value, words
from metodsovet.work.planning.models import Activity, ActivityParty, Plan, Section
from metodsovet.work.planning.queries_review import upper_activities

OWN_FIELDS = ("title", "number", "term_text", "result", "control", "need", "section", "serves")


class UpperField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not generic at run time
    def label_from_instance(self, activity: Activity) -> str:
        return f"{activity.plan.title[:60]}: {activity}"[:160]


class LineForm(forms.Form):
    """``term_text`` and ``parties_text`` are understood again when they change; ``stored`` is what another saved."""

    stored: Activity | None = None

    title = words("Мероприятие", rows=2, max_length=2000)
    term_text = forms.CharField(label="Срок", required=False, max_length=500, help_text="Словами, как в плане")
    parties_text = words("Ответственные", rows=2, required=False, max_length=2000)
    result = forms.CharField(label="Результат", required=False, max_length=2000)
    control = forms.ChoiceField(label="Кто отчитывается", choices=Activity.Control.choices)
    number = forms.CharField(label="Номер", required=False, max_length=20)
    section = forms.ModelChoiceField(
        label="Направление", required=False, queryset=Section.objects.none(), empty_label="без направления"
    )
    need = forms.CharField(label="На какую потребность отвечает", required=False, max_length=500)
    need_link = NeedField()
    serves = UpperField(
        label="Чему служит",
        required=False,
        queryset=Activity.objects.none(),
        empty_label="ничему из планов уровнем выше",
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["section"].queryset = plan.sections.all()  # type: ignore[attr-defined]  # the field above
        link = self.fields["need_link"]
        assert isinstance(link, NeedField)
        link.offer(plan, Act.objects.filter(organisation__in=plan.organisation.ancestor_ids))
        upper = upper_activities(plan)
        if upper.exists():
            self.fields["serves"].queryset = upper  # type: ignore[attr-defined]  # the field above
        else:
            del self.fields["serves"]

    @property
    def changes(self) -> dict[str, Any]:
        """Fields of the line itself that differ from what is stored."""
        changes = {name: self.cleaned_data[name] for name in self.changed_data if name in OWN_FIELDS}
        if "need_link" in self.changed_data:
            link = self.fields["need_link"]
            assert isinstance(link, NeedField)
            changes |= need_links(link.row(self.cleaned_data["need_link"]))
        return changes


class NewLineForm(OnceForm):
    title = words("Мероприятие", rows=2, max_length=2000)
    term_text = forms.CharField(label="Срок", required=False, max_length=500, help_text="Словами: «апрель, ежегодно»")
    parties_text = words("Ответственные", rows=2, required=False, max_length=2000)
    result = forms.CharField(label="Результат", required=False, max_length=2000)
    section_title = forms.CharField(
        label="Направление", required=False, max_length=1000, help_text="Новое название заведёт новое направление"
    )


class PartForm(forms.Form):
    """Part of one party in the work; the prefix names its row."""

    part = forms.ChoiceField(label="Участие", choices=ActivityParty.Part.choices)
    acts_as = forms.ChoiceField(label="Как группа", choices=ActivityParty.ActsAs.choices)


def line_form(activity: Activity, data: Any = None) -> LineForm:
    parties = list(activity.parties.all())
    initial = {
        "title": activity.title,
        "number": activity.number,
        "term_text": activity.term.source,
        "parties_text": parties_text(parties),
        "result": activity.result,
        "control": activity.control,
        "need": activity.need,
        "need_link": need_value(activity),
        "section": activity.section_id,
        "serves": activity.serves_id,
        "version": activity.version,
    }
    return LineForm(data, initial=initial, plan=activity.plan, auto_id=f"line{activity.pk}_%s")


def part_form(party: ActivityParty, data: Any = None) -> PartForm:
    initial = {"part": party.part, "acts_as": party.acts_as}
    return PartForm(data, initial=initial, prefix=f"party{party.pk}")


def parties_text(parties: Iterable[ActivityParty]) -> str:
    return ", ".join(party.source or party.text for party in parties)
