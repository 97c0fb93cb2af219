"""Names in the nominative of what a term hangs on: «по графику проведения ВПР» → «график проведения ВПР»."""

import re

_NOUNS: tuple[tuple[str, str, str], ...] = (
    ("план-график", "план-график", "m"),
    ("график-план", "график-план", "m"),
    ("график", "график", "m"),
    ("расписани", "расписание", "n"),
    ("циклограмм", "циклограмма", "f"),
    ("календар", "календарь", "m"),
    ("срок", "сроки", "p"),
    ("дат", "даты", "p"),
    ("регламент", "регламент", "m"),
    ("приказ", "приказ", "m"),
    ("распоряжени", "распоряжение", "n"),
    ("постановлени", "постановление", "n"),
    ("положени", "положение", "n"),
    ("письм", "письмо", "n"),
    ("план", "план", "m"),
    ("дорожн", "дорожная карта", "f"),
    ("программ", "программа", "f"),
    ("образовательн", "образовательный маршрут", "m"),
    ("маршрут", "маршрут", "m"),
    ("муниципальн", "муниципальное задание", "n"),
    ("техническ", "техническое задание", "n"),
)
_UNNAMED = {"план", "график", "план работы", "график проведения", "график работы", "сроки", "сроки проведения", "даты"}
_EMPTY_ADJECTIVES = ("отдельн", "утвержден", "установлен", "согласован", "особ", "данн", "соответствующ", "составлен",
                     "определен", "сво", "намечен", "указанн")  # fmt: skip
_ENDINGS = {"m": ("ый", "ий"), "n": ("ое", "ее"), "f": ("ая", "яя"), "p": ("ые", "ие")}
_HARD = re.compile(r"(?:ому|ого|ыми|ым|ой|ых|ую)$")
_SOFT = re.compile(r"(?:ему|его|ими|им|ей|их|юю)$")
_MIXED_STEMS = ("к", "г", "х", "ш", "щ", "ч", "ж")
_EVENT = re.compile(r"^(?:(?:до|после|со|с|от) )?(?:дня |даты |момента )?(?:(?:его|ее|их) )?")
_VERBAL = re.compile(r"^([А-Яа-яё]+(?:ени|ани|яни|яти|ыти|ити|чи))я\b")
_HEADS = {"недели": "неделя", "декады": "декада", "месячника": "месячник", "конкурса": "конкурс", "дня": "день",
          "акции": "акция", "конференции": "конференция", "фестиваля": "фестиваль", "форума": "форум",
          "олимпиады": "олимпиада", "семинара": "семинар", "аттестации": "аттестация", "мероприятия": "мероприятие",
          "выставки": "выставка", "сессии": "сессия", "кампании": "кампания", "экзаменов": "экзамены",
          "начала": "начало", "окончания": "окончание",
          "четверти": "четверть", "полугодия": "полугодие", "квартала": "квартал"}  # fmt: skip


def named_reference(adjectives: str, noun: str, tail: str) -> str:
    """Empty when the schedule or plan is not named («по графику», «по отдельному плану»)."""
    compact = re.sub(r"\s*-\s*", "-", noun)
    stem = re.sub(r"^(план)[а-я]*-график[а-я]*", "план-график", compact)
    name, gender = next((name, gender) for start, name, gender in _NOUNS if stem.startswith(start))
    kept = [_nominative(word, gender) for word in adjectives.split() if not word.startswith(_EMPTY_ADJECTIVES)]
    whole = " ".join([*kept, name, *([tail] if tail else [])])
    return "" if whole in _UNNAMED else whole


def _nominative(word: str, gender: str) -> str:
    hard, soft = _ENDINGS[gender]
    if (found := _HARD.search(word)) is not None:
        stem = word[: found.start()]
        return stem + (soft if gender in "mp" and stem.endswith(_MIXED_STEMS) else hard)
    if (found := _SOFT.search(word)) is not None:
        stem = word[: found.start()]
        return stem + (hard if gender in "nf" and stem.endswith(_MIXED_STEMS) else soft)
    return word


def event_reference(tail: str) -> str:
    """The event of «после …», «в период …»: the first word in the nominative where that is certain."""
    text = _EVENT.sub("", tail)
    first, _, rest = text.partition(" ")
    name = _HEADS.get(first.lower())
    if name is not None:
        name = name.capitalize() if first[0].isupper() else name
        return f"{name} {rest}".strip()
    return _VERBAL.sub(r"\1е", text)
