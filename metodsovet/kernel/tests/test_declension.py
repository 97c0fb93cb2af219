"""Names, posts and organisations in all cases, written out by hand before the rules were asked."""

import csv
from pathlib import Path

import pytest

from metodsovet.kernel.russian import Case, Gender, decline_name, decline_organisation, decline_position, gender_of

TABLE = Path(__file__).parent / "phrases" / "declension.tsv"
with TABLE.open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
NAMES = [row for row in ROWS if row["kind"] == "name"]


def forms_of(row: dict[str, str]) -> dict[Case, str]:
    return {case: row[case.value] for case in Case}


@pytest.mark.parametrize("row", NAMES, ids=[row["nomn"] for row in NAMES])
def test_a_name_in_every_case(row: dict[str, str]) -> None:
    gender = Gender(row["gender"])

    assert {case: decline_name(row["nomn"], case, gender) for case in Case} == forms_of(row)


@pytest.mark.parametrize("row", NAMES, ids=[row["nomn"] for row in NAMES])
def test_a_name_with_its_patronymic_tells_the_gender(row: dict[str, str]) -> None:
    assert gender_of(*row["nomn"].split(maxsplit=2)) is Gender(row["gender"])


@pytest.mark.parametrize("row", [row for row in ROWS if row["kind"] == "position"], ids=lambda row: row["nomn"])
def test_a_post_in_every_case(row: dict[str, str]) -> None:
    assert {case: decline_position(row["nomn"], case) for case in Case} == forms_of(row)


@pytest.mark.parametrize("row", [row for row in ROWS if row["kind"] == "organisation"], ids=lambda row: row["nomn"])
def test_an_organisation_in_every_case(row: dict[str, str]) -> None:
    assert {case: decline_organisation(row["nomn"], case) for case in Case} == forms_of(row)


@pytest.mark.parametrize(
    ("short", "dative"), (("Соловей А.В.", "Соловью А.В."), ("А.В. Орёл", "А.В. Орлу"), ("ЗАЯЦ П.И.", "ЗАЙЦУ П.И."))
)
def test_a_surname_with_initials_loses_the_same_vowel(short: str, dative: str) -> None:
    assert decline_name(short, Case.DATV, Gender.MALE) == dative
