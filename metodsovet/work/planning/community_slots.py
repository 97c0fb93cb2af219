"""The year plan beside a community and in the picture of all of them."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.urls import reverse

from metodsovet.ground.access.models import User
from metodsovet.kernel.russian import date_short, date_text
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.work.communities import gaps, slots
from metodsovet.work.communities.gaps import Gap
from metodsovet.work.communities.models import Community
from metodsovet.work.communities.slots import Line
from metodsovet.work.planning.models import Plan
from metodsovet.work.planning.queries_communities import Standing, standings_of

TAB = "plan"


@slots.offer_tab(TAB)
def plan_tab(user: User, community: Community) -> slots.Tab | None:
    """For whoever may see a plan of it or begin one."""
    may_begin = community.closed_on is None and user.has_perm("planning.begin_year_plan", community)
    if not may_begin and not Plan.objects.visible_to(user).filter(community=community).exists():
        return None
    return slots.Tab(TAB, address_of(community.pk), "План")


@slots.offer_lines
def plan_of_the_year(community: Community, day: date) -> Sequence[Line]:
    year = SchoolYear.of(day)
    standing = standings_of([community], year)[community.pk]
    if standing.plan is None and standing.due_on is None:
        return []
    return [Line(f"План на {year.text()}", _words(standing), address_of(community.pk))]


@gaps.offer("no_plan", "нет плана")
def without_plan(communities: Sequence[Community], day: date) -> Mapping[int, Gap]:
    """Standing ones whose plan for the year of the day is not handed in."""
    year = SchoolYear.of(day)
    asked = [one for one in communities if one.kind.is_standing]
    standings = standings_of(asked, year)
    return {pk: Gap(_lacking(standing, year, day)) for pk, standing in standings.items() if standing.is_owed}


def plan_standings(ids: Sequence[int], day: date) -> Mapping[int, str]:
    communities = Community.objects.filter(pk__in=ids).select_related("organisation", "kind")
    standings = standings_of(list(communities), SchoolYear.of(day))
    return {pk: _words(standing) for pk, standing in standings.items()}


def address_of(community: int) -> str:
    return reverse("show_year_plan", args=[community])


def _words(standing: Standing) -> str:
    """«сдан», «нет, до 15.09.2026»."""
    due = f", до {date_short(standing.due_on)}" if standing.is_owed and standing.due_on else ""
    return f"{standing.word}{due}"


def _lacking(standing: Standing, year: SchoolYear, day: date) -> str:
    due = f": срок {'был' if standing.is_late(day) else '—'} {date_text(standing.due_on)}" if standing.due_on else ""
    if standing.plan is None:
        return f"Нет плана на {year.text()}{due}."
    return f"План на {year.text()} не сдан{due}."


slots.offer_column(slots.PictureColumn("plan", "План", plan_standings, address_of, is_number=False))
