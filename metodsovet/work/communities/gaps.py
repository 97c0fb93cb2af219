"""What a community lacks, each with its source: beside the community and in the picture of all.

An upper room adds its own at start; it answers for many communities at once, in a number of queries of its own::

    @gaps.offer("meetings", "мало заседаний")
    def few_meetings(communities: Sequence[Community], day: date) -> Mapping[int, Gap]: ...
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count

from metodsovet.kernel.russian import date_text, plural
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.work.communities.models import Analysis, Community, Membership, Office
from metodsovet.work.communities.queries.analyses import states_of, with_people

SOON = timedelta(days=30)
GRACE = timedelta(days=30)
BEGUN, MISSING = "начат, но не сдан", "не начат"
CUSTOM = "Обычай: анализ сдают к концу учебного года."


@dataclass(frozen=True, slots=True)
class Gap:
    """``text`` is a sentence of what is wrong and what follows; ``source`` is the act or the custom that asks it.

    ``number`` is how many there are, where a column of the picture counts them.
    """

    text: str
    source: str = ""
    number: int | None = None


Gaps = Callable[[Sequence[Community], date], Mapping[int, Gap]]
_offered: dict[str, tuple[str, Gaps]] = {}


def offer(code: str, title: str) -> Callable[[Gaps], Gaps]:
    """``title`` is the short word of the filter: «нет руководителя»."""

    def register(find: Gaps) -> Gaps:
        if code in _offered:
            raise ValueError(f"gap «{code}» is offered twice")
        _offered[code] = (title, find)
        return find

    return register


def titles() -> Mapping[str, str]:
    return {code: title for code, (title, _) in _offered.items()}


def gaps_of(communities: Sequence[Community], day: date) -> Mapping[int, Mapping[str, Gap]]:
    """By ids of communities and codes, in the order of the offers. Closed ones lack nothing; kinds must be read."""
    working = [one for one in communities if one.closed_on is None or one.closed_on > day]
    found: dict[int, dict[str, Gap]] = defaultdict(dict)
    for code, (_, find) in _offered.items():
        for pk, gap in find(working, day).items():
            found[pk][code] = gap
    return found


@offer("head", "нет руководителя")
def without_head(communities: Sequence[Community], day: date) -> Mapping[int, Gap]:
    heads = Office.objects.on(day).filter(kind=Office.Kind.HEAD, community__in=[one.pk for one in communities])
    headed = set(heads.values_list("community_id", flat=True))
    gap = Gap("Руководителя нет: поручения, которые ему полагаются, остаются без исполнителя.")
    return {one.pk: gap for one in communities if one.pk not in headed}


@offer("members", "нет участников")
def without_members(communities: Sequence[Community], day: date) -> Mapping[int, Gap]:
    known = _sizes(communities, day)
    return {one.pk: Gap("В состав никто не записан.") for one in communities if one.pk not in known}


@offer("few", "меньше нормы")
def below_least(communities: Sequence[Community], day: date) -> Mapping[int, Gap]:
    known = _sizes(communities, day)
    return {
        one.pk: Gap(_few(known[one.pk], one.kind.least_members), one.kind.source)
        for one in communities
        if one.kind.least_members and 0 < known.get(one.pk, 0) < one.kind.least_members
    }


@offer("act", "нет приказа")
def without_act(communities: Sequence[Community], day: date) -> Mapping[int, Gap]:
    return {
        one.pk: Gap(f"«{one.kind.name.capitalize()}» создаётся приказом, а приказ не указан.")
        for one in communities
        if one.kind.needs_act and one.established_by_id is None
    }


@offer("term", "срок прошёл")
def past_term(communities: Sequence[Community], day: date) -> Mapping[int, Gap]:
    ended = [one for one in communities if one.runs_until is not None and one.runs_until < day]
    return {
        one.pk: Gap(f"Срок работы закончился {date_text(one.runs_until)}: закройте объединение или продлите срок.")
        for one in ended
        if one.runs_until is not None
    }


@offer("soon", "срок заканчивается")
def near_term(communities: Sequence[Community], day: date) -> Mapping[int, Gap]:
    return {
        one.pk: Gap(f"Срок работы заканчивается {date_text(one.runs_until)}.")
        for one in communities
        if one.runs_until is not None and day <= one.runs_until <= day + SOON
    }


@offer("analysis", "нет анализа года")
def without_analysis(communities: Sequence[Community], day: date) -> Mapping[int, Gap]:
    """From the last day of teaching on, and in the first month after the year, until it is handed in."""
    year = _ending_year(day)
    if year is None:
        return {}
    ids = [one.pk for one in communities]
    states, lived = states_of(ids, year), with_people(ids, year)
    return {
        pk: Gap(f"Анализ за {year} {BEGUN if pk in states else MISSING}.", CUSTOM)
        for pk in ids
        if pk in lived and states.get(pk) not in Analysis.TOLD
    }


def _ending_year(day: date) -> SchoolYear | None:
    year = SchoolYear.of(day)
    if day >= year.last_teaching_day:
        return year
    return year.previous if day < year.first_day + GRACE else None


def _sizes(communities: Sequence[Community], day: date) -> Mapping[int, int]:
    rows = Membership.objects.on(day).filter(community__in=[one.pk for one in communities])
    return dict(rows.order_by().values_list("community_id").annotate(n=Count("pk")))


def _few(number: int, least: int | None) -> str:
    people = plural(number, "участник", "участника", "участников")
    return f"В составе {number} {people}, а нужно не меньше {least}."
