"""What follows the head of a party: «заместитель [директора] [по УВР] [МБОУ СОШ № 4]», piece by piece."""

from dataclasses import dataclass, field
from enum import StrEnum

from metodsovet.kernel.parties import vocabulary
from metodsovet.kernel.parties.heads import PERSONAL, Category, Head, head_at, is_adjective
from metodsovet.kernel.parties.names import looks_like_surname, name_at
from metodsovet.kernel.parties.tokens import END, Token, written
from metodsovet.kernel.parties.units import unit_at

GENITIVE = frozenset({"gent"})
_PREPOSITIONS = {
    "по": "datv",
    "за": "accs",
    "от": "gent",
    "с": "ablt",
    "в": "loct",
    "на": "loct",
    "для": "gent",
    "из": "gent",
}
_PREPOSITIONS |= {"при": "loct", "к": "datv", "об": "loct", "во": "loct", "со": "ablt"}
_RELATIONAL = frozenset(
    [
        "заместитель",
        "помощник",
        "советник",
        "ассистент",
        "представитель",
        "член",
        "секретарь",
        "председатель",
        "руководитель",
        "тренер",
    ]
)
_COLLECTIVES = vocabulary.COMMUNITIES | vocabulary.GENERIC_ORGANISATIONS
_SEEK_UNIT = frozenset(
    [
        "методист",
        "специалист",
        "начальник",
        "директор",
        "заведующий",
        "заведующая",
        "сотрудник",
        "работник",
        "ректор",
        "проректор",
        "заместитель",
        "руководитель",
        "педагог",
        "учитель",
        "преподаватель",
        "воспитатель",
        "глава",
        "психолог",
        "логопед",
        "консультант",
        "тьютор",
        "администрация",
    ]
)


class Kind(StrEnum):
    WORDS = "words"
    SUBJECT = "subject"
    PEOPLE = "people"
    PREPOSITION = "preposition"
    CLASS = "class"
    COMMUNITY = "community"
    UNIT = "unit"


@dataclass(frozen=True, slots=True)
class Piece:
    """``variants`` has several texts for «школьных и городских методических объединений»."""

    kind: Kind
    text: str
    variants: tuple[str, ...] = ()
    preposition: str = ""
    has_and: bool = False
    category: Category | None = None


@dataclass(slots=True)
class Tail:
    tokens: list[Token]
    end: int
    head: Head
    pieces: list[Piece] = field(default_factory=list)
    is_broken: bool = False

    def token(self, shift: int = 0) -> Token:
        place = self.end + shift
        return self.tokens[place] if 0 <= place < len(self.tokens) else END

    @property
    def last(self) -> Piece | None:
        return self.pieces[-1] if self.pieces else None


def read_tail(tokens: list[Token], start: int, head: Head, prefix: tuple[Piece, ...] = ()) -> Tail:
    """All pieces up to the next party, separator or name; ``is_broken`` when a word fits nowhere."""
    tail = Tail(tokens, start, head, list(prefix))
    for _ in range(40):
        before = tail.end
        _step(tail)
        if tail.end == before:
            break
    return tail


def take_piece(tail: Tail) -> bool:
    """One piece, wherever a list goes on after a comma; False when no piece begins here."""
    before = tail.end
    _word(tail)
    return tail.end > before


def _step(tail: Tail) -> None:
    token = tail.token()
    if token.kind == "number":
        _numbers(tail)
    elif token.kind == "quoted":
        _add(tail, 1, Piece(Kind.WORDS, token.text))
    elif token.text in (",", "и"):
        _continue_list(tail)
    elif token.kind == "word" and not is_manner(tail.tokens, tail.end):
        _word(tail)


def is_manner(tokens: list[Token], place: int) -> bool:
    """«совместно с», «при участии», «по согласованию»: words about the party, not of it."""
    first, second = (*(token.lower for token in tokens[place : place + 2]), "", "")[:2]
    if first in ("совместно", "вместе"):
        return True
    if first in ("при", "с") and second in ("участии", "участием", "привлечением", "поддержке", "содействии"):
        return True
    return first in ("по", "согласно", "в") and second in (
        "согласованию", "приказу", "графику", "списку", "плану", "необходимости", "договоренности", "договорённости",
        "положению", "соответствии", "запросу", "отдельному",
    )  # fmt: skip


