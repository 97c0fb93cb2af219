"""Questions of the review of a draft: what is doubtful, what will arise when it is accepted."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from metodsovet.ground.directory.models import Organisation
from metodsovet.kernel import clock
from metodsovet.kernel.russian import date_text
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.kernel.terms import TermKind
from metodsovet.work.communities.models import Community
from metodsovet.work.planning.expansion.assignments import Expansion
from metodsovet.work.planning.expansion.holders import HolderBook
from metodsovet.work.planning.expansion.occurrences import expected_occurrences
from metodsovet.work.planning.expansion.schedules import Schedules, schedules_of
from metodsovet.work.planning.expansion.years import first_school_year, years_of_history
from metodsovet.work.planning.matching import HolderChoice, Register, propose_holder
from metodsovet.work.planning.matching.audiences import SERVICE_KINDS
from metodsovet.work.planning.matching.registers import phrase_of
from metodsovet.work.planning.models import Activity, ActivityParty, Plan

Kind = Organisation.Kind
SERVICE = "у службы"
_GROUPS = {Kind.SCHOOL: "у школ", Kind.KINDERGARTEN: "у детских садов", Kind.ADDITIONAL: "у допобразования"}


@dataclass(frozen=True, slots=True)
class Choice:
    """``code`` of a party is HolderChoice.code; of a term, new words for it, empty to leave it as it is."""

    code: str
    label: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Doubt:
    """One cell to be looked at: ``cell`` is «term» or «parties», ``like`` how many more lines say the same."""

    activity: Activity
    party: ActivityParty | None
    cell: str
    words: str
    sentence: str
    choices: tuple[Choice, ...]
    like: int = 0


@dataclass(frozen=True, slots=True)
class Gap:
    """Nobody holds the duty: the assignments arise without an executor."""

    activity: Activity
    words: str
    count: int


@dataclass(frozen=True, slots=True)
class Preview:
    """What accepting would make. ``sentence`` is «64: 28 у службы, 36 у школ»."""

    year: SchoolYear
    total: int
    groups: Mapping[str, int]
    gaps: tuple[Gap, ...]
    undated: tuple[Activity, ...]
    not_controlled: int
    history: int
    doubts: int

    @property
    def sentence(self) -> str:
        groups = ", ".join(f"{count} {label}" for label, count in self.groups.items())
        return f"{self.total}: {groups}" if groups else "0"


def doubts_of(plan: Plan) -> list[Doubt]:
    """Cells that a person should look at, in the order of the file; terms of a line before its parties."""
    activities = list(plan.activities.active().select_related("section").prefetch_related("parties"))
    parties = [party for activity in activities for party in activity.parties.all()]
    register = Register.for_plan(plan, [party.party for party in parties])
    schedules = schedules_of(plan.organisation, _likely_year(plan))
    terms = Counter(activity.term.source for activity in activities if not activity.is_term_confirmed)
    phrases = Counter(phrase_of(party.party) for party in parties if not party.is_confirmed)
    doubts = []
    for activity in activities:
        if not activity.is_term_confirmed:
            doubts.append(_term_doubt(activity, terms[activity.term.source] - 1, schedules))
        for party in activity.parties.all():
            if not party.is_confirmed:
                doubts += _party_doubts(activity, party, phrases[phrase_of(party.party)] - 1, register)
    return doubts


def acceptance_preview(plan: Plan, year: SchoolYear) -> Preview:
    """Computed by the code that makes the year, without writing anything."""
    activities = list(plan.activities.active())
    schedules = schedules_of(plan.organisation, year)
    occurrences = list(expected_occurrences(activities, plan, year, schedules))
    expansion = Expansion(plan, HolderBook(plan, clock.today()), [year])
    by_organisation: Counter[int] = Counter()
    gaps: Counter[tuple[int, str]] = Counter()
    undated = {}
    for occurrence in occurrences:
        if expansion.due_on(occurrence) is None:
            undated[occurrence.activity_id] = occurrence.activity
        for team in expansion.teams_of(occurrence):
            by_organisation[team.organisation_id] += 1
            if team.is_gap:
                gaps[occurrence.activity_id, team.parts[0].duty] += 1
    lines = {activity.pk: activity for activity in activities}
    return Preview(
        year,
        by_organisation.total(),
        _groups(by_organisation),
        tuple(Gap(lines[pk], words, count) for (pk, words), count in gaps.items()),
        tuple(undated.values()),
        sum(1 for activity in activities if activity.control == Activity.Control.NO_REPORT),
        _history_count(plan, activities, year),
        len(doubts_of(plan)),
    )


def years_to_execute(plan: Plan) -> list[SchoolYear]:
    """School years from which the plan may be executed; the current one first where it is among them."""
    today = SchoolYear.of(clock.today())
    first = first_school_year(plan) or today
    last = SchoolYear.of(plan.last_day) if plan.last_day else max(today, first).next
    years = [SchoolYear(start) for start in range(first.start, last.start + 1)]
    return sorted(years, key=lambda year: (year != today, year))


def upper_activities(plan: Plan) -> QuerySet[Activity]:
    """Lines of accepted plans that a line of this plan may serve: of the same node and of those above."""
    return activities_above(plan.organisation, plan.community).exclude(plan=plan)


def activities_above(organisation: Organisation, community: Community | None) -> QuerySet[Activity]:
    """Of plans of communities only those of the one that this is part of."""
    above = Q(plan__community=None, plan__organisation__in=organisation.ancestor_ids)
    if community is not None and community.parent_id is not None:
        above |= Q(plan__community=community.parent_id)
    return Activity.objects.active().filter(above, plan__state=Plan.State.ACCEPTED).select_related("plan")


def _term_doubt(activity: Activity, like: int, schedules: Schedules) -> Doubt:
    term = activity.term
    if term.kind is TermKind.UNKNOWN:
        sentence = "Срок не понят: напишите его иначе или оставьте словами." if term.source else "Срок не указан."
        choices = (
            Choice("", "Оставить словами", "Дат не будет. В конце года спросим, исполнено ли"),
            Choice("в течение года", "В течение года"),
        )
        return Doubt(activity, None, "term", term.source, sentence, choices, like)
    name = term.reference or term.text()
    known = schedules.get(term.reference)
    if known is not None and known.start and known.end:
        start = date_text(known.start, year=known.start.year != known.end.year)
        hint = f"Такой график в системе есть: {start} – {date_text(known.end)}"
    else:
        hint = "Дат пока нет: появятся, когда их внесут"
    choices = (Choice("", f"Внешний график «{name}»", hint), Choice("в течение года", "В течение года"))
    return Doubt(activity, None, "term", term.source, "Срок зависит от внешнего графика: так ли это?", choices, like)


def _party_doubts(activity: Activity, party: ActivityParty, like: int, register: Register) -> Iterator[Doubt]:
    proposal = propose_holder(party.party, register)
    stored = HolderChoice.of(party)
    is_held = stored.kind != ActivityParty.Holder.NOBODY
    if is_held and (not proposal.is_doubtful or stored != proposal.choice):
        return
    choices = tuple(Choice(choice.code, choice.label, choice.hint) for choice in proposal.choices)
    yield Doubt(activity, party, "parties", party.source or party.text, proposal.reason, choices, like)


def _groups(by_organisation: Counter[int]) -> dict[str, int]:
    kinds = dict(Organisation.objects.filter(pk__in=by_organisation).values_list("pk", "kind"))
    counted: Counter[str] = Counter()
    for organisation, number in by_organisation.items():
        kind = Kind(kinds[organisation])
        is_of_service = kind in (*SERVICE_KINDS, Kind.DEPARTMENT)
        counted[SERVICE if is_of_service else _GROUPS.get(kind, "у других организаций")] += number
    order = [SERVICE, *_GROUPS.values(), "у других организаций"]
    return {label: counted[label] for label in order if counted[label]}


def _history_count(plan: Plan, activities: list[Activity], executed_from: SchoolYear) -> int:
    return sum(
        1
        for year in years_of_history(plan, executed_from)
        for _ in expected_occurrences(activities, plan, year, schedules_of(plan.organisation, year))
    )


def _likely_year(plan: Plan) -> SchoolYear:
    return years_to_execute(plan)[0]
