"""What belongs to the name of a unit: «отдел [по развитию … УО ГО Первоуральск]», «СОШ [№ 1, 2, 7 им. …]»."""

from dataclasses import dataclass

from metodsovet.kernel.parties.heads import PERSONAL, Category, category_of, head_at, is_adjective
from metodsovet.kernel.parties.names import name_at
from metodsovet.kernel.parties.tokens import END, Token
from metodsovet.kernel.parties.vocabulary import (
    BODY_ACRONYMS,
    GENERIC_ORGANISATIONS,
    LEGAL_FORMS,
    NAMED_ORGANISATIONS,
    SETTLEMENTS,
    TOPIC_ACRONYMS,
)

_TERRITORY_SIGNS = frozenset({"ГО", "МО", "МР", "РФ", "РМ", "РТ", "РБ", "АО", "МГО", "ЗАТО"})
_ORGANISATION_ACRONYMS = LEGAL_FORMS | NAMED_ORGANISATIONS | GENERIC_ORGANISATIONS
_GENITIVE_TERRITORY = ("округа", "района", "города", "поселка", "посёлка", "села", "образования", "муниципалитета")


@dataclass(slots=True)
class Complement:
    """Runs through the tokens after the head of a unit; ``end`` is the first that does not belong to it."""

    tokens: list[Token]
    start: int
    end: int
    is_noun: bool
    takes_topic: bool = False
    is_class: bool = False
    numbers_start: int = 0
    numbers: tuple[str, ...] = ()
    unit_start: int = 0
    is_dative: bool = False

    def token(self, shift: int = 0) -> Token:
        place = self.end + shift
        return self.tokens[place] if 0 <= place < len(self.tokens) else END


def complement(
    tokens: list[Token], start: int, *, is_noun: bool, takes_topic: bool = False, is_class: bool = False
) -> Complement:
    """``takes_topic``: «отдел по …»; ``is_class``: «школы района», where the district is not of the name."""
    found = Complement(tokens, start, start, is_noun, takes_topic, is_class)
    for _ in range(60):
        size = _next_size(found)
        if not size:
            break
        found.end += size
    if not found.numbers_start:
        found.numbers_start = found.end
    return found


def _next_size(found: Complement) -> int:
    """How many of the next tokens still belong to the unit."""
    token = found.token()
    if token.kind == "quoted":
        return 1
    if token.text == "№" or (token.kind == "number" and _is_numbered(found)):
        return _numbers(found)
    if token.kind != "word" and token.text != ",":
        return 0
    if token.lower in ("им", "имени") and not token.is_acronym:
        return _dedication(found)
    if token.has_dot and token.lower in SETTLEMENTS and found.token(1).is_capitalised:
        return 2
    if token.text in (",", "и"):
        return _conjunction(found)
    if (
        token.lower == "по"
        and found.end == found.start
        and found.takes_topic
        and found.token(1).lower != "согласованию"
    ):
        found.is_dative = True
        return 2 if _case_fits(found.token(1), "datv") else 0
    return _word(found)


def _word(found: Complement) -> int:
    token, before = found.token(), found.token(-1)
    if name_at(found.tokens, found.end) is not None:
        return 0
    if token.is_acronym:
        return _acronym(found)
    if _is_place_name(found):
        return 1
    if before.lower.startswith("управлени") and _case_fits(token, "ablt"):
        return 1
    if not (_case_fits(token, "gent") or (found.is_dative and _case_fits(token, "datv"))) or _begins_party(found):
        return 0
    if (found.is_class or (before.is_acronym and not found.is_noun)) and found.is_class is _is_territorial(found):
        return 0
    if _names_unit(found) and not found.unit_start:
        found.unit_start = found.end
    return 1


def _acronym(found: Complement) -> int:
    token = found.token()
    if token.text in BODY_ACRONYMS and token.text not in _TERRITORY_SIGNS:
        return 0
    if token.text in _TERRITORY_SIGNS and found.token(1).is_capitalised and not found.token(1).is_acronym:
        return 2
    if not found.is_noun:
        return 1 if token.text in _TERRITORY_SIGNS else 0
    if token.text in _ORGANISATION_ACRONYMS and not found.unit_start:
        found.unit_start = found.end
    return 1


def _is_numbered(found: Complement) -> bool:
    before = found.token(-1)
    return before.text in ("СОШ", "ООШ", "школа", "ДОУ", "МБДОУ", "гимназия", "лицей", "сад") and not found.token(
        1
    ).lower.startswith("класс")


