"""Orders: composed of points, deeds and appendices, agreed, registered; their points become assignments.

Uses communities and planning: whom words mean, what is appointed. A draft is the same whether it was typed, copied from
an earlier order or read from a file.
"""
