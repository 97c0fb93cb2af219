"""What follows the head of a party: «заместитель [директора] [по УВР] [МБОУ СОШ № 4]», piece by piece."""

import re
from dataclasses import replace

from metodsovet.kernel.parties import vocabulary
from metodsovet.kernel.parties.heads import PERSONAL, Category, Head, head_at
from metodsovet.kernel.parties.manners import is_manner
from metodsovet.kernel.parties.names import looks_like_surname, name_at
from metodsovet.kernel.parties.nouns import COLLECTIVES, GENITIVE, closed_list, is_subject, level_variants, phrase_end
from metodsovet.kernel.parties.pieces import Kind, Piece, Tail
from metodsovet.kernel.parties.tokens import END, Token, written
from metodsovet.kernel.parties.topics import PREPOSITIONS, read_topic
from metodsovet.kernel.parties.units import unit_at

# Heads whose genitive complement may be a person: «заместитель директора», «руководитель учителей».
_RELATIONAL = frozenset(
    {"заместитель", "помощник", "советник", "ассистент", "представитель", "член", "секретарь", "председатель"}
    | {"руководитель", "тренер"}
)
# Heads after which an unknown abbreviation is the place of work.
_SEEK_UNIT = frozenset(
    {"методист", "специалист", "начальник", "директор", "заведующий", "заведующая", "сотрудник", "работник", "ректор"}
    | {"проректор", "заместитель", "руководитель", "педагог", "учитель", "преподаватель", "воспитатель", "глава"}
    | {"психолог", "логопед", "консультант", "тьютор", "администрация"}
)
_TEACHERS = frozenset({"учитель", "преподаватель", "педагог"})
_RANKS = ("категори", "разряд")
_ROMAN = re.compile(r"[IVX]{1,4}")
_MANAGERS = frozenset({"заведующий", "заведующая", "управляющий"})


def read_tail(tokens: list[Token], start: int, head: Head, prefix: tuple[Piece, ...] = ()) -> Tail:
    """All pieces up to the next party, separator or name; ``is_broken`` when a word fits nowhere."""
    tail = Tail(tokens, start, head, list(prefix))
    for _ in range(40):
        before = tail.end
        _step(tail)
        if tail.end == before:
            break
    return tail


def _step(tail: Tail) -> None:
    token = tail.token()
    if token.kind == "number":
        _numbers(tail)
    elif token.kind == "quoted":
        tail.add(tail.end + 1, Piece(Kind.WORDS, token.text))
    elif token.text in (",", "и"):
        _continue_list(tail)
    elif token.kind == "word" and not is_manner(tail.tokens, tail.end):
        _word(tail)


def _word(tail: Tail) -> None:
    token = tail.token()
    if token.kind != "word" or name_at(tail.tokens, tail.end) is not None or _is_lone_surname(tail):
        return
    if token.lower in PREPOSITIONS:
        read_topic(tail)
    elif _ROMAN.fullmatch(token.text) and tail.token(1).lower.startswith(_RANKS):
        tail.add(tail.end + 2, Piece(Kind.WORDS, written(tail.tokens[tail.end : tail.end + 2])))
    elif _begins_party(tail):
        return
    elif token.is_acronym:
        _acronym(tail)
    elif not (_unit(tail) or _noun_phrase(tail) or (_governs_instrumental(tail) and _noun_phrase(tail, "ablt"))):
        tail.is_broken = not looks_like_surname(token)


def _is_lone_surname(tail: Tail) -> bool:
    """«Психолог Орлова»: after a post, without initials."""
    return tail.head.category in PERSONAL and looks_like_surname(tail.token())


def _governs_instrumental(tail: Tail) -> bool:
    return tail.head.lemma in _MANAGERS and not tail.pieces


def _begins_party(tail: Tail) -> bool:
    """Without a separator: a head in the nominative or the case of the phrase that cannot be a genitive complement."""
    cases = frozenset({"nomn"}) | (
        tail.head.cases - {"gent", "loct", "accs"} if not tail.head.is_shortened else frozenset()
    )
    if _governs_instrumental(tail):
        cases -= {"ablt"}
    head = head_at(tail.tokens, tail.end, cases)
    if head is None:
        return False
    if is_subject(tail.tokens, tail.end) and tail.head.lemma in _TEACHERS:
        return False
    if tail.tokens[tail.end].is_capitalised and (tail.pieces or tail.head.lemma not in _RELATIONAL):
        return head.category in (*PERSONAL, Category.BODY) and not tail.tokens[tail.end].is_acronym
    if head.category in PERSONAL and tail.head.category is Category.POST and not tail.pieces:
        return tail.head.lemma not in _RELATIONAL
    return not all(any(form.tag.case == "gent" for form in token.forms) for token in tail.tokens[head.start : head.end])


