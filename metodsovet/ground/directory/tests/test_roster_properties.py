"""Whatever the table: every row that was read has one outcome, and a second applying changes nothing."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from metodsovet.ground.directory.actions.rosters import apply_roster, decide_rows
from metodsovet.ground.directory.models import Category, Employment, Organisation, Person, Position, Roster, Subject
from metodsovet.ground.directory.tests.lists import applied, loaded, outcomes, workbook
from metodsovet.ground.directory.tests.world import World, make_world, user_of

pytestmark = pytest.mark.django_db

SURNAMES = ("Ильина", "ИЛЬИНА", "Ильйна", "Бирюкова", "Орлова", "Opлoва", "Соловьёва", "Соловьева", "Петрова  ", "")
GIVEN = (" Нина Сергеевна", " Н.С.", " Анна", " А. П.", " Анна\u00a0Петровна", " вакансия", "")
CELLS: dict[str, tuple[Any, ...]] = {
    "Должность": ("учитель", "учитель; методист", "Учитель математики, кл. рук.", "воспитатель (совм.)", "", 5, "-"),
    "Место работы": ("СОШ № 1", "МБОУ «СОШ №2»", "Школа у реки", "", "CОШ №1", "Детский сад № 9"),
    "Предмет(ы)": ("физика", "матем., физ-ра", "", "русский язык и литература"),
    "Принят с": ("01.09.2015", 42000, "31.02.2020", "", "2015", "давно"),
    "Пед. стаж": (5, "5,5", "12 л. 3 мес.", "", "с 2004", 500, "нет"),
    "Категория": ("высшая", "1", "СЗД, 01.02.2023", "", "нет", "???"),
    "Основное/совместитель": ("осн.", "совм.", "", "внешний совместитель"),
    "СНИЛС": ("112-233-445 95", ""),
}
ROWS = st.lists(
    st.one_of(
        st.just("heading"),
        st.just("total"),
        st.just("section"),
        st.tuples(
            st.sampled_from(SURNAMES), st.sampled_from(GIVEN), *(st.sampled_from(values) for values in CELLS.values())
        ),
    ),
    min_size=1,
    max_size=12,
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=ROWS, order=st.permutations(list(CELLS)), is_decided=st.booleans())
def test_every_read_row_has_its_outcome_and_the_second_applying_changes_nothing(
    world: World, rows: list[Any], order: list[str], is_decided: bool
) -> None:
    content = workbook(table(rows, order))
    by = user_of(world.methodist)
    roster = loaded(content, world.town, by)
    if roster.state == Roster.State.UNREADABLE:  # no row under the heading
        assert roster.trouble
        return
    if is_decided:
        decide_rows(roster, rows=list(roster.rows.values_list("pk", flat=True)), choice="first", by=by)
    apply_roster(roster, by=by)
    read = roster.rows.filter(position__gt=0)
    assert sum(outcomes(roster).values()) == read.count()
    assert not read.filter(outcome="refused", reason="").exists()
    before = counts()
    again = applied(content, world.town, by)
    assert outcomes(again)["applied"] == 0, [
        (row.words, row.reason) for row in again.rows.filter(outcome="applied", position__gt=0)
    ]
    assert counts() == before


@pytest.fixture
def world() -> World:
    return make_world()


def table(rows: list[Any], order: list[str]) -> list[tuple[Any, ...]]:
    heading = ("№", *order, "Ф.И.О.")
    answer: list[tuple[Any, ...]] = [("Сведения о работниках",), heading]
    for number, row in enumerate(rows, start=1):
        if row == "heading":
            answer.append(heading)
        elif row == "total":
            answer.append(("", "Итого", number))
        elif row == "section":
            answer.append(("Учителя",))
        else:
            last, first, *values = row
            cells = dict(zip(CELLS, values, strict=True))
            answer.append((number, *(cells[name] for name in order), f"{last}{first}"))
    return answer


def counts() -> list[int]:
    return [model._default_manager.count() for model in (Person, Employment, Category, Position, Subject, Organisation)]
