from typing import Any

from django import forms

from metodsovet.ground.directory.models import Organisation, Position, ReferenceNumber, Subject
from metodsovet.kernel import clock
from metodsovet.work.communities.actions import RuleDraft
from metodsovet.work.communities.models import Community, CommunityKind, CompositionRule

WORKSHOP_YEARS = "workshop_service_years"
PLACES = [
    (value, label)
    for value, label in Organisation.Kind.choices
    if value not in (Organisation.Kind.REGION, Organisation.Kind.MUNICIPALITY, Organisation.Kind.DEPARTMENT)
]


class RuleForm(forms.Form):
    """Everything is optional; an empty form takes the rule away."""

    subjects = forms.ModelMultipleChoiceField(
        label="Учат одному из предметов",
        queryset=Subject.objects.all(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    positions = forms.ModelMultipleChoiceField(
        label="Должность одна из этих",
        queryset=Position.objects.none(),
        required=False,
        help_text="Чтобы выбрать несколько, держите Ctrl.",
    )
    functions = forms.MultipleChoiceField(
        label="Кто по работе",
        choices=Position.Function.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    organisation_kinds = forms.MultipleChoiceField(
        label="Из каких организаций", choices=PLACES, required=False, widget=forms.CheckboxSelectMultiple
    )
    service_years_at_most = forms.IntegerField(
        label="Педагогический стаж не больше, лет", min_value=1, max_value=60, required=False
    )

    def __init__(self, *args: Any, community: Community, **kwargs: Any) -> None:
        rule = CompositionRule.objects.filter(community=community).first()
        kwargs.setdefault("initial", _initial(community, rule))
        super().__init__(*args, **kwargs)
        positions = self.fields["positions"]
        assert isinstance(positions, forms.ModelMultipleChoiceField)
        positions.queryset = Position.objects.all()
        number = _workshop_years()
        if number is not None:
            said = (
                f"Обычно {number.value.normalize():f}: {number.source}. Кто достиг — участвует до конца учебного года."
            )
            self.fields["service_years_at_most"].help_text = said

    @property
    def draft(self) -> RuleDraft:
        values = self.cleaned_data
        return RuleDraft(
            tuple(values["subjects"]),
            tuple(values["positions"]),
            tuple(values["functions"]),
            tuple(values["organisation_kinds"]),
            values["service_years_at_most"],
        )


def _initial(community: Community, rule: CompositionRule | None) -> dict[str, Any]:
    """A workshop begins with the limit of service, an association with its subject."""
    if rule is not None:
        return {
            "subjects": rule.subjects.all(),
            "positions": rule.positions.all(),
            "functions": rule.functions,
            "organisation_kinds": rule.organisation_kinds,
            "service_years_at_most": rule.service_years_at_most,
        }
    initial: dict[str, Any] = {"functions": [Position.Function.TEACHER]}
    if community.subject_id is not None:
        initial["subjects"] = [community.subject_id]
    number = _workshop_years()
    if community.kind.code == CommunityKind.Code.WORKSHOP and number is not None:
        initial["service_years_at_most"] = int(number.value)
    return initial


def _workshop_years() -> ReferenceNumber | None:
    today = clock.today()
    rows = ReferenceNumber.objects.filter(code=WORKSHOP_YEARS, valid_from__lte=today)
    return rows.order_by("-valid_from").first()
