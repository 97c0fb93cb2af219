from datetime import date
from typing import Literal

NBSP = "\u00a0"

_NOMINATIVE = (
    "январь",
    "февраль",
    "март",
    "апрель",
    "май",
    "июнь",
    "июль",
    "август",
    "сентябрь",
    "октябрь",
    "ноябрь",
    "декабрь",
)


def date_text(day: date, *, year: bool = True) -> str:
    """«15 июня 2024 г.» or «15 июня»; the parts never part at a line end."""
    parts = [str(day.day), month_name(day.month, "genitive")]
    if year:
        parts += [str(day.year), "г."]
    return NBSP.join(parts)


def date_short(day: date) -> str:
    return f"{day.day:02}.{day.month:02}.{day.year:04}"


def month_name(month: int, case: Literal["nominative", "genitive", "prepositional"] = "nominative") -> str:
    """Name of month 1..12 in lower case; ValueError outside."""
    if not 1 <= month <= 12:
        raise ValueError(f"no month {month}")
    name = _NOMINATIVE[month - 1]
    if case == "nominative":
        return name
    ending = "а" if case == "genitive" else "е"
    if name.endswith("т"):
        return name + ending
    return name[:-1] + ("я" if case == "genitive" else "е")
