"""Where a line may not break, and when something happened, as people write it."""

import re
from datetime import date, datetime
from functools import lru_cache

from django.utils import timezone

from metodsovet.kernel import clock
from metodsovet.kernel.russian import date_short, date_text

NBSP = "\u00a0"
WORD_JOINER = "\u2060"
NEAR_DAYS = 180

_UNITS = (
    "г|гг|ч|мин|руб|кг|км|м|см|мм|тыс|млн|млрд|шт|чел|экз|стр|с|лет|год|года|годы|годов|дней|дня|день|час|часа|часов"
)
MONTHS = "января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря"
_SHORT_WORDS = (re.compile(r"(?<![\w-])([А-ЯЁа-яё]{1,2}) +(?=[«\"(]?\w)"), rf"\1{NBSP}")
_RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r" +(?=[—–] )"), NBSP),
    (re.compile(r"(?<=[№§]) *(?=\d)|(?<=\bкабинет) +(?=\d)"), NBSP),
    (re.compile(r"\b(пп?|ст|ч|г|им|каб|стр|рис|табл)\. +(?=[\w«])"), rf"\1.{NBSP}"),
    (re.compile(rf"(?<=\d) +(?=(?:{_UNITS})\b|[%₽°])"), NBSP),
    (re.compile(rf"(?<=\d) +(?=(?:{MONTHS})\b)"), NBSP),
    (re.compile(r"(?<=\d) +(?=\d{3}\b)"), NBSP),
    (re.compile(r"\b([А-ЯЁ]\.) *([А-ЯЁ]\.) *(?=[А-ЯЁ][а-яё])"), rf"\1\2{NBSP}"),
    (re.compile(r"(?<=\w)–(?=\w)"), f"–{WORD_JOINER}"),
)


@lru_cache(maxsize=4096)  # one title stands in the rows of hundreds of organisations
def unbreakable(text: str) -> str:
    """Fixed spaces after short words, №, «п.», initials and before units and dashes; a range never breaks."""
    pattern, replacement = _SHORT_WORDS
    return bound(pattern.sub(replacement, text))


def bound(text: str) -> str:
    """As ``unbreakable``, but short words stay free: a justified line of a paper needs its spaces to stretch."""
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return text


def when_text(moment: date | datetime, today: date | None = None) -> str:
    """«сегодня, 09:12», «вчера», «17 ноября» within half a year, «17.11.2024» beyond."""
    today = today or clock.today()
    if not isinstance(moment, datetime):
        return _day_text(moment, today)
    local = timezone.localtime(moment) if timezone.is_aware(moment) else moment
    day = _day_text(local.date(), today)
    return f"{day}, {local:%H:%M}" if _is_near(local.date(), today) else day


def _day_text(day: date, today: date) -> str:
    named = {-1: "вчера", 0: "сегодня", 1: "завтра"}.get((day - today).days)
    if named:
        return named
    return date_text(day, year=False) if _is_near(day, today) else date_short(day)


def _is_near(day: date, today: date) -> bool:
    return abs((day - today).days) <= NEAR_DAYS
