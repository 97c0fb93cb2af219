"""What an order of last year did, as proposals for the one that is drafted after it; people are those of today."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Employment, Person
from metodsovet.kernel import clock
from metodsovet.kernel.days import years_after
from metodsovet.work.communities.models import Office
from metodsovet.work.orders.actions.deeds import DeedDraft, deed_text
from metodsovet.work.orders.copying import next_year_text
from metodsovet.work.orders.models import Deed, Order
from metodsovet.work.orders.queries.people import plans_of
from metodsovet.work.orders.wording import capital
from metodsovet.work.planning.models import Plan

Kind = Deed.Kind
PEOPLE = (Kind.APPOINT, Kind.FOUND)


@dataclass(frozen=True, slots=True)
class Repeated:
    """``asks`` is «person» where the former one has left, «plan» where this year's is to be chosen; else empty."""

    former: Deed
    draft: DeedDraft
    asks: str

    @property
    def text(self) -> str:
        """As a deed of the draft would say it; one that is asked of is named as it was."""
        values = {name: getattr(self.draft, name) for name in DeedDraft.__slots__}
        if self.asks in ("person", "plan"):
            values |= {self.asks: getattr(self.former, self.asks)}
        return capital(deed_text(Deed(**values)))


def repeated_deeds(order: Order, user: User) -> list[Repeated]:
    """Of the order that this one was drafted after; nothing that the draft does already, five queries at most.

    Who has come to an office since then is proposed for it.
    """
    if order.copied_from is None:
        return []
    rows = order.copied_from.deeds.select_related("community__kind", "community__organisation", "person", "plan")
    former = list(rows.select_related("community_kind", "organisation", "subject").order_by("pk"))
    people = {deed.pk: deed.person for deed in former} | _come_since(former)
    jobs = Employment.objects.today().filter(person__in=[one for one in people.values() if one])
    working = set(jobs.values_list("person", flat=True))
    people = {pk: one if one and one.pk in working else None for pk, one in people.items()}
    said = {_key(deed) for deed in order.deeds.all()}
    has_plans = plans_of(order, user).filter(state=Plan.State.DRAFT).exists()
    found = (_again(deed, order, people[deed.pk]) for deed in former)
    return [
        one for one in found if one is not None and _key(one.draft) not in said and (one.asks != "plan" or has_plans)
    ]


def _come_since(former: Sequence[Deed]) -> dict[int, Person]:
    """By the deeds, those who head today what somebody else was appointed to head."""
    bodies = {deed.pk: deed.community_id for deed in former if deed.kind in PEOPLE and deed.community_id}
    heads = Office.objects.filter(community__in=bodies.values(), kind=Office.Kind.HEAD).today()
    now = {one.community_id: one.person for one in heads.select_related("person").order_by("since")}
    asked = {deed.pk for deed in former if deed.kind == Kind.FOUND or deed.office == Office.Kind.HEAD}
    return {pk: now[body] for pk, body in bodies.items() if pk in asked and body in now}


def _again(deed: Deed, order: Order, person: Person | None) -> Repeated | None:
    """Nothing of what ended: a closed body and a relieved person are not closed and relieved twice."""
    former = order.copied_from
    assert former is not None
    years = order.school_year.start - former.school_year.start
    since, until = _moved(deed.since, years), _moved(deed.until, years)
    asks = "person" if deed.person_id and person is None else ""
    community = deed.community
    draft = DeedDraft(deed.kind, person=person, since=since, until=until)
    match deed.kind:
        case Kind.APPOINT if community is not None and community.closed_on is None:
            return Repeated(deed, replace(draft, community=community, office=deed.office), asks)
        case Kind.FOUND if community is not None and community.closed_on is None:
            head = replace(draft, kind=Kind.APPOINT, community=community)
            return Repeated(deed, head, asks) if deed.person_id else None
        case Kind.FOUND:
            name = next_year_text(deed.name, former, clock.today())
            founded = replace(draft, name=name, community_kind=deed.community_kind, subject=deed.subject)
            return Repeated(deed, replace(founded, organisation=deed.organisation), asks)
        case Kind.APPROVE_PLAN:
            return Repeated(deed, DeedDraft(deed.kind), "plan")
        case Kind.SET_THEME:
            year = (deed.school_year or order.school_year.start - years) + years
            theme = DeedDraft(deed.kind, organisation=deed.organisation, name=deed.name, school_year=year)
            return Repeated(deed, theme, "theme")
        case _:
            return None


def _moved(day: date | None, years: int) -> date | None:
    return day and years_after(day, years)


def _key(deed: Deed | DeedDraft) -> tuple[str, ...]:
    """What tells two deeds of one draft apart: themes by their year, plans by themselves."""
    community = deed.community.pk if deed.community else ""
    name = "" if deed.kind == Kind.SET_THEME else deed.name
    office = deed.office if deed.kind == Kind.APPOINT else ""
    plan = deed.plan.pk if deed.plan else ""
    return tuple(str(part) for part in (deed.kind, community, office, name, plan, deed.school_year or ""))
