"""The town with an association of the city and one of a school, their heads and the plans they begin."""

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import Person
from metodsovet.ground.directory.tests.world import LONG_AGO, user_of
from metodsovet.work.communities.models import Community, Membership, Office
from metodsovet.work.planning.actions.community_plans import (
    YearPlanDraft,
    approve_plan,
    begin_year_plan,
    hand_in_plan,
)
from metodsovet.work.planning.models import Plan, PlanTemplate
from metodsovet.work.planning.tests.town import YEAR, Town

LINES = (
    ("Заседания", "Заседание 1. План года", "октябрь", "руководитель объединения", "протокол"),
    ("Заседания", "Заседание 2. Итоги полугодия", "январь", "руководитель ГМО", "протокол"),
    ("Работа", "Открытые уроки", "март", "Лебедева О.В.", "карты уроков"),
)


def city(town: Town) -> Community:
    return Community.objects.get(name="ГМО учителей физики")


def school(town: Town) -> Community:
    return Community.objects.get(name="ШМО учителей химии")


def head_of(community: Community) -> User:
    return user_of(Office.objects.get(community=community, kind=Office.Kind.HEAD).person)


def give_office(community: Community, person: Person, kind: str = Office.Kind.SECRETARY) -> User:
    Office.objects.create(community=community, person=person, since=LONG_AGO, kind=kind)
    return user_of(person)


def take_in(community: Community, person: Person) -> User:
    Membership.objects.create(community=community, person=person, since=LONG_AGO)
    return user_of(person)


def template_of(*lines: tuple[str, ...]) -> PlanTemplate:
    names = ("section", "title", "term", "parties", "result")
    rows = [dict(zip(names, line, strict=True)) for line in lines or LINES]
    return PlanTemplate.objects.create(code=f"test{PlanTemplate.objects.count()}", name="Проба", lines_json=rows)


def begun(community: Community, **more: object) -> Plan:
    draft = YearPlanDraft(YEAR, **{"source": template_of(), **more})  # type: ignore[arg-type]
    return begin_year_plan(community, draft=draft, by=head_of(community))


def handed_in(community: Community) -> Plan:
    plan = begun(community)
    hand_in_plan(plan, version=plan.version, by=head_of(community))
    return Plan.objects.get(pk=plan.pk)


def approved(community: Community, by: User) -> Plan:
    plan = handed_in(community)
    return approve_plan(plan, version=plan.version, by=by)
