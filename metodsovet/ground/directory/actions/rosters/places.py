"""Rows of organisations into the tree, by the same actions as by hand."""

from collections.abc import Callable, Sequence
from functools import partial

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.actions.organisations import (
    add_organisation,
    close_organisation,
    rename_organisation,
)
from metodsovet.ground.directory.matching import Judgement, ListedRow
from metodsovet.ground.directory.matching.judgements import DISMISS
from metodsovet.ground.directory.models import Organisation, Roster, RosterRow
from metodsovet.kernel.errors import DomainError

Outcome, Verdict = RosterRow.Outcome, RosterRow.Verdict


def apply_places(
    roster: Roster,
    listed: Sequence[ListedRow],
    judgements: Sequence[Judgement],
    decided: Sequence[RosterRow],
    *,
    by: User,
) -> None:
    known = {row.pk: row for row in roster.rows.filter(pk__in=[row.pk for row in listed])}
    rows = [known[one.pk] for one in listed]
    for row, judgement in zip(rows, judgements, strict=True):
        row.verdict, row.reason = judgement.verdict, judgement.reason
        row.outcome = Outcome.REFUSED
        if judgement.verdict == Verdict.SAME:
            row.outcome = Outcome.SAME
        elif judgement.verdict in (Verdict.NEW, Verdict.CHANGED) and judgement.plan is not None:
            _try(row, partial(_make, roster, row, judgement, by))
    for row in decided:
        if row.choice == DISMISS:
            _try(row, partial(_close, roster, row, by))
    fields = ["verdict", "reason", "outcome", "made"]
    RosterRow.objects.bulk_update([*rows, *decided], fields, batch_size=1000)


def _try(row: RosterRow, act: Callable[[], None]) -> None:
    try:
        act()
    except DomainError as refusal:
        row.outcome, row.reason = Outcome.REFUSED, refusal.text
    else:
        row.outcome = Outcome.APPLIED


def _make(roster: Roster, row: RosterRow, judgement: Judgement, by: User) -> None:
    assert judgement.plan is not None
    data = row.data
    if judgement.plan.person is None:
        names = {"name": data["name"], "short_name": data["short_name"]}
        made = add_organisation(roster.organisation, kind=data["kind"], by=by, **names)
        row.made = {"organisation": made.pk}
        return
    known = Organisation.objects.get(pk=judgement.plan.person)
    before = {"kind": known.kind, "name": known.name, "short_name": known.short_name}
    after = {**before, **judgement.plan.fields}
    rename_organisation(known, by=by, **after)
    row.made = {"renamed": known.pk, "before": before, "after": after}


def _close(roster: Roster, row: RosterRow, by: User) -> None:
    known = Organisation.objects.get(pk=row.data["organisation"])
    close_organisation(known, closed_on=roster.as_of, by=by)
    row.made = {"closed": known.pk}
