"""Minutes of before, whose editions were rows of their own, are issued papers afterwards, byte for byte."""

import hashlib
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from pytest_django import DjangoDbBlocker

from metodsovet.ground.assignments.models import Assignment, Matter
from metodsovet.ground.assignments.queries.acknowledgements import asked_to_read
from metodsovet.ground.documents.models import NumberSeries, Paper
from metodsovet.kernel.invariants import all_invariants, check
from metodsovet.work.events.models import Meeting, Minutes
from tests.journeys.stage import drop_database, make_database, on_database

pytestmark = pytest.mark.deep
BEFORE = ("events", "0001_meetings_and_minutes")
DAY = date(2026, 10, 12)
MOMENT = datetime(2026, 10, 13, 9, tzinfo=UTC)
EDITIONS = (b"first edition", b"second edition")


def test_editions_become_papers_and_acknowledgements_become_duties_that_are_done(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> None:
    with django_db_blocker.unblock():
        name = make_database()
        with on_database(name):
            call_command("migrate", interactive=False, verbosity=0)
            call_command("migrate", *BEFORE, interactive=False, verbosity=0)
            old_rows()
            call_command("migrate", interactive=False, verbosity=0)
            expect_papers()
            expect_duties()
            held = [one for one in all_invariants() if one.name.startswith(("documents:", "files:", "events:minutes"))]
            assert check(held) == []
        drop_database(name)


def expect_papers() -> None:
    first, second = Paper.objects.order_by("edition")
    assert [one.file.content.read() for one in (first, second) if one.file] == list(EDITIONS)
    assert (first.number, first.edition, first.issued_on, first.data) == ("1", 1, DAY, {"number": 1})
    assert (second.edition, second.replaces, second.edition_reason) == (2, first, "Опечатка")
    assert first.source == Meeting.objects.get()
    series = NumberSeries.objects.get()
    assert (Minutes.objects.get().series, first.series, second.series) == (series, series, series)
    assert (series.last, series.year, series.by_school_year) == (1, 2026, True)


def expect_duties() -> None:
    """Who read an edition has read it; of the last one everybody who was called is asked."""
    first, second = Paper.objects.order_by("edition")
    assert states_of(first) == {"Рябова": "accepted"}
    assert states_of(second) == {"Рябова": "given", "Дроздов": "accepted"}
    assert Assignment.objects.filter(accepted_on=date(2026, 10, 13)).count() == Matter.objects.count() == 2


def states_of(paper: Paper) -> dict[str, str]:
    return dict(asked_to_read(paper).values_list("parts__person__last_name", "state"))


def old_rows() -> None:
    """One meeting of two people; one read the first edition, the other the second."""
    loader = MigrationExecutor(connection).loader
    others = [node for node in loader.graph.leaf_nodes() if node[0] != BEFORE[0]]
    apps = loader.project_state([*others, BEFORE]).apps
    node = apps.get_model("directory", "Organisation").objects.create(kind="school", name="Школа", short_name="Школа")
    people = [
        apps.get_model("directory", "Person").objects.create(last_name=name, first_name="О")
        for name in ("Рябова", "Дроздов")
    ]
    kind = apps.get_model("communities", "CommunityKind").objects.get(code="council", municipality=None)
    council = apps.get_model("communities", "Community").objects.create(organisation=node, kind=kind, name="Совет")
    meeting = apps.get_model("events", "Meeting").objects.create(
        community=council, topic="Тема", held_on=DAY, starts_at="14:30", state="approved"
    )
    for person in people:
        apps.get_model("events", "Attendance").objects.create(meeting=meeting, person=person, mark="present")
    minutes = apps.get_model("events", "Minutes").objects.create(
        meeting=meeting, community=council, school_year=2026, number=1
    )
    user = apps.get_model("access", "User").objects.create(login="head")
    for number, content in enumerate(EDITIONS, start=1):
        edition = apps.get_model("events", "MinutesEdition").objects.create(
            minutes=minutes,
            number=number,
            data={"number": 1},
            reason="Опечатка" if number > 1 else "",
            approved_by=user,
            approved_at=MOMENT,
        )
        keep_file(apps, edition, content)
        acknowledgements = apps.get_model("events", "Acknowledgement").objects
        acknowledgements.create(edition=edition, person=people[number - 1], made_at=MOMENT)


def keep_file(apps: Any, edition: Any, content: bytes) -> None:
    types = apps.get_model("contenttypes", "ContentType").objects
    apps.get_model("files", "StoredFile").objects.create(
        content_type=types.get_or_create(app_label="events", model="minutesedition")[0],
        object_id=edition.pk,
        name="Протокол.docx",
        content=ContentFile(content, name="minutes.docx"),
        sha256=hashlib.sha256(content).hexdigest(),
        size_bytes=len(content),
    )
