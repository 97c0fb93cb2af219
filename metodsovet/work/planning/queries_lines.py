"""Lines of a plan as its list shows them: who holds each of «Ответственные», what serves the line."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import CharField, Count, F, Func, Q, QuerySet, Value

from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.models import Part
from metodsovet.work.planning.expansion.sources import assignments_of_occurrences
from metodsovet.work.planning.models import Activity, ActivityParty, Occurrence
from metodsovet.work.planning.queries_plans import ActivityRow, PlanPage

LEADING = (Part.Role.LEAD, Part.Role.CANDIDATE)


@dataclass(frozen=True, slots=True)
class Seats:
    """People who hold a party now, and places of it where nobody does."""

    people: int = 0
    empty: int = 0


@dataclass(frozen=True, slots=True)
class SeatsBook:
    """Seats by id of the party, and of those who lead where every organisation reports, by id of the activity."""

    by_party: Mapping[int, Seats]
    leading: Mapping[int, Seats]


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
    """Four queries more than the page itself, whatever the size."""
    seats = _seats(Occurrence.objects.filter(activity__plan=page.plan, school_year=page.year.start), user)
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
    return seen_parties(activity, _seats(Occurrence.objects.filter(activity=activity, school_year=year), user))


def seen_parties(activity: Activity, seats: SeatsBook) -> tuple[SeenParty, ...]:
    return tuple(_seen(party, _seats_of(party, activity, seats)) for party in activity.parties.all())


def _seats_of(party: ActivityParty, activity: Activity, seats: SeatsBook) -> Seats:
    """Where every organisation reports, the first-named party is those who lead in each of them."""
    is_each = activity.control == Activity.Control.EVERY_ORGANISATION and party.part == ActivityParty.Part.LEAD
    return seats.leading.get(activity.pk, Seats()) if is_each else seats.by_party.get(party.pk, Seats())


def _seen(party: ActivityParty, seats: Seats) -> SeenParty:
    gap = ""
    is_nobody = party.holder == ActivityParty.Holder.NOBODY and not seats.people
    if is_nobody or (seats.empty and not seats.people):
        gap = "никто не назначен"
    elif seats.empty:
        gap = f"не назначены: {seats.empty}"
    return SeenParty(str(party), seats.people if seats.people > 1 else 0, gap)


def _seats(occurrences: QuerySet[Occurrence], user: User) -> SeatsBook:
    """Parts name what seated them by their keys («party:12:…», «org:34»); counted in SQL, from assignments to parts:
    the other way round a planner without fresh statistics walks all parts for each assignment."""
    activity_of = dict(occurrences.values_list("pk", "activity_id"))
    seated = assignments_of_occurrences(activity_of.keys()).visible_to(user).order_by()
    party = Func(F("parts__holder_key"), Value(":"), Value(2), function="split_part", output_field=CharField())
    people, empty = Count("parts__person", distinct=True), Q(parts__person=None)
    by_party = (
        seated.filter(parts__until=None, parts__holder_key__startswith="party:")
        .values(party_id=party)
        .annotate(people=people, empty=Count("parts__holder_key", filter=empty, distinct=True))
    )
    leading = (
        seated.filter(parts__until=None, parts__holder_key__startswith="org:", parts__role__in=LEADING)
        .values("object_id")
        .annotate(people=people, empty=Count("pk", filter=empty))
    )
    return SeatsBook(
        {int(str(row["party_id"])): Seats(row["people"], row["empty"]) for row in by_party},
        {activity_of[row["object_id"] or 0]: Seats(row["people"], row["empty"]) for row in leading},
    )


def _served(page: PlanPage, user: User) -> dict[int, int]:
    lower = Activity.objects.visible_to(user).active().filter(serves__plan=page.plan)
    counted = lower.order_by().values("serves").annotate(number=Count("pk"))
    return {row["serves"]: row["number"] for row in counted if row["serves"] is not None}