def _acronym(tail: Tail) -> None:
    token = tail.token()
    unit = unit_at(tail.tokens, tail.end)
    if token.text == "ДО" and tail.head.lemma == "педагог":
        tail.add(tail.end + 1, Piece(Kind.WORDS, token.text))
    elif token.text in vocabulary.COMMUNITIES and unit is None:
        tail.add(tail.end + 1, Piece(Kind.COMMUNITY, token.text))
    elif unit is not None and unit.is_generic:
        tail.add(unit.end, Piece(Kind.CLASS, unit.text))
    elif unit is not None and (_is_certain(unit.lemma) or tail.head.lemma in _SEEK_UNIT):
        tail.add(unit.end, Piece(Kind.UNIT, unit.text))
    else:
        is_subject = tail.head.lemma in _TEACHERS
        tail.add(tail.end + 1, Piece(Kind.SUBJECT if is_subject else Kind.WORDS, token.text))


def _is_certain(lemma: str) -> bool:
    known = vocabulary.NAMED_ORGANISATIONS | vocabulary.LEGAL_FORMS | vocabulary.GENERIC_ORGANISATIONS
    return lemma in known or lemma in ("ГО", "МО", "МР")


def _unit(tail: Tail) -> bool:
    cases = GENITIVE
    if _governs_instrumental(tail):
        cases = frozenset({"gent", "ablt"})
    unit = unit_at(tail.tokens, tail.end, cases)
    if unit is None or (unit.lemma in vocabulary.POST_OBJECTS and tail.head.lemma.startswith("завед")):
        return False
    if tail.head.lemma == "председатель" or (
        tail.head.lemma == "руководитель" and unit.lemma in vocabulary.LED_FUNCTIONS
    ):
        return False
    if unit.is_plural and not unit.numbers:
        tail.add(unit.end, _class_of(tail, unit.end))
    else:
        tail.add(unit.end, Piece(Kind.UNIT, unit.text))
    return True


def _class_of(tail: Tail, end: int) -> Piece:
    """«образовательных организаций»: a class, as written; «дошкольных и школьных учреждений» are two."""
    words = tail.tokens[tail.end : end]
    return Piece(Kind.CLASS, written(words), variants=level_variants(words))


def _noun_phrase(tail: Tail, case: str = "gent") -> bool:
    """Adjectives and a noun in the case; lists of equal words inside stay one piece."""
    end = phrase_end(tail.tokens, tail.end, case)
    if end == tail.end:
        return False
    end = closed_list(tail.tokens, tail.end, end, case)
    words = tail.tokens[tail.end : end]
    head = head_at(tail.tokens, tail.end, frozenset({case}))
    kind = Kind.WORDS
    if is_subject(tail.tokens, tail.end):
        kind = Kind.SUBJECT
    elif (head is not None and head.category is Category.BODY) or words[-1].text in COLLECTIVES:
        kind = Kind.COMMUNITY
    elif head is not None and head.category in PERSONAL:
        kind = Kind.PEOPLE
    text = written(words)
    if kind is Kind.PEOPLE and not tail.pieces:
        text = text.lower()
    tail.add(end, Piece(kind, text, variants=level_variants(words)))
    return True


def _numbers(tail: Tail) -> None:
    """«9, 11 классов», «1-4 классов», «5 «А» класса», «9-х классов»."""
    place = tail.end
    while place < len(tail.tokens):
        token = tail.tokens[place]
        is_joint = token.text in (",", "и") and place + 1 < len(tail.tokens) and tail.tokens[place + 1].kind == "number"
        if token.kind in ("number", "quoted") or is_joint or (token.text in ("-", "–") and place > tail.end):
            place += 1
        else:
            break
    after = tail.tokens[place] if place < len(tail.tokens) else END
    if after.lower.startswith(("класс", "групп", "параллел", "курс", *_RANKS)):
        place += 1
    elif not tail.pieces:
        tail.is_broken = True
        return
    tail.add(place, Piece(Kind.WORDS, written(tail.tokens[tail.end : place])))


def _continue_list(tail: Tail) -> None:
    """A comma or «и» inside the party: before numbers («9 и 11 классов») and names («садами «Заря», «Искра»»)."""
    is_list = tail.token(-1).kind == tail.token(1).kind == "quoted"
    if is_list and tail.head.is_plural and tail.pieces:
        names = tail.pieces.pop()
        text = names.text + written([END, *tail.tokens[tail.end : tail.end + 2]])
        tail.add(tail.end + 2, replace(names, text=text))
    elif tail.token(1).kind == "number" and tail.pieces and tail.pieces[-1].text[-1:].isdigit():
        tail.end += 1
        _numbers(tail)
