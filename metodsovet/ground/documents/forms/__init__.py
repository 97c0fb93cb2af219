from metodsovet.ground.documents.forms.acts import ActForm, FileForm, NewActForm
from metodsovet.ground.documents.forms.batches import BatchForm
from metodsovet.ground.documents.forms.papers import IssueForm, OriginalForm, WithdrawForm
from metodsovet.ground.documents.forms.templates import TemplateForm

__all__ = [
    "ActForm",
    "BatchForm",
    "FileForm",
    "IssueForm",
    "NewActForm",
    "OriginalForm",
    "TemplateForm",
    "WithdrawForm",
]
