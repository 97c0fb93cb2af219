"""Brings the product up on one machine: environment, embedded database, web server, worker.

Nothing here knows a room. ``bootstrap`` runs on the bare system Python, before any dependency is installed;
the rest may use psycopg. Everything that can go wrong outside our code becomes one sentence, ``LaunchFailure``.
"""
