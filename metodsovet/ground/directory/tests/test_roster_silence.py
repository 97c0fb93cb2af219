"""What a list leaves out or says of the law: posts, dismissals, terms of categories, names a letter apart."""

from datetime import date
from decimal import Decimal

import pytest

from metodsovet.ground.directory.actions.reference_numbers import set_reference_number
from metodsovet.ground.directory.actions.rosters import apply_roster, decide_rows, undo_roster
from metodsovet.ground.directory.matching.terms import CategoryTerms
from metodsovet.ground.directory.models import Category, Person, Position, ReferenceNumber
from metodsovet.ground.directory.queries_rosters import undecided_missing
from metodsovet.ground.directory.tests.lists import HEADING, applied, loaded, outcomes, row_of, verdicts, workbook
from metodsovet.ground.directory.tests.world import World, employ, make_world, user_of

pytestmark = pytest.mark.django_db
AS_OF = date(2026, 9, 1)
SCHOOL = "СОШ № 1"


@pytest.fixture
def world() -> World:
    return make_world()


def test_post_that_the_file_does_not_name_is_asked_and_stays_until_decided(world: World) -> None:
    employ(world.teacher, world.school, "методист", Position.Function.METHODIST)
    by = user_of(world.methodist)
    rows = [HEADING, (1, "Бирюкова Нина Сергеевна", "учитель математики", SCHOOL)]
    roster = loaded(workbook(rows), world.town, by, as_of=AS_OF)
    asked = row_of(roster, "Бирюкова Нина Сергеевна, методист")
    assert (asked.verdict, asked.person) == ("missing", world.teacher)
    assert "«методист» у него не названа" in asked.reason
    assert undecided_missing(roster) == (2, 1)
    apply_roster(roster, by=by)
    assert world.teacher.employments.filter(until=None).count() == 2

    again = loaded(workbook(rows), world.town, by, as_of=AS_OF)
    asked = row_of(again, "Бирюкова Нина Сергеевна, методист")
    decide_rows(again, rows=[asked.pk], choice="dismiss", by=by)
    apply_roster(again, by=by)
    ended = world.teacher.employments.get(position__name="методист")
    assert ended.until == date(2026, 8, 31)
    assert world.teacher.employments.get(position__name="учитель математики").until is None
    undo_roster(again, by=by)
    assert world.teacher.employments.filter(until=None).count() == 2


def test_list_without_posts_asks_of_none(world: World) -> None:
    employ(world.teacher, world.school, "методист", Position.Function.METHODIST)
    rows = [("№", "ФИО", "ОО"), (1, "Бирюкова Нина Сергеевна", SCHOOL)]
    roster = loaded(workbook(rows), world.town, user_of(world.methodist), as_of=AS_OF)
    assert "Бирюкова Нина Сергеевна, методист" not in verdicts(roster)


def test_whom_the_file_calls_dismissed_is_not_hired_and_is_asked(world: World) -> None:
    heading = (*HEADING, "Дата увольнения")
    rows = [
        heading,
        (1, "Бирюкова Нина Сергеевна", "учитель математики", SCHOOL, "15.08.2026"),
        (2, "Новых Анна Ивановна", "учитель", SCHOOL, "15.08.2026"),
        (3, "Иных Анна Павловна", "учитель", SCHOOL, "31.12.2026"),
    ]
    by = user_of(world.methodist)
    roster = loaded(workbook(rows), world.town, by, as_of=AS_OF)
    assert (verdicts(roster)["Новых Анна Ивановна"], verdicts(roster)["Иных Анна Павловна"]) == ("refused", "new")
    missing = roster.rows.get(verdict="missing", person=world.teacher)
    assert "отмечено увольнение 15.08.2026" in missing.reason
    decide_rows(roster, rows=[missing.pk], choice="dismiss", by=by)
    apply_roster(roster, by=by)
    assert world.teacher.employments.get().until == date(2026, 8, 15)
    assert outcomes(roster) == {"applied": 1, "same": 0, "refused": 2}


