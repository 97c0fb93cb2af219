"""A list that the service has loaded: most of it is in the register, the rest came back with its reasons."""

from datetime import date

from metodsovet.demo.people import Cast
from metodsovet.ground.directory.actions.rosters import apply_roster, decide_rows, load_roster, read_roster
from metodsovet.ground.directory.example_roster import EXAMPLE_NAME, example_roster
from metodsovet.ground.directory.models import Roster, RosterRow


def load_autumn_list(cast: Cast, day: date) -> Roster:
    """The product's own example, reviewed and applied."""
    content = example_roster(cast.author, cast.town)
    roster = load_roster(content, EXAMPLE_NAME, organisation=cast.town, as_of=day, by=cast.author)
    roster = read_roster(roster, by=cast.author)
    doubts = list(roster.rows.filter(verdict=RosterRow.Verdict.DOUBTFUL).values_list("pk", flat=True))
    decide_rows(roster, rows=doubts, choice="first", by=cast.author)
    return apply_roster(roster, by=cast.author)
