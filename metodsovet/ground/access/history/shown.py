"""The history as pages show it: the last verbs beside a record, and all of it with its fields on a page of its own."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Model
from django.urls import reverse

from metodsovet.ground.access.history.kept import kind_of
from metodsovet.ground.access.history.lines import HistoryLine, who
from metodsovet.ground.access.history.records import history_of
from metodsovet.ground.access.models import User

BESIDE = 12


@dataclass(frozen=True, slots=True)
class ShownHistory:
    """``url`` leads to the whole of it; ``is_whole`` shows what the fields were."""

    lines: Sequence[HistoryLine]
    url: str = ""
    is_whole: bool = False


def history_beside(subject: Model, user: User) -> ShownHistory | None:
    """The last verbs; None for those who may not know them."""
    kind = kind_of(type(subject))
    if kind is None or not user.has_perm(kind.permission, subject):
        return None
    records = history_of(subject)[:BESIDE]
    lines = [HistoryLine(record.text, record.made_at, who(record.by), record.by_id) for record in records]
    return ShownHistory(lines, reverse("show_history", args=[kind.name, subject.pk]))
