"""Saving an installation in one file and bringing it back.

An archive is a zip of the dump of the database, the stored files and a manifest that comes last, closed by a seal: the
SHA-256 of everything before it. Nothing here knows a room: tables are counted, files are those of Django's file fields.
"""
