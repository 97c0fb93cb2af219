"""One object makes the page, the print and the xlsx of a list.

A room declares it in its ``tables.py``::

    PEOPLE = Table(
        title="Люди",
        columns=(
            Column("name", "ФИО", lambda person: person.full_name, template="directory/cells/person.html",
                   order=("last_name", "first_name"), is_fixed=True, chars=34),
            Column("school", "Организация", lambda person: person.organisation_name, order=("organisation__name",)),
            Column("years", "Стаж", lambda person: person.years, is_number=True),
            Column("email", "Почта", lambda person: person.email, is_hidden=True),
        ),
        filters=(
            Filter("school", "Организация", choices=schools_of,
                   narrow=lambda rows, ids: rows.filter(school__in=ids)),
        ),
        row_key=lambda person: str(person.pk),
    )

and its view opens it over rows that ``visible_to`` has already cut::

    opened = PEOPLE.open(Person.objects.visible_to(request.user), request.GET)
    return opened.answer(request, "directory/people.html", {"heading": "Люди"})

The page says ``{% table table %}``. In the address: the keys of the filters (repeated for several values),
``sort=-key``, ``show=key`` for the chosen columns, ``find`` for the words, ``page``, and ``as=xlsx`` or ``as=print``.
An act on chosen rows takes ``opened.chosen(request.POST)``.
"""

from metodsovet.design.tables.columns import Column, Filter
from metodsovet.design.tables.opened import OpenedTable, Table

__all__ = ["Column", "Filter", "OpenedTable", "Table"]
