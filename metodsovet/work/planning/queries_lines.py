"""Lines of a plan as its list shows them: who holds each of «Ответственные», what serves the line."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import CharField, Count, F, Func, Q, Value

from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.models import Part
from metodsovet.work.planning.expansion.sources import assignments_of_occurrences
from metodsovet.work.planning.models import Activity, ActivityParty, Occurrence
from metodsovet.work.planning.queries_plans import ActivityRow, PlanPage


@dataclass(frozen=True, slots=True)
class Seats:
    """People who hold a party now, and places of it where nobody does."""

    people: int = 0
    empty: int = 0


@dataclass(frozen=True, slots=True)
class SeenParty:
    """«заместители директоров (14)»; ``gap`` says in words where nobody is appointed."""

    text: str
    count: int
    gap: str


@dataclass(frozen=True, slots=True)
class PlanLine:
    """``section`` heads the lines of one direction; ``served`` counts the visible lines of lower plans."""

    row: ActivityRow
    section: str
    parties: tuple[SeenParty, ...]
    served: int

    @property
    def activity(self) -> Activity:
        return self.row.activity

    @property
    def has_gap(self) -> bool:
        return any(party.gap for party in self.parties)


def plan_lines(page: PlanPage, user: User) -> list[PlanLine]:
    """Two queries more than the page itself, whatever the size."""
    seats = _seats(Occurrence.objects.filter(activity__plan=page.plan, school_year=page.year.start).values("pk"), user)
    served = _served(page, user)
    return [
        PlanLine(
            row,
            str(section.section) if section.section else "",
            seen_parties(row.activity, seats),
            served.get(row.activity.pk, 0),
        )
        for section in page.sections
        for row in section.rows
    ]


def seats_of_activity(activity: Activity, year: int, user: User) -> tuple[SeenParty, ...]:
    occurrences = Occurrence.objects.filter(activity=activity, school_year=year)
    return seen_parties(activity, _seats(occurrences.values("pk"), user))


def seen_parties(activity: Activity, seats: Mapping[int, Seats]) -> tuple[SeenParty, ...]:
    return tuple(_seen(party, seats.get(party.pk, Seats())) for party in activity.parties.all())


def _seen(party: ActivityParty, seats: Seats) -> SeenParty:
    gap = ""
    if party.holder == ActivityParty.Holder.NOBODY or (seats.empty and not seats.people):
        gap = "никто не назначен"
    elif seats.empty:
        gap = f"не назначены: {seats.empty}"
    return SeenParty(str(party), seats.people if _is_group(party) else 0, gap)


def _is_group(party: ActivityParty) -> bool:
    return party.holder not in (ActivityParty.Holder.PERSON, ActivityParty.Holder.NOBODY)


def _seats(occurrences: Iterable[dict[str, int]], user: User) -> dict[int, Seats]:
    """By id of the party, which the keys of seats name («party:12:…»); counted in SQL."""
    seen = assignments_of_occurrences(Occurrence.objects.filter(pk__in=occurrences)).visible_to(user)
    party = Func(F("holder_key"), Value(":"), Value(2), function="split_part", output_field=CharField())
    counted = (
        Part.objects.filter(assignment__in=seen, until=None, holder_key__startswith="party:")
        .order_by()
        .values(party_id=party)
        .annotate(
            people=Count("person", distinct=True), empty=Count("holder_key", filter=Q(person=None), distinct=True)
        )
    )
    return {int(row["party_id"]): Seats(row["people"], row["empty"]) for row in counted}


def _served(page: PlanPage, user: User) -> dict[int, int]:
    lower = Activity.objects.visible_to(user).active().filter(serves__plan=page.plan)
    counted = lower.order_by().values("serves").annotate(number=Count("pk"))
    return {row["serves"]: row["number"] for row in counted}
