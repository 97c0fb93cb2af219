"""What people type; field names are the keywords of the actions."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest

from metodsovet.ground.access.once import new_key
from metodsovet.ground.assignments.models import Assignment, Report
from metodsovet.ground.directory.models import Person

SOURCES = [(Report.Source.PHONE, "по телефону"), (Report.Source.LETTER, "письмом")]


def words(label: str, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": 3}), **more)


def day(label: str, **more: Any) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **more)


class PersonField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not generic at run time
    def label_from_instance(self, person: Person) -> str:
        return person.full_name


class OnceForm(forms.Form):
    """A form that makes something: ``key`` makes the second press harmless."""

    key = forms.CharField(widget=forms.HiddenInput, initial=new_key, required=False, max_length=64)


class ReportForm(OnceForm):
    text = forms.CharField(
        label="Что сделано",
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Двух-трёх предложений достаточно: что проведено, сколько человек, что получилось.",
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """An empty page asks for words; evidence alone is enough too, so the action decides."""
        super().__init__(*args, **kwargs)
        self.fields["text"].required = not self.is_bound


class DraftForm(forms.Form):
    text = forms.CharField(required=False, max_length=20_000, strip=False)
    version = forms.IntegerField(required=False)


class RecordForm(OnceForm):
    text = words("Что сообщили", max_length=20_000)
    told_by = forms.CharField(label="Кто сообщил", max_length=300, help_text="Фамилия и должность")
    source = forms.ChoiceField(label="Как получен отчёт", choices=SOURCES, widget=forms.RadioSelect, initial="phone")


class DecisionForm(forms.Form):
    """Acceptance or return: the remark is asked by the action that needs it."""

    remark = forms.CharField(label="Замечание, если возвращаете", required=False, max_length=2000)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class ReasonForm(forms.Form):
    reason = words("Почему", max_length=500)


class EmptyForm(forms.Form):
    """A press without words."""


class ExtensionForm(OnceForm):
    until = day("До какого дня продлить")
    reason = words("Почему срока не хватает", max_length=500)


class GrantForm(forms.Form):
    until = day("Новый срок", required=False, help_text="Пусто — столько, сколько просят")
    answer = forms.CharField(label="Ответ", required=False, max_length=500)


class RefusalForm(forms.Form):
    answer = words("Почему срок остаётся прежним", max_length=500)


class InterimForm(OnceForm):
    due_on = day("Промежуточный срок")
    title = forms.CharField(label="Что должно быть готово", max_length=300)


class LinkForm(OnceForm):
    link = forms.CharField(label="Адрес страницы", max_length=1000, widget=forms.URLInput)
    title = forms.CharField(label="Как назвать", required=False, max_length=300)


class FileForm(OnceForm):
    file = forms.FileField(label="Файл", help_text="pdf, docx, xlsx, pptx, odt, ods, jpg, png, txt; до 20 МБ")


class HandOverForm(forms.Form):
    to = PersonField(label="Кому передать", queryset=Person.objects.none(), empty_label="Выберите коллегу")

    def __init__(self, *args: Any, people: QuerySet[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = people  # type: ignore[attr-defined]  # the field above


class SubstitutionForm(OnceForm):
    absent = PersonField(label="Кто отсутствует", queryset=Person.objects.none(), empty_label="Выберите")
    substitute = PersonField(label="Кто замещает", queryset=Person.objects.none(), empty_label="Выберите")
    since = day("С какого дня")
    until = day("По какой день", required=False, help_text="Пусто — пока не отмените")
    reason = forms.CharField(label="Причина", required=False, max_length=300)

    def __init__(
        self, *args: Any, absent: QuerySet[Person], substitutes: QuerySet[Person], today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["absent"].queryset = absent  # type: ignore[attr-defined]  # the field above
        self.fields["substitute"].queryset = substitutes  # type: ignore[attr-defined]  # the field above
        self.fields["since"].initial = today


FORMS: Mapping[str, type[forms.Form]] = {
    "take_assignment": EmptyForm,
    "acknowledge_assignment": EmptyForm,
    "withdraw_report": EmptyForm,
    "put_back_on_control": EmptyForm,
    "mark_interim_date": EmptyForm,
    "remove_interim_date": EmptyForm,
    "set_interim_date": InterimForm,
    "remove_evidence": EmptyForm,
    "hand_in_report": ReportForm,
    "record_report": RecordForm,
    "accept_report": DecisionForm,
    "return_report": DecisionForm,
    "ask_extension": ExtensionForm,
    "grant_extension": GrantForm,
    "refuse_extension": RefusalForm,
    "mark_not_applicable": ReasonForm,
    "reopen_assignment": ReasonForm,
    "cancel_assignment": ReasonForm,
    "remove_from_control": ReasonForm,
    "add_link": LinkForm,
    "add_file": FileForm,
    "hand_over": HandOverForm,
}


def form_of(verb: str, assignment: Assignment, request: HttpRequest | None = None) -> forms.Form:
    """The form of the verb, filled from the post when there is one; many of them share a page, so ids name the verb."""
    more: dict[str, Any] = {"auto_id": f"{verb}_%s"}
    if verb == "hand_over":
        more["people"] = Person.objects.employed_under(assignment.organisation.path)
    if verb in ("accept_report", "return_report"):
        more["initial"] = {"version": assignment.version}
    if request is not None:
        more |= {"data": request.POST, "files": request.FILES}
    return FORMS[verb](**more)
