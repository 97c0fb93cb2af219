"""The closed vocabulary of «Сроки»: every form of a word that means time, and the symbol it stands for.

Symbols: ``M06`` a month, ``WTU`` a weekday, ``#2`` an ordinal (``#-1`` the last), digits a number, ``ROOT`` of a
season, and Russian words in one form for the rest.
"""

from metodsovet.kernel.russian.morphology import is_word

_MONTHS = {
    "M01": "январ|ь я ю ем е; янв",
    "M02": "феврал|ь я ю ем е; фев февр",
    "M03": "март| а у ом е; мар",
    "M04": "апрел|ь я ю ем е; апр",
    "M05": "ма|й я ю ем е",
    "M06": "июн|ь я ю ем е; июн",
    "M07": "июл|ь я ю ем е; июл",
    "M08": "август| а у ом е; авг",
    "M09": "сентябр|ь я ю ем е; сен сент",
    "M10": "октябр|ь я ю ем е; окт",
    "M11": "ноябр|ь я ю ем е; ноя нояб",
    "M12": "декабр|ь я ю ем е; декаб",
}

_WEEKDAYS = {
    "WMO": "понедельник| а у ом е и ов ам ами ах; пн понед",
    "WTU": "вторник| а у ом е и ов ам ами ах; вт",
    "WWE": "сред|а ы е у ой ам ами ах; ср",
    "WTH": "четверг| а у ом е и ов ам ами ах; чт",
    "WFR": "пятниц|а ы е у ей ам ами ах; пт пятн",
    "WSA": "суббот|а ы е у ой ам ами ах; сб субб",
    "WSU": "воскресень|е я ю ем ям ями ях; вс воскр",
}

_ORDINALS = {
    "#1": "перв|ый ая ое ого ому ым ом ой ую",
    "#2": "втор|ой ая ое ого ому ым ом ую ые ых ыми",
    "#3": "трет|ий ья ье ьего ьему ьим ьем ьей ью ьи ьих ьими",
    "#4": "четв[её]рт|ый ая ое ого ому ым ом ой ую ые ых ыми",
    "#5": "пят|ый ая ое ого ому ым ом ой ую ые ых ыми",
    "#10": "десят|ый ая ое ого ому ым ом ой ую ые ых ыми",
    "#15": "пятнадцат|ый ая ое ого ому ым ом ой ую ые ых ыми",
    "#20": "двадцат|ый ая ое ого ому ым ом ой ую ые ых ыми",
    "#-1": "последн|ий яя ее его ему им ем ей юю ие их ими; посл",
    "#-2": "предпоследн|ий яя ее его ему им ем ей юю ие их ими",
}

_NUMBERS = {
    "1": "од|ин на но ного ному ним ном ной ну",
    "2": "дв|а е ух ум умя",
    "3": "тр|и ех ем емя",
    "4": "четыр|е ех ем ьмя",
    "5": "пят|ь и ью",
    "6": "шест|ь и ью",
    "7": "сем|ь и ью",
    "8": "восем|ь ью; восьми",
    "9": "девят|ь и ью",
    "10": "десят|ь и ью",
    "12": "двенадцат|ь и ью",
    "14": "четырнадцат|ь и ью",
    "15": "пятнадцат|ь и ью",
    "20": "двадцат|ь и ью",
    "30": "тридцат|ь и ью",
}

_SEASONS = {
    "ОСЕНЬ": "осен|ь и ью ний него нему нем ним няя ней; осенне",
    "ЗИМА": "зим|а ы е у ой ний него нему нем ним",
    "ВЕСНА": "весн|а ы е у ой; весен|ний него нему нем ним няя ней",
    "ЛЕТО": "лет|о а у ом ний него нему нем ним",
}

_NOUNS = {
    "год": "год| а у ом е ы ов ам ах; лет г гг",
    "месяц": "месяц| а у ем е ы ев ам ах; мес",
    "неделя": "недел|я и е ю ей ь ям ях; нед",
    "день": "д|ень ня ню нем не ни ней ням нях; дн",
    "квартал": "квартал| а у ом е ы ов ам ах; кв кварт",
    "полугодие": "полугоди|е я ю ем и й ям ях; полгода полугода полуг",
    "четверть": "четверт|ь и ью ей ям ях; четв",
    "декада": "декад|а ы е у ой ам ах",
    "половина": "половин|а ы е у ой",
    "число": "чис|ло ла лу лом ле ел",
    "начало": "начал|о а у ом е",
    "конец": "кон|ец ца цу цом це; окончани|е я ю ем и; завершени|е я ю ем и; исход|е",
    "середина": "середин|а ы е у ой",
    "раз": "раз| а у",
    "срок": "срок| а и у ом",
    "период": "период| а е",
    "режим": "режим|е",
    "основа": "основ|е",
    "итог": "итог|ам ах; результат|ам",
}

