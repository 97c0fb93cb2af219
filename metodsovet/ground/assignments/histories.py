"""Assignments have a history, and what was in them and in their parts before is kept in it."""

from metodsovet.ground.access.history import keep, offer_history
from metodsovet.ground.assignments.models import Assignment, Directive, Extension, Part

keep(Assignment)
keep(Part, owner=Assignment)
keep(Extension, owner=Assignment)
offer_history("assignment", Assignment, "assignments.view_assignment")
offer_history("directive", Directive, "assignments.view_directive")
