"""Year plans of communities in the example: approved and lived by, handed in, returned, begun, missing."""

from datetime import date, datetime, time, timedelta

from metodsovet.demo.every_kind import one_of_each_kind, template_for
from metodsovet.demo.life import ZONE
from metodsovet.demo.people import Cast
from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Organisation
from metodsovet.ground.directory.models.role_kinds import Role
from metodsovet.ground.documents.actions import Requisites, register_act
from metodsovet.ground.documents.models import Act
from metodsovet.kernel import clock
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.work.communities.models import Community, Office
from metodsovet.work.planning.actions import add_activity, archive_plan
from metodsovet.work.planning.actions.community_plans import (
    Considered,
    YearPlanDraft,
    approve_plan,
    ask_year_plans,
    begin_year_plan,
    hand_in_plan,
    return_plan,
)
from metodsovet.work.planning.actions.community_plans.people import approvers_of, is_own_plan
from metodsovet.work.planning.models import Plan
from metodsovet.work.planning.queries_communities import last_plan_of, themes_for, upper_for

APPROVED_CITY = ("ГМО учителей математики", "ГМО учителей начальных классов")
APPROVED_SCHOOL = (("Гимназия № 3", "ШМО учителей математики"), ("Лицей № 4", "ШМО учителей начальных классов"))
HANDED_IN = (("", "ГМО учителей русского языка и литературы"), ("СОШ № 1", "ШМО учителей математики"))
RETURNED = ("", "ГМО учителей биологии и химии")
BEGUN = ("", "ГМО воспитателей детских садов")
NOTE = "Добавьте встречи с начинающими педагогами и назовите, чем закончится каждая мастерская."
ASKED_DAYS, DUE_DAYS = 12, 9


def remember_last_plan(cast: Cast, year: SchoolYear) -> None:
    """Of the year before: from it the present plan begins."""
    community = _found(cast, "", APPROVED_CITY[0])
    plan = _begin(community, year)
    title = f"Круглый стол «Что показал {year.text()}»"
    add_activity(plan, title=title, term_text="апрель", parties_text="руководитель объединения", by=_head(community))
    archive_plan(plan, by=cast.author)


def approve_first(cast: Cast, year: SchoolYear) -> None:
    """Those who were in time: the year is lived by their plans."""
    requisites = Requisites(
        kind=Act.Kind.ORDER,
        number="203",
        date=date(year.start, 8, 30),
        title="Об утверждении планов муниципальных методических объединений",
        issuer="Управление образования Заречногорского городского округа",
    )
    act = register_act(requisites, organisation=cast.town, by=cast.author)
    for name in APPROVED_CITY:
        _approve(_hand_in(_found(cast, "", name), year), by=cast.author, act=act)
    for place, name in APPROVED_SCHOOL:
        plan = _hand_in(_found(cast, place, name), year)
        considered = Considered("на заседании методического совета", "1", date(year.start, 8, 29))
        approve_plan(plan, version=plan.version, considered=considered, by=lead_of(cast.places[place]))
    for community in one_of_each_kind():
        if community.kind.is_standing and community.closed_on is None:
            plan = _hand_in(community, year)
            _approve(plan, by=_approver(plan), act=act if community.kind.is_of_town else None)


def ask_the_rest(cast: Cast, year: SchoolYear, today: date) -> None:
    """A day is named: some hand in, one is returned, one is being written, the rest have nothing yet."""
    asked_on = max(today - timedelta(days=ASKED_DAYS), year.first_day)
    with clock.at(datetime.combine(asked_on, time(9, 30), ZONE)):
        ask_year_plans(
            cast.town, year=year, due_on=min(today + timedelta(days=DUE_DAYS), year.last_day), by=cast.author
        )
    days = max((today - asked_on).days // 2, 0)
    with clock.at(datetime.combine(asked_on + timedelta(days=days), time(15, 20), ZONE)):
        for place, name in HANDED_IN:
            _hand_in(_found(cast, place, name), year)
        plan = _hand_in(_found(cast, *RETURNED), year)
        return_plan(plan, note=NOTE, version=plan.version, by=cast.author)
        _begin(_found(cast, *BEGUN), year)


def _begin(community: Community, year: SchoolYear) -> Plan:
    source = last_plan_of(community, year) or template_for(community)
    upper = tuple(upper_for(community, year)[:2])
    draft = YearPlanDraft(year, source, themes_for(community, year).first(), upper)
    return begin_year_plan(community, draft=draft, by=_head(community))


def _hand_in(community: Community, year: SchoolYear) -> Plan:
    plan = _begin(community, year)
    hand_in_plan(plan, version=plan.version, by=_head(community))
    return Plan.objects.get(pk=plan.pk)


def _approve(plan: Plan, *, by: User, act: Act | None) -> None:
    approve_plan(plan, version=plan.version, act=act, by=by)


def _approver(plan: Plan) -> User:
    """The first of those who keep the community that does not decide about his own plan."""
    assert plan.community is not None
    users = User.objects.filter(person__in=approvers_of(plan.community)).order_by("pk")
    return next(user for user in users if not is_own_plan(plan, user))


def _found(cast: Cast, place: str, name: str) -> Community:
    organisation = cast.places[place] if place else cast.town
    rows = Community.objects.select_related("organisation", "kind")
    return rows.get(organisation=organisation, name=name)


def _head(community: Community) -> User:
    office = Office.objects.today().get(community=community, kind=Office.Kind.HEAD)
    return User.objects.get(person=office.person_id)


def lead_of(organisation: Organisation) -> User:
    role = organisation.roles.today().filter(role=Role.METHODICAL_LEAD).earliest("pk")
    return User.objects.get(person=role.person_id)
