from metodsovet.ground.assignments.models.assignments import Assignment
from metodsovet.ground.assignments.models.evidence import Evidence
from metodsovet.ground.assignments.models.extensions import Extension
from metodsovet.ground.assignments.models.parts import Part
from metodsovet.ground.assignments.models.reports import Report
from metodsovet.ground.assignments.models.substitutions import Substitution

__all__ = ["Assignment", "Evidence", "Extension", "Part", "Report", "Substitution"]
