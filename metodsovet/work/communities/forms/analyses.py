from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from metodsovet.work.communities.forms.communities import VersionForm
from metodsovet.work.communities.models import AnalysisSection


class AnalysisForm(VersionForm):
    """A field for each section; what is empty may wait until the analysis is handed in."""

    def __init__(self, *args: Any, sections: Sequence[AnalysisSection], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sections = sections
        for section in sections:
            self.fields[_field(section)] = forms.CharField(
                label=section.title,
                max_length=10_000,
                required=False,
                initial=section.text,
                widget=forms.Textarea(attrs={"rows": 6}),
            )

    @property
    def texts(self) -> Mapping[int, str]:
        return {section.pk: self.cleaned_data[_field(section)] for section in self.sections}


class ReturnForm(forms.Form):
    reason = forms.CharField(
        label="Что дополнить или исправить", max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


def _field(section: AnalysisSection) -> str:
    return f"section_{section.position}"
