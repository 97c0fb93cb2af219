from typing import Any

from django import forms

from metodsovet.ground.directory.case_forms import CaseBook, Named
from metodsovet.ground.directory.models import CaseForm
from metodsovet.kernel.russian import Case


class CaseFormsForm(forms.Form):
    """A field a case, filled with what papers print now; emptied, it goes back to the rules."""

    def __init__(self, *args: Any, subject: Named, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        book = CaseBook([subject])
        for code, label in CaseForm.InCase.choices:
            shown = book.of(subject, Case(code))
            field = forms.CharField(label=label.capitalize(), max_length=500, required=False, initial=shown)
            self.fields[str(code)] = field
            self.initial[str(code)] = shown
