"""Organisations, departments and territories: where a party belongs, or the party itself."""

from dataclasses import dataclass, replace

from metodsovet.kernel.parties.complements import complement
from metodsovet.kernel.parties.heads import Category, Head, head_at, is_adjective
from metodsovet.kernel.parties.tokens import END, Token, written
from metodsovet.kernel.parties.vocabulary import (
    BODY_ACRONYMS,
    COMMUNITIES,
    GENERIC_ORGANISATIONS,
    LEGAL_FORMS,
    NAMED_ORGANISATIONS,
    ORGANISATIONS,
    SETTLEMENTS,
    TERRITORIES,
    TOPIC_ACRONYMS,
)

_UNIT_CATEGORIES = (Category.DEPARTMENT, Category.ORGANISATION, Category.TERRITORY)
_TERRITORY_ACRONYMS = frozenset({"ГО", "МО", "МР", "РФ", "РМ", "РТ", "РБ", "МГО", "ЗАТО", "АО", "ВО", "СП", "ГП"})
_SCHOOL_TYPES = frozenset({"СОШ", "ООШ", "НОШ", "ОШ", "школа", "лицей", "гимназия"})
_WITH_TOPIC = frozenset({"управление", "комитет", "министерство", "департамент", "центр", "кабинет", "агентство"})
_ANY_CASE = frozenset({"nomn", "gent", "datv", "accs", "ablt", "loct"})


@dataclass(frozen=True, slots=True)
class Unit:
    """``text`` is nominative; ``numbers`` are set when one form is followed by several («СОШ №1,4,6»)."""

    end: int
    text: str
    category: Category = Category.ORGANISATION
    is_generic: bool = False
    is_plural: bool = False
    stem: str = ""
    numbers: tuple[str, ...] = ()
    lemma: str = ""
    inner: str = ""
    inner_end: int = 0


def unit_at(tokens: list[Token], start: int, cases: frozenset[str] = _ANY_CASE) -> Unit | None:
    """The unit that begins exactly here: a form with its name, or a noun with all that belongs to it."""
    token = tokens[start] if start < len(tokens) else END
    if token.is_acronym:
        return _unit_of_acronym(tokens, start)
    if token.lower in ("д/с", "детсад"):
        return _unit_with_tail(tokens, start, start + 1, token.lower)
    settlement = _settlement_end(tokens, start)
    if settlement:
        return Unit(settlement, written(tokens[start:settlement]), Category.TERRITORY)
    head = head_at(tokens, start, cases)
    if head is None or not _is_unit(head):
        return None
    return _unit_of_noun(tokens, start, head)


def _is_unit(head: Head) -> bool:
    return (
        head.category in _UNIT_CATEGORIES
        or head.lemma in ("администрация", "комитет")
        or (head.lemma == "образование" and "муниципальный" in head.adjectives)
    )


def _unit_of_acronym(tokens: list[Token], start: int) -> Unit | None:
    token = tokens[start]
    if token.text in TOPIC_ACRONYMS and token.text not in _TERRITORY_ACRONYMS:
        return None
    if token.text in _TERRITORY_ACRONYMS:
        after = tokens[start + 1] if start + 1 < len(tokens) else END
        if after.kind == "word" and after.is_capitalised and not after.is_acronym and _is_place(after):
            return Unit(start + 2, written(tokens[start : start + 2]), Category.TERRITORY)
        if token.text not in LEGAL_FORMS | NAMED_ORGANISATIONS:
            return None
    if token.text in BODY_ACRONYMS:
        return None
    after = tokens[start + 1] if start + 1 < len(tokens) else END
    if token.text in GENERIC_ORGANISATIONS and not _names_generic(after):
        return Unit(start + 1, token.text, is_generic=True, lemma=token.text)
    end = start + 1
    while end < len(tokens) and _extends_form(tokens, end):
        end += 1
    unit = _unit_with_tail(tokens, start, end, written(tokens[start:end]))
    return replace(unit, lemma=token.text)


def _names_generic(after: Token) -> bool:
    """After «МБДОУ», «СОШ»: a number, a name or a place makes a certain one of the class."""
    if after.kind in ("quoted", "number") or after.text == "№" or after.lower in ("им", "имени"):
        return True
    if after.is_acronym:
        return after.text in LEGAL_FORMS | GENERIC_ORGANISATIONS | NAMED_ORGANISATIONS
    return (
        (after.has_dot and after.lower in SETTLEMENTS)
        or (after.is_capitalised and is_adjective(after))
        or bool(after.lemmas & {"детский", "центр"})
    )


