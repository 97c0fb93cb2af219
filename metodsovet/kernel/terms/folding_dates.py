"""Rules that fold the symbols of days, months, quarters and years into pieces and spans:
``<2024-06-15>``, ``<05..06>``, ``<<=10-01>`` (by that day), ``<>=09>`` (from then on)."""

import re

from metodsovet.kernel.terms.patterns import WEEKDAYS, parse_piece
from metodsovet.kernel.terms.pieces import before_month, bound_span, is_possible, joined
from metodsovet.kernel.terms.rules import Rule, bare_rule, rule

_MOST_YEARS = 15
_UNITS = {"квартал": "Q", "полугодие": "HY", "четверть": "T"}
_SHARES = {"неделя": "W", "декада": "D", "половина": "H"}
_LARGEST = {"Q": 4, "HY": 2, "T": 4, "W": 5, "D": 3, "H": 2}


def _day_of_month(found: re.Match[str]) -> str | None:
    piece = f"{found[2]}-{int(found[1]):02d}"
    return f"<{piece}>" if 1 <= int(found[1]) <= 31 and is_possible(piece) else None


def _day_before_date(found: re.Match[str]) -> str | None:
    """«10, 17, <11-24>» and «13 - <11-20>»: a bare number takes the month of the date after it."""
    piece = f"{found[3] or ''}{found[4]}-{int(found[1]):02d}"
    return f"<{piece}> {found[2]} <{found[3] or ''}{found[4]}-" if is_possible_day(piece) else None


def is_possible_day(piece: str) -> bool:
    return 1 <= int(piece[-2:]) <= 31 and is_possible(piece)


def _school_years(found: re.Match[str]) -> str | None:
    first, last = int(found[1]), int(found[2])
    if last == first + 1:
        return f"S{first}"
    return f"<{first}/..{last - 1}/>" if last > first else None


def _school_years_listed(found: re.Match[str]) -> str | None:
    return f"S{found[1]} {found[3]} S{found[4]}" if int(found[2]) == int(found[1]) + 1 else None


def _short_year(found: re.Match[str]) -> str:
    return f"{found[1]} Y20{found[2]}"


def _each_year(found: re.Match[str]) -> str | None:
    """«июнь 2021–2024»: the same stretch in each of the years."""
    first, last = int(found[2]), int(found[3])
    if not 0 < last - first <= _MOST_YEARS:
        return None
    spans = [bound_span(found[1], year) for year in range(first, last + 1)]
    return " , ".join(f"<{span}>" for span in spans) if all(spans) else None


def _months_in_years(found: re.Match[str]) -> str | None:
    """«декабрь – январь 2025–2026» is one stretch, «сентябрь – октябрь 2025–2026» one in each of the years."""
    first, last, start, end = found.groups()
    if int(end) != int(start) + 1:
        return None
    if int(first) > int(last):
        return f"<{start}-{first}..{end}-{last}>"
    return f"<{start}-{first}..{start}-{last}> , <{end}-{first}..{end}-{last}>"


def _in_year(found: re.Match[str]) -> str | None:
    span = bound_span(found[1], int(found[2]))
    return f"<{span}>" if span else None


def _in_school_year(found: re.Match[str]) -> str | None:
    span = bound_span(found[1], int(found[2]), school=True)
    return f"<{span}>" if span else None


def _unit(found: re.Match[str]) -> str | None:
    unit = _UNITS[found[2]]
    return f"<{unit}{int(found[1])}>" if 1 <= int(found[1]) <= _LARGEST[unit] else None


def _unit_before(found: re.Match[str]) -> str | None:
    """«I, III <Q4>» and «1 - <T3>»: a bare number takes the unit after it."""
    return f"<{found[3]}{found[1]}> {found[2]} <{found[3]}" if 1 <= int(found[1]) <= _LARGEST[found[3]] else None


def _share(found: re.Match[str]) -> str | None:
    return _share_of(found[1], found[2], found[3])


def _share_after(found: re.Match[str]) -> str | None:
    return _share_of(found[2], found[3], found[1])


def _share_of(number: str, unit: str, month: str) -> str | None:
    letter = _SHARES[unit]
    if parse_piece(month).kind != "month" or not (1 <= int(number) <= _LARGEST[letter] or int(number) in (-1, -2)):
        return None
    count = int(number) if letter == "W" or int(number) > 0 else _LARGEST[letter] + int(number) + 1
    return f"<{month}{letter}{count}>"


def _share_before(found: re.Match[str]) -> str | None:
    """«1 - <10W2>», «1, 3 <10W4>»: a bare number takes the unit and the month after it."""
    return f"<{found[3]}{found[4]}{found[1]}> {found[2]} <{found[3]}{found[4]}"


def _weekday_of_month(found: re.Match[str]) -> str | None:
    month = found[3]
    return f"<{month}{found[2]}{int(found[1])}>" if parse_piece(month).kind == "month" else None


