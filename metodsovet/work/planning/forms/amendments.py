"""Amendments of an accepted plan: what is changed, by which act, from which day."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet

from metodsovet.ground.documents.models import Act
from metodsovet.kernel import clock
from metodsovet.work.planning.actions import Change, ChangeKind, Need, NewLine
from metodsovet.work.planning.forms.fields import NeedField, OnceForm, day, need_links, need_value, words
from metodsovet.work.planning.models import Activity, Plan, Section

NEW_ACT = ("kind", "number", "date", "title")
MOST_LINES = 4
SplitLine = tuple[int, list[forms.BoundField]]


class AmendForm(OnceForm):
    """Basis and day of every amendment; the act is one that is registered, or given by its requisites."""

    in_force_from = day("Действует с", help_text="С этого дня меняются сроки и поручения; то, что раньше, остаётся")
    basis = forms.ModelChoiceField(
        label="Документ-основание", queryset=Act.objects.none(), required=False, empty_label="без документа"
    )
    act_kind = forms.ChoiceField(label="Вид документа", choices=Act.Kind.choices, required=False)
    act_number = forms.CharField(label="Номер", max_length=50, required=False)
    act_date = day("Дата", required=False)
    act_title = forms.CharField(label="О чём", max_length=1000, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, plan: Plan, acts: QuerySet[Act], activity: Activity | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.plan, self.activity = plan, activity
        self.fields["basis"].queryset = acts  # type: ignore[attr-defined]  # the field above
        self.fields["in_force_from"].initial = clock.today()
        self.fields["version"].initial = plan.version
        self.begin()

    def begin(self) -> None:
        """Fill the fields with what the line says now."""

    def change(self) -> Change:
        raise NotImplementedError

    @property
    def own_fields(self) -> list[forms.BoundField]:
        common = {*AmendForm.base_fields}
        return [self[name] for name in self.fields if name not in common]

    @property
    def new_act(self) -> Mapping[str, Any]:
        """Requisites of an act that is not registered yet; empty when none are given."""
        values = {name: self.cleaned_data.get(f"act_{name}") for name in NEW_ACT}
        return values if values["number"] or values["date"] else {}

    @property
    def _line(self) -> Activity:
        assert self.activity is not None
        return self.activity


class MoveForm(AmendForm):
    term_text = words(
        "Новый срок", rows=2, max_length=500, help_text="Словами, как в плане: «апрель, ежегодно», «до 15 июня»"
    )

    def begin(self) -> None:
        self.fields["term_text"].initial = self._line.term.source

    def change(self) -> Change:
        return Change(ChangeKind.MOVE, self._line.pk, term_text=self.cleaned_data["term_text"])


class RenameForm(AmendForm):
    title = words("Мероприятие", rows=2, max_length=2000)
    result = words("Результат", rows=2, max_length=2000, required=False)

    def begin(self) -> None:
        self.fields["title"].initial, self.fields["result"].initial = self._line.title, self._line.result

    def change(self) -> Change:
        values = self.cleaned_data
        return Change(ChangeKind.RENAME, self._line.pk, title=values["title"], result=values["result"])


class PartiesForm(AmendForm):
    parties_text = words(
        "Новые ответственные", rows=2, max_length=1000, help_text="Первый названный исполняет, остальные помогают"
    )

    def begin(self) -> None:
        self.fields["parties_text"].initial = ", ".join(
            party.source or party.text for party in self._line.parties.all()
        )

    def change(self) -> Change:
        return Change(ChangeKind.PARTIES, self._line.pk, parties_text=self.cleaned_data["parties_text"])


class NeedForm(AmendForm):
    """Which need the line answers; the act of the need is not the basis of the amendment."""

    need = words("На какую потребность отвечает", rows=2, max_length=500, required=False)
    need_link = NeedField()

    def begin(self) -> None:
        link = self.fields["need_link"]
        assert isinstance(link, NeedField)
        link.offer(self.plan, self.fields["basis"].queryset)  # type: ignore[attr-defined]  # the field of AmendForm
        self.fields["need"].initial, link.initial = self._line.need, need_value(self._line)

    def change(self) -> Change:
        link = self.fields["need_link"]
        assert isinstance(link, NeedField)
        row = link.row(self.cleaned_data["need_link"])
        need = Need(self.cleaned_data["need"], *need_links(row).values())
        return Change(ChangeKind.NEED, self._line.pk, need=need)


class CancelForm(AmendForm):
    reason = words("Почему исключается", rows=2, max_length=500)

    def change(self) -> Change:
        return Change(ChangeKind.CANCEL, self._line.pk, reason=self.cleaned_data["reason"])


class SplitForm(AmendForm):
    """Up to four new lines; what a line does not say it inherits."""

    def begin(self) -> None:
        for number in range(1, MOST_LINES + 1):
            is_needed = number <= 2
            self.fields[f"title_{number}"] = words("Мероприятие", rows=2, max_length=2000, required=is_needed)
            self.fields[f"term_{number}"] = forms.CharField(
                label="Срок", max_length=500, required=False, help_text="Пусто — прежний"
            )
            self.fields[f"parties_{number}"] = forms.CharField(
                label="Ответственные", max_length=1000, required=False, help_text="Пусто — прежние"
            )
        self.fields["title_1"].initial = self._line.title

    @property
    def own_fields(self) -> list[forms.BoundField]:
        """Shown by lines instead."""
        return []

    @property
    def needed_lines(self) -> list[SplitLine]:
        return [self._split_line(number) for number in (1, 2)]

    @property
    def more_lines(self) -> list[SplitLine]:
        return [self._split_line(number) for number in range(3, MOST_LINES + 1)]

    def _split_line(self, number: int) -> SplitLine:
        return number, [self[f"{name}_{number}"] for name in ("title", "term", "parties")]

    def change(self) -> Change:
        values = self.cleaned_data
        lines = tuple(
            NewLine(values[f"title_{number}"], values[f"term_{number}"], values[f"parties_{number}"], self._line.number)
            for number in range(1, MOST_LINES + 1)
            if values[f"title_{number}"]
        )
        return Change(ChangeKind.SPLIT, self._line.pk, lines=lines)


class AddForm(AmendForm):
    section = forms.ModelChoiceField(label="Направление", queryset=Section.objects.none(), required=False)
    number = forms.CharField(label="Номер", max_length=20, required=False)
    title = words("Мероприятие", rows=2, max_length=2000)
    term_text = forms.CharField(label="Срок", max_length=500, help_text="Словами, как в плане: «апрель», «до 15 июня»")
    parties_text = words("Ответственные", rows=2, max_length=1000)
    result = words("Результат", rows=2, max_length=2000, required=False)
    control = forms.ChoiceField(label="Контроль", choices=Activity.Control.choices)

    def begin(self) -> None:
        self.fields["section"].queryset = self.plan.sections.all()  # type: ignore[attr-defined]  # the field above

    def change(self) -> Change:
        values = self.cleaned_data
        line = NewLine(
            values["title"],
            values["term_text"],
            values["parties_text"],
            values["number"],
            values["result"],
            values["control"],
            values["section"].pk if values["section"] else None,
        )
        return Change(ChangeKind.ADD, lines=(line,))


FORMS: Mapping[ChangeKind, type[AmendForm]] = {
    ChangeKind.MOVE: MoveForm,
    ChangeKind.RENAME: RenameForm,
    ChangeKind.PARTIES: PartiesForm,
    ChangeKind.NEED: NeedForm,
    ChangeKind.SPLIT: SplitForm,
    ChangeKind.CANCEL: CancelForm,
    ChangeKind.ADD: AddForm,
}
