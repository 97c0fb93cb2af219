from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

NBSP = "\u00a0"

_LONGEST_ID = 18  # a bigint takes any number of so many digits
_UNITS = ("Б", "КБ", "МБ", "ГБ", "ТБ")


def id_from(text: str) -> int | None:
    """The id that an address or a form names; None for what is the id of nothing."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= _LONGEST_ID else None


def ids_from(texts: Iterable[str]) -> list[int]:
    """The ids among the texts, in their order."""
    return [pk for text in texts if (pk := id_from(text)) is not None]


def rounded(value: Decimal, places: int) -> Decimal:
    """Half up, the way people round: 0.125 → 0.13, −0.125 → −0.13."""
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def percent_text(share: float | Decimal, places: int = 1) -> str:
    """Share 0..1 as «45,5 %»."""
    percent = rounded(Decimal(str(share)) * 100, places)
    sign = "−" if percent < 0 else ""
    return f"{sign}{_with_comma(abs(percent))}{NBSP}%"


def plain_text(value: Decimal) -> str:
    """«48», «87,5»: without idle zeros."""
    text = f"{value:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")


def bytes_text(n: int) -> str:
    """«38 КБ», «1,5 МБ»; from megabytes on one decimal unless it is zero."""
    if n < 0:
        raise ValueError(f"negative size {n}")
    size, unit = Decimal(n), 0
    while _shown(size, unit) >= 1024 and unit < len(_UNITS) - 1:
        size, unit = size / 1024, unit + 1
    text = _with_comma(_shown(size, unit)).removesuffix(",0")
    return f"{text}{NBSP}{_UNITS[unit]}"


def _shown(size: Decimal, unit: int) -> Decimal:
    return rounded(size, 1 if unit >= 2 else 0)


def _with_comma(value: Decimal) -> str:
    return f"{value:f}".replace(".", ",")
