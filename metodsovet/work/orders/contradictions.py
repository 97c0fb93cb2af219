"""Names and organisations of a typed or copied table against the register, line by line."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from django.db.models import Q

from metodsovet.ground.directory.models import Employment, Organisation, Person
from metodsovet.kernel.russian import date_text
from metodsovet.work.planning.matching import node_of

_PEOPLE = re.compile(
    r"\bфио\b|ф\.\s?и\.\s?о|фамили|руководител|куратор|председател|секретар|ответственн", re.IGNORECASE
)
_PLACES = re.compile(r"организаци|учрежден|школ|^оо$|^оу$|база|базе", re.IGNORECASE)
_FULL_NAME = re.compile(r"^[А-ЯЁ][а-яё-]+(?:-[А-ЯЁ][а-яё]+)? [А-ЯЁ][а-яё]+ [А-ЯЁ][а-яё]+$")
Row = Sequence[str]


def doubts_of_rows(
    titles: Sequence[str], rows: Sequence[Row], organisation: Organisation, day: date
) -> list[tuple[int, str]]:
    """The number of the row and what is wrong with it; three queries for any number of rows."""
    people = [index for index, title in enumerate(titles) if _PEOPLE.search(title)]
    places = [index for index, title in enumerate(titles) if _PLACES.search(title) and index not in people]
    cells = [row for row in rows if len(row) == len(titles)]
    known = _Known(
        organisation,
        day,
        {name for row in cells for index in people for name in names_in(row[index])},
        {row[index].strip() for row in cells for index in places},
    )
    found = []
    number = 0
    for row in rows:
        if len(row) != len(titles):
            continue
        number += 1
        found += [(number, text) for index in people for name in names_in(row[index]) for text in known.person(name)]
        found += [(number, text) for index in places for text in known.place(row[index].strip())]
    return found


def names_in(cell: str) -> list[str]:
    """Full names; a post or a place after a comma is not one."""
    parts = (" ".join(part.split()) for part in re.split(r"[,;\n]", cell))
    return [part for part in parts if _FULL_NAME.match(part)]


class _Known:
    """The register of one municipality on a day, as far as the table names it."""

    def __init__(self, organisation: Organisation, day: date, names: Iterable[str], places: Iterable[str]) -> None:
        self.day = day
        path = node_of(organisation).path
        keys = {_key(name) for name in names}
        people = Person.objects.filter(sort_key__in=keys) if keys else Person.objects.none()
        jobs = Employment.objects.filter(person__in=people.values("pk"), organisation__path__startswith=path)
        self._last: Mapping[str, list[tuple[date, date | None]]] = _by_name(
            jobs.values_list("person__sort_key", "since", "until")
        )
        named = {place for place in places if place}
        rows = Organisation.objects.filter(Q(short_name__in=named) | Q(name__in=named), path__startswith=path)
        self._closed: dict[str, date | None] = {}
        for name, short, closed_on in rows.values_list("name", "short_name", "closed_on") if named else ():
            self._closed[name], self._closed[short] = closed_on, closed_on

    def person(self, name: str) -> Iterator[str]:
        periods = self._last.get(_key(name))
        if periods is None:
            yield f"«{name}»: такого человека в реестре нет"
        elif not any(since <= self.day and (until is None or until >= self.day) for since, until in periods):
            ends = [until for _, until in periods if until is not None and until < self.day]
            when = f"уволен {date_text(max(ends))}" if ends else f"на {date_text(self.day)} ещё не работает"
            yield f"«{name}»: {when}"

    def place(self, name: str) -> Iterator[str]:
        if not name:
            return
        if name not in self._closed:
            yield f"«{name}»: такой организации в реестре нет"
            return
        closed_on = self._closed[name]
        if closed_on is not None and closed_on <= self.day:
            yield f"«{name}»: закрыта {date_text(closed_on)}"


def _key(name: str) -> str:
    return name.lower().replace("ё", "е")


def _by_name(rows: Iterable[tuple[str, date, date | None]]) -> dict[str, list[tuple[date, date | None]]]:
    found: dict[str, list[tuple[date, date | None]]] = {}
    for name, since, until in rows:
        found.setdefault(name, []).append((since, until))
    return found
