import csv
from datetime import date
from pathlib import Path

import pytest

from metodsovet.kernel.russian import (
    Case,
    Gender,
    date_short,
    date_text,
    decline_name,
    decline_organisation,
    decline_position,
    join_cut,
    lemmas,
    list_name,
    month_name,
    plural,
    short_name,
    unlatin,
)

SHARED = Path(__file__).resolve().parents[3].parent / "shared" / "data"
CASES = {"genitive": Case.GENT, "dative": Case.DATV, "accusative": Case.ACCS}


def shared_rows(name: str) -> list[dict[str, str]]:
    path = SHARED / name
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize(
    ("form", "numbers"),
    (
        ("поручение", (1, 21, 101, 1001)),
        ("поручения", (2, 3, 4, 22, 104)),
        ("поручений", (0, 5, 11, 12, 14, 20, 111, 1012)),
    ),
)
def test_plural_chooses_the_form(form: str, numbers: tuple[int, ...]) -> None:
    assert {plural(n, "поручение", "поручения", "поручений") for n in numbers} == {form}


def test_date_text_never_breaks_inside() -> None:
    assert date_text(date(2024, 6, 15)) == "15\u00a0июня\u00a02024\u00a0г."
    assert date_text(date(2024, 6, 5), year=False) == "5\u00a0июня"


def test_date_short_has_two_digits() -> None:
    assert date_short(date(2024, 6, 5)) == "05.06.2024"


@pytest.mark.parametrize(
    ("month", "forms"),
    (
        (1, ("январь", "января", "январе")),
        (3, ("март", "марта", "марте")),
        (5, ("май", "мая", "мае")),
        (8, ("август", "августа", "августе")),
        (12, ("декабрь", "декабря", "декабре")),
    ),
)
def test_month_name_declines(month: int, forms: tuple[str, str, str]) -> None:
    assert (month_name(month), month_name(month, "genitive"), month_name(month, "prepositional")) == forms


def test_month_name_refuses_a_thirteenth_month() -> None:
    with pytest.raises(ValueError):
        month_name(13)


@pytest.mark.parametrize(
    ("name", "case", "declined"),
    (
        ("Караваева Инна Олеговна", Case.DATV, "Караваевой Инне Олеговне"),
        ("Караваев Лев Ильич", Case.GENT, "Караваева Льва Ильича"),
        ("Сорока Пётр Лукич", Case.ACCS, "Сороку Петра Лукича"),
        ("Дубовик Нинель Карповна", Case.DATV, "Дубовик Нинель Карповне"),
        ("Дубовик Илья Фомич", Case.ABLT, "Дубовиком Ильёй Фомичом"),
        ("Седых Ян Львович", Case.LOCT, "Седых Яне Львовиче"),
        ("Гусейнова Лейла Тофик кызы", Case.DATV, "Гусейновой Лейле Тофик кызы"),
        ("Караваева И.О.", Case.DATV, "Караваевой И.О."),
        ("И.О. Караваев", Case.GENT, "И.О. Караваева"),
        ("Дубовик И.О.", Case.DATV, "Дубовик И.О."),
        ("", Case.DATV, ""),
    ),
)
def test_decline_name_follows_the_gender_of_the_name(name: str, case: Case, declined: str) -> None:
    assert decline_name(name, case) == declined


def test_decline_name_takes_the_given_gender() -> None:
    assert decline_name("Дубовик И.О.", Case.DATV, Gender.MALE) == "Дубовику И.О."
    assert decline_name("Дубовик И.О.", Case.DATV, Gender.FEMALE) == "Дубовик И.О."


@pytest.mark.parametrize(
    ("position", "case", "declined"),
    (
        ("старший методист", Case.ACCS, "старшего методиста"),
        ("методический совет", Case.ACCS, "методический совет"),
        ("педагоги-психологи", Case.ABLT, "педагогами-психологами"),
        ("учитель химии, классный руководитель", Case.DATV, "учителю химии, классному руководителю"),
        ("учитель физики, математики", Case.DATV, "учителю физики, математики"),
        ("и.о. заведующего", Case.GENT, "и.о. заведующего"),
        ("заведующая библиотекой", Case.ACCS, "заведующую библиотекой"),
        ("бизнес-тренер", Case.GENT, "бизнес-тренера"),
        ("", Case.GENT, ""),
    ),
)
def test_decline_position_declines_the_head_only(position: str, case: Case, declined: str) -> None:
    assert decline_position(position, case) == declined


@pytest.mark.parametrize(
    ("name", "case", "declined"),
    (
        ("Новиков-Прибой Алексей Силыч", Case.GENT, "Новикова-Прибоя Алексея Силыча"),
        ("Кузнец Игнат Лукич", Case.DATV, "Кузнецу Игнату Лукичу"),
        ("Кравец Роман Олегович", Case.GENT, "Кравца Романа Олеговича"),
        ("Береговой Илья Ильич", Case.DATV, "Береговому Илье Ильичу"),
        ("Гусь Лев Силыч", Case.ABLT, "Гусем Львом Силычем"),
        ("Бондарь Елена Олеговна", Case.DATV, "Бондарь Елене Олеговне"),
        ("Гамсахурдия Звиад Зурабович", Case.GENT, "Гамсахурдии Звиада Зурабовича"),
        ("Алиева Севиндж Ариф кызы", Case.DATV, "Алиевой Севиндж Ариф кызы"),
    ),
)
def test_decline_name_knows_surnames_that_are_words(name: str, case: Case, declined: str) -> None:
    assert decline_name(name, case) == declined


