from decimal import Decimal

import pytest

from metodsovet.kernel.numbers import bytes_text, id_from, ids_from, percent_text, rounded


@pytest.mark.parametrize(
    ("value", "places", "result"),
    (("0.125", 2, "0.13"), ("-0.125", 2, "-0.13"), ("2.5", 0, "3"), ("3.5", 0, "4"), ("2.449", 1, "2.4")),
)
def test_rounded_goes_half_up(value: str, places: int, result: str) -> None:
    assert rounded(Decimal(value), places) == Decimal(result)


@pytest.mark.parametrize(
    ("share", "text"),
    (
        (0.455, "45,5\u00a0%"),
        (Decimal(1), "100,0\u00a0%"),
        (0, "0,0\u00a0%"),
        (-0.05, "−5,0\u00a0%"),
        (0.28, "28,0\u00a0%"),
    ),
)
def test_percent_text_has_a_comma_and_a_firm_space(share: float | Decimal, text: str) -> None:
    assert percent_text(share) == text


def test_percent_text_takes_the_places() -> None:
    assert percent_text(Decimal("0.6666"), 0) == "67\u00a0%"


@pytest.mark.parametrize(
    ("size", "text"),
    (
        (0, "0\u00a0Б"),
        (1023, "1023\u00a0Б"),
        (1024, "1\u00a0КБ"),
        (38_912, "38\u00a0КБ"),
        (1_048_575, "1\u00a0МБ"),
        (1_572_864, "1,5\u00a0МБ"),
        (3 * 1024**3, "3\u00a0ГБ"),
    ),
)
def test_bytes_text_chooses_the_unit(size: int, text: str) -> None:
    assert bytes_text(size) == text


def test_bytes_text_refuses_a_negative_size() -> None:
    with pytest.raises(ValueError):
        bytes_text(-1)


@pytest.mark.parametrize("text", ("", "-1", "1.0", " 1", "²", "٣", "1\x00", "9" * 19, "9" * 5000))
def test_id_from_knows_what_is_no_id(text: str) -> None:
    assert id_from(text) is None
    assert ids_from([text, "12", text, "7"]) == [12, 7]
