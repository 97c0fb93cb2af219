"""What the product proposes for a line before a person looks at it."""

from collections.abc import Iterable, Sequence

from metodsovet.kernel.parties import Party
from metodsovet.kernel.terms import Term, TermKind
from metodsovet.work.planning.matching import HolderChoice, Register, propose_holder
from metodsovet.work.planning.models import Activity, ActivityParty, NamedParty

Holder = NamedParty.Holder
BY_AGREEMENT = "by_agreement"
_NOBODY_REPORTS = (TermKind.CONTINUOUS, TermKind.ON_DEMAND, TermKind.BY_PLAN)
_ASKED = (TermKind.UNKNOWN, TermKind.BY_SCHEDULE)
_MANY_ORGANISATIONS = (Holder.FUNCTION_IN_AUDIENCE, Holder.AUDIENCE)


def proposed_control(term: Term) -> str:
    """Nobody confirms that the continuous continues, that requests were answered, or what another plan controls itself.

    Everything else has one lead who reports; that every organisation does is never proposed, only chosen.
    """
    control = Activity.Control.NO_REPORT if term.kind in _NOBODY_REPORTS else Activity.Control.LEAD_REPORTS
    return control.value


def is_term_clear(term: Term) -> bool:
    """Schedules are asked about too: whether such dates are known is seen only here."""
    return not any(part.kind in _ASKED for part in (term, *term.parts))


def proposed_parties(activity: Activity, parties: Sequence[Party], register: Register) -> list[ActivityParty]:
    """Unsaved rows: the first named leads, the rest help; those «по согласованию» only know: nobody may oblige them."""
    return [_proposed(activity, position, party, register) for position, party in enumerate(parties, start=1)]


def acts_as_of(choice: HolderChoice) -> str:
    """Inside one organisation one takes the work; across organisations and associations each does."""
    is_many = choice.kind in _MANY_ORGANISATIONS or (choice.kind == Holder.COMMUNITY_HEADS and not choice.community_id)
    return (ActivityParty.ActsAs.EACH if is_many else ActivityParty.ActsAs.ONE).value


def renumber(rows: Iterable[Activity]) -> None:
    changed = []
    for position, row in enumerate(rows, start=1):
        if row.position != position:
            row.position = position
            changed.append(row)
    Activity.objects.bulk_update(changed, ["position"])


def fill_party(row: NamedParty, party: Party, register: Register) -> None:
    """The words, whom they mean and how; in memory only. Its place must be known."""
    choice = propose_holder(party, register).choice
    row.source, row.kind, row.text = party.source[:2000], party.kind.value, party.text[:500]
    row.scope, row.person_text, row.manner = party.scope[:500], party.person[:200], party.manner
    row.part, row.acts_as = _part(row.position, party), acts_as_of(choice)
    choice.write_to(row)


def _proposed(activity: Activity, position: int, party: Party, register: Register) -> ActivityParty:
    row = ActivityParty(activity=activity, position=position)
    fill_party(row, party, register)
    return row


def _part(position: int, party: Party) -> str:
    if position == 1:
        return ActivityParty.Part.LEAD.value
    is_free = party.manner == BY_AGREEMENT or "по согласованию" in party.scope
    return (ActivityParty.Part.INFORMED if is_free else ActivityParty.Part.CO_EXECUTOR).value
