"""Whom a point appoints, and as whom."""

import re

from metodsovet.kernel.parties import Party, PartyKind
from metodsovet.work.orders.reading.deadlines import without_deadlines
from metodsovet.work.orders.reading.names import NAME
from metodsovet.work.orders.reading.people import DUTY, after_preposition, before_verb, known, named, trimmed
from metodsovet.work.orders.reading.purposes import without_appendices
from metodsovet.work.orders.reading.relieving import without_replaced
from metodsovet.work.orders.reading.verbs import is_creating
from metodsovet.work.orders.reading.words import Word, open_text, words_of

OFFICE = re.compile(
    r"^(?:ответственн|руководител|куратор|координатор|председател|наставник|организатор|секретар|наблюдател|член|оператор|эксперт(?!н)|заместител"
    r"|исполняющ|администратор|модератор|тьютор|заведующ|директор|начальник|классн|общественн|временно)"
)
_ACCUSATIVE = re.compile(r"[А-ЯЁ][а-яё]+(?:ву|ну|ую|ю)(?:\s[А-ЯЁ](?:\.|[а-яё]+[уюа])|$)")
_ROLE = re.compile(
    r"[,(–—-]\s*(?P<role>(?:председател|секретар|координатор|куратор|член|модератор|заместител\w+\s+(?:председател|руководител)"
    r"|руководител\w+\s+(?:\w+\s+)?(?:групп|комисси|совет|лаборатор|мастерск|объединен))[^,;()]*)\)?\s*$",
    re.IGNORECASE,
)
_HEADED = re.compile(
    r"[.;,]\s*(?P<office>[Рр]уковод(?:ство|ителем)\b[^.;,«»]*?(?:«[^»]*»)?)\s*(?:поручить|возложить\s+на|назначить)\s+(?P<who>.+)$",
    re.DOTALL,
)
_MEMBERSHIP = re.compile(r"^(?:персональн\w+\s+)?состав\s[^:]{3,200}:", re.IGNORECASE)
_OVER_SEVERAL = re.compile(r"^(?:члены|участники|эксперты|кураторы|организаторы)[^:]{0,60}:", re.IGNORECASE)
_FOLLOWING = re.compile(r"\s*\bследующ\w+(?:\s+[а-яё-]+){0,3}$", re.IGNORECASE)
_LIST_MARK = re.compile(r"^\s*(?:[-–—•]|\d+[.)]|[а-я]\))\s*", re.MULTILINE)


def appointed_in(text: str, verb: Word | None) -> list[tuple[Party, str]]:
    """Everybody appointed, with the office as the point words it; whom they replace is no one of them."""
    after, _ = without_replaced(without_appendices(text[verb.end :] if verb else text))
    headed = _HEADED.search(after) if is_creating(verb) else None
    if headed is not None:
        return [(party, " ".join(headed["office"].split())) for party in known(trimmed(headed["who"]))]
    if verb is not None and re.match(r"возл(?:ож|аг)", verb.lower):
        duty = DUTY.search(" " + after)
        office = _duty_text(after) if duty else ""
        return [(party, office) for party in after_preposition(after, "на")]
    if verb is not None and verb.lower.startswith("закреп"):
        after = re.sub(r"(?<=\w)\s+за\s.*$", "", after, flags=re.DOTALL)
    before = before_verb(text, verb) if verb is not None else ""
    if OFFICE.match(before.lower()):
        return [(party, before) for party in known(trimmed(after))]
    listed = _listed(after)
    if listed:
        return listed
    return _named(after)


def is_membership(text: str) -> bool:
    """«Состав методического совета: председатель – …» without a verb lists who belongs to it."""
    return _MEMBERSHIP.match(text) is not None and NAME.search(text) is not None


def _duty_text(after: str) -> str:
    found = DUTY.search(" " + after)
    assert found is not None
    text = after[found.start() :]
    cut = re.search(r"\sна\s(?=[А-ЯЁа-яё]+[ауюяй]\b)", text)
    return trimmed(text[: cut.start()] if cut else text)


