"""Making a school year of a large plan against one COPY of the very same rows, in one run.

python benchmarks/making_a_school_year.py [ORGANISATIONS] [ACTIVITIES] [YEARS]
"""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from typing import IO, Any, LiteralString

from grounds import median_of, say, scratch_database, seconds_of

# isort: split
from django.db import connection, transaction
from large_town import draft_large_plan, settle
from psycopg import sql

from metodsovet.ground.access.models import User
from metodsovet.kernel.school_year import SchoolYear
from metodsovet.work.planning.actions import accept_plan, follow_holders, make_school_year
from metodsovet.work.planning.models import Plan

TABLES = ("assignments_assignment", "assignments_part")
SHAPES = ("bare tables", "tables with their indexes", "the same with foreign keys")
FOREIGN_KEYS = """
SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid = %s::regclass AND contype = 'f'
"""
BLOCK = 1 << 20
PARTIES = "заместители директоров, руководители ОО"


def main(organisations: int, activities: int, years: int) -> None:
    with scratch_database():
        say(f"{organisations} organisations, a plan of {activities} activities")
        town = settle(organisations)
        plan = draft_large_plan(town, activities, parties=PARTIES)
        make_tables()
        made: list[float] = []
        copied: dict[str, list[float]] = {shape: [] for shape in SHAPES}
        for number in range(years):
            year, last = SchoolYear(town.year.start + number), newest_ids()
            made.append(seconds_of(partial(make, plan, year, town.methodist)))
            with dumped(last) as (rows, files):
                say(f"{year}: {rows:,} rows made in {made[-1]:.1f} s")
                for place, shape in enumerate(SHAPES):
                    copied[shape].append(seconds_of(partial(copy_in, files, place)))
        following = seconds_of(partial(follow_holders, day=town.year.last_day))
        tell(rows, made, copied, following)


def make(plan: Plan, year: SchoolYear, by: User) -> None:
    """The first year comes with acceptance, the others by the action of the year."""
    plan = Plan.objects.get(pk=plan.pk)
    if plan.is_draft:
        accept_plan(plan, executed_from=year, by=by, version=plan.version)
    else:
        make_school_year(plan, year, by=by)


def make_tables() -> None:
    """Three copies of each table: rows only; with indexes and checks; with foreign keys as well."""
    with connection.cursor() as cursor:
        for table in TABLES:
            run(cursor, "CREATE TABLE {} (LIKE {})", copy_of(table, 0), table)
            for shape in (1, 2):
                run(cursor, "CREATE TABLE {} (LIKE {} INCLUDING ALL)", copy_of(table, shape), table)
            cursor.execute(FOREIGN_KEYS, [table])
            for name, definition in cursor.fetchall():
                # A copied part points to the copied assignment, which has the same id.
                target = definition.replace(f"{TABLES[0]}(", f"{copy_of(TABLES[0], 2)}(")
                run(cursor, "ALTER TABLE {} ADD CONSTRAINT {} " + target, copy_of(table, 2), name)


def copy_of(table: str, shape: int) -> str:
    return f"{table}_{shape}"


def newest_ids() -> dict[str, int]:
    found = {}
    with connection.cursor() as cursor:
        for table in TABLES:
            run(cursor, "SELECT coalesce(max(id), 0) FROM {}", table)
            found[table] = int(cursor.fetchone()[0])
    return found


@contextmanager
def dumped(last: dict[str, int]) -> Iterator[tuple[int, dict[str, IO[bytes]]]]:
    """How many rows the last run made, and the rows in files, as COPY gives them."""
    number = 0
    with ExitStack() as stack, connection.cursor() as cursor:
        files: dict[str, IO[bytes]] = {table: stack.enter_context(tempfile.TemporaryFile()) for table in TABLES}
        for table, file in files.items():
            statement = sql.SQL("COPY (SELECT * FROM {} WHERE id > {}) TO STDOUT")
            with cursor.copy(statement.format(sql.Identifier(table), last[table])) as rows:
                for block in rows:
                    file.write(block)
            number += int(cursor.rowcount)
        yield number, files


def copy_in(files: dict[str, IO[bytes]], shape: int) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        for table, file in files.items():
            file.seek(0)
            statement = sql.SQL("COPY {} FROM STDIN").format(sql.Identifier(copy_of(table, shape)))
            with cursor.copy(statement) as copy:
                while block := file.read(BLOCK):
                    copy.write(block)


def run(cursor: Any, statement: LiteralString, *names: str) -> None:
    cursor.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


def tell(rows: int, made: list[float], copied: dict[str, list[float]], following: float) -> None:
    own = median_of(made)
    print(f"{rows:,} rows of assignments and parts a year, medians of {len(made)} years")
    print(f"{'making a school year':<38}{own:8.1f} s")
    for shape, seconds in copied.items():
        other = median_of(seconds)
        print(f"{'COPY into ' + shape:<38}{other:8.1f} s   ratio {own / other:5.1f}")
    print(f"{'following holders right after':<38}{following:8.1f} s")


if __name__ == "__main__":
    asked = [int(argument) for argument in sys.argv[1:]]
    main(*[*asked, *(900, 300, 3)[len(asked) :]])
