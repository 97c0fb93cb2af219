"""What the yearly analysis of a community takes from its own plan."""

from django.db.models import QuerySet

from metodsovet.ground.access.models import User
from metodsovet.work.communities import analyses
from metodsovet.work.communities.analyses import Counted, Follower, Row
from metodsovet.work.planning.actions.community_plans.analyses import accept_lines, foretell, report_lines, return_lines
from metodsovet.work.planning.models import Activity
from metodsovet.work.planning.offers import EXECUTED_ACTIVITIES


def activity_rows(rows: QuerySet[Activity], user: User) -> list[Row]:
    seen = analyses.seen(rows, Activity.objects.visible_to(user)).select_related("plan")
    return [Row(one.title, one.get_absolute_url(), one.plan.title) for one in seen.order_by("plan", "position")]


analyses.offer(Counted(EXECUTED_ACTIVITIES, "План и факт", activity_rows))
analyses.follow(Follower(foretell, handed_in=report_lines, returned=return_lines, accepted=accept_lines))
