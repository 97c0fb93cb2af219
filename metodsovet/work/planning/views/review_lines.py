"""Lines of a draft as the review shows them: the term in good Russian, whom each party means."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Prefetch

from metodsovet.kernel.russian import date_short
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.kernel.terms import Term, Window
from metodsovet.work.planning.expansion.schedules import Schedules
from metodsovet.work.planning.forms.lines import LineForm, PartForm, line_form, part_form
from metodsovet.work.planning.matching.labels import EACH, INSIDE, inside_text
from metodsovet.work.planning.models import Activity, ActivityParty, Plan

Holder = ActivityParty.Holder
_WINDOWS_SHOWN = 12


@dataclass(frozen=True, slots=True)
class ShownParty:
    party: ActivityParty
    holder: str
    part_form: PartForm | None = None

    @property
    def is_gap(self) -> bool:
        return self.party.holder == Holder.NOBODY


@dataclass(frozen=True, slots=True)
class ShownLine:
    """``form`` is there when the line is open for editing."""

    activity: Activity
    term_text: str
    is_doubtful: bool
    parties: tuple[ShownParty, ...]
    form: LineForm | None = None


@dataclass(frozen=True, slots=True)
class TermPreview:
    """How a term is understood: its own words in good Russian and what it gives in a school year."""

    text: str
    is_understood: bool
    year: SchoolYear
    windows: tuple[str, ...] = field(default=())
    more: int = 0


def lines_of(plan: Plan) -> list[Activity]:
    """Lines with all that is shown of them; three queries."""
    parties = ActivityParty.objects.select_related("person", "organisation", "post", "community")
    rows = plan.activities.active().select_related("section")
    return list(rows.prefetch_related(Prefetch("parties", queryset=parties)))


def shown_line(activity: Activity, *, is_open: bool = False, bound: LineForm | None = None) -> ShownLine:
    """``bound`` is a refused form to be shown again."""
    parties = [
        ShownParty(party, holder_words(party), part_form(party) if is_open else None)
        for party in activity.parties.all()
    ]
    term = activity.term
    form = (bound or line_form(activity)) if is_open else None
    return ShownLine(activity, term.text(), not activity.is_term_confirmed, tuple(parties), form)


def cells_read(activities: Iterable[Activity]) -> int:
    """Cells of the table that said something."""
    return sum(
        sum(1 for text in (line.number, line.title, line.term.source, line.result) if text)
        + bool(line.parties.all())
        + len(line.other)
        for line in activities
    )


def holder_words(party: ActivityParty) -> str:
    """Whom the words mean, in words."""
    match party.holder:
        case Holder.PERSON if party.person:
            return party.person.short_name
        case Holder.ORGANISATION if party.organisation:
            return party.organisation.short_name
        case Holder.AUDIENCE:
            return EACH[party.organisation_kind]
        case Holder.FUNCTION_AT if party.organisation:
            return f"{_function(party)}, {party.organisation.short_name}"
        case Holder.FUNCTION_IN_AUDIENCE:
            return f"{_function(party)}: {EACH[party.organisation_kind]}"
        case holder if holder in INSIDE:
            return inside_text(party)
        case Holder.COMMUNITY_HEADS:
            return f"руководитель: {party.community.name}" if party.community else _heads(party)
        case _:
            return "останется словами"


def preview_of(term: Term, year: SchoolYear, schedules: Schedules) -> TermPreview:
    if term.needs_question:
        return TermPreview(term.source, is_understood=False, year=year)
    windows = term.occurrences(year, terms=schedules.school_terms, schedules=schedules)
    shown = tuple(window_text(window) for window in windows[:_WINDOWS_SHOWN])
    return TermPreview(term.text(), True, year, shown, max(0, len(windows) - _WINDOWS_SHOWN))


def window_text(window: Window) -> str:
    start, end = window.start, window.end
    if start is not None and end is not None and start != end and not window.deadline:
        return f"{date_short(start)} – {date_short(end)}"
    last = end or start
    if last is None:
        return "дата будет названа позже"
    return f"до {date_short(last)}" if window.deadline else date_short(last)


def all_warnings(plan_warnings: Sequence[Mapping[str, str]], activities: Iterable[Activity]) -> list[dict[str, Any]]:
    """Distinct warnings in the order of the file, each with the lines that carry it."""
    found: dict[str, dict[str, Any]] = {}
    for warning in plan_warnings:
        found.setdefault(warning["text"], {**warning, "lines": []})
    for activity in activities:
        for warning in activity.warnings:
            found.setdefault(warning["text"], {**warning, "lines": []})["lines"].append(activity)
    return list(found.values())


def _function(party: ActivityParty) -> str:
    return party.post.name if party.post else party.get_function_display()


def _heads(party: ActivityParty) -> str:
    return f"руководители: {party.get_community_kind_display()}"
