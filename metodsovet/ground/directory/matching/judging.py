"""Which judge a list gets."""

from collections.abc import Sequence

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.matching.judgements import Judgement
from metodsovet.ground.directory.matching.people import StaffJudge
from metodsovet.ground.directory.matching.places import judge_places
from metodsovet.ground.directory.matching.registers import Register
from metodsovet.ground.directory.matching.rows import ListedRow
from metodsovet.ground.directory.matching.wordbooks import WordBook
from metodsovet.ground.directory.models import Roster, RosterRow


def judge(
    roster: Roster, rows: Sequence[ListedRow], words: WordBook, *, by: User
) -> tuple[list[Judgement], list[RosterRow]]:
    """A judgement of each row that was read, in their order, and unsaved rows of those whom the file misses."""
    if roster.kind == Roster.Kind.ORGANISATIONS:
        return judge_places(roster, rows, by=by)
    judge_of_staff = StaffJudge(roster, Register(roster.as_of, user=by), words)
    return judge_of_staff.judge_all(rows), judge_of_staff.missing()
