from collections.abc import Sequence

from metodsovet.kernel.school_year import SchoolYear
from metodsovet.kernel.terms.patterns import WEEKDAYS, Piece, Span

ROMAN = ("", "I", "II", "III", "IV", "V", "VI")
_MONTHS = (
    ("январь", "января"), ("февраль", "февраля"), ("март", "марта"), ("апрель", "апреля"), ("май", "мая"),
    ("июнь", "июня"), ("июль", "июля"), ("август", "августа"), ("сентябрь", "сентября"), ("октябрь", "октября"),
    ("ноябрь", "ноября"), ("декабрь", "декабря"),
)  # fmt: skip
_WEEKDAYS = ("понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье")
_OF_WEEKDAYS = ("понедельника", "вторника", "среды", "четверга", "пятницы", "субботы", "воскресенья")
_OF_NTH = (
    ("первого", "первой"), ("второго", "второй"), ("третьего", "третьей"), ("четвёртого", "четвёртой"),
    ("пятого", "пятой"),
)  # fmt: skip
_OF_LAST = (("последнего", "последней"), ("предпоследнего", "предпоследней"))
_MASCULINE = ("первый", "второй", "третий", "четвёртый", "пятый")
_FEMININE = ("первая", "вторая", "третья", "четвёртая", "пятая")
_NEUTER = ("первое", "второе", "третье", "четвёртое", "пятое")
_LAST = {"m": ("последний", "предпоследний"), "f": ("последняя", "предпоследняя"), "n": ("последнее", "предпоследнее")}
_ORDINALS = {"m": _MASCULINE, "f": _FEMININE, "n": _NEUTER}
_UNITS = {"Q": "квартал", "HY": "полугодие", "T": "четверть"}


def spans_text(spans: Sequence[Span]) -> str:
    return ", ".join(_span(span) for span in spans)


def nth(number: int, gender: str, noun: str) -> str:
    return f"{_LAST[gender][-number - 1] if number < 0 else _ORDINALS[gender][number - 1]} {noun}"


def nth_weekday(number: int, weekday: str) -> str:
    index = WEEKDAYS.index(weekday)
    return nth(number, "f" if index in (2, 4, 5) else "n" if index == 6 else "m", _WEEKDAYS[index])


def share_of_month(kind: str, number: int) -> str:
    if kind == "H":
        return nth(number, "f", "половина")
    if kind == "D":
        return f"{number}-я декада"
    return nth(number, "f", "неделя") if number < 0 else f"{number}-я неделя"


def _span(span: Span) -> str:
    if span.bound == "<=":
        return _deadline(span.first)
    if span.bound == ">=":
        return f"с {_piece(span.first, genitive=True)}"
    if span.first == span.last:
        return _piece(span.first)
    return _range(span.first, span.last)


def _deadline(piece: Piece) -> str:
    if piece.kind == "day":
        return f"до {_piece(piece)}"
    if piece.kind in WEEKDAYS:
        return _by_weekday(piece)
    return f"до конца {_piece(piece, genitive=True)}"


def _by_weekday(piece: Piece) -> str:
    """«до второй пятницы июня»"""
    index, number = WEEKDAYS.index(piece.kind), piece.number
    stems = _OF_LAST[-number - 1] if number < 0 else _OF_NTH[number - 1]
    ending = stems[1] if index in (2, 4, 5) else stems[0]
    return f"до {ending} {_OF_WEEKDAYS[index]} {_MONTHS[piece.month - 1][1]}{_year(piece)}"


def _range(first: Piece, last: Piece) -> str:
    if first.kind in ("year", "school_year"):
        return _years(first, last)
    same_year = first.year == last.year
    if first.kind == last.kind and first.kind in _UNITS:
        return (
            f"{ROMAN[first.number]}–{ROMAN[last.number]} {_UNITS[first.kind]}{_year(last)}"
            if same_year
            else (f"{_piece(first)} – {_piece(last)}")
        )
    if first.kind == last.kind == "day":
        return _days(first, last)
    if first.kind == last.kind == "month" and same_year:
        return f"{_MONTHS[first.month - 1][0]}–{_piece(last)}"
    return f"{_piece(first)} – {_piece(last)}"


def _days(first: Piece, last: Piece) -> str:
    if first.year == last.year and first.month == last.month:
        return f"{first.number}–{_piece(last)}"
    start = f"{first.number} {_MONTHS[first.month - 1][1]}"
    return f"с {start}{'' if first.year == last.year else _year(first)} по {_piece(last)}"


def _years(first: Piece, last: Piece) -> str:
    assert first.year is not None
    assert last.year is not None
    if first.kind == "school_year":
        return f"{SchoolYear(first.year)}–{SchoolYear(last.year)} учебные годы"
    return f"{first.year}–{last.year} годы"


def _piece(piece: Piece, *, genitive: bool = False) -> str:
    if piece.kind == "year":
        return f"{piece.year} {'года' if genitive else 'год'}"
    if piece.kind == "school_year":
        if piece.year is None:
            return "учебного года" if genitive else "учебный год"
        return f"{SchoolYear(piece.year)} {'учебного года' if genitive else 'учебный год'}"
    if piece.kind in _UNITS:
        noun = {"квартал": "квартала", "полугодие": "полугодия", "четверть": "четверти"}
        name = _UNITS[piece.kind]
        return f"{ROMAN[piece.number]} {noun[name] if genitive else name}{_year(piece)}"
    nominative, of_month = _MONTHS[piece.month - 1]
    if piece.kind == "day":
        return f"{piece.number} {of_month}{_year(piece)}"
    if piece.kind == "month":
        return f"{of_month if genitive else nominative}{_year(piece)}"
    if piece.kind in ("W", "D", "H"):
        return f"{share_of_month(piece.kind, piece.number)} {of_month}{_year(piece)}"
    return f"{nth_weekday(piece.number, piece.kind)} {of_month}{_year(piece)}"


def _year(piece: Piece) -> str:
    if piece.year is None:
        return ""
    if piece.of_school_year:
        return f" {SchoolYear(piece.year)} учебного года"
    return f" {piece.year} г."
