"""Rules that fold frequencies and «always» into marks: ``{MONTHLY:<=25}``, ``{N/YEAR:2;min}``, ``{THROUGH:}``."""

import re

from metodsovet.kernel.terms.rules import Rule, bare_rule, rule

_UNITS = {"год": "YEAR", "квартал": "QUARTER", "полугодие": "HALFYEAR", "четверть": "TERM", "месяц": "MONTH",
          "неделя": "WEEK"}  # fmt: skip
_ONCE = {"YEAR": "N/YEAR:1", "QUARTER": "QUARTERLY", "HALFYEAR": "HALFYEARLY", "TERM": "TERMLY", "MONTH": "MONTHLY",
         "WEEK": "WEEKLY"}  # fmt: skip
_UNIT = "(год|месяц|неделя|квартал|полугодие|четверть)"
_AT_LEAST = "(не реже )?(?:чем )?(?:по )?"


def _times_in(found: re.Match[str]) -> str:
    count, unit = int(found[2] or 1), _UNITS[found[3]]
    name = _ONCE[unit] if count == 1 else f"N/{unit}:{count}"
    return f"{{{name}{';min' if found[1] else ''}}}"


def _once_in_several(found: re.Match[str]) -> str | None:
    count, unit = int(found[2]), found[3]
    least = ";min" if found[1] else ""
    if unit == "месяц" and count == 6:
        return f"{{HALFYEARLY;six{least}}}"
    if unit == "день" and count == 7:
        return "{WEEKLY}"
    if count < 2 or unit not in ("год", "месяц", "неделя"):
        return None
    return f"{{EVERY:{count}{_UNITS[unit][0]}{least}}}"


def _month_day(found: re.Match[str]) -> str | None:
    return f"{{MONTHLY:{int(found[1])}}}" if 1 <= int(found[1]) <= 31 else None


def _month_days(found: re.Match[str]) -> str | None:
    first, last = int(found[1]), int(found[2])
    return f"{{MONTHLY:{first}..{last}}}" if 1 <= first < last <= 31 else None


def _two_month_days(found: re.Match[str]) -> str | None:
    first, last = int(found[1]), int(found[2])
    return f"{{MONTHLY:{first},{last}}}" if 1 <= first < last <= 31 else None


def _by_month_day(found: re.Match[str]) -> str | None:
    return f"{{MONTHLY:<={int(found[1])}}}" if 1 <= int(found[1]) <= 31 else None


def _by_next_month_day(found: re.Match[str]) -> str:
    unit = "QUARTERLY" if found[0].endswith("квартал") else "MONTHLY"
    return f"{{{unit}:<=+{int(found[1])}}}"


def _monthly_share(found: re.Match[str]) -> str | None:
    letter = {"неделя": "W", "декада": "D", "половина": "H"}[found[2]]
    number = int(found[1])
    if letter != "W" and number < 0:
        number += {"D": 4, "H": 3}[letter]
    limit = {"W": 5, "D": 3, "H": 2}[letter]
    return f"{{MONTHLY:{letter}{number}}}" if -2 <= number <= limit and number else None


def _nth_weekday(found: re.Match[str]) -> str | None:
    number = int(found[1])
    return f"{{MONTHLY:{found[2]}{number}}}" if -2 <= number <= 5 and number else None


def _two_nth_weekdays(found: re.Match[str]) -> str:
    return f"{{MONTHLY:{found[3]}{found[1]},{found[3]}{found[2]}}}"


def _monthly_list(found: re.Match[str]) -> str:
    return f"{{MONTHLY:{found[1]},{found[2]}}}"


def _weekday_list(found: re.Match[str]) -> str:
    return f"{{WEEKLY:{','.join(re.findall('W([A-Z]{2})', found[1]))}}}"


_EACH = "(?:каждый )?"
_EACH_MONTH = "(?:(?:каждый )?месяц|каждый из месяц)"
_DL = "(?:до|не позднее|к)"
_NTH_WEEKDAY = "(MONTHLY:(?:MO|TU|WE|TH|FR|SA|SU)-?\\d)"

