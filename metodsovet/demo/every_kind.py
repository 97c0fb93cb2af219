"""The life of one community of each kind, and of the associations: last year's plan and meeting, this year's plan."""

import random
from collections.abc import Sequence
from datetime import date, timedelta

from metodsovet.demo.life import morning
from metodsovet.demo.meeting_topics import IN_ANY
from metodsovet.demo.meetings import Circle, hold, working_day
from metodsovet.demo.people import Cast, let_in
from metodsovet.kernel import clock
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.work.communities.actions import add_members, end_membership
from metodsovet.work.communities.models import Community, CommunityKind, Office
from metodsovet.work.communities.queries.reach import colleagues_of
from metodsovet.work.planning.actions import add_activity, archive_plan
from metodsovet.work.planning.actions.community_plans import (
    TemplateDraft,
    YearPlanDraft,
    begin_year_plan,
    save_plan_template,
)
from metodsovet.work.planning.models import PlanTemplate
from metodsovet.work.planning.queries_communities import templates_for
from metodsovet.work.publications.actions import PostDraft, add_post

Code = CommunityKind.Code
ELSEWHERE = (Code.SCHOOL_ASSOCIATION, Code.CITY_ASSOCIATION)
MEETS_OFTEN = "ГМО учителей математики"
FIRST_MONTH, FIRST_DAY = 11, 9
STEP, MEETING_DAYS = timedelta(days=3), 16
LEFT = (1, 14)
"""Month and day of the last year when somebody left."""
SHORT = TemplateDraft("План на три встречи", CommunityKind.Level.MUNICIPALITY)
SAID = "Коллеги, протокол встречи утверждён, спасибо всем, кто пришёл. Материалы передайте мне до конца недели."
LINES = (
    ("Встреча 1. Что просят школы и детские сады", "до 20 октября"),
    ("Встреча 2. Что уже сделано и кому пригодилось", "февраль"),
    ("Встреча 3. Итоги года и что взять в следующий", "до 20 мая"),
)


def one_of_each_kind() -> Sequence[Community]:
    """The oldest of each kind; associations have more than one that lives."""
    rows = Community.objects.exclude(kind__code__in=ELSEWHERE).select_related("kind", "organisation").order_by("pk")
    found: dict[int, Community] = {}
    for community in rows:
        found.setdefault(community.kind_id, community)
    return list(found.values())


def associations() -> Sequence[Community]:
    """Whoever has a head has met; one of them has a year of its own."""
    rows = Community.objects.filter(kind__code__in=ELSEWHERE, offices__kind=Office.Kind.HEAD).distinct()
    return list(rows.exclude(name=MEETS_OFTEN).select_related("kind", "organisation").order_by("pk"))


def template_for(community: Community) -> PlanTemplate | None:
    """The short one, where the municipality has no better for the kind."""
    rows = templates_for(community).exclude(level=SHORT.level, municipality=None)
    return rows.order_by("kind_code").last()


def live_in_every_kind(cast: Cast, year: SchoolYear, *, seed: int) -> None:
    """Last year, before any of them is closed; standing ones lived by a plan."""
    chance = random.Random(seed)
    for number, community in enumerate(one_of_each_kind()):
        _give_account_to_head(community, cast)
        _leave(community, year, cast)
        if community.kind.is_standing:
            _plan_last_year(community, year, cast)
        _write_to_feed(community, _meet(community, number, year, chance, cast))
    for number, community in enumerate(associations()):
        _meet(community, number, year, chance, cast)


def _plan_last_year(community: Community, year: SchoolYear, cast: Cast) -> None:
    """The first of those that serve the whole town made a plan of its own, which became the template of the others."""
    plan = begin_year_plan(community, draft=YearPlanDraft(year, template_for(community)), by=cast.author)
    if not plan.activities.exists():
        for title, term in LINES:
            add_activity(plan, title=title, term_text=term, parties_text="руководитель объединения", by=cast.author)
        save_plan_template(plan, municipality=cast.town, draft=SHORT, by=cast.author)
    archive_plan(plan, by=cast.author)


def _meet(community: Community, number: int, year: SchoolYear, chance: random.Random, cast: Cast) -> date:
    day = working_day(date(year.start, FIRST_MONTH, FIRST_DAY) + STEP * (number % MEETING_DAYS))
    circle = Circle(community, [], f"{community.organisation.short_name}, каб. 3", cast.author)
    hold(circle, IN_ANY[number % len(IN_ANY)], day, chance, is_answered=False)
    return day


def _write_to_feed(community: Community, met_on: date) -> None:
    with clock.at(morning(met_on + timedelta(days=3))):
        for office in community.offices.today().filter(kind=Office.Kind.HEAD, person__user__isnull=False):
            add_post(community, draft=PostDraft(SAID), by=office.person.user)


def _leave(community: Community, year: SchoolYear, cast: Cast) -> None:
    """Somebody who was in it from the autumn left in the winter; where all are in it, one of these."""
    since = max(year.first_day, community.opened_on or year.first_day)
    until = date(year.start + 1, *LEFT)
    with clock.at(morning(since)):
        known = community.memberships.values("person")
        leaver = colleagues_of(community).exclude(pk__in=known).order_by("-pk").first()
        if leaver is not None:
            add_members(community, [leaver], since=since, by=cast.author)
        rows = community.memberships.exclude(person__in=community.offices.values("person"))
        end_membership(rows.get(person=leaver) if leaver else rows.latest("pk"), until=until, by=cast.author)


def _give_account_to_head(community: Community, cast: Cast) -> None:
    for office in community.offices.filter(kind=Office.Kind.HEAD).select_related("person"):
        if office.person.user_id is None:
            let_in(office.person, f"user{office.person_id}", cast.password)
