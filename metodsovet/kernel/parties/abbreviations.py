"""«зам. дир. по восп. работе», «кл. рук-ли», «учителя нач. кл.»: full words in the form that the neighbours need."""

from metodsovet.kernel.parties.tokens import END, Token, expanded, is_abbreviation, readings
from metodsovet.kernel.parties.vocabulary import ADJECTIVE_ABBREVIATIONS, NOUN_ABBREVIATIONS

_HEAD_ADJECTIVES = frozenset(
    {"кл", "соц", "ст", "мл", "гл", "вед", "муз", "пед", "мед", "худ", "твор", "творч", "раб", "род", "отв", "метод"}
    | {"шк", "муниц"}
)
_DESCRIBED = (
    "работ",
    "раб",
    "совет",
    "объединен",
    "служб",
    "кабинет",
    "класс",
    "кл",
    "школ",
    "процесс",
    "част",
    "центр",
    "деятельн",
    "отдел",
    "организац",
    "учрежден",
    "групп",
)
_DEPUTED = {"дир": "директора", "зав": "заведующего", "рук": "руководителя", "нач": "начальника"}
_BOTH = frozenset(ADJECTIVE_ABBREVIATIONS) & frozenset(NOUN_ABBREVIATIONS)


def expand(tokens: list[Token]) -> list[Token]:
    """From the end to the beginning: an adjective agrees with the already expanded noun after it."""
    full = [_whole_classes(tokens, place) for place in range(len(tokens))]
    for place in range(len(full) - 1, -1, -1):
        prefix, hyphen, last = full[place].text.rpartition("-")
        if hyphen and full[place].has_dot and last in ADJECTIVE_ABBREVIATIONS:
            full[place] = _agreed(
                full[place], ADJECTIVE_ABBREVIATIONS[last], full[place + 1 : place + 3], prefix + hyphen
            )
        elif is_abbreviation(full[place]):
            before = full[place - 1] if place else END
            after = full[place + 1] if place + 1 < len(full) else END
            full[place] = _expanded(full[place], before, after, full[place + 1 : place + 3])
    return full


def _whole_classes(tokens: list[Token], place: int) -> Token:
    """«9, 11 кл.» are several classes."""
    token = tokens[place]
    if token.lower == "кл" and place > 2 and tokens[place - 1].kind == tokens[place - 3].kind == "number":
        return expanded(token, "классов")
    return token


def _expanded(token: Token, before: Token, after: Token, following: list[Token]) -> Token:
    word = token.lower
    if word == "кл" and (before.kind in ("number", "quoted") or before.lower.startswith(("нач", "старш", "младш"))):
        return expanded(token, _classes(before))
    if word == "раб" and (before.lower in ADJECTIVE_ABBREVIATIONS or before.lower.endswith(("ной", "ской"))):
        return expanded(token, "работе")
    if word == "пед" and after.lower in ("дополнительного", "-"):
        return expanded(token, "педагог", is_head=True)
    return _adjective(token, after, following) or _noun(token, before, after)


def _adjective(token: Token, after: Token, following: list[Token]) -> Token | None:
    word = token.lower
    if word == "обр" and after.lower.startswith(("организац", "учрежден")):
        return _agreed(token, "образовательный", following)
    if word not in ADJECTIVE_ABBREVIATIONS or (word in _BOTH and not after.lower.startswith(_described(word))):
        return None
    if word == "отв" and (after.kind != "word" or after.lower in ("за", "по", "от")):
        return expanded(token, "ответственный", is_head=True)
    return _agreed(token, ADJECTIVE_ABBREVIATIONS[word], following, prefer_nominative=word in _HEAD_ADJECTIVES)


def _described(word: str) -> tuple[str, ...]:
    """«нач. классов» are primary, «нач. отдела» is a chief."""
    return ("класс", "кл", "школ", "обр") if word == "нач" else _DESCRIBED


def _noun(token: Token, before: Token, after: Token) -> Token:
    word = token.lower
    if word == "зам" and after.lower in ("директоров", "заведующих", "руководителей", "начальников"):
        return expanded(token, "заместители")
    if word in _DEPUTED and before.lower in ("зам", "заместитель", "заместители"):
        return expanded(token, _DEPUTED[word])
    return expanded(token, NOUN_ABBREVIATIONS[word], is_head=True)


def _classes(number: Token) -> str:
    """«1-4 кл.» are classes, «5а кл.» is one."""
    is_one = number.kind == "number" and number.text.lower().rstrip("абвгдежзик").isdigit()
    return "класса" if is_one else "классов"


def _agreed(
    token: Token, adjective: str, following: list[Token], prefix: str = "", *, prefer_nominative: bool = False
) -> Token:
    form = next(form for form in readings(adjective) if form.tag.POS in ("ADJF", "PRTF"))
    for noun in following:
        nouns = [other for other in noun.forms if other.tag.POS == "NOUN"]
        if not nouns:
            continue
        order = ("nomn", "datv", "gent") if prefer_nominative else ("gent", "datv", "nomn", "ablt")
        nouns.sort(key=lambda other: order.index(other.tag.case) if other.tag.case in order else len(order))
        tag = nouns[0].tag
        wanted = {tag.case, tag.number} | ({tag.gender} if tag.number == "sing" and tag.gender else set())
        inflected = form.inflect(wanted)
        return expanded(token, prefix + (str(inflected.word) if inflected else adjective), is_head=noun.is_abbreviation)
    return expanded(token, prefix + adjective, is_head=True)
