"""A staff list of 60,000 rows by 20 columns from xlsx to applied, against calamine reading it plus one COPY.

Then the same file once more, which changes nothing. Told by the clock and, for a machine that is shared, by the time of
processors: ours, that of the process that reads the file, and that of the database.

python benchmarks/loading_a_register.py [ROWS] [ORGANISATIONS]
"""

import io
import os
import resource
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from grounds import say, scratch_database

# isort: split
from django.db import connection
from large_town import LargeTown, settle
from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.actions.rosters import apply_roster, load_roster, read_roster
from metodsovet.ground.directory.models import Organisation, Person, Roster
from metodsovet.kernel import clock

NAME = "список.xlsx"
COLUMNS = 20
HEADING = (
    "№",
    "Фамилия",
    "Имя",
    "Отчество",
    "ОО",
    "Должность",
    "Предметы",
    "Основное/совместитель",
    "Принят с",
    "Общий стаж",
    "Педагогический стаж",
    "Образование",
    "Категория",
    "Дата категории",
    "СНИЛС",
    "Телефон",
    "Адрес",
    "Дата рождения",
    "Нагрузка",
    "Награды",
)
SYLLABLES = ("ба", "во", "га", "ду", "же", "зи", "ко", "лу", "ме", "но", "пи", "ро", "су", "ти", "фе", "хо")
POSTS = ("учитель", "воспитатель", "учитель; методист", "педагог-психолог")
SUBJECTS = ("математика", "физика, информатика", "русский язык и литература", "")
CATEGORIES = ("высшая", "первая", "соответствие", "")


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds: by the clock, and of processors (our process, the reading one, the database's)."""

    clock: float
    ours: float
    reading: float
    database: float

    @property
    def processors(self) -> float:
        return self.ours + self.reading + self.database

    def __add__(self, other: "Cost") -> "Cost":
        return Cost(
            self.clock + other.clock,
            self.ours + other.ours,
            self.reading + other.reading,
            self.database + other.database,
        )

    def __str__(self) -> str:
        parts = f"{self.ours:.1f} ours, {self.reading:.1f} reading, {self.database:.1f} the database"
        return f"{self.clock:.1f} s by the clock, {self.processors:.1f} s of processors ({parts})"


def main(rows: int, organisations: int) -> None:
    with scratch_database():
        town = settle(organisations)
        schools = list(Organisation.objects.exclude(pk=town.root.pk).values_list("short_name", flat=True))
        content = workbook(rows, schools)
        say(f"{rows:,} rows by {COLUMNS} columns, {len(content) / 2**20:.1f} MB; {organisations} organisations")
        cells: list[list[Any]] = []
        read = cost_of("calamine reads it", lambda: cells.extend(rows_of(content)))
        bare = read + cost_of("COPY of the rows as text", lambda: copy_plain(cells))
        cells.clear()
        for time_of in ("the first time", "the same file again"):
            measure(time_of, content, town, bare)


def measure(time_of: str, content: bytes, town: LargeTown, bare: Cost) -> None:
    before = Person.objects.count()
    loaded: list[Roster] = []
    staged = cost_of(
        f"{time_of}: read, compared, staged", lambda: loaded.append(load(content, town.root, town.methodist))
    )
    applied = cost_of(f"{time_of}: applied", lambda: apply_roster(loaded[0], by=town.methodist))
    whole, people = staged + applied, Person.objects.count() - before
    by_clock, by_processors = whole.clock / bare.clock, whole.processors / bare.processors
    say(f"{time_of}: {people:,} people, {by_clock:.1f} times bare by the clock, {by_processors:.1f} by processors")


def cost_of(what: str, act: Callable[[], object]) -> Cost:
    before = _spent()
    act()
    cost = Cost(*(after - then for after, then in zip(_spent(), before, strict=True)))
    say(f"{what}: {cost}")
    return cost


def _spent() -> tuple[float, float, float, float]:
    ours, children = (resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    connection.ensure_connection()
    status = Path(f"/proc/{connection.connection.info.backend_pid}/stat").read_text().rpartition(")")[2].split()
    ticks = (int(status[11]) + int(status[12])) / os.sysconf("SC_CLK_TCK")
    return (
        time.perf_counter(),
        ours.ru_utime + ours.ru_stime,
        children.ru_utime + children.ru_stime,
        ticks,
    )


def load(content: bytes, organisation: Organisation, by: User) -> Roster:
    roster = load_roster(content, NAME, organisation=organisation, as_of=clock.today(), by=by)
    return read_roster(roster, by=by)


def workbook(rows: int, schools: list[str]) -> bytes:
    buffer = io.BytesIO()
    with Workbook(buffer, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Список")
        day = book.add_format({"num_format": "dd.mm.yyyy"})
        sheet.write_row(0, 0, HEADING)
        for number in range(rows):
            for column, value in enumerate(person(number, schools)):
                if isinstance(value, date):
                    sheet.write_datetime(number + 1, column, value, day)
                elif value != "":
                    sheet.write(number + 1, column, value)
    return buffer.getvalue()


def person(number: int, schools: list[str]) -> tuple[Any, ...]:
    """Invented; the number spells the surname, so nobody repeats."""
    return (
        number + 1,
        f"{spelt(number, 4)}ва",
        "Мария",
        f"{spelt(number % 500, 2)}овна",
        schools[number % len(schools)],
        POSTS[number % len(POSTS)],
        SUBJECTS[number % len(SUBJECTS)],
        "основное",
        date(2005, 1, 1) + timedelta(days=number % 7000),
        number % 40,
        f"{number % 35} лет",
        "высшее",
        CATEGORIES[number % len(CATEGORIES)],
        "24.03.2022",
        f"{number % 1000:03}-{number % 999:03}-123 45",
        f"8-912-{number % 1000:03}-12-34",
        "г. Энск, ул. Мира, д. 5, кв. 6",
        "14.05.1980",
        18,
        "грамота",
    )


def spelt(number: int, length: int) -> str:
    text = ""
    for _ in range(length):
        number, rest = divmod(number, len(SYLLABLES))
        text += SYLLABLES[rest]
    return text.capitalize()


def rows_of(content: bytes) -> Iterator[list[Any]]:
    yield from CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).iter_rows()


def copy_plain(rows: list[list[Any]]) -> None:
    names = ", ".join(f"c{number} text" for number in range(COLUMNS))
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE plain ({names})")
        with cursor.copy("COPY plain FROM STDIN") as copy:
            for row in rows:
                copy.write_row([str(value) for value in row])


if __name__ == "__main__":
    given = [int(argument) for argument in sys.argv[1:]]
    main(*(given + [60_000, 900][len(given) :]))
