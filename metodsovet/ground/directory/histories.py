"""Whose history is shown in the directory, and which rows are kept in it."""

from metodsovet.ground.access.history import keep, offer_history
from metodsovet.ground.directory.models import Employment, Installation, Organisation, Person, RoleAssignment, Roster

keep(Organisation)
keep(Person)
keep(Employment, owner=Person)
keep(RoleAssignment, owner=Person)
keep(Installation)
offer_history("organisation", Organisation, "directory.view_organisation")
offer_history("person", Person, "directory.view_history_of_person")
offer_history("roster", Roster, "directory.view_roster")
offer_history("settings", Installation, "directory.change_installation", rows=lambda user: Installation.objects.all())
