from metodsovet.work.planning.models.activities import Activity, Section
from metodsovet.work.planning.models.activity_parties import ActivityParty
from metodsovet.work.planning.models.goals import Goal, Indicator, IndicatorYear
from metodsovet.work.planning.models.named_parties import NamedParty
from metodsovet.work.planning.models.occurrences import Occurrence
from metodsovet.work.planning.models.party_matches import PartyMatch
from metodsovet.work.planning.models.plan_deadlines import PlanDeadline
from metodsovet.work.planning.models.plan_templates import PlanTemplate, TemplateLine
from metodsovet.work.planning.models.plan_works import PlanWork, PlanWorkProgress
from metodsovet.work.planning.models.plans import Plan
from metodsovet.work.planning.models.readings import Reading
from metodsovet.work.planning.models.revisions import Revision
from metodsovet.work.planning.models.schedules import Schedule
from metodsovet.work.planning.models.submissions import Submission
from metodsovet.work.planning.models.themes import Theme
from metodsovet.work.planning.models.year_results import YearResult

__all__ = [
    "Activity",
    "ActivityParty",
    "Goal",
    "Indicator",
    "IndicatorYear",
    "NamedParty",
    "Occurrence",
    "PartyMatch",
    "Plan",
    "PlanDeadline",
    "PlanTemplate",
    "PlanWork",
    "PlanWorkProgress",
    "Reading",
    "Revision",
    "Schedule",
    "Section",
    "Submission",
    "TemplateLine",
    "Theme",
    "YearResult",
]
