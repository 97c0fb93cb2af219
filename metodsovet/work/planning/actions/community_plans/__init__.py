"""The year plan of a community: begun by its head, handed in, approved or returned by whoever keeps it."""

from metodsovet.work.planning.actions.community_plans.approving import approve_plan, approve_plans, return_plan
from metodsovet.work.planning.actions.community_plans.beginning import YearPlanDraft, begin_year_plan
from metodsovet.work.planning.actions.community_plans.deadlines import ask_year_plans, follow_heads
from metodsovet.work.planning.actions.community_plans.handing_in import Considered, hand_in_plan, take_back_plan
from metodsovet.work.planning.actions.community_plans.templates import (
    TemplateDraft,
    bring_back_plan_template,
    hide_plan_template,
    open_plan_template,
    save_plan_template,
)

__all__ = [
    "Considered",
    "TemplateDraft",
    "YearPlanDraft",
    "approve_plan",
    "approve_plans",
    "ask_year_plans",
    "begin_year_plan",
    "bring_back_plan_template",
    "follow_heads",
    "hand_in_plan",
    "hide_plan_template",
    "open_plan_template",
    "return_plan",
    "save_plan_template",
    "take_back_plan",
]