def _word(tail: Tail) -> None:
    token = tail.token()
    if token.kind != "word" or name_at(tail.tokens, tail.end) is not None:
        return
    if token.lower in _PREPOSITIONS:
        _prepositional(tail)
    elif _begins_party(tail):
        return
    elif token.is_acronym:
        _acronym(tail)
    elif not (_unit(tail) or _noun_phrase(tail) or (_governs_instrumental(tail) and _noun_phrase(tail, "ablt"))):
        tail.is_broken = not looks_like_surname(token)


def _governs_instrumental(tail: Tail) -> bool:
    return tail.head.lemma in ("заведующий", "заведующая", "управляющий") and not tail.pieces


def _begins_party(tail: Tail) -> bool:
    """Without a separator: a head in the nominative or the case of the phrase that cannot be a genitive complement."""
    cases = frozenset({"nomn"}) | (
        tail.head.cases - {"gent", "loct", "accs"} if not tail.head.is_shortened else frozenset()
    )
    head = head_at(tail.tokens, tail.end, cases)
    if head is None:
        return False
    if _is_subject(tail.tokens, tail.end) and tail.head.lemma in ("учитель", "преподаватель", "педагог"):
        return False
    if tail.tokens[tail.end].is_capitalised and (tail.pieces or tail.head.lemma not in _RELATIONAL):
        return head.category in (*PERSONAL, Category.BODY) and not tail.tokens[tail.end].is_acronym
    if head.category in PERSONAL and tail.head.category is Category.POST and not tail.pieces:
        return tail.head.lemma not in _RELATIONAL
    return not all(any(form.tag.case == "gent" for form in token.forms) for token in tail.tokens[head.start : head.end])


def _acronym(tail: Tail) -> None:
    token = tail.token()
    unit = unit_at(tail.tokens, tail.end)
    if token.text in vocabulary.COMMUNITIES and unit is None:
        _add(tail, 1, Piece(Kind.COMMUNITY, token.text))
    elif unit is not None and unit.is_generic:
        _add(tail, unit.end - tail.end, Piece(Kind.CLASS, unit.text))
    elif unit is not None and (_is_certain(unit.lemma) or tail.head.lemma in _SEEK_UNIT):
        _add(tail, unit.end - tail.end, Piece(Kind.UNIT, unit.text, category=unit.category))
    else:
        is_subject = tail.head.lemma in ("учитель", "преподаватель", "педагог")
        _add(tail, 1, Piece(Kind.SUBJECT if is_subject else Kind.WORDS, token.text))


def _is_certain(lemma: str) -> bool:
    return lemma in vocabulary.NAMED_ORGANISATIONS | vocabulary.LEGAL_FORMS | vocabulary.GENERIC_ORGANISATIONS or lemma in (
        "ГО", "МО", "МР",
    )  # fmt: skip


def _unit(tail: Tail) -> bool:
    cases = GENITIVE
    if _governs_instrumental(tail):
        cases = frozenset({"gent", "ablt"})
    unit = unit_at(tail.tokens, tail.end, cases)
    if unit is None or (unit.lemma in vocabulary.POST_OBJECTS and tail.head.lemma.startswith("завед")):
        return False
    if tail.head.lemma == "руководитель" and unit.lemma in vocabulary.LED_FUNCTIONS:
        return False
    if unit.is_plural:
        _add(tail, unit.end - tail.end, _class_of(tail, unit.end))
    else:
        _add(tail, unit.end - tail.end, Piece(Kind.UNIT, unit.text, category=unit.category))
    return True


def _class_of(tail: Tail, end: int) -> Piece:
    """«образовательных организаций»: a class, as written; «дошкольных и школьных учреждений» are two."""
    words = tail.tokens[tail.end : end]
    return Piece(Kind.CLASS, written(words), variants=level_variants(words))


def level_variants(words: list[Token]) -> tuple[str, ...]:
    """«школьных и городских методических объединений» → both in full; empty when it is no list of levels."""
    places = [place for place, token in enumerate(words) if token.text in ("и", ",")]
    if not places or not all(words[place - 1].lower.startswith(vocabulary.LEVELS) for place in places if place):
        return ()
    last = places[-1] + 1
    if places[0] == 0 or last >= len(words) - 1:
        return ()
    rest = words[last + 1 :]
    levels = [words[place - 1] for place in places]
    shared = [f"{level.text} {written(_without_repeat(level, rest))}" for level in levels]
    return (*shared, written(words[last:]))


