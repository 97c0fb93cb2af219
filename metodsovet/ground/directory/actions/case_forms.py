"""A name that the rules of grammar decline wrongly is corrected once, for all papers."""

from collections.abc import Mapping

from django.db import transaction

from metodsovet.ground.access.history import record_action
from metodsovet.ground.access.models import User
from metodsovet.ground.directory.actions.erasures import require_not_erased
from metodsovet.ground.directory.case_forms import Named, by_rules, field_of, nominative_of
from metodsovet.ground.directory.models import CaseForm, Person
from metodsovet.kernel.errors import DomainError
from metodsovet.kernel.russian import Case

LONGEST = 500


@transaction.atomic
def set_case_forms(subject: Named, *, forms: Mapping[Case, str], by: User) -> list[CaseForm]:
    """Keep what differs from the rules; an empty or regular form leaves the word to them. Returns what is kept.

    Refusals: ``erased`` of a person, ``too_long``.
    """
    # Two who save at once would both write the same row: the subject is their queue.
    subject = type(subject).objects.select_for_update(of=("self",)).get(pk=subject.pk)
    if isinstance(subject, Person):
        require_not_erased(subject)
    wanted = {case: " ".join(text.split()) for case, text in forms.items()}
    if any(len(text) > LONGEST for text in wanted.values()):
        raise DomainError("too_long", f"Слишком длинно: не больше {LONGEST} знаков.")
    rows = CaseForm.objects.filter(**{field_of(subject): subject})
    before = {row.case: row.text for row in rows}
    rows.delete()
    kept = CaseForm.objects.bulk_create(
        CaseForm(**{field_of(subject): subject}, nominative=nominative_of(subject), case=case.value, text=text)
        for case, text in wanted.items()
        if text and text != by_rules(subject, case)
    )
    if {row.case: row.text for row in kept} != before:
        record_action("set_case_forms", subject, _said(kept), by=by)
    return kept


def _said(kept: list[CaseForm]) -> str:
    if not kept:
        return "Падежи — по правилам"
    return "Падежи исправлены: " + "; ".join(row.text for row in kept)
