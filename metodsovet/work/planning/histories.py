"""Plans and their lines have a history, and what was in them and in their parties before is kept in it."""

from metodsovet.ground.access.history import keep, offer_history
from metodsovet.ground.directory.models import Organisation
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.kernel.terms import Term
from metodsovet.work.planning.models import Activity, ActivityParty, Plan, YearResult


def _kinds(values: list[str]) -> str:
    return ", ".join(Organisation.Kind(value).label for value in values) or "всех"


def _year(start: int) -> str:
    return SchoolYear(start).text()


keep(Plan, words={"audience_kinds": _kinds, "executed_from": _year, "school_year": _year})
keep(Activity, words={"term_json": lambda value: Term.from_json(value).text()})
keep(ActivityParty, owner=Activity)
keep(YearResult, owner=Plan, words={"school_year": _year})
offer_history("plan", Plan, "planning.view_plan")
offer_history("activity", Activity, "planning.view_activity")
