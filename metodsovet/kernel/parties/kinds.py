from enum import StrEnum

NBSP = "\u00a0"

TOGETHER = "together"
BY_AGREEMENT = "by_agreement"
ASSISTING = "assisting"

# The words by which the agreement is read, kept and printed.
AGREEMENT = "по согласованию"


class PartyKind(StrEnum):
    ROLE = "role"
    POSITION = "position"
    DEPARTMENT = "department"
    ORGANISATION = "organisation"
    GROUP = "group"
    PERSON = "person"
    UNKNOWN = "unknown"
