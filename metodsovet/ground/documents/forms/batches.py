from typing import Any

from django import forms

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.forms import OrganisationField, day_field
from metodsovet.ground.directory.models import Employment, Organisation
from metodsovet.ground.documents.actions.batches import COMMON, BatchDraft, ListedPerson
from metodsovet.ground.documents.gatherings import Gathering
from metodsovet.ground.documents.kinds import PaperKind, kind_named
from metodsovet.ground.documents.papers import OF_LISTS
from metodsovet.ground.documents.printing.signatures import signature_of
from metodsovet.ground.documents.queries import issuers_of

TOGETHER, APART = "together", "apart"
LEAST_WORDS = 2


class BatchForm(forms.Form):
    """People are those ticked in a gathering, then those of the pasted lines, then the staff of an organisation."""

    kind = forms.ChoiceField(label="Что выпустить", choices=[(one.code, one.title) for one in OF_LISTS])
    organisation = OrganisationField(label="От чьего имени", queryset=Organisation.objects.none())
    event = forms.CharField(
        label="Мероприятие", max_length=500, help_text="Как напечатать: «Муниципальный семинар „…“»."
    )
    held = forms.CharField(label="Когда", max_length=100, required=False, help_text="«14–15 октября 2026 г.»")
    hours = forms.CharField(label="Объём", max_length=50, required=False, help_text="Например: «6 часов».")
    issued_on = day_field("Дата бумаг")
    position = forms.CharField(label="Должность того, кто подпишет", max_length=200, required=False)
    signer = forms.CharField(label="Кто подпишет", max_length=100, required=False, help_text="«А.П. Ковалёва»")
    ticked = forms.MultipleChoiceField(
        label="Кто участвовал", required=False, choices=(), widget=forms.CheckboxSelectMultiple
    )
    people = forms.CharField(
        label="Кому",
        required=False,
        max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="По человеку в строке: «Рябова Ольга Ивановна; учитель, Школа № 7». Можно вставить из Excel.",
    )
    staff_of = OrganisationField(
        label="И все сотрудники организации", queryset=Organisation.objects.none(), required=False, empty_label="нет"
    )
    form_of = forms.ChoiceField(
        label="Файл",
        choices=[(TOGETHER, "один PDF"), (APART, "архив: каждому свой PDF")],
        widget=forms.RadioSelect,
        initial=TOGETHER,
    )

    def __init__(self, *args: Any, user: User, gathering: Gathering | None = None, **kwargs: Any) -> None:
        signature = signature_of(getattr(user, "person", None))
        kwargs.setdefault(
            "initial", {"position": signature.position, "signer": signature.name, **_initial_of(gathering)}
        )
        super().__init__(*args, **kwargs)
        for name in ("organisation", "staff_of"):
            self.fields[name].queryset = issuers_of(user)  # type: ignore[attr-defined]  # fields of models, above
        self.gathered = gathering.people if gathering else ()
        if gathering is None:
            del self.fields["ticked"]
            return
        self.fields["people"].label = "И кроме них"
        self.fields["ticked"].choices = [  # type: ignore[attr-defined]  # a field of choices, above
            (one.key, ", ".join(filter(None, (one.name, one.place, one.note)))) for one in gathering.people
        ]

    def clean_people(self) -> list[ListedPerson]:
        lines = [line for line in self.cleaned_data["people"].splitlines() if line.strip()]
        people = [_person(line) for line in lines]
        short = [one.name for one in people if len(one.name.split()) < LEAST_WORDS]
        if short:
            raise forms.ValidationError(f"Нужны фамилия и имя, а в строках только: {', '.join(short[:5])}.")
        doubled = [one.name for place, one in enumerate(people) if one in people[:place]]
        if doubled:
            text = f"Повторяется: {', '.join(doubled[:5])}. Уберите повтор, а тёзкам допишите должность или школу."
            raise forms.ValidationError(text)
        return people

    @property
    def listed(self) -> list[ListedPerson]:
        """Of a valid form; who is in several places stands once, as ticked or else as pasted."""
        keys = set(self.cleaned_data.get("ticked", ()))
        ticked = [ListedPerson(one.name, one.place, one.person) for one in self.gathered if one.key in keys]
        named = {one.name for one in ticked}
        pasted = [one for one in self.cleaned_data["people"] if one.name not in named]
        named |= {one.name for one in pasted}
        staff = _staff(self.cleaned_data["staff_of"]) if self.cleaned_data["staff_of"] else []
        return [*ticked, *pasted, *(one for one in staff if one.name not in named)]

    @property
    def draft(self) -> BatchDraft:
        values = self.cleaned_data
        said = {name: values[name] for name in (*COMMON, "issued_on")}
        return BatchDraft(**said, is_apart=values["form_of"] == APART)

    @property
    def chosen_kind(self) -> PaperKind:
        kind = kind_named(self.cleaned_data["kind"])
        assert kind is not None
        return kind


def _initial_of(gathering: Gathering | None) -> dict[str, Any]:
    if gathering is None:
        return {}
    ticked = [one.key for one in gathering.people if one.is_ticked]
    return {
        "event": gathering.event,
        "held": gathering.held,
        "organisation": gathering.organisation,
        "ticked": ticked,
    }


def _person(line: str) -> ListedPerson:
    """The name up to the first tab or semicolon; what follows is the post and the place."""
    name, *rest = [" ".join(part.split()) for part in line.replace("\t", ";").split(";")]
    return ListedPerson(name[:200], ", ".join(part for part in rest if part)[:500])


def _staff(place: Organisation) -> list[ListedPerson]:
    """Each person once, by the main post; people of one name stay apart."""
    jobs = Employment.objects.today().filter(organisation__path__startswith=place.path)
    people: dict[int, ListedPerson] = {}
    for job in jobs.select_related("person", "position").order_by("person__sort_key", "person_id", "-is_main"):
        post = f"{job.position.name}, {place.short_name}"
        people.setdefault(job.person_id, ListedPerson(job.person.full_name, post, job.person))
    return list(people.values())