def _without_repeat(level: Token, rest: list[Token]) -> list[Token]:
    if level.lower.startswith("общеобразовательн") and rest[0].lower.startswith("образовательн"):
        return rest[1:]
    return rest


def _noun_phrase(tail: Tail, case: str = "gent") -> bool:
    """Adjectives and a noun in the case; lists of equal words inside stay one piece."""
    end = phrase_end(tail.tokens, tail.end, case)
    if end == tail.end:
        return False
    end, has_and = _closed_list(tail, end, case)
    words = tail.tokens[tail.end : end]
    head = head_at(tail.tokens, tail.end, frozenset({case}))
    kind = Kind.WORDS
    if _is_subject(tail.tokens, tail.end):
        kind = Kind.SUBJECT
    elif (head is not None and head.category is Category.BODY) or words[-1].text in _COLLECTIVES:
        kind = Kind.COMMUNITY
    elif head is not None and head.category in PERSONAL:
        kind = Kind.PEOPLE
    text = written(words)
    if kind is Kind.PEOPLE and not tail.pieces:
        text = text.lower()
    _add(tail, end - tail.end, Piece(kind, text, variants=level_variants(words), has_and=has_and))
    return True


def phrase_end(tokens: list[Token], start: int, case: str) -> int:
    """Place after adjectives and a noun that stand in the case; ``start`` when there is no such phrase."""
    place = start
    while place < len(tokens) and place - start < 8:
        token = tokens[place]
        if token.text in ("и", ",") and place > start and _levels_go_on(tokens, place, case):
            place += 1
            continue
        if place > start and token.text in _COLLECTIVES:
            return place + 1
        if token.kind != "word" or not fits(token, case) or name_at(tokens, place) is not None:
            return start
        place += 1
        if not is_adjective(token):
            return place
        if not _has_more(tokens, place, case):
            is_noun_next = place < len(tokens) and any(form.tag.POS == "NOUN" for form in tokens[place].forms)
            return start if is_noun_next and not tokens[place].is_capitalised else place
    return start


def fits(token: Token, case: str) -> bool:
    return any(form.tag.case == case for form in token.forms)


def _levels_go_on(tokens: list[Token], place: int, case: str) -> bool:
    after = tokens[place + 1] if place + 1 < len(tokens) else END
    return is_adjective(tokens[place - 1]) and is_adjective(after) and fits(after, case)


def _has_more(tokens: list[Token], place: int, case: str) -> bool:
    after = tokens[place] if place < len(tokens) else END
    if after.text in ("и", ","):
        return _levels_go_on(tokens, place, case) and phrase_end(tokens, place + 1, case) > place + 1
    return after.kind == "word" and (fits(after, case) or after.text in _COLLECTIVES)


def _closed_list(tail: Tail, end: int, case: str) -> tuple[int, bool]:
    """«математики, физики и информатики» is one piece: a list of things that its own «и» closes."""
    if not _may_be_listed(tail.tokens, tail.end):
        return end, False
    place = end
    while place < len(tail.tokens) and tail.tokens[place].text in (",", "и"):
        is_closing = tail.tokens[place].text == "и"
        after = tail.tokens[place + 1] if place + 1 < len(tail.tokens) else END
        if not _may_be_listed(tail.tokens, place + 1) or _is_doer(tail, place + 1):
            break
        following = phrase_end(tail.tokens, place + 1, case)
        if following == place + 1 and after.text in vocabulary.TOPIC_ACRONYMS and not after.has_dot:
            following = place + 2
        if following == place + 1:
            break
        if is_closing:
            return following, True
        place = following
    return end, False


def _may_be_listed(tokens: list[Token], place: int) -> bool:
    token = tokens[place] if place < len(tokens) else END
    if token.text in vocabulary.TOPIC_ACRONYMS:
        return True
    if _is_subject(tokens, place):
        return True
    head = head_at(tokens, place, GENITIVE)
    return head is None and token.kind == "word" and not token.is_acronym


def _is_doer(tail: Tail, place: int) -> bool:
    if _is_subject(tail.tokens, place):
        return False
    return head_at(tail.tokens, place) is not None


