"""Last year in the communities of kinds that meet nowhere else in the example: a plan, a meeting, minutes."""

import random
from collections.abc import Sequence
from datetime import date, timedelta

from metodsovet.demo.meeting_topics import IN_ANY
from metodsovet.demo.meetings import Circle, hold, working_day
from metodsovet.demo.people import Cast
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.work.communities.models import Community, CommunityKind
from metodsovet.work.planning.actions import archive_plan
from metodsovet.work.planning.actions.community_plans import YearPlanDraft, begin_year_plan
from metodsovet.work.planning.queries_communities import templates_for

Code = CommunityKind.Code
ELSEWHERE = (Code.SCHOOL_ASSOCIATION, Code.CITY_ASSOCIATION, Code.PEDAGOGICAL_COUNCIL)
FIRST_MONTH, FIRST_DAY = 11, 9
STEP = timedelta(days=3)


def one_of_each_kind() -> Sequence[Community]:
    """The oldest of each kind that the rest of the example leaves without a year."""
    rows = Community.objects.exclude(kind__code__in=ELSEWHERE).select_related("kind", "organisation").order_by("pk")
    found: dict[int, Community] = {}
    for community in rows:
        found.setdefault(community.kind_id, community)
    return list(found.values())


def live_in_every_kind(cast: Cast, year: SchoolYear, *, seed: int) -> None:
    """Before any of them is closed; standing ones lived by a plan."""
    chance = random.Random(seed)
    for number, community in enumerate(one_of_each_kind()):
        if community.kind.is_standing:
            draft = YearPlanDraft(year, templates_for(community).first())
            archive_plan(begin_year_plan(community, draft=draft, by=cast.author), by=cast.author)
        day = working_day(date(year.start, FIRST_MONTH, FIRST_DAY) + STEP * number)
        circle = Circle(community, [], f"{community.organisation.short_name}, каб. 3", cast.author)
        hold(circle, IN_ANY[number % len(IN_ANY)], day, chance, is_answered=False)
