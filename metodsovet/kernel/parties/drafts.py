"""A party while it is being read, and what it becomes."""

from dataclasses import dataclass, field

from metodsovet.kernel.parties.heads import PERSONAL, Category, Head
from metodsovet.kernel.parties.kinds import AGREEMENT, BY_AGREEMENT, PartyKind
from metodsovet.kernel.parties.names import Name, resolved
from metodsovet.kernel.parties.pieces import Kind, Piece
from metodsovet.kernel.parties.units import Unit
from metodsovet.kernel.parties.values import Party
from metodsovet.kernel.russian.morphology import word_forms

_NOMINATIVE = frozenset({"nomn"})
_ACCUSATIVE = frozenset({"accs"})
_SENIOR = frozenset({"музыкальный", "художественный", "физический"})
_KINDS = {
    Category.FUNCTION: PartyKind.ROLE,
    Category.PEOPLE: PartyKind.GROUP,
    Category.BODY: PartyKind.GROUP,
    Category.DEPARTMENT: PartyKind.DEPARTMENT,
    Category.ORGANISATION: PartyKind.ORGANISATION,
    Category.TERRITORY: PartyKind.UNKNOWN,
}


@dataclass(slots=True)
class Draft:
    """Tokens ``start``..``end`` of the phrase; exactly one of head, unit, names or ``kind`` says who it is."""

    start: int
    end: int
    head: Head | None = None
    pieces: list[Piece] = field(default_factory=list)
    unit: Unit | None = None
    names: list[Name] = field(default_factory=list)
    kind: PartyKind | None = None
    text: str = ""
    scope: str = ""
    remark: str = ""
    manner: str = ""
    joint: str = ""
    is_agreed: bool = False
    cases: frozenset[str] | None = None
    source: str = ""

    @property
    def is_person(self) -> bool:
        return bool(self.names) and (self.head is None or self.head.category in PERSONAL) and self.unit is None

    @property
    def is_bare_person(self) -> bool:
        return bool(self.names) and self.head is None and self.unit is None

    def to_parties(self, phrase_cases: frozenset[str] | None) -> list[Party]:
        if self.kind is PartyKind.UNKNOWN:
            return [self._party(PartyKind.UNKNOWN, self.text, "", "")]
        if self.is_person:
            return [self._person(name, phrase_cases) for name in self.names]
        kind = self._kind()
        person = ", ".join(self._name_text(name, phrase_cases) for name in self.names)
        return [self._party(kind, text + self.remark, self._scope(), person) for text in self._texts()]

    def _person(self, name: Name, phrase_cases: frozenset[str] | None) -> Party:
        found = self._resolved(name, phrase_cases)
        if found is None:
            return self._party(PartyKind.UNKNOWN, self.source.strip(" ,;"), "", "")
        person, full = found
        text = self._post() if self.head is not None else self.text or full
        return self._party(PartyKind.PERSON, text or full, self._scope(), person)

    def _name_text(self, name: Name, phrase_cases: frozenset[str] | None) -> str:
        found = self._resolved(name, _NOMINATIVE)
        return found[0] if found else f"{name.surname} {name.initials}".strip()

    def _resolved(self, name: Name, phrase_cases: frozenset[str] | None) -> tuple[str, str] | None:
        """A nominative post does not keep a name after «назначить» from the accusative: «Зыкову М.Б., директор»."""
        if self.cases is not None and "nomn" in self.cases:
            return resolved(name, _NOMINATIVE) or resolved(name, _ACCUSATIVE)
        found = resolved(name, self.cases or phrase_cases)
        if found is None and self.cases is None:
            found = resolved(name, None)
        return found

    def _post(self) -> str:
        assert self.head is not None
        name = self.head.singular if self.head.is_plural else self.head.text
        pieces = [piece.text for piece in self.pieces if piece.kind is not Kind.UNIT]
        is_alone = all(piece.preposition for piece in self.pieces[1:])
        if pieces and is_alone and self.head.is_plural and self.head.lemma == "заместитель":
            pieces[0] = _of_one(pieces[0])
        if self.head.lemma == "ответственный" and not self.pieces:
            return ""
        return " ".join([name, *pieces]) + self.remark

    def _texts(self) -> list[str]:
        if self.head is None:
            return [self.text]
        varied = next((piece for piece in self.pieces if piece.variants), None)
        texts = []
        for head in self.head.texts:
            for variant in varied.variants if varied else ("",):
                words = [
                    variant if piece is varied else piece.text for piece in self.pieces if piece.kind is not Kind.UNIT
                ]
                texts.append(" ".join([head, *words]))
        return texts

    def _scope(self) -> str:
        places = " ".join(piece.text for piece in self.pieces if piece.kind is Kind.UNIT)
        parts = [places, self.scope, AGREEMENT if self.is_agreed else ""]
        return ", ".join(part for part in parts if part)

    def _kind(self) -> PartyKind:
        if self.kind is not None:
            return self.kind
        assert self.head is not None
        head = self.head
        if head.lemma == "член" and not head.is_plural:
            return PartyKind.ROLE
        if head.category is not Category.POST:
            return _KINDS[head.category]
        if head.is_plural or self._is_function():
            return PartyKind.ROLE
        return PartyKind.POSITION

    def _is_function(self) -> bool:
        """«руководитель ШМО» is a function, «руководитель ИМЦ», «музыкальный руководитель» are posts."""
        assert self.head is not None
        head = self.head
        has_community = any(piece.kind is Kind.COMMUNITY for piece in self.pieces)
        if head.lemma != "руководитель":
            is_secretary = head.lemma in ("секретарь", "помощник") and has_community
            return is_secretary or head.lemma.endswith("-наставник")
        if head.adjectives & _SENIOR:
            return False
        if "классный" in head.adjectives:
            return True
        return bool(self.pieces) and self.pieces[0].kind not in (Kind.CLASS, Kind.UNIT)

    def _party(self, kind: PartyKind, text: str, scope: str, person: str) -> Party:
        manner = BY_AGREEMENT if self.is_agreed else self.manner
        scope = scope or (AGREEMENT if self.is_agreed and kind is PartyKind.UNKNOWN else "")
        return Party(self.source, kind, text, scope, person, manner)


def _of_one(text: str) -> str:
    """«заместители директоров» are each of one of them: «директоров» → «директора»."""
    form = next((form for form in word_forms(text) if form.tag.case == "gent" and form.tag.number == "plur"), None)
    single = form.inflect({"gent", "sing"}) if form is not None else None
    return str(single.word) if single is not None else text


def is_doer(head: Head) -> bool:
    return head.category in (*PERSONAL, Category.BODY)


def generic_holder(head: Head) -> bool:
    """Heads that mean nothing definite without a class of organisations: «руководители и педагоги ОО»."""
    is_holder = head.category is Category.POST or head.lemma == "администрация"
    return is_holder and head.lemma not in ("методист", "специалист")
