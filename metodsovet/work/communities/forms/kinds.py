from typing import Any

from django import forms

from metodsovet.work.communities.actions import KindDraft, OfficeDraft
from metodsovet.work.communities.models import CommunityKind, KindOffice

Code = KindOffice.Code
PLAIN = (
    "name",
    "short_name",
    "level",
    "is_standing",
    "needs_act",
    "least_members",
    "least_meetings",
    "quorum",
    "source",
)


class KindForm(forms.Form):
    name = forms.CharField(label="Название вида", max_length=150)
    short_name = forms.CharField(label="Коротко", max_length=60, required=False, help_text="«ШМО», «РМО».")
    level = forms.ChoiceField(
        label="Уровень",
        choices=CommunityKind.Level.choices,
        help_text="От него зависит, откуда берут участников: из организации или со всего муниципалитета.",
    )
    is_standing = forms.BooleanField(label="Постоянное", required=False, help_text="Без отметки — временное, на срок.")
    needs_act = forms.BooleanField(label="Создаётся приказом", required=False)
    head_title = forms.CharField(label="Как называется тот, кто руководит", max_length=80)
    head_payment = forms.BooleanField(label="Руководство даёт основание для выплаты", required=False)
    deputy_title = forms.CharField(label="Как называется заместитель", max_length=80, required=False)
    deputy_payment = forms.BooleanField(label="Заместителю — основание для выплаты", required=False)
    secretary_title = forms.CharField(label="Как называется секретарь", max_length=80, required=False)
    secretary_payment = forms.BooleanField(label="Секретарю — основание для выплаты", required=False)
    curator_title = forms.CharField(
        label="Как называется куратор", max_length=80, required=False, help_text="Пусто — такой должности у вида нет."
    )
    curator_payment = forms.BooleanField(label="Куратору — основание для выплаты", required=False)
    least_members = forms.IntegerField(label="Не меньше участников", min_value=1, max_value=1000, required=False)
    least_meetings = forms.IntegerField(label="Не меньше заседаний за год", min_value=1, max_value=100, required=False)
    source = forms.CharField(
        label="Откуда эти числа", max_length=500, required=False, help_text="Приказ, положение или обычай."
    )
    quorum = forms.IntegerField(
        label="Кворум: больше скольких процентов состава", min_value=0, max_value=99, required=False
    )

    analysis_sections = forms.CharField(
        label="О чём пишут в годовом анализе",
        max_length=1500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Разделы, каждый с новой строки. Пусто — успехи, трудности, задачи на следующий год.",
    )

    @property
    def draft(self) -> KindDraft:
        values = self.cleaned_data
        offices = (
            OfficeDraft(code, values[f"{code}_title"], values[f"{code}_payment"])
            for code in Code.values
            if values[f"{code}_title"].strip()
        )
        sections = tuple(values["analysis_sections"].splitlines())
        return KindDraft(offices=tuple(offices), analysis_sections=sections, **{name: values[name] for name in PLAIN})


def initial_of(kind: CommunityKind) -> dict[str, Any]:
    """What the form is filled from; asks for the offices."""
    values = {name: getattr(kind, name) for name in PLAIN}
    values["analysis_sections"] = "\n".join(kind.analysis_sections)
    for office in kind.offices.all():
        values |= {f"{office.code}_title": office.title, f"{office.code}_payment": office.gives_payment}
    return values
