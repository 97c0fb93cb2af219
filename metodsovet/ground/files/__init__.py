"""Stored files: content checked by structure, served only to those who may see the record that owns the file.

Uses access. Upper rooms call ``store_file`` and give their record a ``visible_to``.
"""
