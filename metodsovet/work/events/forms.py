from collections.abc import Iterator
from datetime import time
from typing import Any

from django import forms
from django.forms.models import ModelChoiceIterator

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.forms import day_field
from metodsovet.ground.directory.models import Person
from metodsovet.kernel import clock
from metodsovet.work.communities.models import Community
from metodsovet.work.events.actions.agenda import Speakers
from metodsovet.work.events.actions.planning import MOST_IN_SERIES, MeetingDraft
from metodsovet.work.events.models import Meeting
from metodsovet.work.events.queries.people import candidates_for
from metodsovet.work.events.queries.planned import communities_beside, next_planned_meeting, occurrences_for
from metodsovet.work.planning.models import Occurrence

ONE_A_QUARTER = 2


class TimeInput(forms.TimeInput):
    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class OccurrencesByPlan(ModelChoiceIterator):  # type: ignore[type-arg]  # not generic at run time
    """Lines under their plans, plans in the order of the rows."""

    def __iter__(self) -> Iterator[Any]:
        yield "", self.field.empty_label
        plans: dict[str, list[Any]] = {}
        for row in self.queryset:
            plans.setdefault(row.activity.plan.title, []).append(self.choice(row))
        yield from plans.items()


class OccurrenceField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not generic at run time
    iterator = OccurrencesByPlan

    def label_from_instance(self, obj: Any) -> str:
        day = obj.held_on or obj.ends_on
        return f"{obj.activity}{f', {day:%d.%m.%Y}' if day else ''}"[:160]


class SpeakersField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # not generic at run time
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.full_name)


class MomentForm(forms.Form):
    held_on = day_field("День")
    starts_at = forms.TimeField(label="Начало", widget=TimeInput(), initial=time(14, 30))
    place = forms.CharField(label="Место", max_length=300, required=False, help_text="Организация и кабинет.")
    link = forms.URLField(
        label="Ссылка", max_length=1000, required=False, assume_scheme="https", help_text="Для встречи онлайн."
    )


class MeetingForm(MomentForm):
    topic = forms.CharField(label="Тема", max_length=300)
    form = forms.ChoiceField(label="Форма", choices=Meeting.Form.choices)
    minutes_long = forms.IntegerField(label="Сколько минут", min_value=10, max_value=600, initial=90)
    together = forms.ModelMultipleChoiceField(
        label="Совместно с", queryset=Community.objects.none(), required=False, help_text="Для межпредметной встречи."
    )
    occurrence = OccurrenceField(
        label="По плану", queryset=Occurrence.objects.none(), required=False, empty_label="вне плана"
    )
    field_order: tuple[str, ...] = (
        "topic",
        "form",
        "held_on",
        "starts_at",
        "minutes_long",
        "place",
        "link",
        "together",
        "occurrence",
    )

    def __init__(self, *args: Any, community: Community, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        together, occurrence = self.fields["together"], self.fields["occurrence"]
        assert isinstance(together, forms.ModelMultipleChoiceField)
        assert isinstance(occurrence, forms.ModelChoiceField)
        together.queryset = communities_beside(community, user)
        occurrence.queryset = occurrences_for(community, user)


class SeriesForm(MeetingForm):
    title = forms.CharField(label="Название цикла", max_length=300, help_text="«Читаем условие задачи», на весь год.")
    number = forms.IntegerField(label="Сколько заседаний", min_value=1, max_value=MOST_IN_SERIES, initial=4)
    months = forms.IntegerField(
        label="Через сколько месяцев", min_value=1, max_value=MOST_IN_SERIES, initial=ONE_A_QUARTER
    )
    field_order = ("title", "number", "months", *MeetingForm.field_order)


class ItemForm(forms.Form):
    title = forms.CharField(label="О чём", max_length=500)
    people = SpeakersField(label="Кто докладывает", queryset=Person.objects.none(), required=False)
    words = forms.CharField(
        label="или словами", max_length=200, required=False, help_text="Кого нет в списке: «Иванов П.С., психолог»."
    )
    minutes = forms.IntegerField(label="Сколько минут", min_value=1, max_value=600, required=False)

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = self.fields["people"]
        assert isinstance(people, forms.ModelMultipleChoiceField)
        people.queryset = candidates_for(meeting)


class FirstNumberForm(forms.Form):
    number = forms.IntegerField(
        label="Номер следующего протокола",
        min_value=1,
        help_text="Если год начат в бумажном журнале: следующий за последним записанным там.",
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(label="Почему", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


def draft_of(values: dict[str, Any]) -> MeetingDraft:
    names = ("topic", "form", "held_on", "starts_at", "minutes_long", "place", "link", "occurrence")
    return MeetingDraft(together=tuple(values["together"]), **{name: values[name] for name in names})


def speakers_of(values: dict[str, Any]) -> Speakers:
    return Speakers(tuple(values["people"]), values["words"])


def known_of(meeting: Meeting) -> dict[str, Any]:
    """What stands there now, by the names of the form."""
    names = ("topic", "form", "held_on", "starts_at", "minutes_long", "place", "link", "occurrence")
    return {name: getattr(meeting, name) for name in names}


def first_values(community: Community) -> dict[str, Any]:
    """Place and hour as at the last meeting."""
    last = Meeting.objects.filter(community=community).order_by("-held_on", "-pk").first()
    values: dict[str, Any] = {"held_on": clock.today()}
    if last is not None:
        values |= {"starts_at": last.starts_at, "place": last.place, "link": last.link, "form": last.form}
        values["minutes_long"] = last.minutes_long
    return values


def planned_values(community: Community, user: User) -> dict[str, Any]:
    """The next meeting of the community's own year plan: its topic, its days and the line that it fulfils."""
    found = next_planned_meeting(community, user)
    if found is None:
        return {}
    title = found.activity.title
    values: dict[str, Any] = {"occurrence": found.pk, "topic": (title.partition(". ")[2] or title)[:300]}
    if found.starts_on is not None and found.starts_on > clock.today():
        values["held_on"] = found.starts_on
    return values
