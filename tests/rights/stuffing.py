"""Forms stuffed with every column there is: what a form did not declare must stay as it would be without it."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.forms.forms import BaseForm

import metodsovet
from tests.rights.bodies import filled
from tests.rights.places import FOREIGN, Place
from tests.rights.routes import Route
from tests.rights.snapshots import Rows, columns_changed, rows
from tests.rights.visiting import Visitors

Changes = Mapping[tuple[str, str], Counter[str]]
"""By table and column: the new values with their numbers."""
STUFFED_TEXT, STUFFED_NUMBER, STUFFED_DAY = "подсунуто", "77", "2001-02-03"
HISTORY = "access_rowchange"
"""Old values of the rows that changed: they tell nothing that the rows do not."""
BY_VARIABLE: Mapping[str, frozenset[str]] = {
    "choose_look": frozenset({"theme", "text_size", "contrast"}),
    "decide_line": frozenset({"community", "head", "curator", "skip"}),
    "issue_paper": frozenset({"organisation", "plan", "community", "office", "order", "analysis", "day", "from", "to"}),
    "remind_executors": frozenset({"source", "matter", "organisation", "act", "whose", "from", "to"}),
}
"""What a view reads from the posted form by names in a variable: declared too."""
NOT_OURS = frozenset({"procrastinate", "contenttypes", "auth"})


def escaped_fields(
    visitors: Visitors, route: Route, found: tuple[str, Place], columns: Mapping[str, str]
) -> set[tuple[str, str]]:
    """Table and column of whatever became another thing by the stuffing."""
    with declared_names() as declared:
        plain, again = (pressed(visitors, route, found, {}) for _ in range(2))
    known = declared | read_by_hand() | BY_VARIABLE.get(route.name, frozenset())
    extra = {name: value for name, value in columns.items() if name not in known}
    stuffed = pressed(visitors, route, found, extra)
    restless = {place for place in {*plain, *again} if plain.get(place) != again.get(place)}
    return {
        place for place in {*plain, *stuffed} - restless if plain.get(place, Counter()) != stuffed.get(place, Counter())
    } | {place for place, values in stuffed.items() if place in restless and values.keys() & {STUFFED_TEXT}}


def pressed(visitors: Visitors, route: Route, found: tuple[str, Place], extra: Mapping[str, str]) -> Changes:
    role, place = found
    body = filled(route.name, visitors.realm.places, place)
    client = visitors.client(role)
    with transaction.atomic():
        before = rows()
        client.post(route.url(place), {**extra, **body})
        changes = told(columns_changed(before, rows()))
        transaction.set_rollback(True)
    return changes


def told(changed: Rows) -> Changes:
    """Keys of new rows differ from press to press, so values are counted and not named by their row."""
    counted: dict[tuple[str, str], Counter[str]] = {}
    for (table, _), columns in changed.items():
        for name, value in columns.items():
            counted.setdefault((table, name), Counter())[str(value)] += 1
    return {place: values for place, values in counted.items() if place[0] != HISTORY}


@contextmanager
def declared_names() -> Iterator[set[str]]:
    """Names of the fields of every form that is checked inside."""
    names: set[str] = set()
    base: Any = BaseForm  # what checks the fields is not among its public names
    check = base._clean_fields

    def checked(form: Any) -> None:
        names.update(form.add_prefix(name) for name in form.fields)
        check(form)

    base._clean_fields = checked
    try:
        yield names
    finally:
        base._clean_fields = check


def read_by_hand() -> frozenset[str]:
    """Names that some view reads from the posted form itself."""
    if not _read:
        pattern = re.compile(r'POST(?:\.get|\.getlist)?[\[(]\s*"(\w+)"|"(\w+)" (?:not )?in request\.POST')
        for path in Path(metodsovet.__path__[0]).rglob("*.py"):
            if "tests" not in path.parts:
                _read.update(name for names in pattern.findall(path.read_text()) for name in names if name)
    return frozenset(_read)


_read: set[str] = set()


def every_column(places: Mapping[str, Place]) -> dict[str, str]:
    """A value for the column of every model, by the name of the field and of the column."""
    strangers = {type(row): str(row.pk) for row in places[FOREIGN].rows.values()}
    stuffed: dict[str, str] = {}
    for model in apps.get_models():
        if model._meta.app_label not in NOT_OURS:
            for field in model._meta.concrete_fields:
                value = _value(field, strangers)
                stuffed |= {field.name: value, field.attname: value}
    return stuffed


def _value(field: Any, strangers: Mapping[type[models.Model], str]) -> str:
    match field:
        case models.ForeignKey():
            return strangers.get(field.related_model, "1")
        case models.BooleanField():
            return "on"
        case models.DateField():
            return STUFFED_DAY
        case models.IntegerField() | models.DecimalField():
            return STUFFED_NUMBER
        case _ if field.choices:
            return str(field.flatchoices[-1][0])
        case _:
            return STUFFED_TEXT


def breaches(
    visitors: Visitors, tried: Iterable[tuple[Route, tuple[str, Place]]]
) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    columns = every_column(visitors.realm.places)
    for route, found in tried:
        escaped = escaped_fields(visitors, route, found, columns)
        if escaped:
            yield route.name, sorted(escaped)
