"""Nothing that points to a person is forgotten by the export, by merging and by erasure."""

import io
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import models
from openpyxl import load_workbook

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.everything import Kept, row_of, shown_columns, workbook_of
from metodsovet.ground.directory.models import Person
from metodsovet.kernel.repointing import generic_keys, keys_to
from metodsovet.kernel.traces import Trace, all_traces, trace_of

OF_PERSON = Person._meta.get_field("user")
"""The bond of the two themselves."""
NOT_ABOUT_PEOPLE = {
    "files.StoredFile.owner",
    "assignments.Assignment.source",
    "assignments.Evidence.record",
    "documents.NumberSeries.scope",
    "documents.Paper.source",
}
"""Generic keys that never point to a person."""


def keys() -> Iterator[tuple[type[models.Model], Any]]:
    for target in (Person, User):
        yield from ((model, field) for model, field in keys_to(target) if field is not OF_PERSON)


def is_constrained(model: type[models.Model], field: Any) -> bool:
    """Whether some constraint may refuse the row when the key changes."""
    if field.unique or any(field.name in names for names in model._meta.unique_together):
        return True
    kinds = (models.UniqueConstraint, models.CheckConstraint, ExclusionConstraint)
    named = re.compile(rf"\b{field.name}(_id)?\b")
    return any(named.search(repr(one.deconstruct()[1:])) for one in model._meta.constraints if isinstance(one, kinds))


def test_every_key_to_a_person_or_an_account_is_declared() -> None:
    """A new one goes to ``traces.py`` of its room: its name, what of it goes at erasure, why the rest stays."""
    unknown = {f"{model._meta.label}.{field.name}" for model, field in keys() if trace_of(model, field.name) is None}

    assert unknown == set()


def test_every_generic_key_is_declared_or_known_to_be_about_something_else() -> None:
    generic = {f"{model._meta.label}.{field.name}" for model, field in generic_keys()}

    assert {name for name in generic - NOT_ABOUT_PEOPLE if not _is_declared(name)} == set()


def _is_declared(name: str) -> bool:
    label, field = name.rsplit(".", 1)
    return trace_of(apps.get_model(label), field) is not None


def test_every_key_that_may_clash_says_what_becomes_of_the_row() -> None:
    """A new key under a unique constraint names its ``clash``; else two histories could not become one."""
    silent = {
        f"{model._meta.label}.{field.name}"
        for model, field in keys_to(Person)
        if is_constrained(model, field) and field is not OF_PERSON and not _says(trace_of(model, field.name))
    }

    assert silent == set()


def _says(trace: Trace | None) -> bool:
    return trace is not None and (trace.clash is not None or not trace.moves)


def test_the_test_of_clashes_sees_a_constraint() -> None:
    notice = apps.get_model("notifications", "Notice")
    job = apps.get_model("directory", "Employment")

    assert is_constrained(notice, notice._meta.get_field("person"))
    assert is_constrained(Person, OF_PERSON)
    assert not is_constrained(job, job._meta.get_field("person"))


@pytest.mark.parametrize("trace", all_traces(), ids=lambda trace: f"{trace.model._meta.label}.{trace.field}")
def test_the_export_shows_every_field_but_the_hidden_ones(trace: Trace) -> None:
    canaries = dict(_canaries(trace.model))
    row = trace.model(**canaries)

    shown = {str(value) for value in row_of(shown_columns(trace), row)}

    hidden = set(trace.hidden)
    assert {name for name, canary in canaries.items() if not any(canary in text for text in shown)} == hidden & set(
        canaries
    )
    assert hidden <= {field.name for field in trace.model._meta.concrete_fields}


def test_every_kind_has_its_sheet_and_its_name() -> None:
    kept = [Kept(trace.title, ["что"], [["=1+1"]]) for trace in all_traces()]

    book = load_workbook(io.BytesIO(workbook_of(kept)))

    assert len(book.sheetnames) == len(kept)
    assert {book[name]["A2"].data_type for name in book.sheetnames} == {"s"}
    titles = [trace.title for trace in all_traces()]
    assert sorted(set(titles)) == sorted(titles)


def _canaries(model: type[models.Model]) -> Iterator[tuple[str, str]]:
    """A word of its own for every field that holds free text."""
    texts = (models.CharField, models.TextField, models.FileField)
    for field in model._meta.concrete_fields:
        if isinstance(field, texts) and not field.choices and not field.generated and not field.is_relation:
            yield field.name, f"canary-{model._meta.model_name}-{field.name}-"
