"""The verbs of the room."""

from metodsovet.ground.documents.actions.acts import Requisites, add_act, attach_act_file, change_act, register_act
from metodsovet.ground.documents.actions.batches import (
    BatchDraft,
    ListedPerson,
    continue_batch,
    issue_batch,
    start_batch,
)
from metodsovet.ground.documents.actions.emblems import remove_emblem, set_emblem
from metodsovet.ground.documents.actions.papers import attach_original, issue_paper, print_paper, withdraw_paper
from metodsovet.ground.documents.actions.templates import activate_template, upload_template, use_default_template

__all__ = [
    "BatchDraft",
    "ListedPerson",
    "Requisites",
    "activate_template",
    "add_act",
    "attach_act_file",
    "attach_original",
    "change_act",
    "continue_batch",
    "issue_batch",
    "issue_paper",
    "print_paper",
    "register_act",
    "remove_emblem",
    "set_emblem",
    "start_batch",
    "upload_template",
    "use_default_template",
    "withdraw_paper",
]