@pytest.mark.parametrize(
    ("position", "case", "declined"),
    (
        ("учитель технологии, ОБЗР", Case.DATV, "учителю технологии, ОБЗР"),
        ("заведующий МДОУ № 3", Case.GENT, "заведующего МДОУ № 3"),
        ("ДИРЕКТОР", Case.GENT, "ДИРЕКТОРА"),
        ("учитель (преподаватель) английского языка", Case.DATV, "учителю (преподавателю) английского языка"),
        ("тьютор-наставник", Case.GENT, "тьютора-наставника"),
        ("временно исполняющий обязанности начальника отдела", Case.DATV,
         "временно исполняющему обязанности начальника отдела"),
        ("заместитель председателя комитета – начальник отдела", Case.ABLT,
         "заместителем председателя комитета – начальником отдела"),
        ("зам. директора по УВР", Case.GENT, "зам. директора по УВР"),
        ("пресс-секретарь", Case.GENT, "пресс-секретаря"),
    ),
)  # fmt: skip
def test_decline_position_knows_how_posts_are_written(position: str, case: Case, declined: str) -> None:
    assert decline_position(position, case) == declined


@pytest.mark.parametrize(
    ("name", "case", "declined"),
    (
        ("Управление образования администрации города", Case.GENT, "Управления образования администрации города"),
        ("Средняя общеобразовательная школа № 3", Case.ACCS, "Среднюю общеобразовательную школу № 3"),
        ("Лицей № 4", Case.ACCS, "Лицей № 4"),
        ("Школа-интернат № 1", Case.GENT, "Школы-интерната № 1"),
        ("Детский сад № 7 «Рябинка»", Case.LOCT, "Детском саду № 7 «Рябинка»"),
        ("Пресс-центр", Case.DATV, "Пресс-центру"),
        ("МБОУ «Лицей № 4»", Case.GENT, "МБОУ «Лицей № 4»"),
        ("«Точка роста»", Case.DATV, "«Точка роста»"),
        ("городское методическое объединение учителей химии", Case.GENT,
         "городского методического объединения учителей химии"),
    ),
)  # fmt: skip
def test_decline_organisation_declines_the_head_only(name: str, case: Case, declined: str) -> None:
    assert decline_organisation(name, case) == declined


def test_names_are_short_with_a_space_that_never_breaks() -> None:
    assert short_name("Караваева", "Инна", "Олеговна") == "И.О.\u00a0Караваева"
    assert list_name("Караваева", "Инна", "Олеговна") == "Караваева\u00a0И.О."
    assert list_name("Ли", "Ян", "") == "Ли\u00a0Я."
    assert short_name("Ли", "", "") == "Ли"


def test_lemmas_bring_words_to_the_dictionary() -> None:
    assert lemmas("Учёбы учителей, 5 педагогов-психологов") == ("учеба", "учитель", "5", "педагог-психолог")


@pytest.mark.parametrize(
    ("typed", "meant"),
    (
        ("pуководители OO", "руководители ОО"),
        ("Руководители ШМ0", "Руководители ШМО"),
        ("3авуч", "Завуч"),
        ("C.Г. Караваева", "С.Г. Караваева"),
        ("c 1 сентября", "с 1 сентября"),
        ("XI класс, I квартал", "XI класс, I квартал"),
        ("ХI век", "XI век"),
        ("9а класс, 2024г., Педагог13.ру", "9а класс, 2024г., Педагог13.ру"),
        ("встреча в ZOOM и MAX", "встреча в ZOOM и MAX"),
        ("only Latin OO", "only Latin OO"),
    ),
)
def test_unlatin_repairs_only_russian_words(typed: str, meant: str) -> None:
    assert unlatin(typed) == meant


@pytest.mark.parametrize(
    ("cut", "whole"),
    (
        ("попечительс- кого", "попечительского"),
        ("инфор-\nмационный", "информационный"),
        ("учителя- предметники", "учителя-предметники"),
        ("июль- август", "июль-август"),
        ("учебно- и научно-методический", "учебно- и научно-методический"),
        ("мето\u00adдист", "методист"),
        ("план - график", "план - график"),
    ),
)
def test_join_cut_joins_words_and_keeps_hyphens(cut: str, whole: str) -> None:
    assert join_cut(cut) == whole


@pytest.mark.parametrize("column", CASES)
def test_decline_name_holds_for_the_shared_list(column: str) -> None:
    rows = shared_rows("declension_names.tsv")
    if not rows:
        pytest.skip("the shared list is not here")

    for row in rows:
        name = f"{row['surname']} {row['name']} {row['patronymic']}"
        assert decline_name(name, CASES[column]) in row[column].split("|")
        assert decline_name(name, CASES[column], Gender(row["gender"])) in row[column].split("|")


@pytest.mark.parametrize("column", CASES)
def test_decline_position_holds_for_the_shared_list(column: str) -> None:
    rows = shared_rows("declension_positions.tsv")
    if not rows:
        pytest.skip("the shared list is not here")

    assert [decline_position(row["position"], CASES[column]) for row in rows] == [row[column] for row in rows]
