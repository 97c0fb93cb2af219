from metodsovet.ground.assignments.models.assignments import Assignment
from metodsovet.ground.assignments.models.directives import Directive
from metodsovet.ground.assignments.models.evidence import Evidence
from metodsovet.ground.assignments.models.extensions import Extension
from metodsovet.ground.assignments.models.interim_dates import InterimDate
from metodsovet.ground.assignments.models.matters import Matter
from metodsovet.ground.assignments.models.parts import Part
from metodsovet.ground.assignments.models.reminders import Reminder
from metodsovet.ground.assignments.models.reports import Report
from metodsovet.ground.assignments.models.substitutions import Substitution

__all__ = [
    "Assignment",
    "Directive",
    "Evidence",
    "Extension",
    "InterimDate",
    "Matter",
    "Part",
    "Reminder",
    "Report",
    "Substitution",
]
