"""Verbs of feeds."""

from metodsovet.work.publications.actions.keeping import choose_answer, pin_post, remove_post, unpin_post
from metodsovet.work.publications.actions.posting import PostDraft, add_post, answer_post, edit_post
from metodsovet.work.publications.actions.reading import read_feed

__all__ = [
    "PostDraft",
    "add_post",
    "answer_post",
    "choose_answer",
    "edit_post",
    "pin_post",
    "read_feed",
    "remove_post",
    "unpin_post",
]
