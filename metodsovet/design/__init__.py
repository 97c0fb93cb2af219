"""How it looks: base pages, components, tables, charts. Knows no room.

Tags and filters stand in ``templatetags/design.py`` and are built into every template. The shell (rail, head line)
draws what the surface puts into the context; the shapes of these values are in ``shell.py``.
"""
