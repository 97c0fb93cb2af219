"""The one ledger of everything anyone owes: assignment, parts, report, evidence, acceptance, control, extension.

Uses directory, documents, files, notifications. Upper rooms post with ``give_assignments`` under a natural key, follow
their source with ``follow_source``, ``replace_holders``, ``change_offices``, ``cancel_assignments``, add
``add_evidence(record=…)``, read back by ``assignments_of`` and ``progress_of``. A page shows what waits with ``inbox``
and ``assignments/inbox.html``, a list of its own sources in control with ``show_control?source=<content type>-<id>``.
The link to a source is a content type and an id, shown by the source's own title and address if its ``visible_to``
lets the reader.
"""
