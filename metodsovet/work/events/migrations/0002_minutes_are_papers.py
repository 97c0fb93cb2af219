"""Approved editions of minutes become issued papers, what was acknowledged of them becomes duties that are done."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import django.db.models.deletion
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import Q
from django.utils import timezone

from metodsovet.kernel.russian import date_text

# Rows written above leave checks of keys for the end of the transaction, and a table with such is not altered.
FIRE_DEFERRED = migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE; SET CONSTRAINTS ALL DEFERRED", migrations.RunSQL.noop)
KIND, NAME = "minutes", "протокол заседания"


def make_papers(apps: Any, _: BaseDatabaseSchemaEditor) -> None:
    rows = apps.get_model("events", "Minutes").objects.select_related("meeting", "community")
    for minutes in rows.order_by("community", "school_year", "number"):
        minutes.series = _series(apps, minutes)
        minutes.save(update_fields=["series"])
        before = None
        editions = list(minutes.editions.order_by("number"))
        for edition in editions:
            before = _paper(apps, minutes, edition, before)
            _make_duties(apps, minutes, edition, before, is_last=edition is editions[-1])


def _series(apps: Any, minutes: Any) -> Any:
    """Minutes come in the order of their numbers."""
    series, _ = apps.get_model("documents", "NumberSeries").objects.get_or_create(
        organisation_id=minutes.community.organisation_id,
        kind=KIND,
        year=minutes.school_year,
        content_type=_type_of(apps, "communities", "community"),
        object_id=minutes.community_id,
        defaults={"by_school_year": True},
    )
    series.last = minutes.number
    series.save(update_fields=["last"])
    return series


def _paper(apps: Any, minutes: Any, edition: Any, before: Any) -> Any:
    """With its file, byte for byte."""
    meeting = minutes.meeting
    paper = apps.get_model("documents", "Paper").objects.create(
        series=minutes.series,
        number=str(minutes.number),
        number_key=str(minutes.number),
        edition=edition.number,
        replaces=before,
        edition_reason=edition.reason,
        issued_on=meeting.held_on,
        title=f"{minutes.community.name}. {meeting.topic}"[:1000],
        data=edition.data,
        content_type=_type_of(apps, "events", "meeting"),
        object_id=meeting.pk,
        issued_by=edition.approved_by,
        issued_at=edition.approved_at,
    )
    files = apps.get_model("files", "StoredFile").objects
    owned = files.filter(content_type=_type_of(apps, "events", "minutesedition"), object_id=edition.pk)
    paper.file = owned.first()
    if paper.file is not None:
        owned.update(content_type=_type_of(apps, "documents", "paper"), object_id=paper.pk)
        paper.sha256 = paper.file.sha256
        paper.save(update_fields=["file", "sha256"])
    return paper


def _make_duties(apps: Any, minutes: Any, edition: Any, paper: Any, *, is_last: bool) -> None:
    """Of the last edition everybody who was called is still asked; of those before only what was read is kept."""
    read = {one.person_id: timezone.localdate(one.made_at) for one in edition.acknowledgements.all()}
    meeting = minutes.meeting
    called = meeting.attendance.filter(person__isnull=False, person__erased_on=None)
    people = set(read) | (set(called.values_list("person", flat=True)) if is_last else set())
    if not people:
        return
    places = _places(apps, people, meeting.held_on)
    asked = _Asked(apps, minutes, edition, paper)
    for person in sorted(people):
        asked.give(person, places.get(person, minutes.community.organisation_id), read.get(person))


class _Asked:
    """What is asked of everybody alike."""

    def __init__(self, apps: Any, minutes: Any, edition: Any, paper: Any) -> None:
        self.apps = apps
        self.issuer = minutes.community.organisation_id
        self.given_at = edition.approved_at
        self.source = _type_of(apps, "documents", "paper"), paper.pk
        last = f", редакция\u00a0{edition.number}" if edition.number > 1 else ""
        self.origin = f"{NAME} от {date_text(paper.issued_on)} №\u00a0{paper.number}{last}"
        self.title = f"{self.origin} «{paper.title}»"
        apps.get_model("assignments", "Matter").objects.get_or_create(
            content_type=self.source[0], object_id=self.source[1]
        )

    def give(self, person: int, place: int, read_on: date | None) -> None:
        given_on = timezone.localdate(self.given_at)
        kind, pk = self.source
        assignment = self.apps.get_model("assignments", "Assignment").objects.create(
            key=f"acknowledge:{kind.pk}:{pk}:person:{person}",
            kind="acknowledge",
            title=self.title[:2000],
            origin=self.origin[:300],
            content_type=kind,
            object_id=pk,
            organisation_id=place,
            issuer_id=self.issuer,
            starts_on=given_on,
            state="accepted" if read_on else "given",
            reported_on=read_on,
            accepted_on=read_on,
            given_at=self.given_at,
        )
        self.apps.get_model("assignments", "Part").objects.create(
            assignment=assignment, role="lead", person_id=person, organisation_id=place, since=given_on
        )


def _places(apps: Any, people: Iterable[int], day: date) -> dict[int, int]:
    """Id of the main workplace of each on the day, the organisation and not its department."""
    jobs = apps.get_model("directory", "Employment").objects.filter(
        Q(until=None) | Q(until__gte=day), person__in=people, since__lte=day
    )
    found: dict[int, int] = {}
    for job in jobs.select_related("organisation").order_by("-is_main", "pk"):
        place = job.organisation
        own = place.parent_id if place.kind == "department" and place.parent_id else place.pk
        found.setdefault(job.person_id, own)
    return found


def _type_of(apps: Any, room: str, model: str) -> Any:
    types = apps.get_model("contenttypes", "ContentType").objects
    return types.get_or_create(app_label=room, model=model)[0]


def refuse_to_forget(apps: Any, _: BaseDatabaseSchemaEditor) -> None:
    """What was issued since then would be lost."""
    if apps.get_model("events", "Minutes").objects.exists():
        raise RuntimeError("minutes are issued papers now: restore a backup to go back")


class Migration(migrations.Migration):
    dependencies = [
        ("assignments", "0004_control_over_a_year"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("documents", "0004_editions_and_scoped_numbers"),
        ("events", "0001_meetings_and_minutes"),
        ("files", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            "minutes",
            "series",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="documents.numberseries",
                verbose_name="ряд номеров",
            ),
        ),
        migrations.RunPython(make_papers, refuse_to_forget),
        FIRE_DEFERRED,
        migrations.AlterField(
            "minutes",
            "series",
            models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="documents.numberseries",
                verbose_name="ряд номеров",
            ),
        ),
        migrations.RemoveConstraint("minutes", "minutes_numbered_once"),
        migrations.AlterModelOptions(
            "minutes",
            {
                "ordering": ["-series__year", "-number"],
                "verbose_name": "протокол",
                "verbose_name_plural": "протоколы",
            },
        ),
        migrations.RemoveField("minutes", "community"),
        migrations.RemoveField("minutes", "school_year"),
        migrations.AlterField("minutes", "number", models.PositiveIntegerField(verbose_name="номер")),
        migrations.AddConstraint(
            "minutes", models.UniqueConstraint(fields=("series", "number"), name="minutes_numbered_once")
        ),
        migrations.DeleteModel("Acknowledgement"),
        migrations.DeleteModel("MinutesEdition"),
    ]
