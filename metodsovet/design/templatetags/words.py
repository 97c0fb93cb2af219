"""Numbers, dates and names as people write them. Part of the library ``design``."""

from datetime import date, datetime
from decimal import Decimal
from typing import Protocol

from django import template

from metodsovet.design import typography
from metodsovet.kernel.numbers import bytes_text, percent_text, plain_text
from metodsovet.kernel.russian import date_short, date_text, list_name, plural, short_name

register = template.Library()

DASH = "—"
NBSP = "\u00a0"


class Named(Protocol):
    last_name: str
    first_name: str
    patronymic: str


@register.filter
def percent(share: float | Decimal | None, places: int = 1) -> str:
    """Share 0..1 → «45,5 %»; nothing to divide by → «—»."""
    return DASH if share is None else percent_text(share, places)


@register.filter
def decimal_text(value: Decimal | None) -> str:
    """«48», «87,5»: as many places as it has; nothing → «—»."""
    return DASH if value is None else plain_text(value)


@register.filter
def size(n: int) -> str:
    """Bytes → «38 КБ»."""
    return bytes_text(n)


@register.filter(name="plural")
def plural_filter(n: int, forms: str) -> str:
    """``{{ n|plural:"поручение,поручения,поручений" }}`` → the word alone."""
    one, few, many = forms.split(",")
    return plural(n, one, few, many)


@register.filter
def counted(n: int, forms: str) -> str:
    """The same with the number before it: «5 поручений»."""
    return f"{n}{NBSP}{plural_filter(n, forms)}"


@register.filter
def ru_date(day: date | None) -> str:
    """«15 июня 2024 г.»"""
    return DASH if day is None else date_text(day)


@register.filter
def ru_day(day: date | None) -> str:
    """«15 июня», where the year is known."""
    return DASH if day is None else date_text(day, year=False)


@register.filter
def ru_date_short(day: date | None) -> str:
    """«15.06.2024»"""
    return DASH if day is None else date_short(day)


@register.filter
def ru_when(moment: date | datetime | None) -> str:
    """«сегодня, 09:12», «вчера», «17 ноября», «17.11.2017»."""
    return DASH if moment is None else typography.when_text(moment)


@register.filter(name="short_name")
def short_name_filter(person: Named) -> str:
    """«О.В. Лебедева», in lines."""
    return short_name(person.last_name, person.first_name, person.patronymic)


@register.filter(name="list_name")
def list_name_filter(person: Named) -> str:
    """«Лебедева О.В.», where sorted."""
    return list_name(person.last_name, person.first_name, person.patronymic)


@register.filter
def nbsp(text: object) -> str:
    """Plain text with fixed spaces where a line may not break."""
    return typography.unbreakable(str(text))
