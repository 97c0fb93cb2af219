import rules

from metodsovet.ground.directory.rules import is_administrator, is_known

rules.add_perm("workspace.show_home", is_known)
rules.add_perm("workspace.show_keeping", is_administrator)
rules.add_perm("workspace.search", is_known)