def _range(found: re.Match[str]) -> str | None:
    first, _, last = found[1].partition("..")
    if last and re.fullmatch(r"\d\d", last) and re.fullmatch(r"\d\d", found[2]) and int(found[2]) == int(last) % 12 + 1:
        return f"<{first}..{found[2]}>"
    if ".." in found[1] or ".." in found[2]:
        return None
    span = joined(found[1], found[2])
    return f"<{span}>" if span else None


def _range_until(found: re.Match[str]) -> str | None:
    """«с … до …» is plain with a day; «с октября до мая» may leave May out."""
    return _range(found) if parse_piece(found[2].rpartition("..")[2]).kind == "day" else None


def _deadline(found: re.Match[str]) -> str | None:
    inclusive = found[1] == "не позднее"
    kinds = {parse_piece(end).kind for end in found[2].split("..")}
    if ".." in found[2] or not kinds <= {"day", "month", *WEEKDAYS}:
        return None
    if kinds != {"month"} or inclusive:
        return f"<<={found[2]}>"
    month = before_month(found[2])
    return f"<<={month}>" if month else None


def _year_span(found: re.Match[str]) -> str | None:
    return f"<{found[1]}..{found[2]}>" if int(found[1]) < int(found[2]) else None


def _years_together(found: re.Match[str]) -> str | None:
    return f"<{found[1]}..{found[2]}>" if int(found[2]) == int(found[1]) + 1 else None


def _year_more(found: re.Match[str]) -> str | None:
    return f"<{found[1]}..{found[3]}>" if int(found[3]) == int(found[2]) + 1 else None


def _school_span(found: re.Match[str]) -> str | None:
    return f"<{found[1]}/..{found[2]}/>" if int(found[1]) < int(found[2]) else None


def _next_year(found: re.Match[str]) -> str:
    return f"<{int(found[1]) + 1}-05>"


def _school_years_short(found: re.Match[str]) -> str | None:
    start = int(found[1])
    return f"S{start}" if (start + 1) % 100 == int(found[2]) else None


def _weekday_after(found: re.Match[str]) -> str | None:
    return f"<{found[1]}{found[3]}{int(found[2])}>" if parse_piece(found[1]).kind == "month" else None


def _before_beginning(found: re.Match[str]) -> str | None:
    if ".." in found[1] or parse_piece(found[1]).kind != "month":
        return None
    month = before_month(found[1])
    return f"<<={month}>" if month else None


def _third(found: re.Match[str]) -> str:
    number = {"начало": 1, "середина": 2, "конец": 3}[found[1]]
    return f"<{found[2] or ''}{found[3]}D{number}>"


_DL = "(до|к|не позднее)"
_LEAD = "(?:в течение|течение|(?:в |на |за )?(?:весь )?период|(?:в )?срок|в|на|весь)(?: :)?"
_DATED = r"(\d{4}-)?(\d\d)"

_YEARS: tuple[Rule, ...] = (
    rule("<(\\d\\d)> - <(\\d\\d)> @Y - @Y", _months_in_years),
    rule("@P @Y - @Y", _each_year),
    rule("@P (?:, )?@Y(?! (?:-|,|и) Y)", _in_year),
    rule("@P \\( @Y \\)", _in_year),
    rule("<(\\d\\d)> - @Y(?! (?:-|,) )", _in_year),
    rule("@P (?:, )?@S(?! (?:-|,) S)", _in_school_year),
    rule("@P \\( @S \\)", _in_school_year),
)

FIRST: tuple[Rule, ...] = (
    rule("(позднее|реже) (?:, )?чем", r"\1"),
    rule("(?:как )?минимум", "не реже"),
    rule("(\\d+) р (?:в|/)", r"\1 раз в"),
    rule("раз /", "раз в"),
    rule("учебный год Y(\\d{4}) (?:-|/) Y(\\d{4})", _school_years),
    rule("учебный год @S", r"S\1"),
    rule("@Y год", r"Y\1"),
    rule("Y(\\d{4})(?: год)? (?:-|/) Y(\\d{4})(?: год)? учебный год", _school_years),
    rule("Y(\\d{4}) (?:-|/) (\\d\\d) учебный год", _school_years_short),
    rule("@S (?:учебный )?год", r"S\1"),
    rule("Y(\\d{4}) (?:-|/) Y(\\d{4}) (,|и) @S", _school_years_listed),
    rule("M(\\d\\d) месяц", r"M\1"),
    bare_rule("(?<= )дек (?=M)", "декада "),
    rule("дек", "M12"),
    rule("(M\\d\\d) (\\d\\d) год", _short_year),
    rule("@D число @M", r"\1 M\2"),
    rule("(?:до|к|не позднее) конец учебный год", "<<=05>"),
    rule("(?:до|к|не позднее) конец @S", lambda found: f"<<={int(found[1]) + 1}-05>"),
    rule("к начало учебный год", "<<=09-01>"),
    rule("начало учебный год", "<09>"),
    rule("начало @S", r"<\1-09>"),
    rule("конец учебный год", "<05>"),
    rule("конец @S", _next_year),
)

