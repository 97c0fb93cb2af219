"""Numbers in words, as papers write them beside the figures: «40 (сорок)»."""

from enum import StrEnum

from metodsovet.kernel.russian.morphology import plural


class Grammar(StrEnum):
    """The gender of what is counted: «два пункта», «две справки», «одно поручение»."""

    MASCULINE = "m"
    FEMININE = "f"
    NEUTER = "n"


_TO_TWENTY = (
    "ноль", "один", "два", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять", "десять", "одиннадцать",
    "двенадцать", "тринадцать", "четырнадцать", "пятнадцать", "шестнадцать", "семнадцать", "восемнадцать",
    "девятнадцать",
)  # fmt: skip
_TENS = ("", "", "двадцать", "тридцать", "сорок", "пятьдесят", "шестьдесят", "семьдесят", "восемьдесят", "девяносто")
_HUNDREDS = (
    "", "сто", "двести", "триста", "четыреста", "пятьсот", "шестьсот", "семьсот", "восемьсот", "девятьсот",
)  # fmt: skip
_OF_GENDER = {
    Grammar.FEMININE: {1: "одна", 2: "две"},
    Grammar.NEUTER: {1: "одно"},
}
THOUSAND, MILLION = 1000, 1_000_000


def number_words(number: int, gender: Grammar = Grammar.MASCULINE) -> str:
    """In the nominative: 21 is «двадцать одно» of neuter. ValueError below zero and from a million on."""
    if not 0 <= number < MILLION:
        raise ValueError(f"{number} is not counted in words")
    thousands, rest = divmod(number, THOUSAND)
    words = []
    if thousands:
        words += [*_below_thousand(thousands, Grammar.FEMININE), plural(thousands, "тысяча", "тысячи", "тысяч")]
    if rest or not thousands:
        words += _below_thousand(rest, gender)
    return " ".join(words)


def with_words(number: int, gender: Grammar = Grammar.MASCULINE) -> str:
    """«40 (сорок)»"""
    return f"{number}\u00a0({number_words(number, gender)})"


def _below_thousand(number: int, gender: Grammar) -> list[str]:
    hundreds, rest = divmod(number, 100)
    words = [_HUNDREDS[hundreds]] if hundreds else []
    if rest >= len(_TO_TWENTY):
        tens, rest = divmod(rest, 10)
        words.append(_TENS[tens])
        if not rest:
            return words
    if rest or not words:
        words.append(_OF_GENDER.get(gender, {}).get(rest, _TO_TWENTY[rest]))
    return words
