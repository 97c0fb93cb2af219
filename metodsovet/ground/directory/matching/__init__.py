"""What a read list means for the register: whom a row speaks of, what it would change, why it is doubtful.

Nothing is written here: the review shows the judgements, the applying makes their plans true.
"""

from metodsovet.ground.directory.matching.judgements import Candidate, Hiring, Judgement, Plan
from metodsovet.ground.directory.matching.judging import judge
from metodsovet.ground.directory.matching.registers import Register
from metodsovet.ground.directory.matching.rows import ListedRow, listed_rows
from metodsovet.ground.directory.matching.wordbooks import WordBook

__all__ = ["Candidate", "Hiring", "Judgement", "ListedRow", "Plan", "Register", "WordBook", "judge", "listed_rows"]
