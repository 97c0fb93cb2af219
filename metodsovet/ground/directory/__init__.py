"""Organisations in one tree, people, employments, roles at nodes, subjects, dated numbers of law, the installation.

Uses access. Offers ``standing_of(user)`` to every ``visible_to`` above and pages with the panel slots
``directory:organisation`` and ``directory:person``.
"""