@pytest.mark.parametrize(
    ("words", "days"),
    (
        ("высшая, 25.12.2023", (date(2023, 12, 25), None)),
        ("высшая, 01.09.2023", (date(2023, 9, 1), None)),
        ("первая, 31.08.2023", (date(2023, 8, 31), date(2028, 8, 31))),
        ("первая 29.02.2020", (date(2020, 2, 29), date(2025, 2, 28))),
        ("высшая до 30.11.2026", (None, date(2026, 11, 30))),
        ("высшая до 30.11.2030", (None, None)),
        ("высшая с 25.12.2023 по 25.12.2028", (date(2023, 12, 25), None)),
        ("соответствие 10.10.2023", (date(2023, 10, 10), date(2028, 10, 10))),
        ("соответствие 10.10.2020", (date(2020, 10, 10), date(2025, 10, 10))),
        ("педагог-методист 25.12.2023", (date(2023, 12, 25), None)),
        ("первая", (None, None)),
    ),
)
def test_category_ends_by_the_law_of_its_day(world: World, words: str, days: tuple[date | None, date | None]) -> None:
    rows = [(*HEADING, "Категория"), (1, "Новых Анна Ивановна", "учитель", SCHOOL, words)]
    roster = applied(workbook(rows), world.town, user_of(world.methodist), as_of=AS_OF)
    category = Category.objects.get(person__last_name="Новых")
    assert (category.since, category.until) == days
    reason = row_of(roster, "Новых Анна Ивановна").reason
    assert ("срок вышел" in reason) is (category.until is not None and category.until < AS_OF)


def test_new_term_of_law_does_not_reach_back(world: World) -> None:
    number = ReferenceNumber.objects.filter(code="category_years").earliest("valid_from")
    set_reference_number(
        number, value=Decimal(7), valid_from=date(2029, 9, 1), source="Новый порядок", by=user_of(world.methodist)
    )
    terms = CategoryTerms()
    assert terms.end_of("first", since=date(2028, 1, 1), told=None) is None
    assert terms.end_of("first", since=date(2029, 9, 1), told=None) == date(2036, 9, 1)
    assert terms.end_of("first", since=date(2022, 1, 1), told=None) == date(2027, 1, 1)


def test_names_a_letter_apart_in_one_file_are_asked(world: World) -> None:
    rows = [
        HEADING,
        (1, "Соловьева Наталья Юрьевна", "учитель", SCHOOL),
        (2, "Соловьёва Наталия Юрьевна", "методист", SCHOOL),
    ]
    by = user_of(world.methodist)
    roster = loaded(workbook(rows), world.town, by, as_of=AS_OF)
    row = row_of(roster, "Соловьёва Наталия Юрьевна")
    assert (row.verdict, [one[0] for one in row.candidates]) == ("doubtful", ["row", "new"])
    decide_rows(roster, rows=[row.pk], choice="row", by=by)
    apply_roster(roster, by=by)
    person = Person.objects.get(last_name="Соловьева")
    assert sorted(person.employments.values_list("position__name", flat=True)) == ["методист", "учитель"]
    again = loaded(workbook(rows), world.town, by, as_of=AS_OF)
    assert row_of(again, "Соловьёва Наталия Юрьевна").verdict == "doubtful"


def test_initials_above_the_full_name_are_a_repetition(world: World) -> None:
    rows = [
        HEADING,
        (1, "Новых А.И.", "учитель", SCHOOL),
        (2, "Новых Анна Ивановна", "учитель", SCHOOL),
    ]
    roster = applied(workbook(rows), world.town, user_of(world.methodist), as_of=AS_OF)
    assert row_of(roster, "Новых А.И.").reason.startswith("Повторяет:")
    assert Person.objects.filter(last_name="Новых").count() == 1
