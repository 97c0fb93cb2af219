"""The one ledger of everything anyone owes: assignment, parts, report, evidence, acceptance, control, extension.

Uses directory, documents, files, notifications. Upper rooms post with ``give_assignments`` under a natural key and
read back by source; the link to a source is a content type and an id, shown by the source's own title and address.
"""
