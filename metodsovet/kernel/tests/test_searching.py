"""What is typed into the search, as the database is asked for it."""

import pytest

from metodsovet.kernel.russian import in_other_layout
from metodsovet.kernel.searching import Asked


@pytest.mark.parametrize(
    ("typed", "meant"),
    (
        ("gkfy", "план"),
        ("Kt,tltdf", "Лебедева"),
        ("ghbrfp #7", "приказ №7"),
        ("`kf", "ёла"),
        ("ьуещв", "metod"),
    ),
)
def test_in_other_layout_reads_the_same_keys(typed: str, meant: str) -> None:
    assert in_other_layout(typed) == meant


@pytest.mark.parametrize(
    ("typed", "words"),
    (
        ("Приказ о питании", ("приказ", "питании")),
        ("«Ёлка» № 7-А", ("елка", "7")),
        ("СOШ  СOШ 7", ("сош", "7")),  # O is Latin
        ("о", ("о",)),
        ("  ", ()),
    ),
)
def test_words_are_what_has_to_be_found(typed: str, words: tuple[str, ...]) -> None:
    assert Asked(typed).words == words


@pytest.mark.parametrize(("typed", "is_enough"), (("", False), ("л", False), ("лебедева о", True), ("7", True)))
def test_a_single_letter_is_not_enough(typed: str, is_enough: bool) -> None:
    assert Asked(typed).is_enough is is_enough


@pytest.mark.parametrize(
    ("typed", "form"),
    (
        ("дефицитов", "дефицит"),
        ("учителями", "учитель"),
        ("лебедевой", "лебедева"),
        ("детей", "ребенок"),
        ("шли", "идти"),
    ),
)
def test_a_word_asks_for_its_other_forms(typed: str, form: str) -> None:
    assert f" {form} " in Asked(typed).forms.replace("(", " ").replace(")", " ")


def test_numbers_are_begun_only_by_the_one_being_typed() -> None:
    assert Asked("7").beginnings == "(7)"
    assert Asked("21").beginnings == "(21 | 21:*)"
    assert Asked("21 школа").beginnings.startswith("(21) & (")