DATES: tuple[Rule, ...] = (
    rule("(M\\d\\d|<[^ ]+>) (?:текущий|этот) (?:учебный |календарный )?год", r"\1"),
    rule("(M0[1-8]) следующий (?:календарный )?год", r"\1"),
    rule("@D @M", _day_of_month),
    rule("@M", r"<\1>"),
    *_YEARS,
    rule("(<\\d{4}-[^ ]+>) год", r"\1"),
    bare_rule(r"(?<= )#?(\d{1,2}) (-|,|и|по|до) <(\d{4}-)?(\d\d)-(?=\d)", _day_before_date),
    rule("@W (?:, )?(<[^ ]+>)", lambda found: found[2] if re.search(r"[<-]\d\d-\d\d>", found[2]) else None),
    rule("(<(?:\\d{4}-)?\\d\\d-\\d\\d>) (?:, |\\( )?(?:в )?@W(?: \\))?", r"\1"),
)

UNITS: tuple[Rule, ...] = (
    rule("@D (?:учебный )?(квартал|полугодие|четверть)", _unit),
    bare_rule(r"(?<= )#?(\d) (-|,|и|по) <(Q|HY|T)(?=\d)", _unit_before),
    rule("(<(?:HY|T)[^ ]+>) учебный год", r"\1"),
    *_YEARS,
    rule("#?(-?\\d{1,2}) (неделя|декада|половина) @P", _share),
    rule("@P (?:, |\\( |- )?#?(-?\\d{1,2}) (неделя|декада|половина)(?: \\))?", _share_after),
    bare_rule(r"(?<= )#?(\d) (-|,|и|по) <((?:\d{4}-)?\d\d)(W|D)(?=\d)", _share_before),
    rule("#?(-?\\d) @W (?:месяц )?@P", _weekday_of_month),
    rule("@P (?:, |\\( )?#(-?\\d) @W(?: \\))?", _weekday_after),
)

DEADLINES: tuple[Rule, ...] = (
    rule("(?:до|к|не позднее) конец (?:календарный год )?@Y", r"<<=\1>"),
    rule("(?:до|к|не позднее) конец @P", lambda found: f"<<={found[1]}>" if ".." not in found[1] else None),
    rule("(?:до|к) начало @P", _before_beginning),
    rule("начало <(HY1|\\d{4}/HY1)>", lambda found: f"<{found[1].replace('/HY1', '-').replace('HY1', '')}09>"),
    rule("начало <HY2>", "<01>"),
    rule("конец <HY1>", "<12>"),
    rule("конец <HY2>", "<05>"),
    rule(f"(начало|середина|конец) <{_DATED}>", _third),
    rule("(?:не ранее|начиная с) <([^<>=. ]+)>", r"<>=\1>"),
    rule("с @P по @P", _range),
    rule("с @P (?:до|- до) @P", _range_until),
    rule("(?<!с )@P по @P", _range),
    rule("(?<! с )(?<! до )(?<! к )(?<! позднее )(?<! по )@P - @P", _range),
    rule("с @P - @P", _range),
    rule(f"{_DL} @P(?: включительно)?", _deadline),
    rule("<<=([^ ]+)> включительно", r"<<=\1>"),
    rule("@P включительно", r"<\1>"),
    rule("(<<=[^ ]+>) (,|и) <((?:\\d{4}-)?\\d\\d-\\d\\d)>", r"\1 \2 <<=\3>"),
    rule("с <([^<>=. ]+)>(?! (?:по|до|-))", r"<>=\1>"),
    rule("с @Y по @Y", _year_span),
    rule("@Y - @Y", _year_span),
    rule("@Y (?:,|и) @Y", _years_together),
    rule(r"<(\d{4})\.\.(\d{4})> (?:,|и) @Y(?! -)", _year_more),
    rule(r"<(\d{4})\.\.(\d{4})> (?:,|и) @Y(?! -)", _year_more),
    rule("@S (?:-|по) @S(?: учебный год)?", _school_span),
    rule("@S (?:,|и) @S(?: учебный год)?", _school_span),
    rule("с @Y", r"<>=\1>"),
    rule("@S", r"{THROUGH:\1/}"),
    rule("(?<!с )(?<!до )@Y(?! (?:-|по))", r"<\1>"),
    bare_rule(f"(?<= ){_LEAD} (?=<[^<])", ""),
    bare_rule(r"(?<= )(?:в )?срок(?: исполнения| выполнения| проведения)?(?: :)? (?=<)", ""),
)

SEASONS: tuple[Rule, ...] = (
    rule("ОСЕНЬ(?: период)?", "<09..11>"),
    rule("ВЕСНА(?: период)?", "<03..05>"),
    rule("ЛЕТО(?: период)?", "<06..08>"),
    rule("ЗИМА(?: период)?(?! ,? ?[YS])", "<12..02>"),
)