def _extends_form(tokens: list[Token], place: int) -> bool:
    """«МКУ ЦХЭМО», «ГБУ ДПО РМ», «МБОУ Ивановская СОШ», «МБДОУ детский сад»."""
    token = tokens[place]
    if token.is_acronym:
        before = tokens[place - 1]
        is_form = before.text in LEGAL_FORMS | GENERIC_ORGANISATIONS | {"ДПО", "ДО", "РМ"} or is_adjective(before)
        return (is_form and token.text not in BODY_ACRONYMS | _TERRITORY_ACRONYMS) or token.text in (
            "ДПО",
            "ДО",
            "ЯНАО",
        )
    if tokens[place - 1].is_acronym and tokens[place - 1].text in LEGAL_FORMS | {"ДПО", "ДО"}:
        head = head_at(tokens, place)
        if head is not None and head.category is Category.ORGANISATION and not head.is_plural:
            return True
        after = tokens[place + 1] if place + 1 < len(tokens) else END
        return token.is_capitalised and is_adjective(token) and (after.text in _SCHOOL_TYPES or after.is_acronym)
    return (
        is_adjective(tokens[place - 1])
        and bool(token.lemmas & ORGANISATIONS)
        and any(form.tag.case == "nomn" for form in token.forms)
    )


def _unit_of_noun(tokens: list[Token], start: int, head: Head) -> Unit:
    first = tokens[start].text
    name = first[0] + head.text[1:] if first[:1].isupper() else head.text
    unit = _unit_with_tail(tokens, start, head.end, name, head)
    if head.category is Category.TERRITORY:
        unit = _named_territory(tokens, head, unit)
    return replace(
        unit,
        category=head.category if head.category in _UNIT_CATEGORIES else Category.ORGANISATION,
        is_plural=head.is_plural,
        lemma=head.lemma,
        stem=head.singular if len(unit.numbers) > 1 and unit.stem == name else unit.stem,
    )


def _named_territory(tokens: list[Token], head: Head, unit: Unit) -> Unit:
    """«города Североморска» → «город Североморск»; «городского округа Первоуральск» is left as it is."""
    if unit.end != head.end + 1:
        return unit
    name = tokens[head.end]
    genitive = next((form for form in name.forms if form.tag.case == "gent" and form.tag.number == "sing"), None)
    if genitive is None or any(form.tag.case == "nomn" and form.is_known for form in name.forms):
        return unit
    nominative = genitive.inflect({"nomn"})
    return replace(unit, text=f"{head.text} {nominative.word.capitalize()}") if nominative else unit


def _unit_with_tail(tokens: list[Token], start: int, end: int, name: str, head: Head | None = None) -> Unit:
    takes_topic = head is not None and (head.category is Category.DEPARTMENT or head.lemma in _WITH_TOPIC)
    is_class = head is not None and head.is_plural
    found = complement(tokens, end, is_noun=head is not None, takes_topic=takes_topic, is_class=is_class)
    tail = written(tokens[end : found.end])
    text = _joined(name, tail, tokens[end] if end < len(tokens) else END)
    stem = _joined(name, written(tokens[end : found.numbers_start]), tokens[end] if end < len(tokens) else END)
    inner_end = found.unit_start or found.end
    inner = _joined(name, written(tokens[end:inner_end]), tokens[end] if end < len(tokens) else END)
    return Unit(
        found.end,
        text,
        stem=stem,
        numbers=found.numbers,
        inner=inner if found.unit_start else "",
        inner_end=found.unit_start,
    )


def _joined(name: str, tail: str, first: Token) -> str:
    if not tail:
        return name
    return f"{name} {tail}" if first.is_spaced or first.kind == "quoted" or first.text == "№" else name + tail


def _settlement_end(tokens: list[Token], start: int) -> int:
    """Place after «п. Озёрный», or 0."""
    if start + 1 >= len(tokens) or tokens[start].lower not in SETTLEMENTS or not tokens[start].has_dot:
        return 0
    return start + 2 if tokens[start + 1].is_capitalised else 0


def _is_place(token: Token) -> bool:
    return token.kind == "word" and not token.lemmas & (TERRITORIES | COMMUNITIES)