def _is_subject(tokens: list[Token], place: int) -> bool:
    """The noun of the phrase is a school subject; «математики» are the subject, not the mathematicians."""
    for token in tokens[place : place + 4]:
        if token.kind != "word":
            return False
        if token.lemmas & vocabulary.SUBJECTS and fits(token, "gent"):
            return True
        if not is_adjective(token):
            return False
    return False


def _prepositional(tail: Tail) -> None:
    """«по учебной работе», «за организацию и проведение ВПР», «от ОО», «с ОВЗ»."""
    preposition = tail.token()
    start = tail.end
    case = _PREPOSITIONS[preposition.lower]
    after = tail.token(1)
    tail.end += 1
    if after.is_acronym or after.kind in ("quoted", "number"):
        inner = tail.end + 1
        inner = _acronym_list(tail, inner) if preposition.lower != "по" or tail.head.lemma != "заместитель" else inner
    else:
        cases = ("accs", "ablt") if preposition.lower == "за" else ("loct", "accs") if case == "loct" else (case,)
        inner = max(_prepositional_end(tail, found) for found in cases)
    if inner == tail.end:
        tail.end, tail.is_broken = start, True
        return
    tail.end = start
    _add(tail, inner - start, Piece(Kind.PREPOSITION, written(tail.tokens[start:inner]), preposition=preposition.lower))


def _prepositional_end(tail: Tail, case: str) -> int:
    start = tail.end
    end = phrase_end(tail.tokens, start, case)
    if end == start:
        return start
    while end < len(tail.tokens):
        following = _genitive_or_equal(tail, end, case)
        if following == end:
            return end
        end = following
    return end


def _genitive_or_equal(tail: Tail, end: int, case: str) -> int:
    """After the noun: its genitive complement, or «и» with an equal noun."""
    token = tail.tokens[end]
    if token.text == "и" or (token.text == "," and _and_follows(tail, end)):
        if _is_doer(tail, end + 1):
            return end
        for wanted in (case, "gent"):
            following = phrase_end(tail.tokens, end + 1, wanted)
            if following > end + 1 and name_at(tail.tokens, end + 1) is None:
                return following
        return end
    if token.kind == "word" and token.text in vocabulary.TOPIC_ACRONYMS:
        return end + 1
    if token.kind == "word" and token.lower in ("с", "в") and not is_manner(tail.tokens, end):
        found = phrase_end(tail.tokens, end + 1, "ablt" if token.lower == "с" else "loct")
        return found if found > end + 1 else end
    if token.kind != "word" or _stops_complement(tail, end):
        return end
    return phrase_end(tail.tokens, end, "gent")


def _stops_complement(tail: Tail, end: int) -> bool:
    if unit_at(tail.tokens, end, GENITIVE) is not None and not _is_class(tail, end):
        return True
    return head_at(tail.tokens, end) is not None and not fits(tail.tokens[end], "gent")


def _is_class(tail: Tail, end: int) -> bool:
    unit = unit_at(tail.tokens, end, GENITIVE)
    return unit is not None and unit.is_plural


def _and_follows(tail: Tail, end: int) -> bool:
    return any(token.text == "и" for token in tail.tokens[end + 1 : end + 5]) and not any(
        token.text in (",", ";") for token in tail.tokens[end + 1 : end + 4]
    )


def _acronym_list(tail: Tail, end: int) -> int:
    while end + 1 < len(tail.tokens) and tail.tokens[end].text == "и" and tail.tokens[end + 1].is_acronym:
        end += 2
    return end


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
    if after.lower.startswith(("класс", "групп", "параллел", "курс")):
        place += 1
    elif not tail.pieces or tail.last is None:
        tail.is_broken = True
        return
    _add(tail, place - tail.end, Piece(Kind.WORDS, written(tail.tokens[tail.end : place])))


def _continue_list(tail: Tail) -> None:
    """A comma or «и» that stays inside the party: only before numbers («9 и 11 классов»)."""
    if tail.token(1).kind == "number" and tail.last is not None and tail.last.text[-1:].isdigit():
        tail.end += 1
        _numbers(tail)


def _add(tail: Tail, size: int, piece: Piece) -> None:
    tail.end += size
    tail.pieces.append(piece)
