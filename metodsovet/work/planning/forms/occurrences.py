"""Days of what the plan holds: an occurrence, a schedule, the theme of a year."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet

from metodsovet.ground.access.seen import SeenForm
from metodsovet.ground.directory.models import Organisation
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.work.planning.forms.fields import NodeField, OnceForm, day, words
from metodsovet.work.planning.models import Activity, Occurrence, Schedule, Theme


class DateForm(forms.Form):
    held_on = day("Дата")
    starts_at = forms.TimeField(
        label="Время", required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    )
    place = forms.CharField(label="Место", max_length=300, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, occurrence: Occurrence, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        first = occurrence.held_on or occurrence.starts_on or occurrence.ends_on
        known = {
            "held_on": first,
            "starts_at": occurrence.starts_at,
            "place": occurrence.place,
            "version": occurrence.version,
        }
        self.initial = {**known, **self.initial}


class ScheduleForm(SeenForm, OnceForm):
    organisation = NodeField(label="Для кого", queryset=Organisation.objects.none())
    name = forms.CharField(
        label="График", max_length=300, help_text="Как в плане: «ВПР», «осенние каникулы», «1 четверть»"
    )
    school_year = forms.TypedChoiceField(label="Учебный год", coerce=int)
    starts_on = day("Начинается")
    ends_on = day("Кончается")
    stored: Schedule | None = None

    @property
    def known(self) -> Mapping[str, object]:
        """Days of the schedule of that name, if there is one."""
        return {name: getattr(self.stored, name) for name in ("starts_on", "ends_on")} if self.stored else {}

    def __init__(self, *args: Any, nodes: QuerySet[Organisation], years: list[SchoolYear], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = nodes  # type: ignore[attr-defined]  # the field above
        self.fields["organisation"].initial = nodes.first()
        self.fields["school_year"].choices = [(year.start, str(year)) for year in years]  # type: ignore[attr-defined]


class ThemeForm(SeenForm, OnceForm):
    organisation = NodeField(label="Чья тема", queryset=Organisation.objects.none())
    title = words("Тема года", rows=2, max_length=500)
    upper = forms.ModelChoiceField(
        label="Продолжает тему", queryset=Theme.objects.none(), required=False, empty_label="самостоятельная"
    )

    @property
    def known(self) -> Mapping[str, object]:
        return {"title": self.stored.title, "upper": self.stored.upper_id} if self.stored else {}

    def __init__(
        self,
        *args: Any,
        nodes: QuerySet[Organisation],
        uppers: QuerySet[Theme],
        stored: Theme | None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.stored = stored
        self.fields["organisation"].queryset = nodes  # type: ignore[attr-defined]  # the field above
        self.fields["upper"].queryset = uppers  # type: ignore[attr-defined]  # the field above


class UpperActivityField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not generic at run time
    def label_from_instance(self, activity: Activity) -> str:
        return f"{activity} — {activity.plan.title}"[:180]


class ServesForm(forms.Form):
    serves = UpperActivityField(
        label="Служит мероприятию", queryset=Activity.objects.none(), required=False, empty_label="никакому"
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, uppers: QuerySet[Activity], activity: Activity, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["serves"].queryset = uppers  # type: ignore[attr-defined]  # the field above
        self.initial = {"serves": activity.serves_id, "version": activity.version, **self.initial}