def _listed(after: str) -> list[tuple[Party, str]]:
    """«руководителей секций: учителей – Иванову И.И., методиста; воспитателей – …», one to a line or a semicolon."""
    head, colon, rest = after.partition(":")
    if not colon or not rest.strip():
        return []
    head = _FOLLOWING.sub("", head)
    pieces: list[tuple[str, str]] = []
    for line in re.split(r"[;\n]", rest):
        if line.rstrip().endswith(":"):
            head = line.strip(" :")
            continue
        piece = _LIST_MARK.sub("", line).strip(" ,")
        office, who = _office_and_person(piece if re.search(r"[А-ЯЁ]\.$", piece) else piece.rstrip("."))
        if _OVER_SEVERAL.match(piece):
            head = office
        pieces.append(((office or head).strip(), who))
    is_accusative = any(_ACCUSATIVE.search(who) for _, who in pieces)
    return [(party, office) for office, who in pieces for party in _in_list(who, is_accusative=is_accusative)]


def _office_and_person(piece: str) -> tuple[str, str]:
    """«секретарь – Иванова И.И.», «Иванова И.И. – секретарь» and «Иванова И.И., методист, секретарь»."""
    told = _ROLE.search(piece)
    if told is not None and NAME.search(piece[: told.start()]):
        return told["role"], piece[: told.start()].strip(" ,(")
    parts = re.split(r"\s[–—-]\s|(?<=[а-яё]):\s", piece, maxsplit=1)
    if len(parts) == 1:
        return "", piece
    first, second = parts
    return (second, first) if NAME.search(first) and not NAME.search(second) else (first, second)


def _in_list(who: str, *, is_accusative: bool) -> tuple[Party, ...]:
    """«Кленова Д.С.» beside «Берёзкину А.П.» is a man: a list stands in one case."""
    return known(f"на {who}" if is_accusative and NAME.match(who) else who)


def _named(after: str) -> list[tuple[Party, str]]:
    """«Назначить [кого] [кем]» and «Назначить [кем] [кого]»."""
    after = without_deadlines(after)
    words = words_of(open_text(after))
    office = next((place for place, word in enumerate(words) if _is_office(words, place)), None)
    if office is None and (start := _person_start(after, words)) is not None:
        return [(party, trimmed(after[:start])) for party in named(trimmed(after[start:]))]
    if office is None:
        return [(party, "") for party in named(trimmed(after)) if party.kind is not PartyKind.UNKNOWN]
    if office > 0 and not all(word.may_be("ablt") for word in words[:office]):
        who = after[: words[office].start]
        return [(party, trimmed(after[words[office].start :])) for party in named(trimmed(who))]
    start = _person_start(after, words[office + 1 :])
    if start is None:
        return []
    title = trimmed(after[words[0].start : start])
    return [(party, title) for party in named(trimmed(after[start:]))]


def _is_office(words: list[Word], place: int) -> bool:
    word = words[place]
    return OFFICE.match(word.lower) is not None and word.may_be("ablt") and not (
        place and words[place - 1].part == "PREP"
    )  # fmt: skip


def _person_start(after: str, words: list[Word]) -> int | None:
    """Where the person begins: a post may stand before the name, «ответственным за сайт методиста Иванову И.И.»."""
    names = list(NAME.finditer(after, words[0].start)) if words else []
    if not names:
        return next((word.start for word in words if _is_appointed(word)), None)
    name = names[0]
    if len(names) > 1 and not re.search(r",|\sи\s", after[name.end() : names[1].start()]):
        # «наставником Чижовой А.А. учителя Лапину С.В.»: the first name is of the office.
        words = [word for word in words if word.start > name.end()]
        name = names[1]
    return _with_post([word for word in words if word.end <= name.start()], name.start())


def _with_post(before: list[Word], start: int) -> int:
    """Where the post of the person begins: «учителя математики Лапину», but not «РМО учителей истории Комарова»."""
    for word in reversed(before):
        likeliest = word.forms[0].tag
        is_post = likeliest.animacy == "anim" and likeliest.number == "sing" and _is_appointed(word)
        if is_post:
            start = word.start
        elif likeliest.animacy == "anim" or not word.may_be("gent"):
            break
    return start


def _is_appointed(word: Word) -> bool:
    return any(
        form.tag.case in ("accs", "gent") and form.tag.POS == "NOUN" and form.tag.animacy == "anim"
        for form in word.forms
    ) or (word.may_be("accs", part=("ADJF",)) and not word.may_be("ablt"))
