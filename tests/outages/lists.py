"""A town with a list on its way into the register, and what is told of the town by natural keys: ids differ."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import connection
from django.test import override_settings

from metodsovet.ground.access.models import ActionRecord
from metodsovet.ground.directory.actions.rosters import decide_rows, settle_word
from metodsovet.ground.directory.models import (
    Employment,
    Person,
    PersonMatch,
    RoleAssignment,
    Roster,
    RosterRow,
    RosterWord,
)
from metodsovet.ground.directory.tests.lists import HEADING, loaded, row_of, workbook
from metodsovet.ground.directory.tests.world import World, make_world, user_of
from tests.journeys.stage import drop_database, make_database, on_database

AS_OF = date(2026, 9, 1)
ROWS = (
    (*HEADING, "Предмет", "Категория"),
    (1, "Ильина Анна Петровна", "учитель; методист", "СОШ № 1", "физика", "первая"),
    (2, "Бирюкова Нина Сергеевна", "методист", "СОШ № 1", "", ""),
    (3, "Хвостова Елена Андреевна", "учитель", "СОШ № 1", "химия", "высшая"),
    (4, "Орлов Пётр Ильич", "тьютор", "Лицей № 7", "", ""),
    (5, "Устинова Вера Глебовна", "директор", "СОШ № 1", "", ""),
)


@dataclass(frozen=True, slots=True)
class ListedTown:
    database: str
    world: World
    roster: Roster


@contextmanager
def listed_town(migrated: str, files: Path, *, more: int = 0) -> Iterator[ListedTown]:
    """A database to copy, whose list brings every kind of change: people, posts, a school, a transfer, a dismissal."""
    name = make_database(migrated)
    with override_settings(MEDIA_ROOT=files):
        with on_database(name):
            world = make_world()
            roster = reviewed_list(world, more)
        yield ListedTown(name, world, roster)
    drop_database(name)


def reviewed_list(world: World, more: int) -> Roster:
    by = user_of(world.methodist)
    others = ((number, newcomer(number), "учитель", "СОШ № 1", "физика", "первая") for number in range(more))
    roster = loaded(workbook([*ROWS, *others]), world.town, by, as_of=AS_OF)
    settle_word(RosterWord.objects.get(roster=roster, key="лицей 7"), target=None, added="school", by=by)
    moved, left = row_of(roster, "Хвостова Елена Андреевна"), row_of(roster, "Соколова Мария Петровна")
    assert (moved.verdict, left.verdict) == ("doubtful", "missing")
    decide_rows(roster, rows=[moved.pk], choice=f"moved:{world.second_deputy.pk}", by=by)
    decide_rows(roster, rows=[left.pk], choice="dismiss", by=by)
    return Roster.objects.get(pk=roster.pk)


def newcomer(number: int) -> str:
    letters = "бвгджзклмн"
    return f"{''.join(f'{letters[int(digit)]}а' for digit in f'{number:04}').capitalize()}ва Мария Ивановна"


@contextmanager
def a_copy(town: ListedTown) -> Iterator[None]:
    name = make_database(town.database)
    with on_database(name):
        yield
    drop_database(name)


def fingerprint() -> dict[str, str]:
    """Every row of the register and of its histories, by table."""
    answer = {}
    with connection.cursor() as cursor:
        for label in ("directory", "access"):
            for model in apps.get_app_config(label).get_models(include_auto_created=True):
                table = connection.ops.quote_name(model._meta.db_table)
                cursor.execute(f"SELECT md5(string_agg(one::text, ';' ORDER BY one::text)) FROM {table} AS one")
                answer[model._meta.db_table] = cursor.fetchone()[0]
    return answer


def told() -> dict[str, Any]:
    people = Person.objects.prefetch_related("categories")
    jobs = Employment.objects.select_related("person", "organisation", "position").prefetch_related("subjects")
    granted = RoleAssignment.objects.select_related("person", "organisation")
    return {
        "people": sorted((one.full_name, sorted(str(each) for each in one.categories.all())) for one in people),
        "jobs": sorted(
            (
                str(job.person),
                str(job),
                str(job.since),
                str(job.until),
                job.is_main,
                sorted(map(str, job.subjects.all())),
            )
            for job in jobs
        ),
        "roles": sorted((str(one.person), one.role, str(one.organisation), str(one.until)) for one in granted),
        "rows": sorted(RosterRow.objects.values_list("words", "verdict", "outcome", "reason")),
        "matches": sorted(PersonMatch.objects.values_list("key", "person__last_name")),
        "history": sorted(ActionRecord.objects.values_list("verb", "text")),
        "lists": sorted(Roster.objects.values_list("state", "file")),
    }