FREQUENCIES: tuple[Rule, ...] = (
    rule(f"{_AT_LEAST}@D раз (?:в|за) (?:каждый |учебный |календарный |текущий )?{_UNIT}", _times_in),
    rule(f"{_AT_LEAST}()раз (?:в|за) (?:каждый |учебный |календарный )?{_UNIT}", _times_in),
    rule(f"{_AT_LEAST}@D раз в течение (?:каждый |учебный )?{_UNIT}", _times_in),
    rule(f"{_AT_LEAST}(?:1 |#1 )?раз в @D (год|месяц|неделя|день)", _once_in_several),
    rule("()(?:каждый |в каждый )@D (год|месяц|неделя)", _once_in_several),
    rule("@D раз в день", "{DAILY}"),
    rule(f"{_DL} @D число (?:каждый )?(?:месяц )?(?:, )?следующий за отчетный(?: период)?(?: месяц| квартал)?",
         lambda found: _by_next_month_day(found) if not found[0].endswith("период") else None),
    rule(f"{_DL} @D число (?:каждый )?месяц (?:, )?следующий за (?:отчетный )?(?:месяц|квартал)", _by_next_month_day),
    rule(f"{_DL} @D число #1 месяц {_EACH}квартал", _by_next_month_day),
    rule(f"{_DL} @D число следующий (?:за отчетный )?(?:месяц)?", _by_next_month_day),
    rule(f"{_DL} @D число(?: каждый)?(?: текущий| отчетный)?(?: месяц)?", _by_month_day),
    rule(f"{_DL} @D (?:каждый|текущий) месяц", _by_month_day),
    rule("до конец (?:каждый |текущий )месяц", "{MONTHLY:<=-1}"),
    rule(f"(?:с )?@D (?:-|по) @D число(?: {_EACH_MONTH})?", _month_days),
    rule(f"@D (?:и|,) @D число(?: {_EACH_MONTH})?", _two_month_days),
    rule("@D (?:число )?(?:день )?каждый месяц", _month_day),
    rule("@D число(?: месяц)?", _month_day),
    rule(f"#-1 день {_EACH_MONTH}", "{MONTHLY:-1}"),
    rule(f"#1 день {_EACH_MONTH}", "{MONTHLY:1}"),
    rule(f"(?:каждый )?@D (?:и|,) @D @W(?: {_EACH_MONTH})?", _two_nth_weekdays),
    rule(f"(?:каждый )?#?(-?\\d) @W {_EACH_MONTH}", _nth_weekday),
    rule("#(-?\\d) @W", _nth_weekday),
    rule(f"#?(-?\\d) (неделя|декада|половина) {_EACH_MONTH}", _monthly_share),
    rule("каждый #?(-?\\d) (неделя|декада) месяц", _monthly_share),
    rule(f"{{{_NTH_WEEKDAY}}} (?:и|,) {{MONTHLY:([A-Z]{{2}}-?\\d)}}", lambda found: f"{{{found[1]},{found[2]}}}"),
    rule(f"начало {_EACH_MONTH}", "{MONTHLY:D1}"),
    rule(f"середина {_EACH_MONTH}", "{MONTHLY:D2}"),
    rule(f"конец {_EACH_MONTH}", "{MONTHLY:D3}"),
    rule(f"#-1 месяц {_EACH}квартал", "{QUARTERLY:M3}"),
    rule(f"#([123]) месяц {_EACH}квартал", r"{QUARTERLY:M\1}"),
    rule(f"конец {_EACH}квартал", "{QUARTERLY:M3}"),
    rule(f"начало {_EACH}квартал", "{QUARTERLY:M1}"),
    rule(f"конец {_EACH}полугодие", "{HALFYEARLY;end}"),
    rule(f"начало {_EACH}полугодие", "{HALFYEARLY;begin}"),
    rule(f"(?:по )?итог {_EACH}четверть", "{TERMLY;results}"),
    rule(f"конец {_EACH}четверть", "{TERMLY;end}"),
    rule(f"начало {_EACH}четверть", "{TERMLY;begin}"),
    rule("(?<!до )(?<!к )(?<!позднее )конец <(T\\d)>", r"{TERM:\1;end}"),
    rule("начало <(T\\d)>", r"{TERM:\1;begin}"),
    rule("(?:по )?итог <(T\\d)>(?: четверть)?", r"{TERM:\1;results}"),
    rule("(?:каждый|по|в каждый|в течение каждый) месяц", "{MONTHLY}"),
    rule("(?:каждый|в каждый|по) неделя", "{WEEKLY}"),
    rule("(?:каждый|по|в каждый) квартал", "{QUARTERLY}"),
    rule("(?:каждый|по|в каждый) полугодие", "{HALFYEARLY}"),
    rule("(?:каждый|по|в каждый) четверть", "{TERMLY}"),
    rule("в течение (?:учебный )?четверть", "{TERM:}"),
    rule("(?:каждый|в каждый) (?:учебный |календарный )?год", "{YEARLY}"),
    rule("(?:каждый|в каждый) (?:учебный )?день", "{DAILY}"),
    rule("((?:(?:каждый |по |в )?W[A-Z]{2} (?:, |и ))*(?:каждый |по |в )?W[A-Z]{2})(?: (?:каждый )?неделя)?",
         _weekday_list),
    rule("ежегодно", "{YEARLY}"),
    rule("ежемесячно", "{MONTHLY}"),
    rule("ежеквартально", "{QUARTERLY}"),
    rule("еженедельно", "{WEEKLY}"),
    rule("ежедневно(?: режим)?", "{DAILY}"),
    bare_rule(r"(?<= )в (?=\{(?:DAILY|QUARTERLY|HALFYEARLY|TERMLY|TERM:|MONTHLY))", ""),
    rule("в (?:постоянно|непрерывно|систематически|регулярно) режим", "{ALWAYS}"),
    rule("на (?:постоянно|систематически|регулярно|непрерывно) основа", "{ALWAYS}"),
    rule("в режим реального времени", "{ALWAYS}"),
    rule("постоянно|систематически|регулярно|непрерывно", "{ALWAYS}"),
    rule("(?:в |на )?(?:течение|протяжение) (?:весь )?(?:текущий )?(?:учебный )?год", "{THROUGH:}"),
    rule("(?:в течение )?весь (?:текущий )?(?:учебный )?год", "{THROUGH:}"),
    rule("(?:в |на |за )?(?:весь )?(?:текущий )?учебный год", "{THROUGH:}"),
    rule("(?:в |на )?(?:течение )?(?:весь )?(?:период )?{THROUGH:(\\d{4}/)}", r"{THROUGH:\1}"),
    rule("(?:в |на )?(?:течение )?(?:весь )?календарный год", "{CALENDAR}"),
    rule("(?:в |на )?(?:течение )?(?:весь )период(?: реализации)?", "{PLAN}"),
    rule("(?:в |на )(?:весь )?период реализации", "{PLAN}"),
)  # fmt: skip
