from metodsovet.ground.directory.models.accounts import Account
from metodsovet.ground.directory.models.calendars import CalendarDay
from metodsovet.ground.directory.models.case_forms import CaseForm
from metodsovet.ground.directory.models.categories import Category
from metodsovet.ground.directory.models.doubles import MergedPerson, ToldApart
from metodsovet.ground.directory.models.employments import Employment, Position
from metodsovet.ground.directory.models.erasures import ErasureRequest, KeptName
from metodsovet.ground.directory.models.exports import Export
from metodsovet.ground.directory.models.installations import Installation
from metodsovet.ground.directory.models.names import PersonName
from metodsovet.ground.directory.models.organisations import Organisation
from metodsovet.ground.directory.models.people import Person
from metodsovet.ground.directory.models.reference_numbers import ReferenceNumber
from metodsovet.ground.directory.models.roles import RoleAssignment
from metodsovet.ground.directory.models.rosters import (
    ColumnMatch,
    PersonMatch,
    Roster,
    RosterProgress,
    RosterRow,
    RosterWord,
    WordKind,
    WordMatch,
)
from metodsovet.ground.directory.models.subjects import Subject

__all__ = [
    "Account",
    "CalendarDay",
    "CaseForm",
    "Category",
    "ColumnMatch",
    "Employment",
    "ErasureRequest",
    "Export",
    "Installation",
    "KeptName",
    "MergedPerson",
    "Organisation",
    "Person",
    "PersonMatch",
    "PersonName",
    "Position",
    "ReferenceNumber",
    "RoleAssignment",
    "Roster",
    "RosterProgress",
    "RosterRow",
    "RosterWord",
    "Subject",
    "ToldApart",
    "WordKind",
    "WordMatch",
]
