"""How it looks: base pages, components, tables, charts. Knows no room.

Tags and filters stand in ``templatetags/design.py`` and are built into every template. The shell (rail, head line)
draws what the surface puts into the context; the shapes of these values are in ``shell.py``.

What was done is told by ``messages.success(request, text, extra_tags=undo_url)``: a toast, with «Отменить» when there
is an address to post to; other levels become notes above the page's content. An htmx answer includes
``design/toast_oob.html`` with ``text`` and ``undo_url``.
"""
