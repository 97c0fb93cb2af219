"""Appendices: an offered table with its columns, a plan, a text, an own table pasted from Excel or Word."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.http import QueryDict

from metodsovet.ground.access.models import User
from metodsovet.kernel.offered_tables import TableOffer, table_named
from metodsovet.kernel.russian import plural
from metodsovet.work.communities.models import Community
from metodsovet.work.orders.actions import AppendixDraft
from metodsovet.work.orders.models import Order, OrderAppendix
from metodsovet.work.orders.queries.ended_plans import Instead
from metodsovet.work.orders.queries.people import communities_of, plans_of
from metodsovet.work.orders.wording import quoted
from metodsovet.work.planning.models import Plan

Kind = OrderAppendix.Kind


class TitledForm(forms.Form):
    """``kind`` is said by the page."""

    kind: str
    title = forms.CharField(label="Название", max_length=500, help_text="Печатается над таблицей или текстом.")
    is_approved = forms.BooleanField(label="С грифом «УТВЕРЖДЕНО»", required=False)

    @property
    def draft(self) -> AppendixDraft:
        return AppendixDraft(self.kind, self.cleaned_data["title"], self.cleaned_data["is_approved"], **self.content)

    @property
    def content(self) -> dict[str, Any]:
        raise NotImplementedError


class TableForm(TitledForm):
    text = forms.CharField(
        label="Текст над таблицей",
        max_length=200_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Абзац — строка.",
    )

    @property
    def draft(self) -> AppendixDraft:
        return replace(super().draft, text=self.cleaned_data["text"])


class OfferedForm(TableForm):
    kind = Kind.OFFERED
    community = forms.ModelChoiceField(label="Какого объединения", queryset=Community.objects.none())
    columns = forms.MultipleChoiceField(
        label="Столбцы", widget=forms.CheckboxSelectMultiple, help_text="Номер строки ставится сам."
    )

    def __init__(self, *args: Any, table: TableOffer, of: Order, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.table = table
        columns = self.fields["columns"]
        assert isinstance(columns, forms.MultipleChoiceField)
        titles = {column.key: column.title for column in table.columns}
        columns.choices = [(key, titles[key]) for key in self._arranged()]
        columns.initial = list(table.usual)
        self.fields["title"].initial = table.title
        community = self.fields["community"]
        assert isinstance(community, forms.ModelChoiceField)
        community.queryset = communities_of(of)
        if table.of != "community":
            del self.fields["community"]

    def _arranged(self) -> list[str]:
        """Keys of all columns as they stand on the page: as they were sent, else the chosen ones first."""
        known = self.initial.get("order", self.initial.get("columns", ()))
        sent = self.data.getlist("order") if isinstance(self.data, QueryDict) else known
        keys = [column.key for column in self.table.columns]
        first = [key for key in dict.fromkeys(sent) if key in keys]
        return [*first, *(key for key in keys if key not in first)]

    @property
    def content(self) -> dict[str, Any]:
        chosen: Sequence[str] = self.cleaned_data["columns"]
        return {
            "offer": self.table.name,
            "community": self.cleaned_data.get("community"),
            "columns": tuple(key for key in self._arranged() if key in chosen),
        }


class PlanForm(TableForm):
    kind = Kind.PLAN
    plan = forms.ModelChoiceField(label="План", queryset=Plan.objects.none())

    def __init__(self, *args: Any, of: Order, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["plan"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = plans_of(of, user).exclude(state=Plan.State.DISCARDED)

    @property
    def content(self) -> dict[str, Any]:
        return {"plan": self.cleaned_data["plan"]}


class ReplacePlanForm(forms.Form):
    """What stands in the appendix instead of a plan whose years have passed."""

    COPY, REMOVE = "copy", "remove"
    decision = forms.ChoiceField(label="Что поставить вместо него", widget=forms.RadioSelect)

    def __init__(self, *args: Any, instead: Instead, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instead = instead
        decision = self.fields["decision"]
        assert isinstance(decision, forms.ChoiceField)
        choices = [(str(plan.pk), f"{quoted(str(plan))} — {_standing(plan)}") for plan in instead.plans]
        if instead.may_copy:
            lines = f"{instead.lines}\u00a0{plural(instead.lines, 'мероприятие', 'мероприятия', 'мероприятий')}"
            choices.append((self.COPY, f"Прежний, переписанный на {instead.year.text()}: {lines} черновиком"))
        choices.append((self.REMOVE, "Ничего: убрать приложение"))
        decision.choices = choices
        decision.initial = choices[0][0]

    @property
    def removes(self) -> bool:
        return bool(self.cleaned_data["decision"] == self.REMOVE)

    @property
    def plan(self) -> Plan | None:
        """None where the former one is to be copied."""
        return next((plan for plan in self.instead.plans if str(plan.pk) == self.cleaned_data["decision"]), None)


def _standing(plan: Plan) -> str:
    return "черновик" if plan.is_draft else plan.get_state_display()


class TextForm(TitledForm):
    kind = Kind.TEXT
    text = forms.CharField(
        label="Текст", max_length=200_000, widget=forms.Textarea(attrs={"rows": 16}), help_text="Абзац — строка."
    )

    @property
    def content(self) -> dict[str, Any]:
        return {"text": self.cleaned_data["text"]}


class RowsForm(TableForm):
    kind = Kind.ROWS
    table = forms.CharField(
        label="Таблица",
        max_length=500_000,
        widget=forms.Textarea(attrs={"rows": 16}),
        help_text="Скопируйте из Excel или Word: первая строка — названия столбцов, столбцы разделены табуляцией.",
    )

    @property
    def content(self) -> dict[str, Any]:
        columns, rows = split_table(self.cleaned_data["table"])
        return {"columns": columns, "rows": rows}


def split_table(pasted: str) -> tuple[list[str], list[list[str]]]:
    """Titles of the columns and the rows; empty lines are passed over, a line without tabs is a heading across."""
    lines = [[cell.strip() for cell in line.split("\t")] for line in pasted.splitlines() if line.strip()]
    return (lines[0], lines[1:]) if lines else ([], [])


def joined_table(appendix: OrderAppendix) -> str:
    return "\n".join("\t".join(row) for row in [appendix.columns, *appendix.rows])


def moved(sent: QueryDict) -> dict[str, Any]:
    """What a form is filled from when a column was moved: all as it was sent, «up key» or «down key» done."""
    where, _, key = sent.get("move", "").partition(" ")
    order = list(sent.getlist("order"))
    if key in order:
        place = order.index(key)
        other = max(place - 1, 0) if where == "up" else min(place + 1, len(order) - 1)
        order[place], order[other] = order[other], order[place]
    return sent.dict() | {"order": order, "columns": sent.getlist("columns")}


def form_of(kind: str, data: Any, of: Order, user: User, **more: Any) -> TitledForm | None:
    """``kind`` is «plan», «text», «rows» or the name of an offered table; None for anything else."""
    table = table_named(kind)
    if table is not None:
        return OfferedForm(data, table=table, of=of, **more)
    if kind == Kind.PLAN:
        return PlanForm(data, of=of, user=user, **more)
    return {Kind.TEXT.value: TextForm, Kind.ROWS.value: RowsForm}[kind](data, **more) if kind in OWN else None


OWN = (Kind.TEXT.value, Kind.ROWS.value)


def known_of(appendix: OrderAppendix) -> dict[str, Any]:
    """What a form is filled from."""
    known: dict[str, Any] = {"title": appendix.title, "is_approved": appendix.is_approved, "text": appendix.text}
    match appendix.kind:
        case Kind.PLAN:
            return known | {"plan": appendix.plan_id}
        case Kind.TEXT:
            return known
        case Kind.ROWS:
            return known | {"table": joined_table(appendix)}
    known |= {"columns": appendix.columns}
    return known | ({"community": appendix.community_id} if appendix.community_id else {})
