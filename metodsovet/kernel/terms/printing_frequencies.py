from typing import TYPE_CHECKING

from metodsovet.kernel.terms.patterns import WEEKDAYS, parse_pattern, parse_piece
from metodsovet.kernel.terms.printing_spans import ROMAN, nth_weekday, share_of_month, spans_text

if TYPE_CHECKING:
    from metodsovet.kernel.terms.values import Term

_ON_WEEKDAYS = ("понедельникам", "вторникам", "средам", "четвергам", "пятницам", "субботам", "воскресеньям")
_UNITS = {"YEAR": "год", "MONTH": "месяц", "WEEK": "неделю", "TERM": "четверть", "QUARTER": "квартал",
          "HALFYEAR": "полугодие"}  # fmt: skip
_PLAIN = {
    "MONTHLY": ("ежемесячно", "не реже 1 раза в месяц"),
    "WEEKLY": ("еженедельно", "не реже 1 раза в неделю"),
    "QUARTERLY": ("ежеквартально", "не реже 1 раза в квартал"),
    "HALFYEARLY": ("раз в полугодие", "не реже 1 раза в полугодие"),
    "TERMLY": ("раз в четверть", "не реже 1 раза в четверть"),
}
_SIX_MONTHS = "09..02,03..08"


def frequency_text(term: "Term") -> str:
    if term.kind.value == "term" and term.phrase and term.phrase != "не реже":
        return term.phrase
    at_least = term.phrase == "не реже"
    name, _, detail = term.recurrence.partition(":")
    if term.pattern == _SIX_MONTHS and name == "HALFYEARLY":
        return "не реже 1 раза в 6 месяцев" if at_least else "1 раз в 6 месяцев"
    if name == "TERMLY" and detail:
        return f"{', '.join(ROMAN[int(number)] for number in detail.split(','))} четверти"
    text = _frequency(name, detail, at_least=at_least)
    if not term.pattern or term.kind.value in ("by_plan", "by_schedule", "relative"):
        return text
    bounds = "в течение учебного года" if term.pattern == "/" else spans_text(parse_pattern(term.pattern))
    return f"{text}, {bounds}"


def _frequency(name: str, detail: str, *, at_least: bool) -> str:
    if name.startswith("N/"):
        return _times(int(detail), _UNITS[name[2:]], at_least=at_least)
    if name == "EVERY":
        return f"{'не реже 1 раза' if at_least else '1 раз'} в {_several(int(detail[:-1]), detail[-1])}"
    if not detail:
        return _PLAIN[name][at_least]
    if name == "WEEKLY":
        return f"по {_and([_ON_WEEKDAYS[WEEKDAYS.index(day)] for day in detail.split(',')])}"
    if name == "QUARTERLY":
        if detail.startswith("M"):
            return {"M1": "первый", "M2": "второй", "M3": "последний"}[detail] + " месяц квартала"
        return f"ежеквартально, до {detail.removeprefix('<=+')}-го числа следующего месяца"
    return _monthly(detail)


def _monthly(detail: str) -> str:
    if detail.startswith("<=+"):
        return f"ежемесячно, до {detail[3:]}-го числа следующего месяца"
    if detail == "<=-1":
        return "до конца каждого месяца"
    if detail.startswith("<="):
        return f"до {detail[2:]}-го числа каждого месяца"
    if detail == "-1":
        return "последний день каждого месяца"
    if detail[0].isdigit():
        numbers = detail.replace("..", "–").replace(",", " и ")
        return f"{numbers}{'-го' if numbers.isdigit() else ''} числа каждого месяца"
    return f"{_and([_selected(select) for select in detail.split(',')])} месяца"


def _selected(select: str) -> str:
    piece = parse_piece(f"01{select}")
    if piece.kind in ("W", "D", "H"):
        return share_of_month(piece.kind, piece.number)
    return nth_weekday(piece.number, piece.kind)


def _and(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} и {words[-1]}"


def _times(count: int, unit: str, *, at_least: bool) -> str:
    if at_least:
        return f"не реже {count} {'раза' if count == 1 else 'раз'} в {unit}"
    few = count % 10 in (2, 3, 4) and count % 100 not in (12, 13, 14)
    return f"{count} {'раза' if few else 'раз'} в {unit}"


def _several(count: int, unit: str) -> str:
    few = count % 10 in (2, 3, 4) and count % 100 not in (12, 13, 14)
    forms = {"Y": ("года", "лет"), "M": ("месяца", "месяцев"), "W": ("недели", "недель")}[unit]
    return f"{count} {forms[0] if few else forms[1]}"
