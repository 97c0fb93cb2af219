"""Meetings of communities: called, held, written down in minutes, their decisions given as assignments.

Uses communities, planning and the whole ground. Offers figures of what was held and decided.
"""
