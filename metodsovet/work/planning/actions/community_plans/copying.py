"""Lines of one plan written into another: from last year's, from a template, from activities above."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from metodsovet.kernel.parties import parse_parties
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.kernel.terms import Term, TermKind
from metodsovet.work.planning.actions.lines import understood
from metodsovet.work.planning.actions.proposing import is_term_clear, proposed_control, proposed_parties
from metodsovet.work.planning.matching import Register
from metodsovet.work.planning.models import Activity, ActivityParty, Plan, PlanTemplate, Section

UPPER_SECTION = "Участие в планах выше"
OWN_HEAD = "руководитель объединения"
_YEARS = re.compile(
    r"(?<![\d.])(20\d\d)(?:(\s*[/–-]\s*)(20\d\d|\d\d)(?![\d.]))?(?!\d)|(?<!\d)(\d\d?\.\d\d?\.)(20\d\d|\d\d)(?!\d)"
)
"""«2026/27», «2026», or the year of «15.05.2026»."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line to be written: an empty ``control`` is proposed by the term, ``parts`` are of the holders in turn."""

    section: str
    title: str
    term: str = ""
    parties: str = ""
    result: str = ""
    control: str = ""
    serves: Activity | None = None
    parts: tuple[tuple[str, str], ...] = ()


def lines_of_template(template: PlanTemplate) -> list[Line]:
    return [Line(one.section, one.title, one.term, one.parties, one.result) for one in template.lines]


def years_between(plan: Plan, year: SchoolYear) -> int:
    """From the first school year of the plan; none where its days are not known."""
    first = plan.school_year or (SchoolYear.of(plan.first_day).start if plan.first_day else year.start)
    return year.start - first


def lines_of_plan(plan: Plan, year: SchoolYear) -> list[Line]:
    """Its active lines with their words said of the other year; links upwards go with plans that go on until then."""
    step = years_between(plan, year)
    rows = plan.activities.active().select_related("section", "serves__plan").prefetch_related("parties")
    return [_line_of(row, step, year) for row in rows]


def lines_of_upper(activities: Iterable[Activity]) -> list[Line]:
    return [Line(UPPER_SECTION, one.title, one.term.source, OWN_HEAD, one.result, serves=one) for one in activities]


def write_lines(plan: Plan, lines: Sequence[Line]) -> None:
    """Sections in the order of their first lines, lines under them; the caller holds the plan, which is empty."""
    parsed = [parse_parties(line.parties) if line.parties.strip() else () for line in lines]
    register = Register.for_plan(plan, [party for parties in parsed for party in parties])
    sections = _sections(plan, lines)
    places = {title: place for place, title in enumerate(sections)}
    order = sorted(range(len(lines)), key=lambda index: places.get(lines[index].section, -1))
    rows = [_activity(plan, lines[index], position, sections) for position, index in enumerate(order, start=1)]
    activities = Activity.objects.bulk_create(rows)
    ActivityParty.objects.bulk_create(
        party
        for activity, index in zip(activities, order, strict=True)
        for party in _with_parts(proposed_parties(activity, parsed[index], register), lines[index].parts)
    )


def said_of_year(text: str, step: int) -> str:
    """Years named in the words, so many years later: «15 мая 2026 г.» → «15 мая 2027 г.», «2025/26» → «2026/27»."""
    return _YEARS.sub(lambda found: _moved(found, step), text) if step else text


def _moved(found: re.Match[str], step: int) -> str:
    first, mark, last, day, year = found.groups()
    if day:
        return f"{day}{_later(year, step)}"
    return _later(first, step) + (f"{mark}{_later(last, step)}" if last else "")


def _later(year: str, step: int) -> str:
    value = int(year) + step
    return f"{value % 100:02d}" if len(year) == 2 else str(value)


def _line_of(row: Activity, step: int, year: SchoolYear) -> Line:
    parties = list(row.parties.all())
    upper = row.serves if row.serves is not None and _goes_on(row.serves.plan, year) else None
    return Line(
        section=said_of_year(row.section.title, step) if row.section else "",
        title=said_of_year(row.title, step),
        term=said_of_year(row.term.source, step),
        parties=", ".join(party.source or party.text for party in parties),
        result=said_of_year(row.result, step),
        control=row.control,
        serves=upper,
        parts=tuple((party.part, party.acts_as) for party in parties),
    )


def _goes_on(plan: Plan, year: SchoolYear) -> bool:
    is_over = plan.last_day is not None and plan.last_day < year.first_day
    return plan.state == Plan.State.ACCEPTED and not is_over


def _sections(plan: Plan, lines: Iterable[Line]) -> dict[str, Section]:
    titles = list(dict.fromkeys(line.section for line in lines if line.section))
    rows = [Section(plan=plan, position=place, title=title[:1000]) for place, title in enumerate(titles, start=1)]
    return dict(zip(titles, Section.objects.bulk_create(rows), strict=True))


def _activity(plan: Plan, line: Line, position: int, sections: dict[str, Section]) -> Activity:
    term = understood(line.term, plan) if line.term.strip() else Term("", TermKind.UNKNOWN)
    return Activity(
        plan=plan,
        section=sections.get(line.section),
        position=position,
        title=line.title[:2000],
        term_json=term.to_json(),
        result=line.result[:2000],
        control=line.control or proposed_control(term),
        serves=line.serves,
        is_term_confirmed=is_term_clear(term),
    )


def _with_parts(parties: list[ActivityParty], parts: Sequence[tuple[str, str]]) -> Iterator[ActivityParty]:
    """What a person had chosen for them last year, where the same number of them is named."""
    if len(parties) != len(parts):
        yield from parties
        return
    for party, (part, acts_as) in zip(parties, parts, strict=True):
        party.part, party.acts_as = part, acts_as
        yield party


def with_upper(lines: Sequence[Line], activities: Sequence[Activity]) -> list[Line]:
    """The lines and one for each upper activity that none of them serves yet; equal titles serve at once."""
    served = {line.serves.pk for line in lines if line.serves is not None}
    fresh = {one.title.casefold(): one for one in activities if one.pk not in served}
    joined = []
    for line in lines:
        upper = None if line.serves is not None else fresh.pop(line.title.casefold(), None)
        joined.append(line if upper is None else replace(line, serves=upper))
    return [*joined, *lines_of_upper(fresh.values())]
