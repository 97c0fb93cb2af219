"""A page with every component, filled with invented rows."""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

import metodsovet.design
from metodsovet.design.lanes import Bar, Lane, Mark, Span
from metodsovet.design.shell import Acting, Choice, Link, Look, Notices, Place, SchoolYears
from metodsovet.design.states import STATES
from metodsovet.design.tables import Column, Filter, Table
from metodsovet.kernel.errors import DomainError

ICONS = Path(metodsovet.design.__file__).parent / "static" / "design" / "icons.svg"
TODAY = date(2026, 11, 17)


@dataclass(frozen=True, slots=True)
class Person:
    last_name: str
    first_name: str
    patronymic: str
    school: str
    years: int | None
    note: str = ""

    @property
    def full_name(self) -> str:
        return f"{self.last_name} {self.first_name} {self.patronymic}"


PEOPLE = [
    Person("Ёлкина", "Зоя", "Ильинична", "СОШ № 3", 11, "=1+1"),
    Person("Ветров", "Пётр", "Андреевич", "СОШ № 3", None, "https://example.org"),
    Person("Аникеева", "Мария", "Олеговна", "Лицей № 6", 36),
    Person("Жарова", "Инна", "Львовна", "Гимназия № 4", 3, "+7 900 000-00-00"),
]

LIST = Table[Person](
    title="Люди",
    columns=(
        Column("name", "ФИО", lambda person: person.full_name, is_sortable=True, is_fixed=True, chars=34),
        Column("school", "Организация", lambda person: person.school, is_sortable=True),
        Column("years", "Стаж", lambda person: person.years, is_number=True, is_sortable=True),
        Column("note", "Примечание", lambda person: person.note, is_hidden=True),
    ),
    filters=(
        Filter(
            "school",
            "Организация",
            choices=lambda rows: [(name, name) for name in sorted({person.school for person in rows})],
            narrow=lambda rows, names: [person for person in rows if person.school in names],
        ),
    ),
    sort="name",
    find=lambda rows, words: [person for person in rows if words.casefold() in person.full_name.casefold()],
    row_key=lambda person: person.last_name,
    page_size=3,
)


class MeetingForm(forms.Form):
    topic = forms.CharField(label="Тема заседания", help_text="Так она будет напечатана в протоколе")
    term = forms.DateField(label="Срок", widget=forms.DateInput)
    school = forms.ChoiceField(label="Организация", choices=[("3", "СОШ № 3"), ("6", "Лицей № 6")])
    invited = forms.MultipleChoiceField(
        label="Кого пригласить",
        choices=[("a", "участников ассоциации, 24"), ("b", "заместителей директоров, 14")],
        widget=forms.CheckboxSelectMultiple,
    )
    way = forms.ChoiceField(
        label="Как проходит", choices=[("s", "в школе"), ("v", "по видеосвязи")], widget=forms.RadioSelect
    )
    is_open = forms.BooleanField(label="Открыто для всех школ", required=False)
    remark = forms.CharField(label="Замечание", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    paper = forms.FileField(label="Положение", required=False)

    def clean_term(self) -> date:
        raise forms.ValidationError("Срок раньше даты приказа, 28 августа. Укажите день не раньше 29 августа.")


def shell(*, look: Look | None = None) -> dict[str, object]:
    names = ("Сегодня today", "План plan", "Календарь calendar", "Люди people", "Документы doc")
    places = [Place("/components/", name, icon, icon == "plan") for name, icon in map(str.split, names)]
    roles = (Choice("1", "Методист, ЦРО", True), Choice("2", "Руководитель ассоциации"))
    return {
        "places": [*places, Place("/manage/", "Управление", "gear", apart=True)],
        "look": look or Look(url="/save/"),
        "acting": Acting(
            "З.И. Ёлкина", "Методист, ЦРО", "/save/", roles, (Link("/me/", "Моя страница", "person"),), "/out/"
        ),
        "school_years": SchoolYears("2026/27", "/save/", (Choice("2025", "2025/26"), Choice("2026", "2026/27", True))),
        "notices": Notices("/notices/", 4),
        "search_url": "/find/",
    }


def lanes() -> list[tuple[str, str, Lane, str, str]]:
    year = Mark(date(2026, 10, 1), "done"), Mark(date(2027, 1, 12), "ahead"), Mark(date(2027, 4, 1), "ahead")
    return [
        (
            "1.1",
            "Информирование о новых документах",
            Lane("постоянно", marks=year, is_continuous=True),
            "on_track",
            "постоянно",
        ),
        (
            "1.2",
            "Изучение итогов проверочных работ, выявление трудных тем",
            Lane(
                "сентябрь – октябрь, сводка до 13 ноября",
                (Bar(date(2026, 9, 1), date(2026, 10, 31), 1, "done"),),
                (Mark(date(2026, 11, 13), "overdue"),),
            ),
            "overdue",
            "просрочено 4 дня",
        ),
        (
            "1.3",
            "Рекомендации школам",
            Lane("15 октября – 30 ноября", (Bar(date(2026, 10, 15), date(2026, 11, 30), 0.64, "waiting"),)),
            "waiting",
            "9 из 14 сдано",
        ),
        (
            "1.4",
            "Неделя наставничества",
            Lane(
                "9–13 ноября",
                (Bar(date(2026, 11, 9), date(2026, 11, 13), 1, "late_done"),),
                (Mark(date(2026, 11, 17), "at_risk"),),
            ),
            "at_risk",
            "сдали 9 из 14",
        ),
        (
            "1.5",
            "Конкурс лучших объединений",
            Lane("апрель – июнь", (Bar(date(2027, 4, 20), date(2027, 6, 5)),)),
            "ahead",
            "с 20 апреля",
        ),
    ]


def show_components(request: HttpRequest) -> HttpResponse:
    theme = request.GET.get("theme", "system")
    form = (
        MeetingForm(auto_id="m_%s")
        if "wrong" not in request.GET
        else MeetingForm(
            {"topic": "Что показали работы", "term": "2026-02-15", "school": "6", "way": "s"}, auto_id="m_%s"
        )
    )
    context = {
        **shell(look=Look(theme=theme, text=request.GET.get("text", "normal"), url="/save/")),  # type: ignore[arg-type]
        "icons": re.findall(r'id="i-(\w+)"', ICONS.read_text()),
        "states": list(STATES),
        "amounts": [("done", 19), ("waiting", 11), ("on_track", 6), ("at_risk", 4), ("overdue", 2)],
        "span": Span(date(2026, 9, 1), date(2027, 8, 31), TODAY),
        "lanes": lanes(),
        "form": form,
        "person": PEOPLE[0],
        "today": TODAY,
        "now": timezone.now(),
        "share": 0.4545,
    }
    return LIST.open(PEOPLE, request.GET).answer(request, "design/components.html", context)


def show_rows(request: HttpRequest) -> HttpResponse:
    return render(request, "design/components/side.html", {})


def show_door(request: HttpRequest) -> HttpResponse:
    return render(request, "design/base_door.html", {"installation_name": "Городской округ Приозёрный"})


def save(request: HttpRequest) -> HttpResponse:
    return HttpResponse(status=204)


def refuse(request: HttpRequest) -> HttpResponse:
    error = DomainError("no_quorum", "Нет кворума: присутствуют 3 из 9. Перенесите заседание.")
    return render(request, "design/refusal_fragment.html", {"error": error}, status=409)