_ADJECTIVES = {
    "учебный": "учебн|ый ого ому ым ом ая ой ую ые ых ыми; уч учебн",
    "календарный": "календарн|ый ого ому ым ом",
    "каждый": "кажд|ый ая ое ого ому ым ом ой ую ые ых",
    "весь": "ве|сь; вс|его ему ем ю ей е",
    "текущий": "текущ|ий его ему им ем ей ую ая; тек",
    "следующий": "следующ|ий его ему им ем ей",
    "отчетный": "отчетн|ый ого ому ым ом",
    "постоянно": "постоянн|о ый ом ой ая",
    "систематически": "систематическ|и ой; систематичн|о",
    "регулярно": "регулярн|о ой ом",
    "непрерывно": "непрерывн|о ом ой",
    "ежегодно": "ежегодн|о ый ое ая; ежег",
    "ежемесячно": "ежемесячн|о ый ое ая ые; ежемес",
    "ежеквартально": "ежеквартальн|о ый ое ая; поквартально ежекв",
    "еженедельно": "еженедельн|о ый ое ая; понедельно",
    "ежедневно": "ежедневн|о ый ом; каждодневно",
}

_FIXED = {
    "дважды": "2 раз",
    "трижды": "3 раз",
    "однократно": "1 раз",
    "единожды": "1 раз",
    "поквартально": "ежеквартально",
    "круглогодично": "весь год",
    "помесячно": "ежемесячно",
    "течении": "течение",
    "позже": "позднее",
    "менее": "реже",
    "раньше": "ранее",
    "позднее": "позднее",
    "реже": "реже",
    "ранее": "ранее",
    "течение": "течение",
    "протяжении": "течение",
    "включительно": "включительно",
    "далее": "далее",
    "затем": "далее",
    "во": "в",
    "со": "с",
    "от": "с",
}

_PLAIN = (
    "в с по до к на и за не чем раз начиная а также период режиме основе реального времени реализации порядке"
    " график графику графиком графика графике план плану планом плана плане согласно соответствии плана-графика"
    " необходимости мере запросу требованию проведения расписанию каникулы каникул каникулах календарному"
    " рамках итогам результатам окончании завершении работы дорожной карте картой школы установленные сроки"
    " после через накануне дней сроках срокам сроками"
).split()

_LONGEST_EXACT = 5


def _forms(entry: str) -> list[str]:
    forms: list[str] = []
    for group in entry.split(";"):
        stem, bar, endings = group.strip().partition("|")
        if not bar:
            forms.extend(stem.split())
            continue
        stem = stem.replace("[её]", "е")
        bare = [stem] if endings.startswith(" ") else []
        forms.extend(bare + [stem + ending for ending in endings.split()])
    return forms


def _vocabulary() -> dict[str, str]:
    symbols = dict(_FIXED)
    for table in (_MONTHS, _WEEKDAYS, _ORDINALS, _NUMBERS, _SEASONS, _NOUNS, _ADJECTIVES):
        for symbol, entry in table.items():
            for form in _forms(entry):
                symbols.setdefault(form, symbol)
    return symbols


SYMBOLS = _vocabulary()
KNOWN_WORDS = frozenset(SYMBOLS) | frozenset(_PLAIN)


def _deletions(word: str) -> set[str]:
    return {word[:index] + word[index + 1 :] for index in range(len(word))}


def _typo_index() -> dict[str, set[str]]:
    index: dict[str, set[str]] = {}
    for word in KNOWN_WORDS:
        if len(word) > _LONGEST_EXACT:
            for key in _deletions(word) | {word}:
                index.setdefault(key, set()).add(word)
    return index


_TYPOS = _typo_index()


def corrected(word: str) -> str:
    """The one known word a single typing slip away, or the word itself."""
    if len(word) < _LONGEST_EXACT or word in KNOWN_WORDS:
        return word
    candidates: set[str] = set()
    for key in _deletions(word) | {word}:
        candidates |= _TYPOS.get(key, set())
    near = sorted(candidate for candidate in candidates if _is_one_slip(word, candidate))
    meanings = {SYMBOLS.get(candidate, candidate) for candidate in near}
    return near[0] if len(meanings) == 1 and not is_word(word) else word


def _is_one_slip(typed: str, meant: str) -> bool:
    if len(typed) != len(meant):
        longer, shorter = (typed, meant) if len(typed) > len(meant) else (meant, typed)
        return shorter in _deletions(longer)
    wrong = [index for index, letter in enumerate(typed) if letter != meant[index]]
    if len(wrong) == 1:
        # The first letter is rarely mistyped and often makes another word.
        return wrong[0] > 0
    if len(wrong) != 2 or wrong[1] - wrong[0] != 1:
        return False
    first, second = wrong
    return typed[first] == meant[second] and typed[second] == meant[first]