def _numbers(found: Complement) -> int:
    """«№ 1, 2, 7», «№3 и №8», «№ 3, № 8»; a list in one name only."""
    place = found.end
    numbers: list[str] = []
    while True:
        step = 1 if found.tokens[place].text == "№" else 0
        number = found.tokens[place + step] if place + step < len(found.tokens) else END
        if number.kind != "number":
            break
        numbers.append(number.text)
        place += step + 1
        separator = found.tokens[place] if place < len(found.tokens) else END
        following = found.tokens[place + 1 : place + 4]
        if separator.text not in (",", "и", ";") or not _goes_on_with_number(following):
            break
        place += 1
    if not numbers:
        return 0
    if found.tokens[place - 1].text in (",", "и", ";"):
        place -= 1
    found.numbers_start, found.numbers = found.end, tuple(numbers)
    return place - found.end


def _goes_on_with_number(following: list[Token]) -> bool:
    if following and following[0].text == "№":
        return len(following) > 1 and following[1].kind == "number"
    is_number = bool(following) and following[0].kind == "number"
    return is_number and not (len(following) > 1 and following[1].lower.startswith("класс"))


def _dedication(found: Complement) -> int:
    """«им. А.С. Пушкина», «имени Героя Советского Союза И.И. Иванова»."""
    size = 1
    while size < 8:
        token = found.token(size)
        if token.kind == "initials":
            return size + 2
        if token.kind != "word" or not token.is_capitalised:
            break
        size += 1
    return size


def _conjunction(found: Complement) -> int:
    """A list inside the name: «общего, дошкольного и дополнительного образования», «ИМ и ПР», «Заря» и «Искра»."""
    before, after = found.token(-1), found.token(1)
    if found.is_class and before.kind == after.kind == "quoted":
        return 2
    if found.token().text == "и" and before.is_acronym and after.is_acronym:
        return 2 if {before.text, after.text} <= TOPIC_ACRONYMS and after.text not in NAMED_ORGANISATIONS else 0
    case = "datv" if found.is_dative and _case_fits(before, "datv") else "gent"
    if not _is_inner(found, 1, case) or not _case_fits(before, case):
        return 0
    if found.token().text == "и":
        return 2
    for shift in range(2, 9):
        token = found.token(shift)
        if token.text == "и":
            return 2 if _is_inner(found, shift + 1, case) else 0
        if token.kind != "word" and token.text != ",":
            return 0
    return 0


def _is_inner(found: Complement, shift: int, case: str) -> bool:
    """A word of the name and not the next party: no person, body or unit, and in the case of the list."""
    token = found.token(shift)
    if token.kind != "word" or token.is_acronym or not _case_fits(token, case):
        return False
    head = head_at(found.tokens, found.end + shift, frozenset({"nomn", case}))
    if head is None:
        return True
    return head.category not in (*PERSONAL, Category.BODY, Category.DEPARTMENT, Category.ORGANISATION)


def _begins_party(found: Complement) -> bool:
    head = head_at(found.tokens, found.end)
    if head is None:
        return False
    first = found.tokens[head.start]
    if head.category in PERSONAL:
        return first.is_capitalised or not _case_fits(found.tokens[head.end - 1], "gent")
    return head.category is Category.BODY and not _case_fits(first, "gent")


def _is_place_name(found: Complement) -> bool:
    """«городского округа Первоуральск»: a capitalised name in the nominative after its class."""
    token, before = found.token(), found.token(-1)
    if not token.is_capitalised or token.is_acronym:
        return False
    return (
        before.lower in _GENITIVE_TERRITORY
        and found.token(1).kind != "initials"
        and head_at(found.tokens, found.end) is None
    )


def _is_territorial(found: Complement) -> bool:
    """After «МБОУ СОШ № 3» or «ИМЦ» only the territory may follow in the genitive."""
    for shift in range(4):
        token = found.token(shift)
        if token.lemmas and any(category_of(lemma) is Category.TERRITORY for lemma in token.lemmas):
            return True
        if token.lower.startswith("администраци"):
            return True
        if not is_adjective(token):
            return False
    return False


def _names_unit(found: Complement) -> bool:
    head = head_at(found.tokens, found.end, frozenset({"gent"}))
    if head is None or head.is_plural:
        return False
    return head.category is Category.ORGANISATION or head.lemma == "администрация"


def _case_fits(token: Token, case: str) -> bool:
    return any(form.tag.case in (case, "gen2" if case == "gent" else case) for form in token.forms)
