"""Changes of an accepted plan: a list of changes with a basis makes a revision."""

from metodsovet.work.planning.actions.amendments.amending import amend_plan
from metodsovet.work.planning.actions.amendments.changes import Change, ChangeKind, Need, NewLine
from metodsovet.work.planning.actions.amendments.differences import difference

__all__ = ["Change", "ChangeKind", "Need", "NewLine", "amend_plan", "difference"]
