"""Words of an order moved on to another school year: «2025/26», «2025-2026», «15 сентября 2025 г.» and plain years."""

import re
from datetime import date

from metodsovet.kernel.school_year import SchoolYear
from metodsovet.work.orders.models import Order
from metodsovet.work.orders.models.orders import SUMMER

_YEAR = re.compile(r"(?<!\d)(?<!№ )(?<!№\u00a0)(20\d\d)(\s?[-–—/]\s?)?(20\d\d|\d\d(?!\d))?(?!\d)")
_ACT = re.compile(
    r"(?:приказ|распоряжени|постановлени|решени|письм|закон)\w*[^.;]{0,200}?\bот\b[^;\n]{0,24}", re.IGNORECASE
)
_NUMBERED_DAY = re.compile(r"\bот\s[^;\n№]{5,25}(?=№)")
_PROGRAMME = re.compile(
    r"(?:государственн|муниципальн|региональн|краев|областн|федеральн|национальн)\w+\s(?:программ|проект)\w*"
    r"(?:[^;\n«»]{0,120}?«[^»\n]*»)?(?:\s(?:на|до)\s[\d\s–—-]+)?",
    re.IGNORECASE,
)
_KEPT = (_ACT, _NUMBERED_DAY, _PROGRAMME)


def next_year_text(text: str, order: Order, today: date) -> str:
    """Years move on by as many school years as have passed; those of acts and programmes that are referred to stay."""
    year = SchoolYear.of(today)
    now = year.next if today.month in SUMMER else year
    shift = now.start - order.school_year.start
    if not shift:
        return text
    kept = [found.span() for pattern in _KEPT for found in pattern.finditer(text)]

    def moved(found: re.Match[str]) -> str:
        if any(start <= found.start() < end for start, end in kept):
            return found.group()
        first, dash, second = found.groups()
        later = str(int(first) + shift)
        if not dash or not second:
            return later + found.group()[len(first) :]
        width = len(second)
        return f"{later}{dash}{(int(second) + shift) % 10**width:0{width}d}"

    return _YEAR.sub(moved, text)
