"""Who does it: holders confirmed by a person, phrases read again, parts in the work."""

from django.db import transaction

from metodsovet.ground.access.history import record_action
from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Employment, Organisation
from metodsovet.kernel.errors import DomainError
from metodsovet.kernel.parties import parse_parties
from metodsovet.work.communities.models import Community
from metodsovet.work.planning.actions.locking import held_line, held_party, saved_line
from metodsovet.work.planning.actions.proposing import acts_as_of, proposed_parties
from metodsovet.work.planning.matching import HolderChoice, Register, node_of
from metodsovet.work.planning.matching.labels import INSIDE
from metodsovet.work.planning.matching.registers import phrase_of
from metodsovet.work.planning.models import Activity, ActivityParty, PartyMatch, Plan

Holder = ActivityParty.Holder
Part = ActivityParty.Part


@transaction.atomic
def choose_holder(party: ActivityParty, *, holder: HolderChoice, by: User, for_all_like: bool = False) -> int:
    """Say whom the words mean, remember it for the next files, and set it for all equal words of the plan if asked.

    The number of parties changed. DomainError ``unknown_choice`` for a row outside the plan's municipality.
    """
    party = held_party(party)
    plan = party.activity.plan
    require_near(holder, plan.organisation)
    same = [party]
    if for_all_like:
        phrase = phrase_of(party.party)
        others = ActivityParty.objects.select_for_update().filter(activity__plan=plan).exclude(pk=party.pk)
        same += [other for other in others if phrase_of(other.party) == phrase]
    for row in same:
        holder.write_to(row)
        row.acts_as = acts_as_of(holder)
        row.is_confirmed = True
        row.save()
    _remember(party, holder, plan)
    record_action("choose_holder", party.activity, f"«{party}»: подтверждено, кто исполняет", by=by)
    return len(same)


@transaction.atomic
def set_parties(activity: Activity, *, text: str, by: User) -> list[ActivityParty]:
    """Read «Ответственные» of a line again from new words; holders are proposed anew."""
    activity = held_line(activity)
    rows = replace_parties(activity, text)
    record_action("set_parties", activity, f"Ответственные: {text.strip()}"[:1000], by=by)
    saved_line(activity)
    return rows


@transaction.atomic
def set_part(party: ActivityParty, *, part: str, acts_as: str, by: User) -> ActivityParty:
    """Lead, co-executor or informed; one takes it or each does. A new lead makes the former one a co-executor."""
    party = held_party(party)
    if part not in Part.values or acts_as not in ActivityParty.ActsAs.values:
        raise DomainError("unknown_choice", "Такого участия нет: обновите страницу и выберите ещё раз.")
    if part == Part.LEAD:
        leads = party.activity.parties.filter(part=Part.LEAD).exclude(pk=party.pk)
        leads.update(part=Part.CO_EXECUTOR)
    party.part, party.acts_as = part, acts_as
    party.save(update_fields=["part", "acts_as"])
    record_action("set_part", party.activity, f"«{party}»: {party.get_part_display()}", by=by)
    saved_line(party.activity)
    return party


def replace_parties(activity: Activity, text: str) -> list[ActivityParty]:
    """Rows of the parties read from the text instead of the former ones; the caller holds the line."""
    parties = parse_parties(text) if text.strip() else ()
    activity.parties.all().delete()
    register = Register.for_plan(activity.plan, parties)
    return ActivityParty.objects.bulk_create(proposed_parties(activity, parties, register))


def _remember(party: ActivityParty, holder: HolderChoice, plan: Plan) -> None:
    match = PartyMatch(node=plan.organisation, phrase=phrase_of(party.party))
    if not match.phrase or holder.kind in INSIDE:
        return  # «секретарь» means this one in the plan of his community only
    match = PartyMatch.objects.filter(node=match.node, phrase=match.phrase).first() or match
    holder.write_to(match)
    match.save()


def require_near(holder: HolderChoice, home: Organisation) -> None:
    """Rows named by a form lie in the municipality of the document. DomainError ``unknown_choice``."""
    path = node_of(home).path
    organisations = Organisation.objects.filter(path__startswith=path)
    near = (
        holder.organisation_id is None or organisations.filter(pk=holder.organisation_id).exists(),
        holder.community_id is None
        or Community.objects.filter(pk=holder.community_id, organisation__in=organisations).exists(),
        holder.person_id is None
        or Employment.objects.today().filter(person=holder.person_id, organisation__in=organisations).exists(),
    )
    if not all(near):
        raise DomainError("unknown_choice", "Такого варианта здесь нет: обновите страницу и выберите ещё раз.")
