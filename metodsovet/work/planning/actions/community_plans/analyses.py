"""The yearly analysis is what a line of the year plan asks for: one duty of the head, not two.

What people did with the assignment of the line by hand is left as it is.
"""

import re

from metodsovet.ground.access.models import User
from metodsovet.ground.assignments.actions import accept_report, add_evidence, hand_in_report, return_report
from metodsovet.ground.assignments.models import Assignment
from metodsovet.ground.assignments.models.assignments import AssignmentQuerySet
from metodsovet.work.communities.models import Analysis
from metodsovet.work.planning.expansion.sources import assignments_of_occurrences
from metodsovet.work.planning.models import Activity, Occurrence, Plan

_ANALYSIS = re.compile(
    r"годов\w+ анализ"
    r"|анализ\w*(?: (?:методическ\w+|работ\w+|деятельност\w+|объединени\w+|[шгрм]?мо|ассоциаци\w+|совет\w+))*"
    r" (?:за|по итогам) (?:[\d/–—-]+ )?(?:учебн\w+ |уч\. ?)?год"
)
"""«анализ работы за год», «Анализ за 2026/27 учебный год»; not «анализ итоговой аттестации за год»."""


def lines_of_analysis(analysis: Analysis) -> list[Activity]:
    """Active lines of the community's accepted plan of the year that ask for the analysis."""
    rows = Activity.objects.active().filter(
        plan__community=analysis.community_id,
        plan__school_year=analysis.school_year,
        plan__state=Plan.State.ACCEPTED,
    )
    return [row for row in rows if _ANALYSIS.search(f"{row.title}. {row.result}".lower())]


def foretell(analysis: Analysis) -> str:
    """Said of the lines that wait for it."""
    waiting = _assignments(analysis).open().filter(state__in=(Assignment.State.GIVEN, Assignment.State.RETURNED))
    titles = list(waiting.order_by("pk").values_list("title", flat=True))
    return f"Сдача исполнит и строку плана «{titles[0]}»." if titles else ""


def report_lines(analysis: Analysis, by: User) -> None:
    """The analysis is evidence of its lines, and they are reported by it."""
    for assignment in _assignments(analysis).open().order_by("pk"):
        if Assignment.workflow.allows("report", assignment.state):
            add_evidence(assignment, record=analysis, title=f"{analysis} учебный год", by=by)
            hand_in_report(assignment, text=f"Сдан анализ за {analysis.year} учебный год.", by=by)


def return_lines(analysis: Analysis, by: User) -> None:
    for assignment in _reported(analysis):
        return_report(assignment, remark=analysis.return_reason, by=by)


def accept_lines(analysis: Analysis, by: User) -> None:
    for assignment in _reported(analysis):
        accept_report(assignment, by=by)


def _reported(analysis: Analysis) -> AssignmentQuerySet:
    """Those that wait for a decision."""
    return _assignments(analysis).filter(state=Assignment.State.REPORTED).order_by("pk")


def _assignments(analysis: Analysis) -> AssignmentQuerySet:
    lines = lines_of_analysis(analysis)
    return assignments_of_occurrences(
        Occurrence.objects.filter(activity__in=lines, school_year=analysis.school_year, is_history=False)
    )
