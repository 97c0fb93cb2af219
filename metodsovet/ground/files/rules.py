"""Rights over files: whoever sees the owning record may fetch the file; ``visible_to`` decides which."""

import rules

from metodsovet.ground.directory.rules import is_known

rules.add_perm("files.fetch_file", is_known)
