"""Acts that everything refers to as its basis; papers printed out of records, issued with a number, kept in a register.

Uses directory and files. A kind of paper is declared in ``papers.py`` of the room that prints it (``documents.kinds``):
a frozen dataclass and a template beside it, which a municipality may replace by its own. Offers the slots
``documents:act`` and ``documents:paper``; upper rooms open papers by ``documents.reach``.
"""
