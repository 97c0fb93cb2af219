"""Verbs of planning. The door checks rights; what is refused here is a rule of the work itself.

Edits of a review are for drafts (``not_a_draft`` otherwise): an accepted plan is changed by ``amend_plan``.
Actions that take ``version`` refuse with ``edited_by_other`` when somebody saved the row in between.
"""

from metodsovet.work.planning.actions.acceptance import accept_plan, archive_plan, extend_plan
from metodsovet.work.planning.actions.amendments import (
    Change,
    ChangeKind,
    Need,
    NewLine,
    amend_plan,
    difference,
)
from metodsovet.work.planning.actions.copying import copy_plan
from metodsovet.work.planning.actions.dating import date_occurrence, set_schedule
from metodsovet.work.planning.actions.drafts import discard_plan, draft_plan, draft_plan_from_file
from metodsovet.work.planning.actions.editions import apply_edition, draft_edition
from metodsovet.work.planning.actions.following import follow_holders
from metodsovet.work.planning.actions.goals import (
    IndicatorDraft,
    add_goal,
    add_indicator,
    change_indicator,
    enter_fact,
    remove_goal,
    remove_indicator,
)
from metodsovet.work.planning.actions.lines import (
    ActivityFields,
    add_activity,
    change_activity,
    confirm_term,
    move_activity,
    remove_activity,
)
from metodsovet.work.planning.actions.parties import choose_holder, set_part, set_parties
from metodsovet.work.planning.actions.plan_settings import (
    ActFields,
    change_offices,
    set_act,
    set_audience,
    set_control,
    set_offices,
    set_title,
)
from metodsovet.work.planning.actions.school_years import make_school_year
from metodsovet.work.planning.actions.themes import set_theme
from metodsovet.work.planning.actions.works import ask_plan_work, continue_plan_work, do_plan_work, give_up_work
from metodsovet.work.planning.actions.year_results import close_programme_year, reopen_programme_year

__all__ = [
    "ActFields",
    "ActivityFields",
    "Change",
    "ChangeKind",
    "IndicatorDraft",
    "Need",
    "NewLine",
    "accept_plan",
    "add_activity",
    "add_goal",
    "add_indicator",
    "amend_plan",
    "apply_edition",
    "archive_plan",
    "ask_plan_work",
    "change_activity",
    "change_indicator",
    "change_offices",
    "choose_holder",
    "close_programme_year",
    "confirm_term",
    "continue_plan_work",
    "copy_plan",
    "date_occurrence",
    "difference",
    "discard_plan",
    "do_plan_work",
    "draft_edition",
    "draft_plan",
    "draft_plan_from_file",
    "enter_fact",
    "extend_plan",
    "follow_holders",
    "give_up_work",
    "make_school_year",
    "move_activity",
    "remove_activity",
    "remove_goal",
    "remove_indicator",
    "reopen_programme_year",
    "set_act",
    "set_audience",
    "set_control",
    "set_offices",
    "set_part",
    "set_parties",
    "set_schedule",
    "set_theme",
    "set_title",
]
