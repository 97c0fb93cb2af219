"""A staff list of 60,000 rows by 20 columns from xlsx to applied, against calamine reading it plus one COPY.

python benchmarks/loading_a_register.py [ROWS] [ORGANISATIONS]
"""

import io
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from grounds import say, scratch_database, seconds_of

# isort: split
from django.db import connection
from large_town import settle
from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook

from metodsovet.ground.access.models import User
from metodsovet.ground.directory.actions.rosters import apply_roster, load_roster, read_roster
from metodsovet.ground.directory.models import Organisation, Person, Roster
from metodsovet.ground.directory.reading import read_roster_in_child
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


def main(rows: int, organisations: int) -> None:
    with scratch_database():
        town = settle(organisations)
        schools = list(Organisation.objects.exclude(pk=town.root.pk).values_list("short_name", flat=True))
        content = workbook(rows, schools)
        say(f"{rows:,} rows by {COLUMNS} columns, {len(content) / 2**20:.1f} MB; {organisations} organisations")
        cells: list[list[Any]] = []
        read = seconds_of(lambda: cells.extend(rows_of(content)))
        copied = seconds_of(lambda: copy_plain(cells))
        say(f"calamine reads it in {read:.1f} s, COPY of the rows as text takes {copied:.1f} s")
        understood = seconds_of(lambda: read_roster_in_child(content, NAME))
        loaded: list[Roster] = []
        staged = seconds_of(lambda: loaded.append(load(content, town.root, town.methodist)))
        before = Person.objects.count()
        applied = seconds_of(lambda: apply_roster(loaded[0], by=town.methodist))
        tell(read + copied, understood, staged, applied, Person.objects.count() - before)


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


def tell(bare: float, understood: float, staged: float, applied: float, people: int) -> None:
    say(f"read and understood in its own process in {understood:.1f} s")
    say(f"loaded for the review (read, compared, staged) in {staged:.1f} s")
    say(f"applied in {applied:.1f} s: {people:,} people")
    whole = staged + applied
    say(f"from xlsx to applied {whole:.1f} s against {bare:.1f} s bare: {whole / bare:.1f} times (goal 2)")


if __name__ == "__main__":
    given = [int(argument) for argument in sys.argv[1:]]
    main(*(given + [60_000, 900][len(given) :]))
