import rules

from metodsovet.ground.directory.rules import administers_whole, is_known

rules.add_perm("workspace.show_home", is_known)
rules.add_perm("workspace.show_keeping", administers_whole)
rules.add_perm("workspace.search", is_known)
