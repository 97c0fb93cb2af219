"""The figures of a yearly analysis as they are now and as they were when it was handed in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.models import ReferenceNumber
from metodsovet.ground.directory.standing import standing_of
from metodsovet.kernel import clock
from metodsovet.kernel.numbers import percent_text
from metodsovet.kernel.offers import Amount, Figure, Period, amounts_of, figure_named
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.work.communities import analyses
from metodsovet.work.communities.analyses import SECTIONS, Counted, Row
from metodsovet.work.communities.models import Analysis, Community, CommunityKind, Membership, Office

FROM_MONTH = "community_analysis_from_month"
"""The number of a month, 1..12: from its first day on analyses of the running year are handed in."""
FIRST_MONTH = 1
"""From January on it is the running year that one asks about, until then the past one."""


@dataclass(frozen=True, slots=True)
class AnalysisFigure:
    """``value`` is what the analysis says; ``now`` what the same figure says today, where that has become another."""

    slug: str
    label: str
    group: str
    value: str
    now: str = ""
    rows: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class OpenedFigure:
    """``rows`` are those of today that the reader may see; ``hidden`` are counted besides."""

    shown: AnalysisFigure
    figure: Figure
    rows: Sequence[Row]
    hidden: int


@dataclass(frozen=True, slots=True)
class YearLine:
    """A school year of a community: its analysis, or None where there is none; ``may_draft`` it now."""

    year: SchoolYear
    analysis: Analysis | None
    may_draft: bool


def awaited_day(analysis: Analysis) -> date | None:
    """The first day of its school year from which it may be handed in, while that day is ahead.

    Until the year draws to its end, its figures tell half of it; the work of a closed community is done.
    """
    closed_on = analysis.community.closed_on
    try:
        month = int(ReferenceNumber.objects.value_of(FROM_MONTH, clock.today()))
    except ReferenceNumber.DoesNotExist:
        return None
    if month not in range(1, 13) or (closed_on is not None and closed_on <= clock.today()):
        return None
    year = analysis.year
    first_day = date(year.start + (month < year.first_day.month), month, 1)
    return first_day if first_day > clock.today() else None


def is_own_analysis(analysis: Analysis, user: User) -> bool:
    """Whether the user handed it in or heads the community today."""
    person = standing_of(user).person_id
    heads = Office.objects.today().filter(community=analysis.community_id, kind=Office.Kind.HEAD, person=person)
    return analysis.handed_in_by_id == user.pk or (person is not None and heads.exists())


def asked_year(day: date) -> SchoolYear:
    """Whose analysis is looked for on the day."""
    year = SchoolYear.of(day)
    return year if day >= date(year.start + 1, FIRST_MONTH, 1) else year.previous


def period_of(year: SchoolYear) -> Period:
    """Until today, while the year goes on."""
    return Period(year.first_day, max(year.first_day, min(year.last_day, clock.today())))


def sections_of(kind: CommunityKind) -> Sequence[str]:
    return kind.analysis_sections or SECTIONS


def figures_of(analysis: Analysis) -> list[AnalysisFigure]:
    """Frozen ones with what they have become since; of a draft, those of now."""
    current = current_figures(analysis.community, analysis.year)
    if not analysis.is_told:
        return current
    now = {one.slug: one.value for one in current}
    return [_frozen(kept, now) for kept in analysis.figures]


def groups_of(figures: Sequence[AnalysisFigure]) -> list[tuple[str, list[AnalysisFigure]]]:
    """Under each heading once, whichever rooms its figures come from; headings in the order of their first figures."""
    found: dict[str, list[AnalysisFigure]] = {}
    for one in figures:
        found.setdefault(one.group, []).append(one)
    return list(found.items())


def current_figures(community: Community, year: SchoolYear) -> list[AnalysisFigure]:
    period = period_of(year)
    counted = analyses.all_counted()
    amounts = amounts_of(community, [(one.name, period) for one in counted])
    return [AnalysisFigure(one.slug, one.label, one.group, value_text(amounts[one.name, period])) for one in counted]


def freeze(analysis: Analysis, user: User) -> list[dict[str, Any]]:
    """What ``Analysis.figures`` keeps; rows in words where the paper lists them."""
    period = period_of(analysis.year)
    by_slug = {one.slug: one for one in analyses.all_counted()}
    return [
        {
            "slug": one.slug,
            "label": one.label,
            "group": one.group,
            "value": one.value,
            "rows": _listed(by_slug[one.slug], analysis.community, period, user),
        }
        for one in current_figures(analysis.community, analysis.year)
    ]


def opened_figure(analysis: Analysis, slug: str, user: User) -> OpenedFigure | None:
    """None for a figure that no analysis has."""
    counted = analyses.counted_named(slug)
    shown = next((one for one in figures_of(analysis) if one.slug == slug), None)
    if counted is None or shown is None:
        return None
    figure = figure_named(counted.name).compute(analysis.community, period_of(analysis.year))
    rows = counted.rows(figure.rows, user)
    return OpenedFigure(shown, figure, rows, figure.rows.count() - len(rows))


def years_of(community: Community, user: User, *, may_draft: bool) -> list[YearLine]:
    """This year and the past one, and every other that has an analysis the reader may see; the newest first."""
    this = SchoolYear.of(clock.today())
    known = {one.school_year: one for one in Analysis.objects.visible_to(user).filter(community=community)}
    years = sorted({this.start, this.start - 1, *known}, reverse=True)
    taken = set(Analysis.objects.filter(community=community).values_list("school_year", flat=True))
    return [
        YearLine(
            SchoolYear(start),
            known.get(start),
            may_draft and start not in taken and had_people(community, SchoolYear(start)),
        )
        for start in years
    ]


def had_people(community: Community, year: SchoolYear) -> bool:
    return bool(with_people([community.pk], year))


def with_people(communities: Sequence[int], year: SchoolYear) -> set[int]:
    """Ids of those that somebody was in during the year."""
    rows = Membership.objects.filter(community__in=communities, since__lte=year.last_day)
    rows = rows.exclude(until__lt=year.first_day)
    return set(rows.order_by().values_list("community_id", flat=True))


def states_of(communities: Sequence[int], year: SchoolYear) -> Mapping[int, str]:
    """States of the analyses of the year by ids of communities."""
    rows = Analysis.objects.filter(community__in=communities, school_year=year.start)
    return dict(rows.order_by().values_list("community_id", "state"))


def value_text(amount: Amount) -> str:
    if amount.value is None:
        return "нет\u00a0данных"
    return percent_text(amount.value) if amount.is_share else str(amount.value)


def _listed(counted: Counted, community: Community, period: Period, user: User) -> list[str]:
    if not counted.listed_as:
        return []
    rows = counted.rows(figure_named(counted.name).compute(community, period).rows, user)
    return [f"{row.text} — {row.note}" if row.note else row.text for row in rows]


def _frozen(kept: Mapping[str, Any], now: Mapping[str, str]) -> AnalysisFigure:
    current = now.get(kept["slug"], kept["value"])
    return AnalysisFigure(
        kept["slug"],
        kept["label"],
        kept["group"],
        kept["value"],
        current if current != kept["value"] else "",
        tuple(kept["rows"]),
    )
